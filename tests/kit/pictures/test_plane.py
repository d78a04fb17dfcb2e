"""The input plane: points, the line and words stay readable on a map of full strength."""

from __future__ import annotations

import numpy as np

from kit.pictures.plane import Plane
from tests.kit.drawn import Sheet

REACH = 2.0


def test_the_line_where_the_sum_is_zero_has_an_edge_of_card() -> None:
    sheet = Sheet()
    plane = Plane(sheet.pen, -REACH, REACH)
    assert plane.boundary(plane.grid()[1][:, 0])
    edge, line = sheet.strokes()
    assert (edge.colours, "ink" in line.colours) == ({"card"}, True)
    assert edge.width == line.width + 2
    assert not plane.boundary(np.ones(len(plane.grid()[1])))


def test_a_map_with_its_line_is_few_calls() -> None:
    sheet = Sheet()
    plane = Plane(sheet.pen, -REACH, REACH)
    plane.colour(plane.grid()[1][:, 0])
    plane.boundary(plane.grid()[1] @ [1.0, 0.4])
    plane.axes((-2, 0, 2))
    assert len(sheet.canvas.context.calls) < 500


def test_samples_have_rings_and_names_have_plates() -> None:
    sheet = Sheet()
    plane = Plane(sheet.pen, -REACH, REACH)
    plane.mark(0, 0, "a")
    plane.mark(1, 1, "b")
    assert [one.width for one in sheet.strokes("card")] == [2, 2]
    plane.axes((-2, 0, 2))
    assert len(sheet.fills("card")) == 2
    assert {"x₁", "x₂"} <= sheet.words().keys()


def test_a_tick_and_a_cross_have_a_rim_of_card() -> None:
    sheet = Sheet()
    plane = Plane(sheet.pen, -REACH, REACH)
    plane.verdict(0, 0, True)
    plane.verdict(1, 1, False)
    words = sheet.words()
    assert [words[sign][1:] for sign in "✓✗"] == [({"good"}, {"card"}), ({"bad"}, {"card"})]


def test_a_small_map_has_its_names_beside_it() -> None:
    sheet = Sheet(width=150, height=150)
    plane = Plane(sheet.pen, -REACH, REACH)
    plane.axes((-2, 0, 2))
    assert not sheet.fills("card")
    assert {"x₁", "x₂"} <= sheet.words().keys()
