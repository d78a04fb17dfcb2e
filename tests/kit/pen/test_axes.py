"""Axes: one scale on a map, and nothing drawn infinitely far away or cut off."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest

from kit.messages import Size
from kit.pen.axes import FAR, HALF, TICK, Axes
from kit.pen.pen import Pen
from kit.pen.scales import Box
from kit.pen.ticks import ticks
from tests.kit.drawn import Sheet
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas

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


def test_the_last_number_below_stays_inside_the_picture() -> None:
    canvas = FakeCanvas()
    pen = Pen(canvas, FakeBitmap)
    pen.tokens = TOKENS
    pen.resize(Size(400, 300))
    Axes.fit(pen.box, (0, 100_000), (0, 1)).draw(pen, [(100_000, "100000")], [])
    (middle,) = [args[1] for name, args, _ in canvas.context.calls if name == "fillText"]
    assert middle + 3 * HALF * 2 <= 400


def test_a_chart_has_an_axis_left_and_one_below_and_nothing_else() -> None:
    sheet = Sheet()
    axes = Axes.fit(sheet.pen.box, (0, 1), (0, 1))
    axes.draw(sheet.pen, ticks(0, 1), ticks(0, 1))
    frame = axes.frame
    corners = [(frame.left, frame.top), (frame.left, frame.bottom), (frame.right, frame.bottom)]
    long = [one for one in sheet.strokes() if _length(one.points) > 2 * TICK]
    assert [one.points for one in long] == [corners]
    assert not [one for one in sheet.strokes() if one.shapes]


def test_a_map_is_closed_and_its_names_stand_on_plates() -> None:
    sheet = Sheet()
    axes = Axes.fit(sheet.pen.box, (0, 1), (0, 1))
    axes.draw(sheet.pen, [], [], closed=True)
    assert [one.shapes for one in sheet.strokes("line")] == [1]
    axes.names(sheet.pen, "study", "sleep")
    plates = [one.path[0][1] for one in sheet.fills("card")]
    assert len(plates) == 2
    for left, top, width, height, _ in plates:
        assert axes.frame.left <= left <= left + width <= axes.frame.right
        assert axes.frame.top <= top <= top + height <= axes.frame.bottom


def _length(points: list[tuple[float, float]]) -> float:
    return sum(dist(*pair) for pair in pairwise(points))
