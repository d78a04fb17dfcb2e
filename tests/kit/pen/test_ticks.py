"""Ticks: round numbers, few of them, in order and inside the axis."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.pen.ticks import powers_of_ten, ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (-4, 4, 5, ["−4", "−2", "0", "2", "4"]),
        (-6, 6, 7, ["−6", "−4", "−2", "0", "2", "4", "6"]),
        (0, 1, 6, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (0, 100, 5, ["0", "50", "100"]),
        (0, 400, 5, ["0", "100", "200", "300", "400"]),
        (-0.2, 1.2, 5, ["0", "0.5", "1"]),
        (0, 0.03, 7, ["0", "0.005", "0.01", "0.015", "0.02", "0.025", "0.03"]),
        (-0.31, 5.9, 5, ["0", "2", "4"]),
        (-1.8, 1.8, 5, ["−1", "0", "1"]),
        (0, 0.00001, 3, ["0", "5 × 10⁻⁶", "1 × 10⁻⁵"]),
        (3, 3, 5, ["3"]),
    ],
)
def test_ticks_stand_at_round_numbers(low: float, high: float, most: int, texts: list[str]) -> None:
    assert [text for _, text in ticks(low, high, most)] == texts


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 12))
def test_ticks_are_few_in_order_and_inside(low: float, width: float, most: int) -> None:
    places = [place for place, _ in ticks(low, low + width, most)]
    assert len(places) <= most
    assert places == sorted(places)
    slack = 1e-6 * width + 1e-9
    assert all(low - slack <= place <= low + width + slack for place in places)


@given(st.floats(1e-9, 1e9))
def test_an_axis_from_zero_has_two_ticks_at_least(high: float) -> None:
    assert len(ticks(0, high, 3)) >= 2


def test_powers_of_ten_stand_at_whole_exponents_and_the_largest_is_there() -> None:
    assert powers_of_ten(-3.2, 0.4) == [(-3, "10⁻³"), (-2, "10⁻²"), (-1, "10⁻¹"), (0, "1")]
    many = powers_of_ten(-40, 2, most=4)
    assert len(many) <= 4
    assert many[-1] == (2, "10²")
