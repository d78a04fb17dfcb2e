"""The pen that writes SVG: what `Pen` draws, as elements with the names of tokens."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from kit.messages import Size
from kit.pen.scales import Box
from scripts.pictures.svg import SvgPen
from tests.tokens import tokens

DARK, LIGHT = tokens("dark"), tokens("light")


@pytest.fixture
def pen() -> SvgPen:
    return SvgPen(Size(300, 200), LIGHT)


def drawn(pen: SvgPen) -> list[ElementTree.Element]:
    """The elements of the picture; a browser would parse the same."""
    return list(ElementTree.fromstring(pen.svg()))


def only(pen: SvgPen) -> dict[str, str]:
    (element,) = drawn(pen)
    return {"tag": element.tag, **element.attrib}


def test_the_picture_says_its_size_and_what_it_is_told(pen: SvgPen) -> None:
    assert pen.svg(class_="picture", aria_hidden="true") == (
        '<svg class="picture" aria-hidden="true" viewBox="0 0 300 200"></svg>'
    )


def test_a_line_names_its_token_and_has_its_dash(pen: SvgPen) -> None:
    pen.line([(0, 0), (1, 2), (3.04, 4)], "b-fill", 5, (7, 5))
    assert only(pen) == {
        "tag": "path",
        "d": "M0 0l1 2 2 2",
        "fill": "none",
        "stroke": "var(--b-fill)",
        "stroke-width": "5",
        "stroke-linejoin": "round",
        "stroke-dasharray": "7 5",
    }


def test_a_line_without_a_dash_has_round_ends(pen: SvgPen) -> None:
    pen.line([(0, 0), (10, 0)])
    assert only(pen)["stroke-linecap"] == "round"
    assert "stroke-dasharray" not in only(pen)


def test_steps_do_not_add_up_their_rounding(pen: SvgPen) -> None:
    pen.line([(0.04 * k, 0.04 * k) for k in range(101)])  # most steps are less than a tenth
    steps = [float(n) for n in re.findall(r"-?[\d.]+", only(pen)["d"].removeprefix("M0 0"))]
    steps = [step for step in steps if step]
    assert sum(steps) / 2 == pytest.approx(4.0)


def test_segments_are_one_path(pen: SvgPen) -> None:
    pen.segments([((0, 0), (5, 5)), ((10, 0), (10, 8))], "ink", 2)
    assert only(pen)["d"] == "M0 0l5 5M10 0v8"


def test_a_circle_filled_and_outlined_is_one_element(pen: SvgPen) -> None:
    pen.circle((10, 20), 4, fill="a", outline="card", width=2)
    assert only(pen) == {
        "tag": "circle",
        "cx": "10",
        "cy": "20",
        "r": "4",
        "fill": "var(--a)",
        "stroke": "var(--card)",
        "stroke-width": "2",
    }


def test_a_rectangle_has_its_round_corners(pen: SvgPen) -> None:
    pen.rectangle(Box(1, 2, 30, 10), fill="card", outline=None, radius=40)
    assert only(pen) == {
        "tag": "rect",
        "x": "1",
        "y": "2",
        "width": "30",
        "height": "10",
        "rx": "5",
        "fill": "var(--card)",
    }


@pytest.mark.parametrize(
    ("square", "path"),
    [(True, "M8 18h4v4h-4zM28 18h4v4h-4z"), (False, "M8 20a2 2 0 1 0 4 0a2 2 0 1 0-4 0")],
)
def test_marks_are_one_path(pen: SvgPen, square: bool, path: str) -> None:
    pen.marks([(10, 20), (30, 20)], 2, square=square, fill="b", outline=None)
    assert only(pen)["d"].startswith(path)


def test_a_part_of_a_circle_is_an_arc(pen: SvgPen) -> None:
    context = pen.context
    context.beginPath()
    context.arc(0, 0, 10, 0, np.pi / 2)
    context.stroke()
    assert only(pen)["d"] == "M10 0a10 10 0 0 1-10 10"


def test_words_and_maps_wait_for_python(pen: SvgPen) -> None:
    pen.text("a", (5, 6), halo="card")
    pen.map(np.zeros((4, 4), np.uint32), pen.box)
    pen.tiles(np.zeros((1, 4, 4), np.uint32), [pen.box])
    assert pen.width_of("four") == 0
    assert drawn(pen) == []


def test_clearing_wipes_the_picture(pen: SvgPen) -> None:
    pen.line([(0, 0), (1, 1)])
    pen.clear()
    assert drawn(pen) == []


def test_a_picture_without_room_is_laid_out_and_empty(pen: SvgPen) -> None:
    pen.resize(Size(0, 0))
    pen.clear()
    pen.line([(0, 0), (1, 1)])
    pen.map(np.zeros((4, 4), np.uint32), pen.box)
    assert drawn(pen) == []
