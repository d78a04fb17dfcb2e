"""Where a network of lenses stands: inputs at the left, each layer a column, the output large."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from kit.pen.pen import Circle, Curve, Point
from kit.pen.scales import Box
from kit.pictures.network_layout import Spot, neurons_of, weights_of

LARGEST, ROW_SHARE, WIDTH_SHARE = 54.0, 0.31, 0.066
"""A lens: in pixels, as a share of its row, as a share of the picture's width."""

INPUT_SHARE = 0.82
"""An input's lens is so much smaller than a neuron's."""

OUTPUT_SHARE, OUTPUT_HEIGHT, OUTPUT_MARGIN = 0.176, 0.46, 0.008
"""A single output's radius as a share of width and height; what is left of the width beside it."""

PILL_HALF = 28.0
"""Pixels: half the width of a value, which is wider than a small lens."""

NAMES = 28.0
"""Pixels below the columns, for their names."""

GAP = 4.0
"""Pixels between the end of an edge and the glass."""

FAN = 0.92
"""Edges come to a large lens spread over so much of what it is larger than theirs."""


@dataclass(frozen=True)
class LensLayout:
    """A network with `sizes` neurons a layer, inputs first, fitted into a box.

    The output lens depends on the width alone where there is room, so that a style sheet may lay
    something over it.
    """

    box: Box
    sizes: tuple[int, ...]

    @cached_property
    def _neuron(self) -> float:
        """The radius of a hidden neuron's lens."""
        row = (self.box.height - NAMES) / max(self.sizes)
        return min(LARGEST, row * ROW_SHARE, self.box.width * WIDTH_SHARE)

    @property
    def middle(self) -> float:
        """The height around which every column is laid."""
        return self.box.top + (self.box.height - NAMES) / 2

    def radius(self, layer: int) -> float:
        """The radius of the lenses of a layer."""
        if layer == 0:
            return self._neuron * INPUT_SHARE
        if layer == len(self.sizes) - 1 and self.sizes[-1] == 1:
            return min(self.box.width * OUTPUT_SHARE, self.box.height * OUTPUT_HEIGHT)
        return self._neuron

    @cached_property
    def columns(self) -> tuple[float, ...]:
        """The middle of each column: the gaps between the lenses are equally wide."""
        radii = [self.radius(layer) for layer in range(len(self.sizes))]
        left = self.box.left + max(radii[0], PILL_HALF) + 2 - radii[0]
        right = self.box.right - self.box.width * OUTPUT_MARGIN
        gap = (right - left - 2 * sum(radii)) / max(len(radii) - 1, 1)
        places, at = [], left
        for radius in radii:
            places.append(at + radius)
            at += 2 * radius + gap
        return tuple(places)

    def lens(self, layer: int, index: int) -> Circle:
        """Centre and radius of a neuron's lens."""
        rows = (self.box.height - NAMES) / max(self.sizes)
        y = self.middle + (index - (self.sizes[layer] - 1) / 2) * rows
        return (self.columns[layer], y), self.radius(layer)

    @cached_property
    def neurons(self) -> tuple[Spot, ...]:
        """All neurons, the inputs first, each layer from above."""
        return neurons_of(self.sizes)

    @cached_property
    def lenses(self) -> tuple[Circle, ...]:
        """The lenses of all neurons, in their order."""
        return tuple(self.lens(spot.layer, spot.target) for spot in self.neurons)

    @cached_property
    def edges(self) -> tuple[Spot, ...]:
        """All weights, layer by layer."""
        return weights_of(self.sizes)

    def curve(self, spot: Spot) -> Curve:
        """The way of a weight, from glass to glass; level at both ends."""
        (x0, y0), near = self.lens(spot.layer - 1, spot.source)
        (x1, y1), far = self.lens(spot.layer, spot.target)
        aside = self._aside(spot, far - near)
        start = (x0 + near + GAP, y0)
        end = (x1 - sqrt((far + GAP) ** 2 - aside**2), y1 + aside)
        return bow(start, end)

    def _aside(self, spot: Spot, larger: float) -> float:
        """How far from a lens's middle an edge arrives: a larger one has room for all."""
        count = self.sizes[spot.layer - 1]
        if larger <= 0 or count < 2:
            return 0.0
        return (spot.source - (count - 1) / 2) * larger * FAN / (count - 1)


def bow(start: Point, end: Point) -> Curve:
    """The way from one column to another: it leaves and arrives level."""
    middle = (start[0] + end[0]) / 2
    return start, (middle, start[1]), (middle, end[1]), end


def along(curve: Curve, share: float) -> Point:
    """The point of a cubic curve at a share of its parameter.

    >>> along(((0, 0), (5, 0), (5, 8), (10, 8)), 0.5)
    (5.0, 4.0)
    """
    rest = 1 - share
    parts = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x, y = (sum(part * at[axis] for part, at in zip(parts, curve, strict=True)) for axis in (0, 1))
    return float(x), float(y)
