"""Planes through the space of parameters: their directions, and what is refused."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pycore import MLP
from pycore.analysis.loss_surface import loss_rows
from pycore.analysis.planes import Plane, parameter_plane, path_plane, random_plane


def test_a_parameter_plane_is_in_units_of_the_parameters() -> None:
    mlp = MLP([2, 1], seed=1)
    plane = parameter_plane(mlp, 0, 1)
    here = plane.coordinates(mlp.parameters)
    np.testing.assert_allclose(here, [mlp.parameters[:2]])


def test_random_directions_are_as_long_as_each_neurons_weights() -> None:
    mlp = MLP([2, 3, 1], seed=1)
    plane = random_plane(mlp, seed=0)
    for layer, direction in zip(mlp.layers, mlp.layout.blocks(plane.d1), strict=True):
        lengths = np.linalg.norm(direction[:, :-1], axis=1)
        np.testing.assert_allclose(lengths, np.linalg.norm(layer.weights, axis=1))
        assert not direction[:, -1].any()
    assert (random_plane(mlp, seed=0).d2 == plane.d2).all()
    assert (random_plane(mlp, seed=1).d2 != plane.d2).any()


def test_the_plane_of_a_path_holds_a_flat_path_entirely() -> None:
    rng = np.random.default_rng(0)
    basis, weights = rng.normal(size=(2, 6)), rng.normal(size=(5, 2))
    path = weights @ basis
    plane = path_plane(path)
    u, v = plane.coordinates(path).T
    np.testing.assert_allclose(
        plane.origin + np.outer(u, plane.d1) + np.outer(v, plane.d2), path, atol=1e-12
    )
    assert (u[-1], v[-1]) == pytest.approx((0, 0))


def test_the_first_direction_of_a_path_is_its_longer_one() -> None:
    plane = path_plane([[0.0, 9.0, 0.0], [1.0, 5.0, 0.0], [0.0, 0.0, 0.0]])
    assert abs(plane.d1[1]) > 0.9
    assert abs(plane.d2[0]) > 0.9


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: parameter_plane(MLP([2, 1]), 1, 1), "must be two parameters, not 1 twice"),
        (lambda: parameter_plane(MLP([2, 1]), 0, 3), "second must be a whole number"),
        (lambda: random_plane(MLP([2, 1]), seed=-1), "seed must be"),
        (lambda: path_plane([[1.0, 2.0]]), "path must have at least three places"),
        (lambda: path_plane([1.0]), r"path must have shape \(k, size\)"),
        (lambda: random_plane(MLP([2, 1])).coordinates([1.0]), "points must have shape"),
    ],
)
def test_a_bad_plane_is_refused(call: Callable[..., Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()


def test_a_plane_of_another_network_is_refused() -> None:
    mlp, other = MLP([2, 3, 1]), parameter_plane(MLP([2, 1]), 0, 1)
    with pytest.raises(ValueError, match="plane must be a Plane of 13 parameters"):
        loss_rows(mlp, [[0.0, 1.0]], [1.0], "mse", other, np.zeros(2), np.zeros(2))


def test_a_plane_of_vectors_that_differ_is_refused() -> None:
    with pytest.raises(ValueError, match=r"d2 must have shape \(size,\), the same as the others"):
        Plane(np.zeros(3), np.zeros(3), np.zeros(2))


def test_a_plane_of_a_large_network_takes_no_more_room_than_the_network() -> None:
    assert parameter_plane(MLP([1000, 1000], init="zeros"), 0, 1).d1.sum() == 1.0
