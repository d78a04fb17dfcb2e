"""Which points share a place, and what that leaves for a network to learn.

Pure functions of a data set, for the words about a reader's table and for the doctor.
"""

from __future__ import annotations

from itertools import product
from math import floor

import numpy as np

from kit.pictures.contours import Grid
from pycore.datasets import CLASSIFICATION, Dataset

NEAR = 0.01
"""Points nearer than this (of a plane 12 wide) are one place: to part them takes huge weights."""


def places(x: Grid, near: float = 0.0) -> list[list[int]]:
    """The points (n, 2), by number, one list for each place; `near` is what counts as the same.

    >>> places(np.array([(0.0, 0.0), (3.0, 0.0), (0.001, 0.0), (0.0, 0.0)]))
    [[0, 3], [1], [2]]
    >>> places(np.array([(0.0, 0.0), (3.0, 0.0), (0.001, 0.0), (0.0, 0.0)]), near=0.01)
    [[0, 2, 3], [1]]
    """
    found: dict[tuple[float, ...], list[list[int]]] = {}
    for index, point in enumerate(x):
        cell = tuple(floor(at / near) if near else at for at in point.tolist())
        around = product(*((at - 1, at, at + 1) for at in cell)) if near else (cell,)
        known = (place for where in around for place in found.get(where, ()))
        same = (p for p in known if not near or np.hypot(*(x[p[0]] - point)) < near)
        place = next(same, None)
        if place is None:
            found.setdefault(cell, []).append([index])
        else:
            place.append(index)
    return [place for cell in found.values() for place in cell]


def coinciding(data: Dataset) -> int:
    """How many points lie exactly where an earlier one lies already.

    >>> from pycore.datasets import from_points
    >>> coinciding(from_points([(1, 1, 0), (1, 1, 0), (1, 1, 1), (2, 1, 0)]))
    2
    """
    return len(data) - len(places(data.x))


def contradicting(data: Dataset, near: float = 0.0) -> int:
    """How many points share a place with one of another class, or another height.

    >>> from pycore.datasets import from_points
    >>> contradicting(from_points([(1, 1, 0), (1, 1, 0), (1, 1, 1), (2, 1, 0), (2, 1, 0)]))
    3
    """
    return sum(len(place) for place in places(data.x, near) if np.ptp(data.t[place]))


def best_possible(data: Dataset, near: float = 0.0) -> float:
    """The largest share of right answers, or of the variance of heights, with one answer a place.

    >>> from pycore.datasets import from_points
    >>> best_possible(from_points([(1, 1, 0), (1, 1, 1), (1, 1, 1), (2, 2, 0)]))
    0.75
    """
    answers = [data.t[place, 0] for place in places(data.x, near)]
    if data.task == CLASSIFICATION:
        return float(sum(max(t.sum(), len(t) - t.sum()) for t in answers) / len(data))
    return float(1 - sum(((t - t.mean()) ** 2).sum() for t in answers) / (data.t.var() * len(data)))
