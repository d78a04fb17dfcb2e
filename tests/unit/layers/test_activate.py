"""An activation function alone."""

import numpy as np
import pytest

from pycore import ACTIVATIONS, Network, softmax
from pycore.layers import Activate, Dense
from tests.unit.layers.agreement import (
    apart,
    assert_as_in_pytorch,
    assert_slopes,
    draws,
    flag,
    size,
)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_it_applies_its_function_to_every_number(name: str) -> None:
    x = np.linspace(-2.0, 2.0, 12).reshape(2, 3, 2)
    np.testing.assert_array_equal(Network([Activate(name)]).predict(x), ACTIVATIONS[name].value(x))


def test_softmax_goes_along_the_last_axis() -> None:
    x = np.arange(12.0).reshape(2, 2, 3)
    np.testing.assert_array_equal(Network([Activate("softmax")]).predict(x), softmax(x, axis=-1))


def test_softmax_is_the_one_of_pytorch() -> None:
    assert_as_in_pytorch("softmax", Activate("softmax"))


def test_slopes_are_those_measured_with_x_far_from_the_kinks() -> None:
    names = [*ACTIVATIONS, "softmax"]
    for number, rng in enumerate(draws(21)):
        x = apart(rng, size(rng, 1, 3), size(rng, 1, 3))
        above = [Dense(x.shape[-1], 1, "tanh")] if flag(rng) else []
        assert_slopes(rng, [Activate(names[number % len(names)]), *above], x)


def test_dense_and_then_its_function_is_dense_with_that_function() -> None:
    split, together = Network([Dense(2, 3), Activate("tanh")]), Network([Dense(2, 3, "tanh")])
    x = [[0.5, -1.0]]
    np.testing.assert_array_equal(split.predict(x), together.predict(x))


def test_an_unknown_function_and_a_row_without_samples_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"activation must be one of sigmoid, .*softmax; not 'relo'"
    ):
        Activate("relo")
    with pytest.raises(ValueError, match=r"x must have shape \(n, ..., k\) for Activate\('tanh'\)"):
        Network([Activate("tanh")]).predict([1.0, 2.0])
