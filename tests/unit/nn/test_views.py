"""Arrays with names, which are views into one vector."""

import numpy as np
import pytest

from pycore.nn.views import Views


def test_arrays_lie_one_after_the_other_in_the_order_of_their_names() -> None:
    views = Views({"weights": (2, 2), "one": (), "biases": (3,)}, np.arange(8.0))
    assert views.weights.tolist() == [[0.0, 1.0], [2.0, 3.0]]
    assert views.one.tolist() == 4.0
    assert views.biases.tolist() == [5.0, 6.0, 7.0]


def test_what_is_written_into_an_array_stands_in_the_vector_and_the_other_way_round() -> None:
    vector = np.zeros(3)
    views = Views({"weights": (2,), "biases": (1,)}, vector)
    views.weights += 1.0
    views.biases[:] = 5.0
    assert vector.tolist() == [1.0, 1.0, 5.0]
    vector[0] = 9.0
    assert views.weights.tolist() == [9.0, 1.0]


def test_those_of_inner_layers_are_kept_in_their_order() -> None:
    inner = [Views({}, np.zeros(0)), Views({"numbers": (1,)}, np.ones(1))]
    assert Views({}, np.ones(1), inner).inner == tuple(inner)


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="weihgts"):
        _ = Views({"weights": (1,)}, np.zeros(1)).weihgts
