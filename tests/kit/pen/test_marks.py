"""Marks: arrows that end where they should, trails of many points, places kept inside."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.messages import Size
from kit.pen.marks import HEAD, arrow, ball, crosshair, held, towards, trail
from kit.pen.pen import Pen
from kit.pen.scales import Box
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas

FRAME = Box(0, 0, 100, 100)
lengths = st.floats(-1e4, 1e4)


def made() -> Pen:
    pen = Pen(FakeCanvas(), FakeBitmap)
    pen.tokens = TOKENS
    pen.resize(Size(100, 100))
    return pen


def called(pen: Pen, name: str) -> list[tuple[float, ...]]:
    return [args for call, args, _ in pen._context.calls if call == name]


def test_an_arrow_ends_at_its_tip_and_a_short_one_has_a_small_head() -> None:
    pen = made()
    arrow(pen, (0, 0), (50, 0))
    assert called(pen, "lineTo").count((50, 0)) == 4  # shaft and head, each with its seam
    barb = called(pen, "moveTo")[-1]
    assert hypot(barb[0] - 50, barb[1]) == pytest.approx(HEAD)
    pen = made()
    arrow(pen, (0, 0), (4, 0))
    barb = called(pen, "moveTo")[-1]
    assert hypot(barb[0] - 4, barb[1]) == pytest.approx(2.8)


def test_an_arrow_without_length_is_not_drawn() -> None:
    pen = made()
    arrow(pen, (5, 5), (5, 5))
    assert not pen._context.calls


def test_the_dots_of_a_trail_are_two_paths_however_many_they_are() -> None:
    for count, dots in ((2, 2), (300, 2), (1000, 0)):
        pen = made()
        trail(pen, [(float(i), 0.0) for i in range(count)], "ink", dot=2)
        assert len(called(pen, "stroke")) == 2 + dots


def test_a_ball_outside_is_hollow() -> None:
    for inside, fill in ((True, TOKENS["live"]), (False, TOKENS["bg"])):
        pen = made()
        ball(pen, (1, 1), inside)
        styles = [style for name, _, style in pen._context.calls if name == "fill"]
        assert styles[0]["fillStyle"] == fill


def test_a_cross_hair_reaches_from_edge_to_edge() -> None:
    pen = made()
    crosshair(pen, (30, 40), FRAME)
    assert called(pen, "moveTo")[::2] == [(0, 40), (30, 0)]
    assert called(pen, "lineTo")[::2] == [(100, 40), (30, 100)]


@given(lengths, lengths)
def test_what_is_held_lies_inside(x: float, y: float) -> None:
    across, up = held((x, y), FRAME)
    assert 10 <= across <= 90
    assert 10 <= up <= 90
    assert held((50.0, 50.0), FRAME) == (50, 50)


@given(lengths, lengths)
def test_towards_goes_a_distance_in_a_direction(x: float, y: float) -> None:
    end = towards((3, 4), (x, y), 10)
    assert hypot(end[0] - 3, end[1] - 4) == pytest.approx(10 if (x, y) != (0, 0) else 0)
