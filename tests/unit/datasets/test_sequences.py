"""Sequences: each asks what it says, answers are spread evenly, and bad numbers are refused."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pycore.datasets.sequences import (
    answers_place,
    flipped,
    remembered,
    reversed_tokens,
    varied,
)

DRAWS = pytest.mark.parametrize("draw", [remembered, reversed_tokens, varied])
Draw = Callable[..., Any]


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_what_is_to_be_remembered_stands_first_and_nowhere_else() -> None:
    x, t = remembered(500, rng(), steps=12)
    assert x.shape == (500, 12, 4)
    assert (x.sum(axis=2) == 1.0).all()
    assert (x[:, 0].argmax(axis=1) == t).all()
    assert not x[:, 1:, :2].any()
    assert 200 < t.sum() < 300
    assert 0.45 < x[:, 1:, 2].mean() < 0.55


def test_a_flipped_step_has_the_other_symbol_of_its_kind() -> None:
    x, t = remembered(50, rng(), steps=5)
    assert (flipped(x, 0)[:, 0].argmax(axis=1) == 1 - t).all()
    other = flipped(x, 3)
    assert (other[:, 3].argmax(axis=1) == 5 - x[:, 3].argmax(axis=1)).all()
    assert (np.delete(other, 3, axis=1) == np.delete(x, 3, axis=1)).all()
    assert (flipped(other, 3) == x).all()


def test_reversed_tokens_are_the_same_last_to_first() -> None:
    x, t = reversed_tokens(200, rng(), steps=5, kinds=3)
    assert (t == x[:, ::-1]).all()
    assert set(np.unique(x)) == {0.0, 1.0, 2.0}


def test_the_answer_of_an_induction_followed_the_last_token_before() -> None:
    x, t = varied(500, rng())
    for tokens, answers in zip(x.tolist(), t.tolist(), strict=True):
        place = tokens.index(tokens[-1])
        assert place < 10
        assert tokens[:-1].count(tokens[-1]) == 1
        assert answers == [-1.0] * 11 + [tokens[place + 1]]


def test_the_distance_of_an_induction_varies_and_tells_nothing() -> None:
    x, t = varied(5000, rng())
    places = np.bincount(answers_place(x), minlength=12)
    assert places[0] == places[11] == 0
    assert (places[1:11] > 400).all()
    assert (np.bincount(t[:, -1].astype(np.intp)) > 500).all()


def test_the_answers_place_is_behind_the_first_find() -> None:
    assert answers_place([[3, 1, 2, 1], [2, 5, 5, 2]]).tolist() == [2, 1]


@DRAWS
def test_the_same_seed_draws_the_same_and_another_does_not(draw: Draw) -> None:
    (x, t), (x2, t2), (other, _) = draw(20, rng(1)), draw(20, rng(1)), draw(20, rng(2))
    assert (x.tobytes(), t.tobytes()) == (x2.tobytes(), t2.tobytes())
    assert (x != other).any()


@DRAWS
def test_all_numbers_are_floats(draw: Draw) -> None:
    assert {array.dtype for array in draw(3, rng())} == {np.dtype(np.float64)}


@DRAWS
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"n": 0}, "n must be a whole number, at least 1, at most 100000, not 0"),
        ({"n": 10**9}, "n must be .* not 1000000000"),
        ({"n": "3"}, "n must be .* not '3'"),
        ({"rng": 3}, "rng must be a random generator, such as .*; not 3"),
        ({"steps": 0}, "steps must be a whole number, at least ., at most 1000, not 0"),
        ({"steps": 2.5}, "steps must be .* not 2.5"),
    ],
)
def test_bad_arguments_meet_a_sentence(draw: Draw, changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        draw(**({"n": 3, "rng": rng()} | changes))


@pytest.mark.parametrize("draw", [reversed_tokens, varied])
def test_one_kind_of_token_is_too_few(draw: Draw) -> None:
    with pytest.raises(ValueError, match="kinds must be a whole number, at least 2"):
        draw(3, rng(), kinds=1)


def test_other_symbols_and_steps_cannot_be_flipped() -> None:
    x, _ = remembered(2, rng(), steps=5)
    with pytest.raises(ValueError, match=r"x must have shape \(n, steps, 4\), not \(2, 5, 3\)"):
        flipped(x[:, :, :3], 0)
    with pytest.raises(ValueError, match=r"step must be .* at most 4, not 5"):
        flipped(x, 5)
