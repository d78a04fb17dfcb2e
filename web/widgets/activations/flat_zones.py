"""Where a curve is almost flat: its saturated zones, found from the engine's derivative."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np

from kit.pictures.graph import Span
from kit.words.numbers import number
from kit.words.outputs import FLAT
from pycore.nn.activations import Activation

SAMPLES = 481
HALVINGS = 40  # a border is found to a millionth of a millionth of the window


def is_flat(activation: Activation, z: float) -> bool:
    """Whether the slope at z is smaller than a tenth, whatever its sign."""
    return abs(float(activation.derivative(z))) < FLAT


@lru_cache(maxsize=16)  # asked for at every move of a slider, and always the same
def flat_zones(activation: Activation, window: Span) -> tuple[Span, ...]:
    """The parts of the window in which the slope is below a tenth, from left to right.

    >>> from pycore.nn.activations import ACTIVATIONS
    >>> [(round(low, 3), round(high, 3)) for low, high in flat_zones(ACTIVATIONS["tanh"], (-6, 6))]
    [(-6.0, -1.818), (1.818, 6.0)]
    """
    z = np.linspace(*window, SAMPLES)
    flat = np.abs(activation.derivative(z)) < FLAT
    turns = (np.flatnonzero(flat[1:] != flat[:-1])).tolist()
    borders = [_border(activation, float(z[i]), float(z[i + 1])) for i in turns]
    edges = [float(z[0]), *borders, float(z[-1])]
    zones = tuple(pairwise(edges))
    return zones[0 if flat[0] else 1 :: 2]


def zones_in_words(zones: tuple[Span, ...], window: Span) -> str:
    """Where the zones lie, as a part of a sentence."""
    if not zones:
        return "nowhere"
    if zones == (window,):
        return "everywhere"
    return ", and ".join(_zone_in_words(zone, window) for zone in zones)


def _zone_in_words(zone: Span, window: Span) -> str:
    low, high = zone
    if low == window[0]:
        return f"from {number(high)} downwards"
    if high == window[1]:
        return f"from {number(low)} upwards"
    return f"between {number(low)} and {number(high)}"


def _border(activation: Activation, left: float, right: float) -> float:
    """The place between two samples where flat turns into steep, by halving the distance."""
    kind = is_flat(activation, left)
    for _ in range(HALVINGS):
        middle = (left + right) / 2
        if is_flat(activation, middle) == kind:
            left = middle
        else:
            right = middle
    return round((left + right) / 2, 9)
