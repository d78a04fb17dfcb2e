"""Maps of neurons and of the loss: each value is what the network itself says there."""

from typing import Any

import numpy as np
import pytest

from pycore import MLP
from pycore.analysis.loss_surface import loss_rows, loss_surface
from pycore.analysis.planes import Plane, parameter_plane, random_plane
from pycore.analysis.surfaces import decision_map, neuron_maps
from pycore.datasets.features import FEATURES, features
from pycore.nn.losses import one_hot
from pycore.nn.objective import mean_loss


@pytest.mark.parametrize("output", ["sigmoid", "softmax", "linear", "step"])
@pytest.mark.parametrize("hidden", ["tanh", "relu"])
def test_every_map_is_the_forward_pass_at_its_points(output: str, hidden: str) -> None:
    mlp = MLP([2, 3, 2], hidden=hidden, output=output, seed=1)
    maps = neuron_maps(mlp, (-2, 1), (0, 3), resolution=4)
    for i, y in enumerate(maps.y):
        for j, x in enumerate(maps.x):
            trace = mlp.forward([x, y])
            for layer, a in zip(maps.layers, trace.a, strict=True):
                assert layer[:, i, j] == pytest.approx(a[0], abs=1e-15)


def test_the_axes_reach_both_ends() -> None:
    surface = decision_map(MLP([2, 1]), (-2, 1), (0, 3), resolution=4)
    assert surface.x.tolist() == [-2.0, -1.0, 0.0, 1.0]
    assert surface.y.tolist() == [0.0, 1.0, 2.0, 3.0]
    assert surface.values.shape == (4, 4)


def test_the_decision_map_is_the_output_asked_for() -> None:
    mlp = MLP([2, 3, 2], output="softmax")
    both = [decision_map(mlp, (-1, 1), (-1, 1), 5, output=k).values for k in (0, 1)]
    np.testing.assert_allclose(both[0] + both[1], 1.0)


def test_inputs_may_be_features_of_the_point() -> None:
    mlp = MLP([3, 1], output="linear")
    mlp.parameters[:] = [0, 0, 1, 0]
    names = ["x1", "x2", "product"]
    surface = decision_map(mlp, (0, 2), (0, 2), 3, inputs=lambda p: features(p, names))
    assert surface.values.tolist() == [[0, 0, 0], [0, 1, 2], [0, 2, 4]]


def test_a_diverged_network_gives_a_map_of_nan_without_a_warning() -> None:
    mlp = MLP([2, 3, 1], hidden="relu")
    mlp.parameters[:] = np.nan
    assert np.isnan(decision_map(mlp, (-1, 1), (-1, 1), 3).values).all()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"x_span": (1, -1)}, r"x_span must ascend, as \(-1, 1\); not \(1, -1\)"),
        ({"y_span": (0, np.inf)}, "y_span must hold finite numbers"),
        ({"y_span": (0, 1, 2)}, r"y_span must have shape \(2,\)"),
        ({"resolution": 1}, "resolution must be a whole number, at least 2, at most 1000"),
        ({"resolution": 10**9}, "resolution must be a whole number, at least 2, at most 1000"),
        ({"output": 1}, "output must be a whole number, at least 0, at most 0, not 1"),
        ({"inputs": lambda p: p[:, :1]}, r"inputs must have shape \(2,\) or \(n, 2\)"),
    ],
)
def test_a_bad_map_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        decision_map(MLP([2, 1]), **({"x_span": (-1, 1), "y_span": (-1, 1)} | arguments))


@pytest.mark.parametrize(
    ("output", "loss"),
    [("sigmoid", "mse"), ("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")],
)
@pytest.mark.parametrize("n", [1, 7])
def test_every_height_is_the_loss_of_the_network_there(output: str, loss: str, n: int) -> None:
    mlp = MLP([2, 3, 2], output=output, seed=2)
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(n, 2)), one_hot(rng.integers(0, 2, n), 2)
    plane = random_plane(mlp, seed=5)
    surface = loss_surface(mlp, x, t, loss, plane, (-1, 1), (0, 2), resolution=4)
    for i, v in enumerate(surface.y):
        for j, u in enumerate(surface.x):
            there = mlp.with_parameters(plane.origin + u * plane.d1 + v * plane.d2)
            assert surface.values[i, j] == pytest.approx(mean_loss(there, x, t, loss), rel=1e-12)


def test_many_samples_are_computed_in_parts_with_the_same_result() -> None:
    mlp = MLP([2, 8, 1])
    x = np.random.default_rng(0).normal(size=(3000, 2))
    t = (x[:, 0] > 0).astype(float)
    surface = loss_surface(mlp, x, t, "mse", parameter_plane(mlp, 0, 1), resolution=9)
    there = mlp.with_parameters(mlp.parameters)
    there.parameters[:2] = surface.x[7], surface.y[2]
    assert surface.values[2, 7] == pytest.approx(mean_loss(there, x, t), rel=1e-12)


def test_rows_come_one_at_a_time() -> None:
    mlp = MLP([2, 1])
    plane = parameter_plane(mlp, 0, 1)
    axes = np.linspace(-1, 1, 3), np.linspace(-1, 1, 5)
    rows = loss_rows(mlp, [[1.0, 2.0]], [1.0], "mse", plane, *axes)
    first = next(rows)
    whole = loss_surface(mlp, [[1.0, 2.0]], [1.0], "mse", plane, resolution=3)
    np.testing.assert_array_equal(first, whole.values[0])
    assert len(list(rows)) == 4


def test_an_overflowing_loss_is_no_warning() -> None:
    mlp = MLP([1, 1], output="linear")
    plane = Plane(np.zeros(2), np.array([1e300, 0]), np.array([0, 1.0]))
    surface = loss_surface(mlp, [[1e300]], [0.0], "mse", plane, resolution=3)
    assert np.isinf(surface.values[:, 0]).all()


def test_features_of_a_point() -> None:
    expected = [[2.0, -3.0, 4.0, 9.0, -6.0, np.sin(2.0), np.sin(-3.0)]]
    np.testing.assert_allclose(features([2.0, -3.0], list(FEATURES)), expected)


@pytest.mark.parametrize(
    ("x", "names", "sentence"),
    [
        ([[1.0, 2.0]], [], r"names must be a list of features, at least one; not \[\]"),
        ([[1.0, 2.0]], "x1", "names must be a list of features, at least one; not 'x1'"),
        ([[1.0, 2.0]], None, "names must be a list of features, at least one; not None"),
        ([[1.0, 2.0]], ["x3"], "names must be one of x1, x2, x1_squared"),
        ([[1.0]], ["x1"], r"x must have shape \(2,\) or \(n, 2\)"),
    ],
)
def test_bad_features_are_refused(x: Any, names: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        features(x, names)


def test_maps_that_find_no_room_are_refused() -> None:
    with pytest.raises(ValueError, match="resolution must ask for at most 100,000,000 numbers"):
        neuron_maps(MLP([2, 1000, 1], init="zeros"), (-1, 1), (-1, 1), resolution=1000)
