"""Contour lines of a grid of values, by marching squares."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

Grid: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
Segment: TypeAlias = tuple[tuple[float, float], tuple[float, float]]


def contour(values: Grid, x: Grid, y: Grid, level: float = 0.0) -> list[Segment]:
    """Line segments along which `values` (len(y), len(x)) equal `level`.

    Between grid points the values are taken as linear, so the contour of a plane is exact.
    Source: W. E. Lorensen and H. E. Cline, "Marching Cubes", SIGGRAPH 1987, in two dimensions.

    >>> contour(np.array([[0.0, 1.0], [0.0, 1.0]]), np.array([0.0, 1.0]), np.array([0.0, 1.0]), 0.5)
    [((0.5, 0.0), (0.5, 1.0))]
    """
    z = values - level
    above = z >= 0
    rows, columns = np.nonzero(_mixed(above))
    segments: list[Segment] = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        crossings = _crossings(z, x, y, row, column)
        pairs = zip(crossings[::2], crossings[1::2], strict=True)
        segments.extend((first, second) for first, second in pairs if first != second)
    return segments


def _mixed(above: np.ndarray[Any, np.dtype[np.bool_]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which cells have corners on both sides of the level."""
    corners = np.stack([above[:-1, :-1], above[:-1, 1:], above[1:, :-1], above[1:, 1:]])
    count = np.asarray(corners.sum(axis=0))
    return (count > 0) & (count < 4)


def _crossings(z: Grid, x: Grid, y: Grid, row: int, column: int) -> list[tuple[float, float]]:
    """Where the contour enters and leaves a cell: two points, or four around a saddle.

    Corners are visited in a circle, so that neighbouring crossings cut off one corner.
    """
    circle = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
    points = []
    for (r0, c0), (r1, c1) in zip(circle, circle[1:] + circle[:1], strict=True):
        start, end = float(z[r0, c0]), float(z[r1, c1])
        if (start >= 0) != (end >= 0):
            share = start / (start - end)
            points.append(
                (
                    float(x[c0] + share * (x[c1] - x[c0])),
                    float(y[r0] + share * (y[r1] - y[r0])),
                )
            )
    return points
