"""What a layer is: one of one's own, its arrays, its start, and what is refused."""

from typing import Any

import numpy as np
import pytest

from pycore import Layer, Network, Trainer, TrainingConfig, check_backward
from pycore.layers import Conv2D, Dense, Flatten, Recurrent, Residual, RMSNorm
from pycore.nn.layer import checked_layers
from pycore.nn.views import Views
from pycore.numerics import Array


class Bend(Layer):
    """A layer of one's own in ten lines: a x + b x^3, with an a and a b for each number."""

    shapes = {"a": (2,), "b": (2,)}  # noqa: RUF012 - as the docstring of Layer shows it
    a: Array
    b: Array

    def forward(self, x: Array) -> tuple[Array, Array]:
        return self.a * x + self.b * x**3, x  # (n, 2)

    def backward(self, x: Array, delta: Array, gradient: Views) -> Array:
        gradient.a += (delta * x).sum(axis=0)
        gradient.b += (delta * x**3).sum(axis=0)
        return delta * (self.a + 3.0 * self.b * x**2)


class Biased(Layer):
    """Has biases of its own, and layers within."""

    def __init__(self, *inner: Layer) -> None:
        self.shapes = {"weights": (2,), "biases": (3,)}
        self.inner = inner

    def forward(self, x: Array) -> tuple[Array, None]:
        return x, None

    def backward(self, kept: None, delta: Array, gradient: Views) -> Array:
        return delta


def test_a_layer_of_ones_own_has_the_slopes_measured() -> None:
    network, rng = Network([Dense(3, 2, "tanh"), Bend(), Dense(2, 1)]), np.random.default_rng(0)
    network.parameters = rng.standard_normal(network.size)
    assert check_backward(network, rng.standard_normal((4, 3)), rng.standard_normal(4)).passed


def test_a_layer_of_ones_own_trains() -> None:
    x = np.random.default_rng(0).uniform(-1.0, 1.0, (200, 2))
    t = np.array([2.0, -1.0]) * x + np.array([-0.5, 1.5]) * x**3
    bend = Bend()
    trainer = Trainer(Network([bend]), x, t, TrainingConfig("mse", 0.05, "adam"), task="regression")
    trainer.run(100)
    np.testing.assert_allclose(bend.a, [2.0, -1.0], atol=1e-3)
    np.testing.assert_allclose(bend.b, [-0.5, 1.5], atol=1e-3)


def test_its_size_counts_its_arrays_and_those_of_inner_layers() -> None:
    assert Bend().size == 4
    assert Biased().size == 5
    assert Biased(Dense(2, 2), Biased(Bend())).size == 5 + 6 + 5 + 4
    assert Flatten().size == 0


def test_its_own_arrays_come_first_then_those_of_inner_layers() -> None:
    layer = Biased(Bend(), Residual([Bend()]))
    views = layer.views(np.arange(13.0))
    assert views.biases.tolist() == [2.0, 3.0, 4.0]
    assert views.inner[0].a.tolist() == [5.0, 6.0]
    assert views.inner[1].inner[0].b.tolist() == [11.0, 12.0]


def test_inner_layers_start_as_they_would_alone() -> None:
    inner, alone = Dense(3, 2), Dense(3, 2)
    Network([Residual([RMSNorm(), inner])], seed=4)
    Network([alone], seed=4)
    assert inner.block.tolist() == alone.block.tolist()
    assert inner.weights.any()


def test_a_layer_that_starts_nothing_starts_with_zeros() -> None:
    assert not Network([Bend()]).parameters.any()


def test_arrays_called_biases_are_spared_in_inner_layers_too() -> None:
    layer, mask = Biased(Dense(1, 1), Biased()), np.ones(12)
    layer.spare_biases(layer.views(mask))
    assert mask.tolist() == [1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0]


def test_a_layer_tells_its_name_and_what_it_learns() -> None:
    assert repr(Bend()) == "Bend(a (2,), b (2,))"
    assert repr(RMSNorm()) == "RMSNorm()"
    assert repr(Recurrent(2, 3, every=True)) == "Recurrent(2, 3, every=True)"


def test_without_an_activation_the_slope_by_z_is_the_slope_by_a() -> None:
    by_a = np.ones((2, 2))
    assert Bend().delta(None, by_a) is by_a
    assert Bend().activation.name == "linear"


@pytest.mark.parametrize("layers", [[], (), None, 3, "ab", [Dense(1, 1), 3], [None], {1: 2}])
def test_what_is_no_list_of_layers_is_refused(layers: Any) -> None:
    with pytest.raises(ValueError, match="layers must be a list of layers, at least one; not"):
        checked_layers("layers", layers)


def test_a_layer_without_a_way_back_cannot_be_made() -> None:
    class Forgetful(Layer):
        def forward(self, x: Array) -> tuple[Array, None]:
            return x, None

    with pytest.raises(TypeError, match="backward"):
        Forgetful()  # type: ignore[abstract]


def test_numbers_assigned_to_a_layer_reach_the_network() -> None:
    convolution = Conv2D(1, 1, 2)
    network = Network([convolution])
    convolution.biases = np.array([7.0])
    assert network.parameters[4] == 7.0
    with pytest.raises(ValueError, match=r"biases must have shape \(1,\), not \(2,\)"):
        convolution.biases = np.array([7.0, 8.0])
