"""Right calls of `pycore.datasets`."""

from __future__ import annotations

import numpy as np

from pycore.datasets import Dataset, Input, Scale, from_points, make, split
from pycore.datasets.features import features
from tests.unit.hostile.calls_nn import OPTIONAL, T, X
from tests.unit.hostile.judge import Call

AXES = [Input("x1", "", -1, 1), Input("x2", "h", -2.0, 2.0)]


def scale() -> Scale:
    return Scale(np.array([1.0, 2.0]), np.array([2.0, 4.0]))


CALLS = {
    "datasets.dataset.Input": Call(
        lambda: Input,
        lambda: {"name": "sleep", "unit": "h", "low": 3.0, "high": 10.0},
        then=lambda made, _: (made, str(made)),
        takes={"name": ("text", "adam"), "unit": ("text", "adam")},
    ),
    "datasets.dataset.Dataset": Call(
        lambda: Dataset,
        lambda: {
            "name": "mine",
            "x": X,
            "t": T,
            "inputs": AXES,
            "task": "classification",
            "classes": ["low", "high"],
        },
        then=lambda made, _: (made, repr(made)),
        takes={"name": ("text", "adam"), "classes": ("texts",), "inputs": ("list",)},
    ),
    "datasets.dataset.Dataset.counts": Call(lambda: make("eight").counts, dict),
    "datasets.dataset.Dataset.take": Call(lambda: make("eight").take, lambda: {"rows": [0, 3]}),
    "datasets.features.features": Call(
        lambda: features, lambda: {"x": X, "names": ["x1", "product"]}
    ),
    "datasets.points.from_points": Call(
        lambda: from_points,
        lambda: {
            "rows": [[0.5, 1.0, 0], [0.25, 2.0, 1]],
            "task": "classification",
            "names": ["a", "b"],
            "classes": ["no", "yes"],
            "name": "mine",
        },
        takes={"name": ("text", "adam"), "names": ("texts",), "classes": ("texts",)},
    ),
    "datasets.registry.make": Call(
        lambda: make,
        lambda: {"name": "moons", "n": 5, "noise": 0.5, "seed": 3},
        takes={"n": OPTIONAL},
    ),
    "datasets.scaling.Scale": Call(
        lambda: Scale,
        lambda: {"mean": [1.0, 2.0], "spread": [2.0, 4.0]},
        then=lambda made, _: (made, made.apply(X), made.undo(X)),
    ),
    "datasets.scaling.Scale.of": Call(lambda: Scale.of, lambda: {"x": X}),
    "datasets.scaling.Scale.apply": Call(lambda: scale().apply, lambda: {"x": X}),
    "datasets.scaling.Scale.undo": Call(lambda: scale().undo, lambda: {"x": X}),
    "datasets.splitting.split": Call(
        lambda: split, lambda: {"dataset": make("eight"), "ratio": 0.75, "seed": 1}
    ),
}
