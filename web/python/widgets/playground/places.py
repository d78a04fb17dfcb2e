"""What points say before anything is trained: which share a place, and which inputs never change.

Pure functions of a data set, for the words about a reader's table and for the doctor.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from pycore.datasets import Dataset

Place = tuple[float, ...]


def coinciding(data: Dataset) -> int:
    """How many points lie where an earlier one lies already.

    >>> from pycore.datasets import from_points
    >>> coinciding(from_points([(1, 1, 0), (1, 1, 0), (1, 1, 1), (2, 1, 0)]))
    2
    """
    return len(data) - len(_targets(data))


def contradicting(data: Dataset) -> int:
    """How many points share a place with one of another class, or another height.

    >>> from pycore.datasets import from_points
    >>> contradicting(from_points([(1, 1, 0), (1, 1, 0), (1, 1, 1), (2, 1, 0), (2, 1, 0)]))
    3
    """
    return sum(sum(found.values()) for found in _targets(data).values() if len(found) > 1)


def least_wrong(data: Dataset) -> int:
    """How many points stay wrong whatever a network answers: it has one answer for each place.

    >>> from pycore.datasets import from_points
    >>> least_wrong(from_points([(1, 1, 0), (1, 1, 0), (1, 1, 1), (2, 1, 0)]))
    1
    """
    return sum(sum(found.values()) - max(found.values()) for found in _targets(data).values())


def constant_inputs(data: Dataset) -> tuple[int, ...]:
    """Which inputs, counted from 0, have the same value for all points.

    >>> from pycore.datasets import from_points
    >>> constant_inputs(from_points([(7, 1, 0), (7, 2, 1)]))
    (0,)
    """
    columns = data.x.T.tolist()
    return tuple(index for index, values in enumerate(columns) if len(set(values)) == 1)


def _targets(data: Dataset) -> dict[Place, Counter[float]]:
    """The targets at each place, with how often each is found there."""
    found: defaultdict[Place, Counter[float]] = defaultdict(Counter)
    for place, target in zip(data.x.tolist(), data.t[:, 0].tolist(), strict=True):
        found[tuple(place)][target] += 1
    return found
