"""What holds the layers to others is itself held to planted faults."""

import numpy as np
import pytest

from pycore.layers import AveragePool, Dense, MaxPool, Recurrent, Residual, RMSNorm
from pycore.nn.dense import Sums
from pycore.nn.views import Views
from pycore.numerics import Array
from tests.unit.layers.agreement import apart, assert_as_in_pytorch, assert_same, measured

RNG = np.random.default_rng(5)


class NoBiases(Dense):
    """Forgets the slopes of its biases."""

    def backward(self, kept: Sums, delta: Array, gradient: Views) -> Array:
        by_x = super().backward(kept, delta, gradient)
        gradient.block[:, -1] = 0.0
        return by_x


class NotAround(Residual):
    """Forgets the way around."""

    def backward(self, kept: tuple[object, ...], delta: Array, gradient: Views) -> Array:
        return super().backward(kept, delta, gradient) - delta


class ShortMemory(Recurrent):
    """Sends nothing back from one step to the step before."""

    def slopes_in_time(self, kept: object, delta: Array) -> tuple[Array, Array]:
        by_h, by_z = super().slopes_in_time(kept, delta)  # type: ignore[arg-type]
        by_z[:-1] = 0.0
        return by_h, by_z


def test_differences_find_a_forgotten_slope_of_what_is_learnt_and_of_x() -> None:
    assert not measured(RNG, [NoBiases(2, 1)], RNG.standard_normal((3, 2))).passed
    assert not measured(RNG, [NotAround([RMSNorm()])], RNG.standard_normal((3, 2))).passed


def test_pytorch_finds_a_time_too_short() -> None:
    with pytest.raises(AssertionError, match="x"):
        assert_as_in_pytorch("recurrent", ShortMemory(2, 3))


def test_pytorch_finds_another_kind_of_pooling() -> None:
    with pytest.raises(AssertionError, match="output"):
        assert_as_in_pytorch("max pool", AveragePool(2))
    assert_as_in_pytorch("max pool", MaxPool(2))


def test_a_trillionth_of_the_largest_number_is_the_limit() -> None:
    assert_same(np.array([1e3, 1.0]), [1e3, 1.0 + 9e-10], "close")
    with pytest.raises(AssertionError, match="off"):
        assert_same(np.array([1e3, 1.0]), [1e3, 1.0 + 2e-9], "off")
    with pytest.raises(AssertionError, match="shape"):
        assert_same(np.ones((1, 2)), [1.0, 1.0], "shape")


def test_numbers_apart_have_a_tenth_between_them_and_around_zero() -> None:
    numbers = np.sort(np.append(apart(RNG, 4, 5).ravel(), 0.0))
    assert np.diff(numbers).min() > 0.099
