"""Charts: round ticks, and points where the scales say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.chart import BOTTOM, LEFT, RIGHT, TOP, Chart, round_ticks
from kit.messages import Size
from kit.pen import Pen
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 0.33, [0, 0.1, 0.2, 0.3]),
        (-5, 5, [-4, -2, 0, 2, 4]),
        (0, 300, [0, 100, 200, 300]),
    ],
)
def test_ticks_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert round_ticks(low, high) == ticks


@given(st.floats(-1e4, 1e4), st.floats(1e-3, 1e4), st.integers(2, 8))
def test_ticks_lie_between_the_ends_and_are_not_too_many(
    low: float, width: float, most: int
) -> None:
    ticks = round_ticks(low, low + width, most)
    assert 1 <= len(ticks) <= most + 1
    assert all(low - 1e-6 <= tick <= low + width + 1e-6 for tick in ticks)


def test_points_lie_where_the_axes_say_and_the_names_are_written() -> None:
    canvas = FakeCanvas()
    pen = Pen(canvas, FakeBitmap)
    pen.tokens = TOKENS
    pen.resize(Size(300, 200))
    chart = Chart(pen, (0, 10), (0, 1))
    assert chart.at(0, 0) == (LEFT, 200 - BOTTOM)
    assert chart.at(10, 1) == (300 - RIGHT, TOP)
    chart.axes("cycle", "loss")
    words = [args[0] for name, args, _ in canvas.context.calls if name == "fillText"]
    assert {"cycle", "loss", "0", "1"} <= set(words)
