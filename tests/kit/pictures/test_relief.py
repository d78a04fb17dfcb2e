"""The map: colour and contours say the height, fog hides all but a clearing."""

from __future__ import annotations

import numpy as np
import pytest

from kit.messages import Size
from kit.pen.cividis import CIVIDIS
from kit.pen.colours import Palette
from kit.pen.nowhere import ROOM
from kit.pen.pen import Pen
from kit.pictures.relief import Relief
from pycore.landscapes import LANDSCAPES, landscape
from tests.widgets.fake_stage import TOKENS, FakeCanvas
from widgets.common.descent.grounds import LEVELS, SHORT
from widgets.common.descent.grounds import LEVELS as DRAWN

FOG = (244, 246, 249)
SIDE = 300


def pen() -> Pen:
    return make(SIDE + 60, SIDE + 36)


def make(width: float, height: float) -> Pen:
    canvas = FakeCanvas()
    made = Pen(canvas, lambda across, down: Picture(across, down))
    made.tokens = TOKENS
    made.resize(Size(width, height))
    return made


class Picture:
    """Keeps the last pixels that were put, for the test."""

    last: Palette

    def __init__(self, width: int, height: int) -> None:
        self.canvas = self

    def put(self, pixels: Palette) -> None:
        Picture.last = pixels.copy()


def channels(pixels: Palette) -> np.ndarray:
    return pixels.view(np.uint8).reshape(*pixels.shape, 4).astype(int)


def luminance(pixels: Palette) -> np.ndarray:
    weighted: np.ndarray = channels(pixels)[..., :3] @ np.array([0.2126, 0.7152, 0.0722])
    return weighted


def drawn(name: str, **clearing: object) -> Palette:
    Relief(pen(), landscape(name), LEVELS[name]).draw(**clearing)  # type: ignore[arg-type]
    return Picture.last


def test_cividis_is_the_published_table() -> None:
    """Its first, middle and last colours, and brighter at every step."""
    assert CIVIDIS.shape == (256,)
    ends = channels(CIVIDIS[[0, 128, 255]])[:, :3].tolist()
    assert ends == [[0, 34, 78], [125, 124, 120], [254, 232, 56]]
    assert (np.diff(luminance(CIVIDIS)) > -0.8).all()  # bytes round up and down
    assert (channels(CIVIDIS)[:, 3] == 255).all()


@pytest.mark.parametrize("name", LEVELS)
def test_the_contours_of_a_landscape_lie_between_its_heights(name: str) -> None:
    chart = Relief(pen(), landscape(name), LEVELS[name])
    x = np.linspace(chart.axes.x.low, chart.axes.x.high, 201)
    y = np.linspace(chart.axes.y.low, chart.axes.y.high, 201)
    heights = landscape(name).value(np.stack(np.meshgrid(x, y), axis=-1))
    assert list(LEVELS[name]) == sorted(set(LEVELS[name]))
    assert heights.min() < LEVELS[name][0]
    assert LEVELS[name][-1] < heights.max()


def test_every_landscape_of_two_variables_is_drawn() -> None:
    assert list(DRAWN) == [name for name, entry in LANDSCAPES.items() if entry.dimensions == 2]
    assert all(short.isidentifier() for short in SHORT.values())


def test_low_ground_is_dark_and_high_ground_bright() -> None:
    light = luminance(drawn("bowl"))
    assert light[150, 150] < 40
    assert light[2, 2] > 190


def test_contour_lines_are_where_the_heights_say() -> None:
    """The bowl's height 4 is a circle of radius √8; there, and not half-way to 6, is a line."""
    light = luminance(drawn("bowl"))
    per_unit = SIDE / 8
    on_line = round(SIDE / 2 + 8**0.5 * per_unit - 0.5)
    beside = round(SIDE / 2 + 10**0.5 * per_unit - 0.5)
    assert light[150, on_line] > light[150, on_line - 3] + 30
    assert light[150, on_line] > light[150, on_line + 3] + 30
    assert abs(light[150, beside] - light[150, beside + 2]) < 10


def test_fog_hides_everything_but_the_clearing() -> None:
    centre = (44 + 100.0, 10 + 80.0)
    clear, misty = drawn("bowl"), drawn("bowl", clearing=(centre, 50.0), fog=FOG)
    rows, columns = np.indices(misty.shape)
    distance = np.hypot(columns - 100, rows - 80)
    assert (channels(misty)[distance > 52][:, :3] == FOG).all()
    assert (misty[distance < 30] == clear[distance < 30]).all()
    assert np.abs(channels(misty) - channels(clear))[distance > 52].any()


def test_a_clearing_beyond_the_edge_is_all_fog() -> None:
    misty = drawn("valley", clearing=((-20_000.0, 20_000.0), 50.0), fog=FOG)
    assert (channels(misty)[..., :3] == FOG).all()


def test_the_smallest_picture_that_has_room_is_drawn() -> None:
    tiny = make(ROOM, ROOM)
    Relief(tiny, landscape("bowl"), LEVELS["bowl"]).draw()
    assert Picture.last.size == 1
