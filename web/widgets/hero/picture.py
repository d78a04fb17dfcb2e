"""The picture of the hero on three canvases: the network, the points, and what moves over them.

The points change with the size and the colours alone, the network with every epoch, and the ring,
the values and the signals whenever the reader does something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from kit.pen.colours import diverging, paint
from kit.pen.pen import Circle, Curve, Pen, Point
from kit.pen.scales import Box, Scale
from kit.pictures import lens
from kit.pictures.contours import Grid, contour
from kit.pictures.lens_layout import LensLayout, along
from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of, weight_of
from pycore import MLP
from pycore.datasets import Dataset
from widgets.hero.training import EDGE, SIZES

THINNEST, THICKEST = 1.2, 9.0
"""Pixels of an edge; the thickest is the largest weight, or one of `LEAST` where all are less."""

LEAST = 2.5
NEGATIVE = (7.0, 6.0)
SMALLEST, BY_SIZE, LARGEST = 3.0, 1.6, 9.0
"""A signal's radius: 3 and 1.6 for each whole of |w · a|, at most 9 pixels."""

DIM = 0.25
"""What is left of a map's colour while its lens waits for the signal."""

RING, DOT, SEAM = 11.0, 3.0, 2.0
MARK, MARK_NARROW, NARROW = 5.0, 3.5, 90.0
"""The radius of a data point, and in an output lens whose radius is below `NARROW`."""

NARROW_PICTURE = 480.0
"""Pixels: here a column has no room for its name."""


@lru_cache(maxsize=4)  # asked for at every frame
def layout_of(box: Box) -> LensLayout:
    """The network fitted into a picture."""
    return LensLayout(box, SIZES)


@dataclass(frozen=True)
class Light:
    """How far each layer is lit, and how far the signals into it have come; None without any."""

    lit: tuple[float, ...]
    signals: tuple[float | None, ...]


def draw_network(pen: Pen, mlp: MLP, maps: tuple[Grid, Grid], light: Light) -> None:
    """The edges by their weights, and every lens with its map, as bright as its layer is lit."""
    pen.clear()
    layout = layout_of(pen.box)
    _draw_edges(pen, layout, mlp, light)
    strengths = [DIM + (1 - DIM) * light.lit[spot.layer] for spot in layout.neurons]
    shown = np.array(strengths)[:, np.newaxis, np.newaxis]
    inner, output = maps
    palette = diverging(pen.tokens)
    lens.maps(pen, layout.lenses[:-1], paint(palette, inner * shown[:-1]))
    lens.maps(pen, layout.lenses[-1:], paint(palette, output * shown[-1:]))
    if pen.tokens["a-map"] == pen.tokens["b-map"]:  # forced colours have no maps
        _draw_boundary(pen, layout.lenses[-1], output[0])
    lens.glass(pen, layout.lenses)
    _draw_names(pen, layout)


def draw_filling(pen: Pen, mlp: MLP, maps: tuple[Grid, Grid], light: Light) -> None:
    """The same while the lenses fill for the first time: what is not reached is still empty."""
    draw_network(pen, mlp, maps, light)
    layout = layout_of(pen.box)
    waiting = [spot for spot in layout.neurons if light.lit[spot.layer] == 0]
    lens.empty(pen, [layout.lens(spot.layer, spot.target) for spot in waiting])


def draw_points(pen: Pen, data: Dataset) -> None:
    """The data: class A as circles, class B as squares, one by one, so that each keeps its ring."""
    pen.clear()
    size = MARK_NARROW if pen.box.width / 2 < NARROW else MARK
    x, y = plane(pen.box)
    for (x1, x2), target in zip(data.x.tolist(), data.t[:, 0].tolist(), strict=True):
        half, colour = (size, "a") if target else (size * 0.9, "b")
        at = [(x(x1), y(x2))]
        pen.marks(at, half, square=not target, fill=colour, outline="card", width=2.0)


def draw_moving(
    pen: Pen,
    mlp: MLP,
    values: Sequence[Sequence[float]],
    words: Mapping[Spot, str],
    light: Light,
) -> None:
    """Signals on their way, the values that have arrived, and the ring on the output."""
    pen.clear()
    layout = layout_of(pen.box)
    for spot in layout.edges:
        share = light.signals[spot.layer]
        if share is not None:
            carried = weight_of(mlp, spot) * values[spot.layer - 1][spot.source]
            _draw_signal(pen, along(layout.curve(spot), share), carried)
    output = layout.lenses[-1]
    _draw_ring(pen, place_of(output, (values[0][0], values[0][1])))
    for spot, at in zip(layout.neurons, layout.lenses, strict=True):
        if light.lit[spot.layer] > 0:
            lens.pill(pen, at, words[spot], strong=at == output)


def plane(box: Box) -> tuple[Scale, Scale]:
    """The plane of the inputs over the square of the output lens."""
    return (
        Scale(-EDGE, EDGE, box.left, box.right),
        Scale(-EDGE, EDGE, box.bottom, box.top),
    )


def place_of(output: Circle, point: tuple[float, float]) -> Point:
    """Where a point of the plane lies in the output lens."""
    x, y = plane(lens.square(output))
    return x(point[0]), y(point[1])


def _draw_edges(pen: Pen, layout: LensLayout, mlp: MLP, light: Light) -> None:
    """Thin ones first; what leads to a layer that is not lit yet is but a hair."""
    weights = {spot: weight_of(mlp, spot) for spot in layout.edges}
    largest = max(LEAST, *(abs(weight) for weight in weights.values()))
    waiting: list[Curve] = []
    for spot in sorted(layout.edges, key=lambda spot: abs(weights[spot])):
        weight, curve = weights[spot], layout.curve(spot)
        if light.lit[spot.layer] == 0 and light.signals[spot.layer] is None:
            waiting.append(curve)
            continue
        width = min(max(THICKEST * abs(weight) / largest, THINNEST), THICKEST)
        colour, dash = ("a-fill", ()) if weight >= 0 else ("b-fill", NEGATIVE)
        pen.curves([curve], colour, width, dash)
    if waiting:
        pen.curves(waiting, "line", THINNEST)


def _draw_boundary(pen: Pen, output: Circle, lit: Grid) -> None:
    """The line between the two answers, where no colours tell them apart."""
    ticks = np.linspace(-EDGE, EDGE, len(lit))
    with pen.inside([output]):
        lines = [
            (place_of(output, start), place_of(output, end))
            for start, end in contour(lit[::-1], ticks, ticks)
        ]
        pen.segments(lines, "ink", 2.0)


def _draw_names(pen: Pen, layout: LensLayout) -> None:
    for spot in layout.neurons[: layout.sizes[0]]:
        lens.name(pen, layout.lens(0, spot.target), name_of(spot, layout.sizes))
    for words, x in column_names(layout):
        pen.text(words, (x, layout.box.bottom - 10), "muted")


def column_names(layout: LensLayout) -> list[tuple[str, float]]:
    """What stands below the columns, and where; on a phone one word for all hidden layers."""
    first, *hidden, last = layout.columns
    if layout.box.width < NARROW_PICTURE:
        inner = [("neurons", sum(hidden) / len(hidden))]
    else:
        counts = layout.sizes[1:-1]
        inner = [(f"{count} neurons", x) for count, x in zip(counts, hidden, strict=True)]
    return [("inputs", first), *inner, ("output", last)]


def _draw_signal(pen: Pen, at: Point, carried: float) -> None:
    """A dot for a positive number, a square for a negative one, as large as it is."""
    size = min(SMALLEST + BY_SIZE * abs(carried), LARGEST)
    positive = carried >= 0
    half = size if positive else size * sqrt(0.8)
    colour = "a" if positive else "b"
    pen.marks([at], half, square=not positive, fill=colour, outline="card", width=1.5)


def _draw_ring(pen: Pen, at: Point) -> None:
    """The point that the reader moves: a ring with a dot, clear of any colour behind it."""
    pen.circle(at, RING, outline="card", width=3 + 2 * SEAM)
    pen.circle(at, RING, outline="ink", width=3)
    pen.circle(at, DOT + SEAM, fill="card", outline=None)
    pen.circle(at, DOT, fill="ink", outline=None)
