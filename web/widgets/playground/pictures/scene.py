"""The decision map, the points on it, and the cross-hair that reads it."""

from __future__ import annotations

import numpy as np

from kit.pen.marks import samples
from kit.pen.pen import Pen
from kit.pictures.diagram import light
from kit.pictures.plane import Plane
from kit.words.outputs import shares
from pycore.datasets import Dataset
from widgets.playground.data.points import EDGE
from widgets.playground.data.units import Units
from widgets.playground.workbench import Workbench

SPAN = (-EDGE, EDGE)
MANY = 300
"""So many points are drawn smaller."""


def draw_map(pen: Pen, bench: Workbench, *, steps: bool) -> bool:
    """Draw the network's answer over the plane; False when no boundary crosses it."""
    pen.clear()
    plane = Plane(pen, *SPAN)
    outputs = np.nan_to_num(bench.outputs(plane.grid()[1]))
    lit = bench.lit(outputs)
    plane.colour(np.where(lit >= 0, 1.0, -1.0) if steps else lit)
    return plane.boundary(lit)


def draw_neuron_map(pen: Pen, bench: Workbench, layer: int, index: int, *, steps: bool) -> None:
    """Draw what one neuron answers over the plane, with the line where its sum is 0."""
    pen.clear()
    plane = Plane(pen, *SPAN)
    values, activation = bench.map_of(layer, index, plane.grid()[1])
    values = np.nan_to_num(values)
    if activation is None:
        lit = values / (np.abs(values).max() or 1.0)
    else:
        lit = shares(activation, values)
    plane.colour(np.where(lit >= 0, 1.0, -1.0) if steps else lit)
    plane.boundary(lit)


def draw_points(
    pen: Pen,
    units: Units,
    train: Dataset,
    test: Dataset | None,
    cross: tuple[float, float] | None,
) -> None:
    """Draw the training points filled, test points (if any are to be shown) hollow, and the axes.

    They lie over the map on a canvas of their own, since they change less often.
    """
    pen.clear()
    plane = Plane(pen, *SPAN)
    size = 4.0 if len(train) > MANY else 5.5
    with pen.clipped(plane.frame):
        for data, filled in ((test, False), (train, True)):
            if data is not None and data.classes:
                _draw_classes(pen, plane, data, size, filled=filled)
            elif data is not None:
                _draw_heights(pen, plane, data, size, filled=filled)
    plane.scales(units.ticks(0), units.ticks(1), units.names())
    if cross is not None:
        _draw_cross(pen, plane, *cross)


def _draw_classes(pen: Pen, plane: Plane, data: Dataset, size: float, *, filled: bool) -> None:
    """Classes: blue circles and orange squares."""
    pairs = list(zip(data.x.tolist(), data.t[:, 0].tolist(), strict=True))
    ones, zeros = ([plane.at(*x) for x, t in pairs if t == target] for target in (1.0, 0.0))
    samples(pen, ones, "a", size, hollow=not filled)
    samples(pen, zeros, "b", size * 0.9, hollow=not filled)


def _draw_heights(pen: Pen, plane: Plane, data: Dataset, size: float, *, filled: bool) -> None:
    """Heights: circles above 0, squares below it, the fuller the farther from it.

    The card's ring lies outside a line of ink, since a height of 0 has the card's colour itself.
    """
    for (x1, x2), height in zip(data.x.tolist(), data.t[:, 0].tolist(), strict=True):
        fill = light(pen, max(min(height, 1.0), -1.0))
        centre, square = [plane.at(x1, x2)], height < 0
        pen.marks(centre, size + 2, square=square, fill="card", outline=None)
        outline, width = ("ink", 1.5) if filled else ("muted", 1.0)
        pen.marks(centre, size, square=square, fill=fill, outline=outline, width=width)


def _draw_cross(pen: Pen, plane: Plane, x1: float, x2: float) -> None:
    (x, y), frame = plane.at(x1, x2), plane.frame
    for width, colour in ((4.0, "card"), (1.5, "ink")):
        pen.line([(frame.left, y), (x - 9, y)], colour, width)
        pen.line([(x + 9, y), (frame.right, y)], colour, width)
        pen.line([(x, frame.top), (x, y - 9)], colour, width)
        pen.line([(x, y + 9), (x, frame.bottom)], colour, width)
    pen.circle((x, y), 9, outline="card", width=4)
    pen.circle((x, y), 9, outline="ink", width=2)
