"""Right calls of `pycore.analysis`."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from pycore import MLP, loss_rows, loss_surface, parameter_plane
from pycore.analysis import (
    collapse,
    explain,
    gradient_check,
    network_code,
    parameter_loss,
    planes,
    sensitivity,
    surfaces,
)
from pycore.analysis.planes import Plane
from tests.unit.hostile.calls_nn import OPTIONAL, T, X, mlp
from tests.unit.hostile.judge import Call, always

LINE = np.array([0.0, 0.5])
OTHER = {"mlp": ("network",)}


def linear() -> MLP:
    return MLP([2, 3, 1], hidden="linear", output="linear")


def both(function: Any, _: Any) -> Any:
    at = np.linspace(0.0, 1.0, 13)
    return function.value(at), function.gradient(at)


NUDGED: dict[str, dict[str, Any]] = {
    "numerical_entry": {"index": 1, "nudge": 0.125},
    "numerical_gradient": {"nudge": 0.125},
    "check_gradient": {"gradient": [2.0, 4.0], "tolerance": 0.5},
}

CALLS = {
    "analysis.collapse.equivalent_layer": Call(
        lambda: collapse.equivalent_layer, lambda: {"mlp": linear()}
    ),
    "analysis.explain.explain": Call(
        lambda: explain.explain,
        lambda: {
            "mlp": mlp(),
            "x": [0.5, -1.0],
            "t": [1.0],
            "layer": 0,
            "neuron": 2,
            "input": 1,
            "loss": "mse",
        },
        takes={"input": OPTIONAL},
        called={"mlp": "x"},
    ),
    **{
        f"analysis.gradient_check.{name}": Call(
            partial(getattr, gradient_check, name),
            always({"f": lambda v: float(v @ v), "at": [1.0, 2.0], **more}),
            spare={"f": ("type",)},
        )
        for name, more in NUDGED.items()
    },
    "analysis.gradient_check.check_backward": Call(
        lambda: gradient_check.check_backward,
        lambda: {"network": mlp(), "x": X, "t": T, "loss": "mse", "tolerance": 0.5},
        called={"network": "x"},
    ),
    "analysis.planes.Plane": Call(
        lambda: Plane,
        lambda: {"origin": [0.0, 0.0, 0.0], "d1": [2.0, 0.0, 0.0], "d2": [0.0, 1.0, 0.0]},
        then=lambda made, _: (made, made.coordinates([[4.0, 5.0, 6.0]])),
        called={"origin": "d1"},
    ),
    "analysis.planes.Plane.coordinates": Call(
        lambda: Plane(np.zeros(3), np.array([2.0, 0, 0]), np.array([0, 1.0, 0])).coordinates,
        lambda: {"points": [[4.0, 5.0, 6.0], [1.0, 2.0, 3.0]]},
    ),
    "analysis.planes.parameter_plane": Call(
        lambda: parameter_plane, lambda: {"mlp": mlp(), "first": 2, "second": 4}, takes=OTHER
    ),
    "analysis.planes.random_plane": Call(
        lambda: planes.random_plane, lambda: {"mlp": mlp(), "seed": 1}, takes=OTHER
    ),
    "analysis.planes.path_plane": Call(
        lambda: planes.path_plane,
        lambda: {"path": [[3.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.5]]},
    ),
    "analysis.loss_surface.loss_rows": Call(
        lambda: loss_rows,
        lambda: {
            "mlp": mlp(),
            "x": X,
            "t": T,
            "loss": "mse",
            "plane": parameter_plane(mlp(), 0, 1),
            "u": LINE,
            "v": LINE,
        },
        then=lambda rows, _: list(rows),
        called={"mlp": "x"},
    ),
    "analysis.loss_surface.loss_surface": Call(
        lambda: loss_surface,
        lambda: {
            "mlp": mlp(),
            "x": X,
            "t": T,
            "loss": "mse",
            "plane": parameter_plane(mlp(), 0, 1),
            "u_span": (-1.0, 1.0),
            "v_span": [0.0, 2.0],
            "resolution": 3,
        },
        called={"mlp": "x"},
    ),
    "analysis.network_code.to_python": Call(
        lambda: network_code.to_python, lambda: {"mlp": mlp()}, takes=OTHER
    ),
    "analysis.parameter_loss.loss_of_parameters": Call(
        lambda: parameter_loss.loss_of_parameters,
        lambda: {"network": mlp(), "x": X, "t": T, "loss": "mse"},
        then=both,
        called={"network": "x"},
    ),
    "analysis.sensitivity.input_slopes": Call(
        lambda: sensitivity.input_slopes,
        lambda: {"network": mlp(), "x": X},
        called={"network": "x"},
    ),
    "analysis.surfaces.axis": Call(
        lambda: partial(surfaces.axis, "span"),
        lambda: {"span": (-1.0, 1.0), "resolution": 3},
    ),
    "analysis.surfaces.neuron_maps": Call(
        lambda: surfaces.neuron_maps,
        lambda: {
            "mlp": mlp(),
            "x_span": (-1.0, 1.0),
            "y_span": [0.0, 2.0],
            "resolution": 3,
            "inputs": lambda points: points,
        },
        takes={"inputs": OPTIONAL},
        spare={"inputs": ("type",)},
        called={"mlp": "inputs"},
    ),
    "analysis.surfaces.decision_map": Call(
        lambda: surfaces.decision_map,
        lambda: {
            "mlp": mlp(),
            "x_span": (-1.0, 1.0),
            "y_span": [0.0, 2.0],
            "resolution": 3,
            "inputs": lambda points: points,
            "output": 0,
        },
        takes={"inputs": OPTIONAL},
        spare={"inputs": ("type",)},
        called={"mlp": "inputs"},
    ),
}
