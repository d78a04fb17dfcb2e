"""Tokens as vectors, their places, and scores by the same vectors."""

from typing import Any

import numpy as np
import pytest

from pycore import Layer, Network, check_backward
from pycore.layers import Embedding, Positions, Projection, Tied
from pycore.numerics import Array
from tests.unit.layers.agreement import (
    CASES,
    REFERENCE,
    arrays_of,
    assert_as_in_pytorch,
    assert_same,
    assert_slopes,
    draws,
    flag,
    made,
    size,
    way_back,
)

TOKENS = REFERENCE["tokens"]


def test_vectors_of_tokens_and_their_slopes_are_those_of_pytorch() -> None:
    assert_as_in_pytorch("embedding", Embedding(4, 3), TOKENS)


def test_positions_and_their_slopes_are_those_of_pytorch() -> None:
    assert_as_in_pytorch("positions", Positions(4, 3))


def test_scores_by_the_same_vectors_have_the_slopes_of_pytorch_of_both_uses() -> None:
    letters = Embedding(4, 3)
    network = Network([letters, Tied(letters)])
    letters.vectors[:] = arrays_of("tied")["vectors"]
    trace = network.forward(TOKENS)
    assert_same(trace.y, CASES["tied"]["output"], "output")
    _, slopes = way_back(network, trace, made(trace.y.shape, 0))
    assert_same(slopes[0].vectors, CASES["tied"]["slopes"]["vectors"], "vectors")
    assert slopes[1] is slopes[0]


def tokens(rng: np.random.Generator, count: int, steps: int) -> Array:
    return rng.integers(0, count, (size(rng, 1, 2), steps)).astype(float)


def test_slopes_are_those_measured() -> None:
    for rng in draws(25):
        count, width, steps = size(rng, 1, 4), size(rng, 1, 3), size(rng, 1, 3)
        letters = Embedding(count, width)
        layers: list[Layer] = [letters]
        if flag(rng):
            layers.append(Positions(size(rng, steps, 4), width))
        if flag(rng):
            layers.append(Projection(width, width, "tanh"))
        if flag(rng):
            layers.append(Tied(letters, "softmax" if flag(rng) else "linear"))
        assert_slopes(rng, layers, tokens(rng, count, steps), by_x=False)


def test_slopes_of_places_by_x_are_those_measured() -> None:
    for rng in draws(8):
        steps, width = size(rng, 1, 3), size(rng, 1, 2)
        x = rng.standard_normal((2, steps, width))
        assert_slopes(rng, [Positions(size(rng, steps, 4), width)], x)


def test_a_token_that_stands_twice_has_the_sum_of_both_slopes() -> None:
    network = Network([Embedding(3, 1)])
    by_x, (slopes,) = way_back(network, network.forward([[1, 1, 0]]), np.array([[[1.0], [2], [5]]]))
    assert slopes.vectors.tolist() == [[5.0], [3.0], [0.0]]
    assert by_x.tolist() == [[0.0, 0.0, 0.0]]


def test_a_language_of_many_tokens_needs_no_table_of_their_pairs() -> None:
    network = Network([Embedding(1_000_000, 1)])
    _, (slopes,) = way_back(network, network.forward([[999_999]]), np.ones((1, 1, 1)))
    assert slopes.vectors.sum() == slopes.vectors[-1] == 1.0


def test_shorter_sequences_use_the_first_places() -> None:
    layer = Positions(3, 1)
    network = Network([layer])
    layer.vectors[:] = [[1.0], [2.0], [3.0]]
    assert network.predict(np.zeros((1, 2, 1))).tolist() == [[[1.0], [2.0]]]


def test_a_word_to_a_vector_needs_no_steps() -> None:
    network = Network([Embedding(3, 2)])
    assert network.predict([2, 0]).shape == (2, 2)
    assert network.predict([[[2, 0]]]).shape == (1, 1, 2, 2)


@pytest.mark.parametrize("layer", [Embedding(400, 100), Positions(400, 100)])
def test_starting_vectors_have_a_length_of_about_one(layer: Embedding | Positions) -> None:
    Network([layer])
    assert layer.vectors.std() == pytest.approx(0.1, rel=0.02)


def test_the_scale_of_starting_vectors_is_as_asked() -> None:
    letters, places = Embedding(400, 100, scale=0.5), Positions(400, 100, scale=0.0)
    Network([letters, places])
    assert letters.vectors.std() == pytest.approx(0.05, rel=0.02)
    assert not places.vectors.any()


@pytest.mark.parametrize("token", [-1.0, 3.0, 0.5, 2.0**32, 2.0**64, -1e300])
def test_a_token_that_is_none_meets_a_sentence(token: float) -> None:
    sentence = r"x must hold whole numbers from 0 to 2 for Embedding\(3, 1\), not "
    with pytest.raises(ValueError, match=sentence):
        Network([Embedding(3, 1)]).predict([[0.0, token]])


@pytest.mark.parametrize("shape", [(3, 2), (1, 4, 2), (1, 3, 1), (1, 1, 3, 2)])
def test_sequences_that_do_not_fit_the_places_name_the_layer(shape: tuple[int, ...]) -> None:
    sentence = r"x must have shape \(n, at most 3, 2\) for Positions\(3, 2\), not"
    with pytest.raises(ValueError, match=sentence):
        Network([Positions(3, 2)]).predict(np.ones(shape))


def test_vectors_that_do_not_fit_name_the_tied_layer() -> None:
    letters = Embedding(3, 2)
    network = Network([letters, Projection(2, 4), Tied(letters)])
    sentence = r"x must have shape \(n, steps, 2\) for Tied\(Embedding\(3, 2\), 'linear'\)"
    with pytest.raises(ValueError, match=sentence):
        network.predict([[0, 1]])


def test_tied_learns_with_softmax_and_classes_of_several_places() -> None:
    letters = Embedding(3, 2)
    network = Network([letters, Projection(2, 2, "tanh"), Tied(letters, "softmax")])
    check = check_backward(network, [[0, 1], [2, 2]], [[1, -1], [0, 2]], "cross_entropy")
    assert check.passed, str(check)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Embedding(0, 1), "count must be a whole number, at least 1, not 0"),
        (lambda: Embedding(1, 0), "width must be a whole number, at least 1, not 0"),
        (lambda: Embedding(1, 1, -1.0), "scale must be a finite number at least 0, not -1.0"),
        (lambda: Positions(0, 1), "steps must be a whole number, at least 1, not 0"),
        (lambda: Positions(1, 0), "width must be a whole number, at least 1, not 0"),
        (lambda: Positions(1, 1, np.nan), "scale must be a finite number at least 0, not nan"),
        (lambda: Tied(Embedding(1, 1), "max"), r"activation must be one of .*softmax; not 'max'"),
    ],
)
def test_a_bad_setting_is_refused(make: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        make()


def test_tied_to_what_is_no_embedding_is_refused() -> None:
    with pytest.raises(ValueError, match="embedding must be an Embedding of the same network; not"):
        Tied(Positions(1, 1))  # type: ignore[arg-type]
