"""Attention: against PyTorch, by differences, its shares, its masks, and what it refuses.

Longer than other files: the function and the layer that trains it stand to the same numbers.
"""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pycore import Network
from pycore.layers import (
    Projection,
    SelfAttention,
    causal_mask,
    scaled_dot_product_attention,
    self_attention,
)
from pycore.numerics import Array
from tests import places
from tests.unit.layers.agreement import assert_as_in_pytorch, assert_slopes, draws, flag, size

CASE = json.loads((places.REFERENCE / "models.json").read_text("utf-8"))["attention"]
INPUTS = CASE["queries"], CASE["keys"], CASE["values"]
tokens = arrays(float, (4, 3), elements=st.integers(-80, 80).map(lambda n: n / 8))


def test_attention_is_the_one_of_pytorch() -> None:
    np.testing.assert_allclose(
        scaled_dot_product_attention(*INPUTS).output, CASE["plain"], rtol=1e-12
    )


def test_attention_to_what_came_before_is_the_one_of_pytorch() -> None:
    ours = scaled_dot_product_attention(*INPUTS, mask=causal_mask(5))
    np.testing.assert_allclose(ours.output, CASE["causal"], rtol=1e-12)
    assert (np.triu(ours.weights, k=1) == 0).all()
    assert (ours.scores == -np.inf).sum() == 10


@given(x=tokens)
@settings(max_examples=30)
def test_weights_are_shares_and_the_output_is_their_mixture(x: Array) -> None:
    found = scaled_dot_product_attention(x, x, x)
    np.testing.assert_allclose(found.weights.sum(axis=1), 1.0)
    assert (found.weights >= 0).all()
    np.testing.assert_allclose(found.scores, x @ x.T / np.sqrt(3), rtol=1e-12)
    np.testing.assert_allclose(found.output, found.weights @ x, rtol=1e-12)
    assert (found.output <= x.max(axis=0) + 1e-12).all()


@given(x=tokens, order=st.permutations(range(4)))
@settings(max_examples=30)
def test_without_a_mask_the_order_of_the_tokens_does_not_matter(x: Array, order: list[int]) -> None:
    straight, shuffled = (
        scaled_dot_product_attention(x, x, x).output,
        scaled_dot_product_attention(x[order], x[order], x[order]).output,
    )
    np.testing.assert_allclose(shuffled, straight[order], rtol=1e-9, atol=1e-9)


def test_equal_keys_share_evenly() -> None:
    found = scaled_dot_product_attention(np.ones((1, 2)), np.ones((4, 2)), np.arange(4.0)[:, None])
    np.testing.assert_allclose(found.weights, 0.25)
    np.testing.assert_allclose(found.output, 1.5)


def test_queries_keys_and_values_may_differ_in_number_and_width() -> None:
    found = scaled_dot_product_attention(np.ones((2, 3)), np.ones((4, 3)), np.ones((4, 5)))
    assert (found.scores.shape, found.weights.shape, found.output.shape) == ((2, 4), (2, 4), (2, 5))


def test_self_attention_is_attention_of_three_projections() -> None:
    rng = np.random.default_rng(3)
    x, wq, wk, wv = (rng.standard_normal(s) for s in [(5, 4), (4, 2), (4, 2), (4, 3)])
    ours, expected = (
        self_attention(x, wq, wk, wv),
        scaled_dot_product_attention(x @ wq, x @ wk, x @ wv),
    )
    for one, two in zip(ours, expected, strict=True):
        np.testing.assert_array_equal(one, two)


def test_large_scores_do_not_overflow() -> None:
    x = np.array([[1e100, 0.0], [0.0, 1e100]])
    assert scaled_dot_product_attention(x, x, np.eye(2)).output.tolist() == [[1.0, 0.0], [0.0, 1.0]]
    scaled_dot_product_attention(np.full((1, 1), 1e200), np.full((1, 1), 1e200), np.ones((1, 1)))


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
        scaled_dot_product_attention(**(usual | changes))


def test_bad_weights_meet_a_sentence() -> None:
    eye = np.eye(2)
    with pytest.raises(ValueError, match=r"wq must have shape \(2, k\), not \(3, 3\)"):
        self_attention(eye, np.eye(3), eye, eye)
    with pytest.raises(ValueError, match=r"wk must have shape \(2, 2\), not \(2, 1\)"):
        self_attention(eye, eye, np.ones((2, 1)), eye)
    with pytest.raises(ValueError, match=r"wv must have shape \(2, e\), not \(2,\)"):
        self_attention(eye, eye, eye, [1.0, 2.0])
    with pytest.raises(
        ValueError, match="n must be a whole number, at least 1, at most 10000, not 0"
    ):
        causal_mask(0)


@pytest.mark.parametrize(("case", "mask"), [("attention", None), ("attention, causal", "causal")])
def test_a_layer_and_its_slopes_are_those_of_pytorch(case: str, mask: str | None) -> None:
    assert_as_in_pytorch(case, SelfAttention(4, 2, mask=mask))


def random_mask(rng: np.random.Generator, steps: int) -> Any:
    """One of every kind: nobody, the later, or at random, but for each at itself."""
    kinds = [None, "causal", (rng.random((steps, steps)) < 0.4) | np.eye(steps, dtype=np.bool_)]
    return kinds[size(rng, 0, 2)]


def test_slopes_are_those_measured() -> None:
    for rng in draws(30):
        steps, inputs, width = size(rng, 1, 3), size(rng, 1, 2), size(rng, 1, 2)
        scale = None if flag(rng) else float(rng.normal())
        x = rng.standard_normal((size(rng, 1, 2), steps, inputs))
        layer = SelfAttention(inputs, width, random_mask(rng, steps), scale)
        above = [Projection(width, 1, "tanh")] if flag(rng) else []
        assert_slopes(rng, [layer, *above], x)


def test_a_layer_is_self_attention_of_each_sequence_and_keeps_its_weights() -> None:
    layer, rng = SelfAttention(4, 3, mask="causal"), np.random.default_rng(1)
    network, x = Network([layer], seed=2), rng.standard_normal((2, 5, 4))
    trace = network.forward(x)
    matrices = layer.queries.T, layer.keys.T, layer.values.T
    for sample in range(2):
        alone = self_attention(x[sample], *matrices, mask=causal_mask(5))
        np.testing.assert_allclose(trace.y[sample], alone.output, rtol=1e-12)
        np.testing.assert_allclose(trace.kept[0].weights[sample], alone.weights, rtol=1e-12)
        assert (trace.kept[0].scores[sample] == -np.inf).sum() == 10


def test_the_scale_takes_the_place_of_the_root() -> None:
    x = np.random.default_rng(0).standard_normal((1, 3, 2))
    plain = Network([SelfAttention(2, scale=2.0)], seed=1).forward(x).kept[0]
    np.testing.assert_allclose(plain.scores, 2.0 * plain.q @ plain.k.swapaxes(1, 2), rtol=1e-12)
    even = Network([SelfAttention(2, scale=0.0)], seed=1).forward(x).kept[0]
    np.testing.assert_allclose(even.weights, 1 / 3)


def test_what_comes_later_changes_nothing_under_the_causal_mask() -> None:
    network, x = Network([SelfAttention(2, mask="causal")]), np.ones((1, 4, 2))
    before = network.predict(x)
    x[0, 3] = -9.0
    assert network.predict(x)[0, :3].tolist() == before[0, :3].tolist()


def test_a_mask_of_a_layer_is_its_own_and_serves_shorter_sequences() -> None:
    mask = np.ones((3, 3), dtype=np.bool_)
    network = Network([SelfAttention(1, mask=mask)])
    mask[:] = False
    assert network.predict(np.ones((1, 2, 1))).shape == (1, 2, 1)


def test_sequences_that_do_not_fit_the_mask_meet_a_sentence() -> None:
    crossed = Network([SelfAttention(1, mask=[[False, True], [True, False]])])
    with pytest.raises(ValueError, match="mask must let each query see a key; row 0 sees none"):
        crossed.predict(np.ones((1, 1, 1)))
    with pytest.raises(
        ValueError, match=r"x must have at most 2 steps, as the mask of SelfAttenti"
    ):
        crossed.predict(np.ones((1, 3, 1)))


@pytest.mark.parametrize("shape", [(3, 2), (1, 3, 1), (1, 1, 3, 2)])
def test_sequences_that_do_not_fit_name_the_layer(shape: tuple[int, ...]) -> None:
    sentence = (
        r"x must have shape \(n, steps, 2\) for SelfAttention\(2, 2, mask='causal', scale=0.7"
    )
    with pytest.raises(ValueError, match=sentence):
        Network([SelfAttention(2, mask="causal")]).predict(np.ones(shape))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"inputs": 0}, "inputs must be a whole number, at least 1, not 0"),
        ({"width": 0}, "width must be a whole number, at least 1, not 0"),
        ({"scale": np.inf}, "scale must be a finite number, not inf"),
        (
            {"mask": "future"},
            'mask must be None, "causal", or True and False in a square; not \'fut',
        ),
        ({"mask": [[True, True]]}, 'mask must be None, "causal", or True and False in a square'),
        ({"mask": [[0, 1], [1, 0]]}, "mask must hold True and False in shape"),
        ({"mask": [[True, False], [False, False]]}, "mask must let each query see a key; row 1"),
    ],
)
def test_a_bad_layer_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        SelfAttention(**({"inputs": 2} | arguments))
