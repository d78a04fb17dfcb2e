"""Rows from pictures."""

import numpy as np
import pytest

from pycore import Network
from pycore.layers import Dense, Flatten
from pycore.numerics import Array
from tests.unit.layers.agreement import assert_slopes, draws, size


def test_the_numbers_of_a_sample_lie_in_a_row_in_their_order() -> None:
    x = np.arange(12.0).reshape(2, 3, 2)
    assert Network([Flatten()]).predict(x).tolist() == [list(range(6)), list(range(6, 12))]


@pytest.mark.parametrize("x", [np.ones(3), np.ones((3, 1)), np.ones((3, 1, 1, 1))])
def test_each_sample_is_one_row_whatever_its_shape(x: Array) -> None:
    assert Network([Flatten()]).predict(x).shape == (3, 1)


def test_slopes_are_those_measured() -> None:
    for rng in draws(8):
        shape = tuple(size(rng, 1, 2) for _ in range(size(rng, 1, 3)))
        numbers = int(np.prod(shape))
        x = rng.standard_normal((size(rng, 1, 2), *shape))
        assert_slopes(rng, [Flatten(), Dense(numbers, 2, "sigmoid")], x)
