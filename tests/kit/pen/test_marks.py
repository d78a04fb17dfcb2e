"""Marks: arrows that end where they should, trails of many points, places kept inside."""

from __future__ import annotations

from math import hypot
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.messages import Size
from kit.pen.marks import (
    HEAD,
    RING,
    apart,
    arrow,
    ball,
    crosshair,
    decision,
    handle,
    held,
    picked,
    plate,
    samples,
    towards,
    trail,
)
from kit.pen.pen import Pen
from kit.pen.scales import Box
from tests.kit.drawn import Sheet
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
    for inside, fill in ((True, TOKENS["mark"]), (False, TOKENS["card"])):
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


@pytest.mark.parametrize(("kind", "shape"), [("a", "arc"), ("b", "rect")])
def test_a_point_has_its_shape_and_a_ring_of_the_card(kind: Literal["a", "b"], shape: str) -> None:
    sheet = Sheet()
    samples(sheet.pen, [(50, 50)], kind, 6)
    (fill,), (ring,) = sheet.fills(), sheet.strokes()
    assert fill.colours == {kind}
    assert [name for name, _ in fill.path if name != "moveTo"] == [shape]
    assert ring.colours == {"card"}
    assert ring.width == RING == 2
    assert ring.path == fill.path


def test_a_hollow_point_has_card_on_both_sides_of_its_line() -> None:
    sheet = Sheet()
    samples(sheet.pen, [(50, 50)], "b", 6, hollow=True)
    (ground,), (line,) = sheet.fills(), sheet.strokes()
    assert (ground.colours, line.colours) == ({"card"}, {"b"})
    (_, outer), (_, inner) = ground.path[0], line.path[0]
    assert outer[0] + 2 <= inner[0] - line.width / 2, "the ground reaches further than the line"


def test_points_that_touch_are_drawn_one_after_the_other_and_others_together() -> None:
    sheet = Sheet()
    samples(sheet.pen, [(50, 50), (52, 50), (90, 90), (91, 90)], "a", 6)
    assert [fill.shapes for fill in sheet.fills()] == [2, 2]
    calls = len(sheet.canvas.context.calls)
    many = Sheet()
    samples(many.pen, [(20.0 * i, 20.0 * j) for i in range(15) for j in range(15)], "a", 6)
    assert len(many.fills()) == 1
    assert len(many.canvas.context.calls) < 225 * 2 + calls


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=40))
def test_no_two_of_a_group_touch_and_none_is_lost(places: list[tuple[float, float]]) -> None:
    groups = apart(tuple(places), 10)
    assert sorted(at for group in groups for at in group) == sorted(places)
    for group in groups:
        for i, (x, y) in enumerate(group):
            assert all(abs(x - u) >= 10 or abs(y - v) >= 10 for u, v in group[:i])


def test_a_decision_line_is_ink_with_an_edge_of_card_on_both_sides() -> None:
    sheet = Sheet()
    decision(sheet.pen, [((0, 0), (9, 9))])
    edge, line = sheet.strokes()
    assert (edge.colours, edge.width - line.width) == ({"card"}, 2)
    assert "ink" in line.colours
    assert not line.dash


def test_words_on_a_map_stand_on_a_plate_as_wide_as_they_are() -> None:
    for align, start in (("left", 100), ("center", 71), ("right", 42)):
        sheet = Sheet()
        plate(sheet.pen, "study", (100, 50), align)  # type: ignore[arg-type]
        (ground,) = sheet.fills()
        assert ground.colours == {"card"}
        (_, (left, _, width, *_)) = ground.path[0]
        wide = sheet.pen.width_of("study", bold=True)
        assert width > wide
        assert left == pytest.approx(100 - (100 - start) / 58 * width, abs=1)
    blank = Sheet()
    plate(blank.pen, "", (100, 50))
    assert not blank.fills()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_picked_has_a_ring_of_marker_yellow_between_two_dark_lines(theme: str) -> None:
    sheet = Sheet(theme=theme)
    picked(sheet.pen, Box(40, 40, 20, 20), 10)
    outer, inner = sheet.strokes()
    assert "mark-ink" in outer.colours
    assert inner.colours == {"mark"}
    assert inner.width < outer.width
    (_, (left, _, width, _, _)) = outer.path[0]
    assert left + outer.width / 2 <= 40, "it covers nothing of what it surrounds"
    assert left + width - outer.width / 2 >= 60


def test_the_ball_is_yellow_with_a_dark_ring_and_a_handle_has_card_around_it() -> None:
    sheet = Sheet(theme="dark")
    ball(sheet.pen, (50, 50))
    (ring,) = sheet.strokes()
    assert sheet.fills()[0].colours == {"mark"}
    assert ("mark-ink" in ring.colours, ring.width) == (True, 3)
    sheet = Sheet(theme="dark")
    handle(sheet.pen, (50, 50))
    around = sheet.fills("card")[0].path[0][1][2]
    (ring,) = sheet.strokes("ink")
    assert around >= ring.path[0][1][2] + ring.width / 2 + 1
