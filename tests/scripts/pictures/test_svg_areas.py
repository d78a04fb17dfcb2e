"""Maps of the pen that writes SVG: bands for the two classes."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from kit.messages import Size
from scripts.pictures.svg import SvgPen
from tests.tokens import tokens


def test_a_map_of_the_classes_becomes_at_most_nine_bands() -> None:
    pen = SvgPen(Size(300, 200), tokens("light"))
    shares = np.tile(np.linspace(-1, 1, 41), (30, 1))
    pen.areas(shares, np.linspace(10, 170, 41), np.linspace(20, 110, 30))
    bands = list(ElementTree.fromstring(pen.svg()))
    assert [band.attrib["fill"] for band in bands] == ["var(--a-map)"] * 4 + ["var(--b-map)"] * 4
    assert [float(band.get("opacity", "1")) for band in bands[:4]] == [0.25, 0.33, 0.5, 1.0]
    # The middle band is a ninth of the values to each side, the last begins at seven.
    for band, level in zip(bands[:4], (1, 3, 5, 7), strict=True):
        start = band.attrib["d"].removeprefix("M").partition(" ")[0]
        assert float(start) == pytest.approx(10 + 160 * (1 + level / 9) / 2, abs=0.06)
