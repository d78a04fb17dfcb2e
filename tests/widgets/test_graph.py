"""The graph: where data lands, how curves break, what a zone covers, and round ticks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.graph import Graph, ticks
from kit.messages import Size
from kit.pen import Pen
from kit.scales import Box
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


def graph_on(canvas: FakeCanvas) -> Graph:
    pen = Pen(canvas, FakeBitmap)
    pen.resize(Size(300, 200))
    pen.tokens = TOKENS
    pen.clear()
    return Graph(pen, Box(40, 10, 200, 100), (-1, 1), (0, 2))


def calls(canvas: FakeCanvas, name: str) -> list[Call]:
    return [call for call in canvas.context.calls if call[0] == name]


def test_the_corners_of_the_data_are_the_corners_of_the_frame() -> None:
    graph = graph_on(FakeCanvas())
    assert graph.at(-1, 0) == (40, 110)
    assert graph.at(1, 2) == (240, 10)


def test_a_curve_is_lifted_where_it_jumps_and_nowhere_else() -> None:
    canvas = FakeCanvas()
    graph = graph_on(canvas)
    x = np.linspace(-1, 1, 9)
    graph.curve(x, np.heaviside(x, 1.0))
    assert len(calls(canvas, "moveTo")) == 2
    canvas = FakeCanvas()
    graph_on(canvas).curve(x, x**2)
    assert len(calls(canvas, "moveTo")) == 1


def test_a_bar_covers_its_numbers_whichever_way_it_grows() -> None:
    canvas = FakeCanvas()
    graph = graph_on(canvas)
    graph.bar((-0.5, 0.5), (0, 1), "a")
    graph.bar((-0.5, 0.5), (1, 0), "a")
    up, down = (args for _, args, _ in calls(canvas, "roundRect"))
    assert up == down == (90, 60, 100, 50, 0)


def test_a_zone_is_cut_to_the_graph_and_says_its_name_where_it_fits() -> None:
    canvas = FakeCanvas()
    graph_on(canvas).zone(-9, 0, "flat")
    assert calls(canvas, "rect")[0][1] == (40, 10, 100, 100)
    assert [args[0] for _, args, _ in calls(canvas, "fillText")] == ["flat"]
    narrow = FakeCanvas()
    graph_on(narrow).zone(0, 0.1, "flat")
    assert not calls(narrow, "fillText")


def test_axes_write_every_tick() -> None:
    canvas = FakeCanvas()
    graph_on(canvas).axes(ticks(-1, 1, most=3), [(2, "two")])
    assert [args[0] for _, args, _ in calls(canvas, "fillText")] == ["−1", "0", "1", "two"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-6, 6, ["−6", "−4", "−2", "0", "2", "4", "6"]),
        (-0.2, 1.2, ["0", "0.5", "1"]),
        (0, 0.03, ["0", "0.005", "0.01", "0.015", "0.02", "0.025", "0.03"]),
        (0, 400, ["0", "100", "200", "300", "400"]),
    ],
)
def test_ticks_are_round(low: float, high: float, words: list[str]) -> None:
    most = 5 if high in (1.2, 400) else 7
    assert [text for _, text in ticks(low, high, most)] == words


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 12))
def test_ticks_lie_within_and_are_not_too_many(low: float, size: float, most: int) -> None:
    found = [value for value, _ in ticks(low, low + size, most)]
    assert len(found) <= most
    assert all(low - 1e-8 * size <= value <= low + size + 1e-8 * size for value in found)


@pytest.mark.parametrize(("low", "high", "most"), [(1, 1, 5), (2, 1, 5), (0, 1, 1)])
def test_impossible_ticks_are_refused(low: float, high: float, most: int) -> None:
    with pytest.raises(ValueError, match="low must be below high"):
        ticks(low, high, most)
