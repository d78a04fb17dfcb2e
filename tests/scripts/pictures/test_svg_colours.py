"""Colours of the pen that writes SVG: tokens by name, mixtures by tokens."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from kit.messages import Size
from kit.pen.colours import mix, parse
from scripts.pictures.svg import SvgPen
from tests.tokens import tokens

LIGHT = tokens("light")


@pytest.fixture
def pen() -> SvgPen:
    return SvgPen(Size(300, 200), LIGHT)


def filled(pen: SvgPen) -> str:
    (element,) = ElementTree.fromstring(pen.svg())
    return element.attrib["fill"]


@pytest.mark.parametrize(("token", "share"), [("a", 0.35), ("b", 0.8), ("line", 0.5)])
def test_a_mixture_is_told_by_its_tokens(pen: SvgPen, token: str, share: float) -> None:
    colour = mix(parse(LIGHT["card"]), parse(LIGHT[token]), share)
    pen.circle((0, 0), 3, fill=colour)
    found = re.fullmatch(
        r"color-mix\(in srgb,var\(--([a-z-]+)\) (\d+)%,var\(--([a-z]+)\)\)", filled(pen)
    )
    assert found
    end, ground = parse(LIGHT[found[1]]), parse(LIGHT[found[3]])
    assert mix(ground, end, int(found[2]) / 100) == colour


def test_what_is_no_mixture_stays_what_it_is(pen: SvgPen) -> None:
    pen.circle((0, 0), 3, fill=(1, 250, 3))
    assert filled(pen) == "rgb(1, 250, 3)"
