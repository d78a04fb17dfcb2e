"""Maps of the pen that writes SVG: bands for the two classes, pixels for all others."""

from __future__ import annotations

import base64
import zlib
from xml.etree import ElementTree

import numpy as np
import pytest

from kit.messages import Size
from kit.pen.colours import diverging, paint
from kit.pen.scales import Box
from kit.pen.svg import SvgPen
from tests.tokens import tokens

LIGHT = tokens("light")


@pytest.fixture
def pen() -> SvgPen:
    return SvgPen(Size(300, 200), LIGHT)


def drawn(pen: SvgPen) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(pen.svg()))


def test_a_map_of_the_classes_becomes_at_most_nine_bands(pen: SvgPen) -> None:
    along = np.linspace(-1, 1, 40)
    shares = np.tile(along, (30, 1))
    pen.map(paint(diverging(LIGHT), shares), Box(10, 20, 160, 90))
    ground, *bands = drawn(pen)
    assert ground.attrib == {
        "x": "10",
        "y": "20",
        "width": "160",
        "height": "90",
        "fill": "var(--card)",
    }
    assert [band.attrib["fill"] for band in bands] == ["var(--a-map)"] * 4 + ["var(--b-map)"] * 4
    assert [float(band.get("opacity", "1")) for band in bands[:4]] == [0.25, 0.33, 0.5, 1.0]
    # The middle band is a ninth of the values to each side, the last begins at seven.
    for band, level in zip(bands[:4], (1, 3, 5, 7), strict=True):
        start = band.attrib["d"].removeprefix("M").partition(" ")[0]
        assert float(start) == pytest.approx(10 + 160 * (1 + level / 9) / 2, abs=2.5)


def test_a_map_in_other_colours_keeps_its_pixels(pen: SvgPen) -> None:
    pixels = np.array([[0xFF0000FF, 0xFF00FF00], [0xFFFF0000, 0xFF123456]], np.uint32)
    pen.map(pixels, Box(0, 0, 20, 20))
    (image,) = drawn(pen)
    kind, _, data = image.attrib["href"].partition(",")
    png = base64.b64decode(data)
    assert kind == "data:image/png;base64"
    assert png[16:24] == b"\0\0\0\2\0\0\0\2"
    length = int.from_bytes(png[33:37], "big")
    rows = zlib.decompress(png[41 : 41 + length])
    assert rows == b"\0" + pixels[0].tobytes() + b"\0" + pixels[1].tobytes()


def test_small_maps_lie_each_in_its_box(pen: SvgPen) -> None:
    pixels = np.full((2, 3, 3), 0xFF00FF00, np.uint32)
    pen.tiles(pixels, [Box(0, 0, 9, 9), Box(20, 0, 9, 9)])
    assert [element.attrib["x"] for element in drawn(pen)] == ["0", "20"]
