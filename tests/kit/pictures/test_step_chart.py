"""The chart of heights: plain or by powers of ten, long runs thinned without losing peaks."""

from __future__ import annotations

import numpy as np
import pytest

from kit.messages import Size
from kit.pen.pen import Pen
from kit.pictures.step_chart import MOST_POINTS, StepChart
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas


def chart(steps: int = 10, low: float = 0.0, high: float = 10.0, log: bool = False) -> StepChart:
    pen = Pen(FakeCanvas(), FakeBitmap)
    pen.tokens = TOKENS
    pen.resize(Size(360, 236))
    return StepChart(pen, steps, low, high, log)


def called(made: StepChart, name: str) -> list[tuple[object, ...]]:
    return [args for call, args, _ in made.pen._context.calls if call == name]


def test_heights_are_drawn_where_they_belong() -> None:
    made = chart()
    made.curve(np.array([10.0, 5.0]), "ink")
    (start,) = called(made, "moveTo")
    (end,) = called(made, "lineTo")
    assert start == (44, pytest.approx(10 + 200 * 0.06 / 1.12))
    assert end == (74, pytest.approx(110))


def test_powers_of_ten_are_evenly_spaced() -> None:
    made = chart(low=1e-4, high=1.0, log=True)
    ups = [made.place(0, height)[1] for height in (1.0, 0.1, 0.01, 0.001)]
    assert np.diff(ups) == pytest.approx([200 / 1.12 / 4] * 3)
    made.draw("height")
    words = [args[0] for args in called(made, "fillText")]
    assert words[-7:-2] == ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "1"]


def test_a_height_outside_lies_at_the_edge() -> None:
    made = chart(low=1e-4, high=1.0, log=True)
    assert made.place(0, 0.0)[1] == made.axes.frame.bottom
    assert made.place(0, 1e9)[1] == made.axes.frame.top


def test_a_long_run_is_thinned_and_keeps_its_peaks() -> None:
    heights = np.zeros(5001)
    heights[1234] = 9.0
    made = chart(steps=5000)
    made.curve(heights, "ink")
    drawn = [*called(made, "moveTo"), *called(made, "lineTo")]
    assert len(drawn) <= MOST_POINTS + 2
    assert made.place(1234, 9.0) in drawn
    assert made.place(5000, 0.0) in drawn


def test_powers_of_ten_need_a_floor_above_zero() -> None:
    with pytest.raises(ValueError, match="low must be above 0"):
        chart(low=0.0, log=True)
