"""The decision map, the points on it, and the cross-hair that reads it."""

from __future__ import annotations

import numpy as np

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
    """Classes: blue circles and orange squares, one by one, so that each keeps its outline."""
    for (x1, x2), target in zip(data.x.tolist(), data.t[:, 0].tolist(), strict=True):
        colour = "a" if target else "b"
        fill, outline, width = (colour, "bg", 1.2) if filled else ("bg", colour, 2.0)
        half = size if target else size * 0.9
        at = [plane.at(x1, x2)]
        pen.marks(at, half, square=not target, fill=fill, outline=outline, width=width)


def _draw_heights(pen: Pen, plane: Plane, data: Dataset, size: float, *, filled: bool) -> None:
    """Heights: circles above 0, squares below it, the fuller the farther from it."""
    for (x1, x2), height in zip(data.x.tolist(), data.t[:, 0].tolist(), strict=True):
        fill = light(pen, max(min(height, 1.0), -1.0))
        outline = "ink" if filled else "line"
        centre = [plane.at(x1, x2)]
        pen.marks(centre, size, square=height < 0, fill=fill, outline=outline, width=1)


def _draw_cross(pen: Pen, plane: Plane, x1: float, x2: float) -> None:
    (x, y), frame = plane.at(x1, x2), plane.frame
    for width, colour in ((4.0, "bg"), (1.5, "ink")):
        pen.line([(frame.left, y), (x - 9, y)], colour, width)
        pen.line([(x + 9, y), (frame.right, y)], colour, width)
        pen.line([(x, frame.top), (x, y - 9)], colour, width)
        pen.line([(x, y + 9), (x, frame.bottom)], colour, width)
    pen.circle((x, y), 9, outline="bg", width=4)
    pen.circle((x, y), 9, outline="ink", width=2)
