"""The picture of the playground's network: in every neuron, the map of what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import hypot

import numpy as np

from kit.pen.colours import diverging, paint
from kit.pen.marks import picked as picked_ring
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pictures.contours import Grid
from kit.pictures.diagram import band, sign_colour, sign_dash, sign_fill
from kit.pictures.network_layout import NetworkLayout, Spot
from pycore.nn.mlp import MLP
from widgets.playground.recipe import LABELS

MARGIN_LEFT, MARGIN_TOP, MARGIN_BOTTOM = 42.0, 6.0, 6.0
LARGEST = 3.0
"""The weight that is drawn thickest, unless there are larger ones."""

ROOMY, SLIMMEST = 120.0, 0.4
"""Pixels between two layers that edges of full width need, and how thin they are at the least."""

WIDTHS = (1.2, 1.8, 2.6, 3.8, 5.4, 7.2)
"""Pixels: so few, that a network of hundreds of weights is drawn in a dozen strokes."""

DOT_REACH = 8.0
"""Pixels from a bias's dot that still count as on it."""

LARGEST_HALF, ROW_SHARE, COLUMN_SHARE = 22.0, 0.37, 0.3


@dataclass(frozen=True)
class MapLayout(NetworkLayout):
    """A layout with larger neurons, squares that show maps, and biases at their lower left."""

    @cached_property
    def radius(self) -> float:
        """Half the side of a neuron."""
        row = self.box.height / max(self.sizes)
        column = self.box.width / len(self.sizes)
        return min(LARGEST_HALF, row * ROW_SHARE, column * COLUMN_SHARE)

    def bias(self, layer: int, index: int) -> Point:
        """Where a bias is shown: a dot just outside the lower left corner."""
        x, y = self.neuron(layer, index)
        return x - self.radius - 3, y + self.radius + 2

    @cached_property
    def places(self) -> list[list[Point]]:
        """The centres of all neurons, layer by layer."""
        return [
            [self.neuron(layer, index) for index in range(count)]
            for layer, count in enumerate(self.sizes)
        ]

    def spot_at(self, x: float, y: float) -> Spot | None:
        """The part under a pointer: a neuron, the dot of a bias, or else the nearest weight."""
        for spot in self.neurons:
            centre = self.places[spot.layer][spot.target]
            if max(abs(x - centre[0]), abs(y - centre[1])) <= self.radius:
                return spot
            dot = self.bias(spot.layer, spot.target)
            if spot.layer > 0 and hypot(x - dot[0], y - dot[1]) <= DOT_REACH:
                return Spot("b", spot.layer, spot.target)
        return super().spot_at(x, y)

    def square(self, spot: Spot) -> Box:
        """The square of a neuron."""
        (x, y), half = self.neuron(spot.layer, spot.target), self.radius
        return Box(x - half, y - half, 2 * half, 2 * half)


def layout_of(pen: Pen, sizes: Sequence[int]) -> MapLayout:
    """The network fitted into a picture, with room for the names of the inputs."""
    return _fitted(pen.box, tuple(sizes))


@lru_cache(maxsize=4)  # asked for at every frame
def _fitted(box: Box, sizes: tuple[int, ...]) -> MapLayout:
    height = max(box.height - MARGIN_TOP - MARGIN_BOTTOM, 1.0)
    width = max(box.width - MARGIN_LEFT, 1.0)
    return MapLayout(Box(MARGIN_LEFT, MARGIN_TOP, width, height), sizes)


@dataclass(frozen=True)
class Highlight:
    """What the reader points at or has picked: it stays bright, and all else fades."""

    spot: Spot | None
    picked: Spot | None

    def is_bright(self, layer: int, target: int, source: int) -> bool:
        """Whether a weight is the part itself, or leads into it or out of it."""
        spot = self.spot or self.picked
        if spot is None:
            return True
        if spot.kind != "n":
            return spot == Spot("w", layer, target, source)
        return spot == Spot("n", layer, target) or spot == Spot("n", layer - 1, source)


def draw_network(
    pen: Pen,
    layout: MapLayout,
    network: MLP,
    inputs: Sequence[str],
    maps: Grid,
    highlight: Highlight,
) -> None:
    """Draw edges, then maps in their squares, biases, and the names of the inputs."""
    pen.clear()
    _draw_edges(pen, layout, network, highlight)
    squares = [layout.square(spot) for spot in layout.neurons]
    pen.tiles(paint(diverging(pen.tokens), maps), squares)
    for spot, square in zip(layout.neurons, squares, strict=True):
        pen.rectangle(square, outline="ink", width=1.5)
        if spot in (highlight.spot, highlight.picked):
            picked_ring(pen, square, 2)
    _draw_biases(pen, layout, network, highlight)
    for index, name in enumerate(inputs):
        square = layout.square(Spot("n", 0, index))
        at = (square.left - 6, square.top + square.height / 2)
        pen.text(LABELS[name], at, "ink", align="right", size=14)


def _draw_edges(pen: Pen, layout: MapLayout, network: MLP, highlight: Highlight) -> None:
    """Weights as lines, all of one sign and thickness in one stroke."""
    strokes: dict[tuple[int, int], list[tuple[Point, Point]]] = {}
    faded: list[tuple[Point, Point]] = []
    largest, slim = _largest(network), _slimming(layout)
    for number, layer in enumerate(network.layers, start=1):
        starts, ends = layout.places[number - 1], layout.places[number]
        for target, row in enumerate(layer.weights.tolist()):
            for source, weight in enumerate(row):
                line = (starts[source], ends[target])
                if highlight.is_bright(number, target, source):
                    sign = 1 if weight >= 0 else -1
                    strokes.setdefault((_thickness(weight, largest), sign), []).append(line)
                else:
                    faded.append(line)
    if faded:
        pen.segments(faded, "line", 0.4)
    picked = highlight.picked
    if picked is not None and picked.kind == "w":
        band(pen, *layout.ends(picked))
    for (step, sign), lines in sorted(strokes.items()):
        width = max(WIDTHS[step] * slim, 1.0)
        pen.segments(lines, sign_fill(sign), width, sign_dash(sign))


def _thickness(weight: float, largest: float) -> int:
    """The number of a weight's thickness; one that is infinite has the largest."""
    return int(min(abs(weight) / largest, 0.999) * len(WIDTHS))


def _largest(network: MLP) -> float:
    """The weight that is drawn thickest; among large ones, the largest that is no infinite one."""
    sizes = np.abs(np.concatenate([layer.weights.ravel() for layer in network.layers]))
    return max(LARGEST, float(sizes.max(initial=0.0, where=np.isfinite(sizes))))


def _slimming(layout: MapLayout) -> float:
    """How much thinner all edges are where two layers have little room between them."""
    gap = layout.places[1][0][0] - layout.places[0][0][0] - 2 * layout.radius
    return min(max(gap / ROOMY, SLIMMEST), 1.0)


def _draw_biases(pen: Pen, layout: MapLayout, network: MLP, highlight: Highlight) -> None:
    """Biases as dots, as large as they are: circles and squares, by their sign, as the points."""
    for number, layer in enumerate(network.layers, start=1):
        for target, bias in enumerate(layer.biases.tolist()):
            spot, size = Spot("b", number, target), 2.5 + 3.0 * min(abs(bias) / LARGEST, 1.0)
            centre = layout.bias(number, target)
            if spot in (highlight.picked, highlight.spot):
                box = Box(centre[0] - size - 1, centre[1] - size - 1, 2 * size + 2, 2 * size + 2)
                picked_ring(pen, box, size + 1)
            looks = {"square": bias < 0, "fill": sign_colour(bias), "outline": "card", "width": 1.0}
            pen.marks([centre], size, **looks)
