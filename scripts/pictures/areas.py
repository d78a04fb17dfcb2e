"""The areas of a grid of values: what lies above a level, as closed outlines with few corners."""

from __future__ import annotations

from math import hypot
from typing import Any, TypeAlias

import numpy as np

from kit.pictures.contours import Grid
from kit.pictures.network_layout import distance

Loop: TypeAlias = list[tuple[float, float]]
Crossing: TypeAlias = tuple[int, int, bool]
"""An edge between two points of the grid: the row and the column of its first end, and whether it
runs down instead of across."""

FAR_BELOW = -1e9  # around the grid, so that every outline is closed


def areas(values: Grid, x: Grid, y: Grid, level: float) -> list[Loop]:
    """Outlines of where `values` (len(y), len(x)) are at least `level`.

    Holes are outlines too, in the other direction. An area that reaches the edge of the grid ends
    there. Between grid points the values are taken as linear. Source: as `kit.pictures.contours`,
    with the pieces joined.
    """
    z = np.pad(values - level, 1, constant_values=FAR_BELOW)
    across, down = np.pad(x, 1, mode="edge"), np.pad(y, 1, mode="edge")
    following = _pieces(z >= 0)
    loops = []
    while following:
        start = here = next(iter(following))
        loop = []
        while here in following:
            loop.append(_place(z, across, down, here))
            here = following.pop(here)
        assert here == start
        loops.append(_without_repeats(loop))
    return [loop for loop in loops if len(loop) > 2]


def _pieces(above: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[Crossing, Crossing]:
    """From where an outline enters a cell to where it leaves it: what is above lies on one side."""
    inside = above.astype(int)
    corners = inside[:-1, :-1] + inside[:-1, 1:] + inside[1:, :-1] + inside[1:, 1:]
    rows, columns = np.nonzero((corners > 0) & (corners < 4))
    pieces: dict[Crossing, Crossing] = {}
    for r, c in zip(rows.tolist(), columns.tolist(), strict=True):
        # The corners in a circle, and after each the edge that leads to the next.
        circle = [above[r, c], above[r, c + 1], above[r + 1, c + 1], above[r + 1, c]]
        edges = [(r, c, False), (r, c + 1, True), (r + 1, c, False), (r, c, True)]
        left, entered = [], []
        for index, edge in enumerate(edges):
            here, after = circle[index], circle[(index + 1) % 4]
            if here and not after:
                left.append(edge)
            elif after and not here:
                entered.append(edge)
        if len(left) == 2 and edges.index(left[0]) < edges.index(entered[0]):
            entered = entered[::-1]  # at a saddle each corner above is an area of its own
        pieces.update(zip(left, entered, strict=True))
    return pieces


def _place(z: Grid, x: Grid, y: Grid, crossing: Crossing) -> tuple[float, float]:
    row, column, runs_down = crossing
    to_row, to_column = (row + 1, column) if runs_down else (row, column + 1)
    start, end = float(z[row, column]), float(z[to_row, to_column])
    share = start / (start - end)
    return (
        float(x[column] + share * (x[to_column] - x[column])),
        float(y[row] + share * (y[to_row] - y[row])),
    )


def _without_repeats(loop: Loop) -> Loop:
    return [at for at, before in zip(loop, [loop[-1], *loop[:-1]], strict=True) if at != before]


def simplified(loop: Loop, tolerance: float) -> Loop:
    """A closed outline with fewer corners, none of the dropped ones `tolerance` away or farther.

    Source: D. H. Douglas and T. K. Peucker, "Algorithms for the reduction of the number of points",
    Cartographica 10(2) (1973).
    """
    far = max(
        range(len(loop)), key=lambda i: hypot(loop[i][0] - loop[0][0], loop[i][1] - loop[0][1])
    )
    there, back = loop[: far + 1], [*loop[far:], loop[0]]
    return thinned(there, tolerance)[:-1] + thinned(back, tolerance)[:-1]


def thinned(line: Loop, tolerance: float) -> Loop:
    """An open line with fewer corners; its ends stay."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        gaps = [(distance(line[i], line[start], line[end]), i) for i in range(start + 1, end)]
        gap, at = max(gaps, default=(0.0, 0))
        if gap >= tolerance:
            kept.add(at)
            waiting += [(start, at), (at, end)]
    return [line[index] for index in sorted(kept)]
