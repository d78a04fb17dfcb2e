"""What layers are held to: PyTorch's numbers, and slopes measured by differences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pycore import GradientCheck, Layer, Network, Trace, check_backward
from pycore.nn.views import Views
from pycore.numerics import Array
from tests import places
from tests.reference.made_numbers import made_numbers

REFERENCE = json.loads((places.REFERENCE / "layers.json").read_text("utf-8"))
CASES: dict[str, dict[str, Any]] = REFERENCE["cases"]


def made(shape: Sequence[int], start: int) -> Array:
    return np.array(made_numbers(tuple(shape), start)).reshape(shape)


def arrays_of(case: str) -> dict[str, Array]:
    """The arrays of a case by name, as the recipe made them."""
    shapes = CASES[case]["shapes"]
    return {name: made(shape, 7 * (i + 1)) for i, (name, shape) in enumerate(shapes.items())}


def assert_same(ours: Array, theirs: npt.ArrayLike, what: str) -> None:
    """Agree to 1e-12 of the largest number."""
    expected = np.asarray(theirs)
    assert ours.shape == expected.shape, what
    assert np.abs(ours - expected).max() <= 1e-12 * np.abs(expected).max(), what


def way_back(network: Network, trace: Trace, by_y: Array) -> tuple[Array, list[Views]]:
    """The slopes by x, and by what each layer learns, from slopes by the output."""
    slopes = network.views(np.zeros(network.size))
    for layer, kept, own in reversed(list(zip(network.layers, trace.kept, slopes, strict=True))):
        by_y = layer.backward(kept, layer.delta(kept, by_y), own)
    return by_y, slopes


def assert_as_in_pytorch(case: str, layer: Layer, x: npt.ArrayLike | None = None) -> None:
    """A layer with the arrays of a case gives its output and all its slopes."""
    arrays, network = arrays_of(case), Network([layer])
    for name in layer.shapes:
        getattr(layer, name)[:] = arrays[name]
    trace = network.forward(arrays["x"] if x is None else x)
    assert_same(trace.y, CASES[case]["output"], "output")
    by_x, (slopes,) = way_back(network, trace, made(trace.y.shape, 0))
    for name, theirs in CASES[case]["slopes"].items():
        assert_same(by_x if name == "x" else getattr(slopes, name), theirs, name)


class Nudged(Layer):
    """Adds numbers that it learns, at first zeros, to the samples of this shape.

    Below other layers it makes their slopes by x slopes by parameters, which can be measured.
    """

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shapes = {"numbers": shape}
        self.numbers: Array

    def forward(self, x: Array) -> tuple[Array, None]:
        return x + self.numbers, None

    def backward(self, kept: None, delta: Array, gradient: Views) -> Array:
        gradient.numbers += delta
        return delta


def draws(count: int) -> Iterator[np.random.Generator]:
    """So many random generators, each for one random network."""
    for seed in range(count):
        yield np.random.default_rng(seed)


def size(rng: np.random.Generator, least: int, most: int) -> int:
    return int(rng.integers(least, most + 1))


def flag(rng: np.random.Generator) -> bool:
    return bool(rng.integers(2))


def apart(rng: np.random.Generator, *shape: int) -> Array:
    """Numbers with kinks nowhere near: each 0.1 or more from 0, and from every other.

    The nudges of a measurement are 6e-6: no ReLU bends between them, and no maximum moves.
    """
    count = int(np.prod(shape))
    steps = rng.permutation(count) + 1.0
    numbers: Array = 0.1 * steps * rng.choice([-1.0, 1.0], count)
    return numbers.reshape(shape)


def measured(
    rng: np.random.Generator, layers: list[Layer], x: Array, by_x: bool = True
) -> GradientCheck:
    """Every slope of layers with random numbers, by x too, against differences."""
    network = Network([Nudged(x.shape), *layers] if by_x else layers)
    nudges = x.size if by_x else 0
    network.parameters[nudges:] = rng.normal(0.0, 0.7, network.size - nudges)
    return check_backward(network, x, rng.standard_normal(network.predict(x).shape))


def assert_slopes(
    rng: np.random.Generator, layers: list[Layer], x: Array, by_x: bool = True
) -> None:
    check = measured(rng, layers, x, by_x)
    assert check.tolerance == 1e-6
    assert check.passed, f"{layers} for x {x.shape}: {check}"
