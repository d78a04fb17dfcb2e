"""The pen: CSS pixels, token colours, and what reaches the canvas."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from kit.messages import Size
from kit.pen.pen import FONT, SIGNS, TEXT_SIZE, Pen
from kit.pen.scales import Box
from tests.kit.drawn import Sheet
from tests.places import ROOT
from tests.widgets.fake_stage import TOKENS, FakeBitmap, FakeCanvas

canvas: FakeCanvas


@pytest.fixture
def pen() -> Pen:
    global canvas
    canvas = FakeCanvas()
    pen = Pen(canvas, FakeBitmap)
    pen.resize(Size(300, 200, 2))
    pen.tokens = TOKENS
    return pen


def drawn(name: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    return [(args, style) for call, args, style in canvas.context.calls if call == name]


def test_one_unit_is_one_css_pixel(pen: Pen) -> None:
    pen.clear()
    assert drawn("setTransform") == [((2, 0, 0, 2, 0, 0), {})]
    assert drawn("clearRect")[0][0] == (0, 0, 300, 200)
    assert (pen.box.width, pen.box.height) == (300, 200)


def test_a_canvas_never_has_no_pixels(pen: Pen) -> None:
    pen.resize(Size(0, 0))
    assert (canvas.width, canvas.height) == (1, 1)


def test_a_line_is_drawn_in_a_token_s_colour_with_its_dash(pen: Pen) -> None:
    pen.line([(0, 0), (1, 2), (3, 4)], "b", 5, (7, 5))
    assert [args for args, _ in drawn("lineTo")] == [(1, 2), (3, 4)]
    assert drawn("setLineDash")[0][0] == ([7, 5],)
    _, style = drawn("stroke")[0]
    assert (style["strokeStyle"], style["lineWidth"]) == (TOKENS["b"], 5)


def test_a_dash_does_not_outlive_its_line(pen: Pen) -> None:
    pen.line([(0, 0), (1, 1)], dash=(1, 1))
    pen.circle((0, 0), 5)
    assert drawn("setLineDash")[-1][0] == ([],)


def test_an_unknown_token_is_an_error(pen: Pen) -> None:
    with pytest.raises(KeyError):
        pen.line([(0, 0), (1, 1)], "vermilion")


def test_no_text_is_smaller_than_the_design_allows(pen: Pen) -> None:
    pen.text("z", (0, 0))
    assert TEXT_SIZE >= 14
    assert drawn("fillText")[0][1]["font"].startswith(f"{TEXT_SIZE}px")


def test_a_map_reuses_its_bitmap(pen: Pen) -> None:
    for value in (1, 2):
        pen.map(np.full((4, 6), value, np.uint32), Box(0, 0, 60, 40))
    first, second = (args[0] for args, _ in drawn("drawImage"))
    assert first is second
    assert (second.pixels == 2).all()


def test_clipping_ends_even_after_an_error(pen: Pen) -> None:
    with pytest.raises(RuntimeError), pen.clipped(Box(0, 0, 1, 1)):
        raise RuntimeError("planted")
    assert len(drawn("restore")) == 1


def test_tiles_travel_as_one_bitmap_and_each_is_drawn_over_its_box(pen: Pen) -> None:
    boxes = [Box(0, 0, 10, 10), Box(20, 0, 10, 10), Box(40, 5, 8, 8)]
    pen.tiles(np.arange(3 * 4 * 4, dtype=np.uint32).reshape(3, 4, 4), boxes)
    places = [args[1:] for args, _ in drawn("drawImage")]
    assert places == [
        (0, 0, 4, 4, 0, 0, 10, 10),
        (0, 4, 4, 4, 20, 0, 10, 10),
        (0, 8, 4, 4, 40, 5, 8, 8),
    ]
    bitmap = drawn("drawImage")[0][0][0]
    assert bitmap.pixels[4].tolist() == [16, 17, 18, 19], "the second tile's first row"


@pytest.mark.parametrize(("square", "shape"), [(False, "arc"), (True, "rect")])
def test_marks_are_one_path(pen: Pen, square: bool, shape: str) -> None:
    pen.marks([(5, 5), (9, 9)], 2, square=square, fill="a", outline=None)
    counts = [len(drawn(name)) for name in (shape, "beginPath", "fill", "stroke")]
    assert counts == [2, 1, 1, 0]


def test_only_a_few_sizes_of_maps_are_kept(pen: Pen) -> None:
    for side in range(2, 20):
        pen.map(np.zeros((side, side), np.uint32), Box(0, 0, 10, 10))
    assert len(pen._bitmaps) <= 4


def test_a_rim_is_the_same_path_stroked_wider_and_first() -> None:
    for name in ("line", "segments"):
        sheet = Sheet()
        if name == "line":
            sheet.pen.line([(0, 0), (9, 9)], "ink", 3, (7, 6), rim="card")
        else:
            sheet.pen.segments([((0, 0), (9, 9))], "ink", 3, (7, 6), rim="card")
        rim, line = sheet.strokes()
        assert (rim.colours, rim.width, rim.dash) == ({"card"}, 5, ())
        assert (line.width, line.dash) == (3, (7, 6))
        made = [call for call, *_ in sheet.canvas.context.calls]
        assert made.count("beginPath") == made.count("lineTo") == 1


def test_an_area_is_closed_and_filled_and_has_no_line() -> None:
    sheet = Sheet()
    sheet.pen.area([(0, 9), (5, 1), (9, 9)], "a-soft")
    (fill,) = sheet.fills()
    assert fill.colours == {"a-soft"}
    assert fill.path[-1] == ("closePath", ())
    assert not sheet.strokes()


def test_a_circle_can_be_dashed() -> None:
    sheet = Sheet()
    sheet.pen.circle((9, 9), 5, outline="line", dash=(4, 4))
    assert [one.dash for one in sheet.strokes()] == [(4, 4)]


def test_words_on_canvases_are_set_in_the_page_s_sans_and_signs_in_the_font_of_signs() -> None:
    """A family that is asked for and shipped: the first of the page, with the fall-back behind."""
    sheet = (ROOT / "web/css/tokens.css").read_text("utf-8")
    own = sheet.partition(":root[data-fonts] {")[2].partition("}")[0]
    (stack,) = re.findall(r"--sans:\s*([^;]+);", own)
    first, *_ = (name.strip() for name in stack.split(","))
    families = [name.strip() for name in FONT.split(",")]
    assert families[0] == first
    assert families[1] == SIGNS
    assert SIGNS in stack


def test_curves_are_one_path_and_a_joined_one_goes_on_from_where_it_is(pen: Pen) -> None:
    one = ((0.0, 0.0), (1.0, 0.0), (2.0, 1.0), (3.0, 1.0))
    joined = ((3.0, 1.0), (4.0, 1.0), (5.0, 2.0), (6.0, 2.0))
    apart = ((9.0, 9.0), (9.0, 8.0), (8.0, 7.0), (7.0, 7.0))
    pen.curves([one, joined, apart], "a-fill", 3, dash=(7, 6))
    assert [args for args, _ in drawn("moveTo")] == [(0.0, 0.0), (9.0, 9.0)]
    assert drawn("bezierCurveTo")[0][0] == (1.0, 0.0, 2.0, 1.0, 3.0, 1.0)
    ((_, style),) = drawn("stroke")
    assert (style["strokeStyle"], style["lineWidth"]) == (TOKENS["a-fill"], 3)
    assert drawn("setLineDash")[0][0] == ([7, 6],)


def test_drawing_inside_circles_ends_even_after_an_error(pen: Pen) -> None:
    with pytest.raises(ZeroDivisionError), pen.inside([((5.0, 5.0), 3.0)]):
        1 / 0  # noqa: B018
    names = [name for name, *_ in canvas.context.calls]
    assert names == ["save", "beginPath", "moveTo", "arc", "clip", "restore"]
