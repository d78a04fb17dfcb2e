"""A lens: what of it reaches the canvas, and with how few calls."""

from __future__ import annotations

from math import hypot
from typing import Any

import numpy as np
import pytest

from kit.messages import Size
from kit.pen.colours import diverging, paint
from kit.pen.pen import Circle, Pen
from kit.pictures import lens
from tests.tokens import tokens
from tests.widgets.fake_stage import FakeBitmap, FakeCanvas

LENSES: list[Circle] = [((60.0, 50.0), 30.0), ((60.0, 150.0), 30.0), ((200.0, 100.0), 80.0)]


@pytest.fixture(params=["light", "dark"])
def pen(request: pytest.FixtureRequest) -> Pen:
    pen = Pen(FakeCanvas(), FakeBitmap)
    pen.resize(Size(300, 200))
    pen.tokens = tokens(request.param)
    return pen


def calls(pen: Pen) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    made: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = pen._canvas.context.calls
    return made


def named(pen: Pen, name: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    return [(args, style) for call, args, style in calls(pen) if call == name]


def test_maps_are_seen_through_the_glass_alone_and_travel_as_one_bitmap(pen: Pen) -> None:
    pixels = paint(diverging(pen.tokens), np.zeros((3, 8, 8)))
    lens.maps(pen, LENSES, pixels)
    order = [call for call, *_ in calls(pen) if call in ("save", "clip", "drawImage", "restore")]
    assert order == ["save", "clip", "drawImage", "drawImage", "drawImage", "restore"]
    circles = [args[:3] for args, _ in named(pen, "arc")]
    assert circles == [(x, y, radius) for (x, y), radius in LENSES]
    bitmaps = {id(args[0]) for args, _ in named(pen, "drawImage")}
    assert len(bitmaps) == 1
    assert [args[5:] for args, _ in named(pen, "drawImage")] == [
        (x - r, y - r, 2 * r, 2 * r) for (x, y), r in LENSES
    ]


def test_the_rim_is_ink_two_pixels_wide_and_the_glint_lies_at_the_top_left(pen: Pen) -> None:
    lens.glass(pen, LENSES)
    rims = [style for _, style in named(pen, "stroke")][:2]
    assert {(style["strokeStyle"], style["lineWidth"]) for style in rims} == {
        (pen.tokens["ink"], 2.0)
    }
    assert len(named(pen, "bezierCurveTo")) == len(LENSES)
    starts = [args for args, _ in named(pen, "moveTo")][-len(LENSES) :]
    for (x, y), start, (ends, _) in zip(
        [at for at, _ in LENSES], starts, named(pen, "bezierCurveTo"), strict=True
    ):
        for at in (start, ends[4:]):
            assert at[0] < x
            assert at[1] < y


def test_a_glint_follows_its_circle(pen: Pen) -> None:
    ((x, y), radius) = LENSES[2]
    start, first, second, end = lens._glint(LENSES[2])
    middle = [(start[axis] + 3 * first[axis] + 3 * second[axis] + end[axis]) / 8 for axis in (0, 1)]
    for at in (start, middle, end):
        assert hypot(at[0] - x, at[1] - y) == pytest.approx(radius * lens.GLINT_RADIUS, rel=1e-3)


def test_what_is_not_computed_yet_is_blank_with_a_dashed_rim(pen: Pen) -> None:
    lens.empty(pen, LENSES)
    assert {style["fillStyle"] for _, style in named(pen, "fill")} == {pen.tokens["card"]}
    assert {tuple(dash) for (dash,), _ in named(pen, "setLineDash")} == {lens.DASH}
    assert {style["strokeStyle"] for _, style in named(pen, "stroke")} == {pen.tokens["line"]}
    assert len(named(pen, "arc")) == len(LENSES)


@pytest.mark.parametrize("strong", [False, True])
def test_a_pill_lies_on_the_lower_rim_and_holds_its_words(pen: Pen, strong: bool) -> None:
    (x, y), radius = LENSES[0]
    lens.pill(pen, LENSES[0], "−0.604", strong=strong)
    ((left, top, width, height, _), _) = named(pen, "roundRect")[0]
    assert left + width / 2 == x
    assert top < y + radius < top + height
    ((words, *at), style) = named(pen, "fillText")[0]
    assert (words, at[0]) == ("−0.604", x)
    assert style["fillStyle"] == pen.tokens["bg" if strong else "ink"]
    size = float(style["font"].split()[1].removesuffix("px"))
    assert size >= 14, "the smallest text"
    assert width >= len(words) * size * lens.DIGIT


def test_a_name_stands_above_the_glass(pen: Pen) -> None:
    lens.name(pen, LENSES[0], "x₁")
    ((words, x, y), _) = named(pen, "fillText")[0]
    assert (words, x) == ("x₁", 60.0)
    assert y < 50 - 30


def test_many_lenses_cost_few_calls(pen: Pen) -> None:
    many: list[Circle] = [((20.0 + 30 * n, 50.0), 12.0) for n in range(9)]
    lens.maps(pen, many, paint(diverging(pen.tokens), np.zeros((9, 24, 24))))
    lens.glass(pen, many)
    assert len(calls(pen)) <= 9 * 9
