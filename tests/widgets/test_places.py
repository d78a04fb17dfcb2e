"""What points say before training: contradictions, doubles, inputs that never change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pycore.datasets import from_points
from widgets.playground.places import coinciding, constant_inputs, contradicting, least_wrong

FEW = st.integers(0, 2)
ROWS = st.lists(st.tuples(FEW, FEW, st.integers(0, 1)), min_size=1, max_size=12)


def test_twenty_points_at_one_place_in_two_classes_cannot_be_learnt() -> None:
    data = from_points([(1, 1, index % 2) for index in range(20)])
    assert (coinciding(data), contradicting(data), least_wrong(data)) == (19, 20, 10)
    assert constant_inputs(data) == (0, 1)


@given(ROWS)
def test_they_are_what_counting_pair_by_pair_gives(rows: list[tuple[int, int, int]]) -> None:
    data = from_points(rows)
    places = [row[:2] for row in rows]
    assert coinciding(data) == len(rows) - len(set(places))
    torn = [row for row in rows if (*row[:2], 1 - row[2]) in rows]
    assert contradicting(data) == len(torn)
    best = 0
    for place in set(places):
        targets = [t for x1, x2, t in rows if (x1, x2) == place]
        best += max(targets.count(0), targets.count(1))
    assert least_wrong(data) == len(rows) - best


def test_heights_contradict_each_other_too() -> None:
    data = from_points([(1, 1, 0.5), (1, 1, 0.25), (2, 1, 0.5)], "regression")
    assert (contradicting(data), constant_inputs(data)) == (2, (1,))
