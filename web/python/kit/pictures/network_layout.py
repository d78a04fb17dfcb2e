"""Where the parts of a network stand on a picture, what they are called, and their neighbours.

Longer than other files: places, names and neighbours of a part follow from one table of columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Literal

from kit.pen.pen import Point
from kit.pen.scales import Box
from kit.pictures.diagram import trimmed

LARGEST_RADIUS = 26.0
NAME_HEIGHT = 20.0  # pixels above a neuron that its name takes
LONGEST_STUB, SHORTEST_STUB = 24.0, 7.0  # the line of a bias, which comes from below
PLATE = 10.0  # half the height of a number on an edge
GRIP = 9.0  # pixels from an edge that still count as on it
NAME = re.compile(r"([nb])(\d+)\.(\d+)|(w)(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True, order=True)
class Spot:
    """A part of a network: a neuron "n", a bias "b" or a weight "w".

    Layer 0 holds the inputs. A weight or a bias belongs to the layer it leads into. Indices start
    at 0 here and at 1 in names, as in everything a reader sees.

    >>> Spot("w", 1, 2, 0).name
    'w1.3.1'
    >>> Spot.of("n2.1")
    Spot(kind='n', layer=2, target=0, source=0)
    """

    kind: Literal["n", "b", "w"]
    layer: int
    target: int
    source: int = 0

    @property
    def name(self) -> str:
        """The name that stands in the form and in the address."""
        last = f".{self.source + 1}" if self.kind == "w" else ""
        return f"{self.kind}{self.layer}.{self.target + 1}{last}"

    @classmethod
    def of(cls, name: str) -> Spot | None:
        """The part with this name; None for any other text."""
        found = NAME.fullmatch(name)
        if found is None:
            return None
        kind, *digits = (group for group in found.groups() if group is not None)
        layer, *indices = map(int, digits)
        return cls(kind, layer, *(index - 1 for index in indices))  # type: ignore[arg-type]


def neurons_of(sizes: Sequence[int]) -> tuple[Spot, ...]:
    """All neurons of a network, the inputs first, each layer from above.

    >>> [spot.name for spot in neurons_of([2, 1])]
    ['n0.1', 'n0.2', 'n1.1']
    """
    return tuple(
        Spot("n", layer, index) for layer, count in enumerate(sizes) for index in range(count)
    )


def weights_of(sizes: Sequence[int]) -> tuple[Spot, ...]:
    """All weights of a network, layer by layer.

    >>> [spot.name for spot in weights_of([2, 1])]
    ['w1.1.1', 'w1.1.2']
    """
    return tuple(
        Spot("w", layer, target, source)
        for layer in range(1, len(sizes))
        for target in range(sizes[layer])
        for source in range(sizes[layer - 1])
    )


@dataclass(frozen=True)
class NetworkLayout:
    """A network with `sizes` neurons a layer, inputs first, fitted into a box."""

    box: Box
    sizes: tuple[int, ...]

    @cached_property
    def radius(self) -> float:
        """The radius of every neuron: they keep their distance in both directions."""
        row = self._row(max(self.sizes))
        column = self.box.width / len(self.sizes)
        return min(LARGEST_RADIUS, row * 0.27, column * 0.24)

    @property
    def roomy(self) -> bool:
        """Whether every neuron has room for its name above it."""
        return self._row(max(self.sizes)) >= 2 * self.radius + NAME_HEIGHT - 4

    def _row(self, count: int) -> float:
        """From a neuron to the next below it, in a layer of `count`."""
        return self.box.height / max(count, 2)

    @cached_property
    def _names(self) -> float:
        """How far everything moves down, so that the uppermost names are in the picture."""
        space = self._row(max(self.sizes)) / 2 - self.radius
        return max(min(NAME_HEIGHT - space, space - SHORTEST_STUB), 0.0)

    def neuron(self, layer: int, index: int) -> Point:
        """The centre of a neuron."""
        inset = self.radius * 1.9
        reach = self.box.width - 2 * inset
        x = self.box.left + inset + reach * layer / max(len(self.sizes) - 1, 1)
        count = self.sizes[layer]
        middle = self.box.top + self.box.height / 2 + self._names
        return x, middle + (index - (count - 1) / 2) * self._row(count)

    def bias(self, layer: int, index: int) -> Point:
        """Where the line of a bias begins: under its neuron, where no weight passes."""
        x, y = self.neuron(layer, index)
        row = self._row(self.sizes[layer])
        below = min(row - 2 * self.radius - NAME_HEIGHT - 1, row / 2 - self.radius) - PLATE
        return x, y + self.radius + min(max(below, SHORTEST_STUB), LONGEST_STUB)

    def ends(self, spot: Spot) -> tuple[Point, Point]:
        """The line of a weight or a bias, from circle to circle."""
        end = self.neuron(spot.layer, spot.target)
        if spot.kind == "b":
            start = self.bias(spot.layer, spot.target)
            return trimmed(start, end, 0.0, self.radius)
        start = self.neuron(spot.layer - 1, spot.source)
        return trimmed(start, end, self.radius, self.radius)

    @cached_property
    def neurons(self) -> tuple[Spot, ...]:
        """All neurons, the inputs first, each layer from above."""
        return neurons_of(self.sizes)

    @cached_property
    def edges(self) -> tuple[Spot, ...]:
        """All biases and weights in reading order: each neuron's bias, then its weights."""
        return tuple(spot for layer in range(1, len(self.sizes)) for spot in self.into_layer(layer))

    def into_layer(self, layer: int) -> tuple[Spot, ...]:
        """The biases and weights that lead into a layer."""
        return tuple(
            spot for target in range(self.sizes[layer]) for spot in self.into(layer, target)
        )

    def into(self, layer: int, target: int) -> tuple[Spot, ...]:
        """A neuron's bias and weights."""
        if layer == 0:
            return ()
        sources = range(self.sizes[layer - 1])
        weights = (Spot("w", layer, target, source) for source in sources)
        return Spot("b", layer, target), *weights

    def has(self, spot: Spot | None) -> bool:
        """Whether the network has this part."""
        return spot in self.neurons or spot in self.edges

    def spot_at(self, x: float, y: float) -> Spot | None:
        """The part under a pointer: a neuron first, else the nearest edge within reach."""
        for spot in self.neurons:
            centre = self.neuron(spot.layer, spot.target)
            if hypot(x - centre[0], y - centre[1]) <= self.radius + 4:
                return spot
        away, nearest = min(
            ((distance((x, y), *self.ends(spot)), spot) for spot in self.edges),
            default=(GRIP + 1, None),
        )
        return nearest if away <= GRIP else None

    def neighbour(self, spot: Spot | None, key: str) -> Spot | None:
        """Where a key leads: up and down among equals, left and right along the signal's way.

        From nothing, every key leads to the first input; Escape leads to nothing.
        """
        if key == "Escape":
            return None
        if spot is None or key == "Home":
            return self.neurons[0]
        if key == "End":
            return self.neurons[-1]
        if key in ("ArrowUp", "ArrowDown"):
            return _beside(self._column(spot), spot, -1 if key == "ArrowUp" else 1)
        if key in ("ArrowLeft", "ArrowRight"):
            return next(self._along(spot, key == "ArrowRight"), spot)
        return spot

    def _column(self, spot: Spot) -> Sequence[Spot]:
        if spot.kind == "n":
            return [other for other in self.neurons if other.layer == spot.layer]
        return self.into_layer(spot.layer)

    def _along(self, spot: Spot, forward: bool) -> Iterator[Spot]:
        if spot.kind != "n":
            if forward or spot.kind == "b":
                yield Spot("n", spot.layer, spot.target)
            else:
                yield Spot("n", spot.layer - 1, spot.source)
        elif not forward:
            yield from self.into(spot.layer, spot.target)[1:]
        elif spot.layer + 1 < len(self.sizes):
            yield Spot("w", spot.layer + 1, 0, spot.target)


def _beside(column: Sequence[Spot], spot: Spot, step: int) -> Spot:
    place = min(max(column.index(spot) + step, 0), len(column) - 1)
    return column[place]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a line with two ends."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / ((dx * dx + dy * dy) or 1)
    share = min(max(share, 0.0), 1.0)
    return hypot(point[0] - start[0] - dx * share, point[1] - start[1] - dy * share)
