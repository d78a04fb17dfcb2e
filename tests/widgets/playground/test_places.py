"""Points that share a place: how many, how many contradict each other, what is left to learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pycore.datasets import from_points
from widgets.playground.data.places import best_possible, coinciding, contradicting, places

FEW = st.integers(0, 2)
ROWS = st.lists(st.tuples(FEW, FEW, st.integers(0, 1)), min_size=1, max_size=12)


def test_twenty_points_at_one_place_in_two_classes_cannot_be_learnt() -> None:
    data = from_points([(1, 1, index % 2) for index in range(20)])
    assert (coinciding(data), contradicting(data), best_possible(data)) == (19, 20, 0.5)


@given(ROWS)
def test_they_are_what_counting_pair_by_pair_gives(rows: list[tuple[int, int, int]]) -> None:
    data = from_points(rows)
    found = [row[:2] for row in rows]
    assert coinciding(data) == len(rows) - len(set(found))
    torn = [row for row in rows if (*row[:2], 1 - row[2]) in rows]
    assert contradicting(data) == contradicting(data, near=0.5) == len(torn)
    best = 0
    for place in set(found):
        targets = [t for x1, x2, t in rows if (x1, x2) == place]
        best += max(targets.count(0), targets.count(1))
    assert best_possible(data) == pytest.approx(best / len(rows))


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=20))
def test_each_point_has_one_place_and_near_ones_share_it(points: list[tuple[float, float]]) -> None:
    x = np.array(points)
    found = places(x, near=0.3)
    assert sorted(index for place in found for index in place) == list(range(len(x)))
    assert all(np.hypot(*(x[i] - x[place[0]])) < 0.3 for place in found for i in place)
    firsts = x[[place[0] for place in found]]
    apart = np.hypot(*(firsts[:, None] - firsts).T)
    assert (apart + np.eye(len(firsts)) >= 0.3).all()


def test_heights_contradict_each_other_too() -> None:
    data = from_points([(1, 1, 0.5), (1, 1, 0.25), (2, 1, 0.5)], "regression")
    assert contradicting(data) == 2
