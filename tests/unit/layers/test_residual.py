"""Ways around layers, norms, and the block of a small GPT that is made of them."""

from typing import Any

import numpy as np
import pytest

from pycore import Layer, Network, backward, check_backward, mean_loss
from pycore.layers import (
    Activate,
    Dense,
    Embedding,
    Positions,
    Projection,
    Residual,
    RMSNorm,
    SelfAttention,
    Tied,
)
from tests.unit.layers.agreement import (
    CASES,
    REFERENCE,
    arrays_of,
    assert_as_in_pytorch,
    assert_same,
    assert_slopes,
    draws,
    flag,
    size,
)


def gpt(hidden: str = "relu") -> Network:
    """One block, as in tests/reference/recipe_layers.py."""
    letters = Embedding(4, 4)
    look = Residual([RMSNorm(), SelfAttention(4, 2, mask="causal"), Projection(2, 4)])
    think = Residual([RMSNorm(), Dense(4, 5, hidden), Projection(5, 4)])
    layers = [letters, Positions(3, 4), look, think, RMSNorm(), Tied(letters, "softmax")]
    return Network(layers)


ORDER = ("vectors", "places", "queries", "keys", "values", "mix", "up", "down")
"""The arrays of the recipe in the order of the network's parameters."""


def test_a_norm_and_its_slopes_are_those_of_pytorch() -> None:
    assert_as_in_pytorch("rms norm", RMSNorm())


def test_loss_and_slopes_of_a_small_gpt_are_those_of_pytorch() -> None:
    network, case, arrays = gpt(), CASES["gpt"], arrays_of("gpt")
    network.parameters = np.concatenate([arrays[name].ravel() for name in ORDER])
    x, t = REFERENCE["tokens"], REFERENCE["classes"]
    loss = mean_loss(network, x, t, "cross_entropy")
    assert_same(np.array(loss), case["output"], "loss")
    ours = backward(network, network.forward(x), t, "cross_entropy").vector
    ends = np.cumsum([arrays[name].size for name in ORDER])
    for name, slopes in zip(ORDER, np.split(ours, ends[:-1]), strict=True):
        assert_same(slopes.reshape(arrays[name].shape), case["slopes"][name], name)


def test_slopes_of_a_small_gpt_are_those_measured_with_a_smooth_function() -> None:
    network, rng = gpt("tanh"), np.random.default_rng(3)
    x, t = rng.integers(0, 4, (2, 3)), rng.integers(-1, 4, (2, 3))
    check = check_backward(network, x, t, "cross_entropy")
    assert check.passed, str(check)


def inner(rng: np.random.Generator, width: int) -> list[Layer]:
    """Layers that give as many numbers as they receive."""
    kinds: list[list[Layer]] = [
        [RMSNorm()],
        [Activate("sigmoid")],
        [Dense(width, 2, "tanh"), Projection(2, width)],
        [SelfAttention(width, mask="causal")],
        [Residual([Projection(width, width, "tanh")]), RMSNorm()],
        [RMSNorm(), Dense(width, width, "softmax")],
    ]
    return kinds[size(rng, 0, len(kinds) - 1)]


def test_slopes_are_those_measured() -> None:
    for rng in draws(30):
        width = size(rng, 1, 2)
        x = rng.standard_normal((size(rng, 1, 2), size(rng, 1, 2), width))
        layers: list[Layer] = [Residual(inner(rng, width))]
        if flag(rng):
            layers.append(Residual(inner(rng, width)))
        assert_slopes(rng, layers, x)


def test_layers_that_give_nothing_leave_x_as_it_is() -> None:
    x = np.random.default_rng(0).standard_normal((2, 3))
    network = Network([Residual([Dense(3, 4, "tanh", init="zeros"), Projection(4, 3)])])
    assert network.predict(x).tolist() == x.tolist()


def test_a_norm_forgets_the_length_and_keeps_the_direction() -> None:
    x = np.random.default_rng(0).standard_normal((5, 8)) * 100.0
    a = Network([RMSNorm()]).predict(x)
    np.testing.assert_allclose((a**2).mean(axis=1), 1.0, rtol=1e-6)
    np.testing.assert_allclose(a / x, np.repeat((a / x)[:, :1], 8, axis=1), rtol=1e-12)
    assert Network([RMSNorm()]).predict(np.zeros((1, 3))).tolist() == [[0.0, 0.0, 0.0]]


def test_a_residual_has_the_numbers_of_its_layers_in_their_order() -> None:
    first, second = Projection(2, 3), Projection(3, 2)
    residual = Residual([first, second])
    network = Network([residual], seed=1)
    assert residual.size == 12
    expected = np.concatenate([first.weights.ravel(), second.weights.ravel()])
    assert network.parameters.tolist() == expected.tolist()
    network.parameters[:] = 0.0
    assert not first.weights.any()


def test_another_shape_than_was_received_meets_a_sentence() -> None:
    sentence = (
        r"Residual\(\[Dense\(2, 3, 'linear'\)\]\) must give the shape that it receives, \(1, 2\)"
    )
    with pytest.raises(ValueError, match=sentence):
        Network([Residual([Dense(2, 3)])]).predict([[1.0, 2.0]])


def test_a_shape_that_does_not_fit_names_the_layer_within() -> None:
    with pytest.raises(ValueError, match=r"x must have shape \(n, 3\) for Dense\(3, 3, 'linear'\)"):
        Network([Residual([RMSNorm(), Dense(3, 3)])]).predict([[1.0, 2.0]])


@pytest.mark.parametrize("layers", [[], None, 3, ["relu"], [RMSNorm(), None]])
def test_what_is_no_list_of_layers_is_refused(layers: Any) -> None:
    with pytest.raises(ValueError, match="layers must be a list of layers, at least one; not"):
        Residual(layers)


def test_a_layer_that_shares_the_numbers_of_another_is_refused() -> None:
    with pytest.raises(ValueError, match=r"layers must learn numbers of their own, as Tied\(Embed"):
        Residual([Tied(Embedding(2, 2))])
