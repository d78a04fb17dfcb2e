"""The graph: where data lands, how curves break, and what a zone covers."""

from __future__ import annotations

from typing import Any

import numpy as np

from kit.messages import Size
from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pen.ticks import ticks
from kit.pictures.graph import BOTTOM, LEFT, RIGHT, TOP, Graph
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
    graph_on(canvas).draw_axes(ticks(-1, 1, most=3), [(2, "two")])
    assert [args[0] for _, args, _ in calls(canvas, "fillText")] == ["−1", "0", "1", "two"]


def test_a_graph_that_fills_a_picture_has_named_axes() -> None:
    canvas = FakeCanvas()
    pen = Pen(canvas, FakeBitmap)
    pen.tokens = TOKENS
    pen.resize(Size(300, 200))
    graph = Graph.fit(pen, (0, 10), (0, 1))
    assert graph.at(0, 0) == (LEFT, 200 - BOTTOM)
    assert graph.at(10, 1) == (300 - RIGHT, TOP)
    graph.name_axes("cycle", "loss")
    words = [args[0] for _, args, _ in calls(canvas, "fillText")]
    assert {"cycle", "loss", "0", "1"} <= set(words)
    assert "10" not in words, "the name stands there"
