"""Right calls of `pycore.models`, and of the data that they learn from."""

from __future__ import annotations

from importlib import resources

import numpy as np

from pycore.datasets import Dataset, digits, strokes
from pycore.models import digits as digit_models
from pycore.models import strokes as stroke_models
from tests.unit.hostile.calls_nn import OPTIONAL
from tests.unit.hostile.judge import Call, always


def pictures(n: int = 10) -> Dataset:
    """As many digits, which nobody wrote."""
    x = np.linspace(0.0, 1.0, n * 64).reshape(n, 1, 8, 8)
    t = np.arange(n)[:, None] % 10
    return Dataset("digits", x, t.astype(np.float64), (), "classification", digits.CLASSES)


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def bytes_of_digits() -> bytes:
    return (resources.files("pycore.datasets") / "data" / "digits.bin").read_bytes()


SAMPLES = {"n": 3, "rng": rng(), "columns": (2, 5), "noise": 0.5}

CALLS = {
    "datasets.dataset.Dataset.one_hot": Call(lambda: pictures().one_hot, dict),
    "datasets.digits.other_writers": Call(
        always(digits.other_writers), lambda: {"digits": pictures(digits.DIGITS)}
    ),
    "datasets.digits.half_cell_copies": Call(
        always(digits.half_cell_copies), lambda: {"pictures": pictures()}
    ),
    "datasets.strokes.stroke_samples": Call(always(strokes.stroke_samples), always(SAMPLES)),
    "datasets.strokes.stroke_pictures": Call(always(strokes.stroke_pictures), always(SAMPLES)),
    "models.digits.trainer": Call(
        always(digit_models.trainer),
        lambda: {"seed": 1, "train": pictures(), "test": pictures(), "dense": True},
        then=lambda run, _: run.network,
        takes={"test": OPTIONAL},
    ),
    "models.strokes.trainer": Call(
        always(stroke_models.trainer),
        lambda: {"seed": 1, "dense": True},
        then=lambda run, _: run.network,
    ),
    "models.strokes.data": Call(always(stroke_models.data), always({"seed": 1})),
    **{
        f"models.{name}": Call(always(function), always({"seed": 1}))
        for name, function in {
            "digits.network": digit_models.network,
            "digits.dense_network": digit_models.dense_network,
            "strokes.network": stroke_models.network,
            "strokes.dense_network": stroke_models.dense_network,
        }.items()
    },
}

FROM_FILES = {
    "datasets.digits.load_digits": Call(always(digits.load_digits), dict),
    "datasets.digits.read_digits": Call(
        always(digits.read_digits), lambda: {"data": bytes_of_digits()}
    ),
}
"""In CPython alone: a page has the file elsewhere."""
