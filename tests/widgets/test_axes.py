"""Axes: one scale on a map, ticks at round numbers, and nothing drawn infinitely far away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.axes import FAR, Axes, ticks
from kit.scales import Box

BOX = Box(0, 0, 400, 300)


def test_fitted_axes_use_the_whole_box_but_for_the_numbers() -> None:
    axes = Axes.fit(BOX, (0, 100), (-1, 1))
    assert axes.at(0, -1) == (44, 274)
    assert axes.at(100, 1) == (384, 10)


@pytest.mark.parametrize("box", [BOX, Box(0, 0, 200, 500), Box(0, 0, 20, 20)])
def test_a_map_has_one_scale_for_both_directions(box: Box) -> None:
    axes = Axes.square(box, (-4, 4), (-2, 2))
    across = axes.x(1) - axes.x(0)
    assert axes.y(0) - axes.y(1) == pytest.approx(across)
    assert (axes.y.low, axes.y.high) == (-4, 4)
    assert axes.frame.width == axes.frame.height >= 1


def test_what_is_far_away_stays_within_reach_of_a_canvas() -> None:
    axes = Axes.fit(BOX, (-1, 1), (-1, 1))
    assert axes.at(1e6, -1e12) == (FAR, FAR)
    assert not axes.holds(1e6, 0)
    assert axes.holds(1, -1)


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (-4, 4, 5, ["−4", "−2", "0", "2", "4"]),
        (0, 100, 5, ["0", "50", "100"]),
        (-0.31, 5.9, 5, ["0", "2", "4"]),
        (-1.8, 1.8, 5, ["−1", "0", "1"]),
        (0, 0.00001, 3, ["0", "5 × 10⁻⁶", "1 × 10⁻⁵"]),
        (3, 3, 5, ["3"]),
    ],
)
def test_ticks_stand_at_round_numbers(low: float, high: float, most: int, texts: list[str]) -> None:
    assert [text for _, text in ticks(low, high, most)] == texts


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 8))
def test_ticks_are_few_in_order_and_inside(low: float, width: float, most: int) -> None:
    places = [place for place, _ in ticks(low, low + width, most)]
    assert len(places) <= most
    assert places == sorted(places)
    slack = 1e-6 * width + 1e-9
    assert all(low - slack <= place <= low + width + slack for place in places)
