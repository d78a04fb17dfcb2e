"""Attention: against PyTorch, its shares, its masks, and what it refuses."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pycore.models import attention, causal_mask, self_attention
from pycore.numerics import Array
from tests import places

CASE = json.loads((places.REFERENCE / "models.json").read_text())["attention"]
INPUTS = CASE["queries"], CASE["keys"], CASE["values"]
tokens = arrays(float, (4, 3), elements=st.integers(-80, 80).map(lambda n: n / 8))


def test_attention_is_the_one_of_pytorch() -> None:
    np.testing.assert_allclose(attention(*INPUTS).output, CASE["plain"], rtol=1e-12)


def test_attention_to_what_came_before_is_the_one_of_pytorch() -> None:
    ours = attention(*INPUTS, mask=causal_mask(5))
    np.testing.assert_allclose(ours.output, CASE["causal"], rtol=1e-12)
    assert (np.triu(ours.weights, k=1) == 0).all()
    assert (ours.scores == -np.inf).sum() == 10


@given(x=tokens)
@settings(max_examples=30)
def test_weights_are_shares_and_the_output_is_their_mixture(x: Array) -> None:
    found = attention(x, x, x)
    np.testing.assert_allclose(found.weights.sum(axis=1), 1.0)
    assert (found.weights >= 0).all()
    np.testing.assert_allclose(found.scores, x @ x.T / np.sqrt(3), rtol=1e-12)
    np.testing.assert_allclose(found.output, found.weights @ x, rtol=1e-12)
    assert (found.output <= x.max(axis=0) + 1e-12).all()


@given(x=tokens, order=st.permutations(range(4)))
@settings(max_examples=30)
def test_without_a_mask_the_order_of_the_tokens_does_not_matter(x: Array, order: list[int]) -> None:
    straight, shuffled = attention(x, x, x).output, attention(x[order], x[order], x[order]).output
    np.testing.assert_allclose(shuffled, straight[order], rtol=1e-9, atol=1e-9)


def test_equal_keys_share_evenly() -> None:
    found = attention(np.ones((1, 2)), np.ones((4, 2)), np.arange(4.0)[:, None])
    np.testing.assert_allclose(found.weights, 0.25)
    np.testing.assert_allclose(found.output, 1.5)


def test_queries_keys_and_values_may_differ_in_number_and_width() -> None:
    found = attention(np.ones((2, 3)), np.ones((4, 3)), np.ones((4, 5)))
    assert (found.scores.shape, found.weights.shape, found.output.shape) == ((2, 4), (2, 4), (2, 5))


def test_self_attention_is_attention_of_three_projections() -> None:
    rng = np.random.default_rng(3)
    x, wq, wk, wv = (rng.standard_normal(s) for s in [(5, 4), (4, 2), (4, 2), (4, 3)])
    ours, expected = self_attention(x, wq, wk, wv), attention(x @ wq, x @ wk, x @ wv)
    for one, two in zip(ours, expected, strict=True):
        np.testing.assert_array_equal(one, two)


def test_large_scores_do_not_overflow() -> None:
    x = np.array([[1e100, 0.0], [0.0, 1e100]])
    assert attention(x, x, np.eye(2)).output.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    attention(np.full((1, 1), 1e200), np.full((1, 1), 1e200), np.ones((1, 1)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"queries": [1.0]}, r"queries must have shape \(n, d\), not \(1,\)"),
        ({"queries": [[np.nan, 1.0]]}, "queries must hold finite numbers only, not nan"),
        ({"keys": [[1.0]]}, r"keys must have shape \(m, 2\), not \(1, 1\)"),
        ({"values": [[1.0]]}, r"values must have shape \(2, e\), not \(1, 1\)"),
        ({"values": np.zeros((2, 0))}, "values must hold at least one number"),
        ({"mask": [[1, 1], [1, 1]]}, r"mask must hold True and False in shape \(2, 2\), not int"),
        ({"mask": [[True, True]]}, r"mask must hold True and False in shape \(2, 2\), not bool"),
        ({"mask": [[True, True], [False, False]]}, "mask must let each query see a key; row 1"),
    ],
)
def test_bad_arguments_meet_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    usual: dict[str, Any] = {name: np.eye(2) for name in ("queries", "keys", "values")}
    with pytest.raises(ValueError, match=sentence):
        attention(**(usual | changes))


def test_bad_weights_meet_a_sentence() -> None:
    eye = np.eye(2)
    with pytest.raises(ValueError, match=r"wq must have shape \(2, k\), not \(3, 3\)"):
        self_attention(eye, np.eye(3), eye, eye)
    with pytest.raises(ValueError, match=r"wk must have shape \(2, 2\), not \(2, 1\)"):
        self_attention(eye, eye, np.ones((2, 1)), eye)
    with pytest.raises(ValueError, match=r"wv must have shape \(2, e\), not \(2,\)"):
        self_attention(eye, eye, eye, [1.0, 2.0])
    with pytest.raises(ValueError, match="n must be a whole number, at least 1, not 0"):
        causal_mask(0)
