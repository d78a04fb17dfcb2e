"""Colours: tokens of the design as numbers, mixtures, and palettes for maps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Colour: TypeAlias = tuple[int, int, int]
Tokens: TypeAlias = Mapping[str, str]
Palette: TypeAlias = np.ndarray[Any, np.dtype[np.uint32]]

STEPS = 256
FORCED = 0.5  # of the way from ground to ink: side B of a map in forced colours


def parse(text: str) -> Colour:
    """Red, green and blue of a colour as the browser resolves it.

    >>> parse("rgb(10, 76, 148)")
    (10, 76, 148)

    Raises:
        ValueError: `text` is not of the form rgb(r, g, b) or rgba(r, g, b, a).
    """
    numbers = re.fullmatch(r"rgba?\((\d+),\s*(\d+),\s*(\d+)(?:,\s*[\d.]+)?\)", text)
    if numbers is None:
        raise ValueError(f"text must be a colour like rgb(10, 76, 148), not {text!r}")
    red, green, blue = (int(number) for number in numbers.groups())
    return red, green, blue


def mix(start: Colour, end: Colour, share: float) -> Colour:
    """The colour that lies `share` (0 to 1) of the way from `start` to `end`.

    >>> mix((0, 0, 0), (255, 255, 255), 0.2)
    (51, 51, 51)
    """
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
    return red, green, blue


def css(colour: Colour) -> str:
    """A colour as a canvas understands it."""
    return "rgb({}, {}, {})".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2).

    >>> contrast((0, 0, 0), (255, 255, 255))
    21.0
    """
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance, Rec. 709 weights on linearised channels (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def diverging(tokens: Tokens) -> Palette:
    """256 pixels from class B over the neutral card to class A, both at full strength.

    Points and lines stay readable on them since each has a rim of the card's colour.
    """
    return _diverging(*(tokens[name] for name in ("b-map", "card", "a-map", "ink")))


def lit(tokens: Tokens, share: float) -> Colour:
    """The colour of a value from -1 (class B) over 0 (neutral) to 1 (class A), as on a map."""
    low, zero, high = _ends(*(tokens[name] for name in ("b-map", "card", "a-map", "ink")))
    return mix(zero, high if share > 0 else low, min(abs(share), 1.0))


@lru_cache(maxsize=4)  # one for each theme: every neuron and every map asks for them
def _ends(b_map: str, card: str, a_map: str, ink: str) -> tuple[Colour, Colour, Colour]:
    """The colours of -1, 0 and 1.

    Where the reader's own colours are forced upon the page both ends of a map are its ground; then
    side B is grey, so that a map still has two sides.
    """
    low, zero, high = parse(b_map), parse(card), parse(a_map)
    return (mix(zero, parse(ink), FORCED) if low == high else low), zero, high


@lru_cache(maxsize=4)  # a picture asks for it at every move of a slider
def _diverging(b_map: str, card: str, a_map: str, ink: str) -> Palette:
    low, zero, high = _ends(b_map, card, a_map, ink)
    shares = np.linspace(-1.0, 1.0, STEPS).tolist()
    return palette_of([mix(zero, high if s > 0 else low, abs(s)) for s in shares])


def palette_of(colours: npt.ArrayLike) -> Palette:
    """The pixels of some colours (n, 3), opaque."""
    red, green, blue = np.array(colours, dtype=np.uint32).T
    opaque = np.uint32(255 << 24)
    pixels: Palette = red | (green << np.uint32(8)) | (blue << np.uint32(16)) | opaque
    pixels.flags.writeable = False
    return pixels


def paint(palette: Palette, values: np.ndarray[Any, np.dtype[np.float64]]) -> Palette:
    """Pixels for values between -1 and 1; what lies outside takes the colour of the nearer end."""
    index = np.clip((values + 1.0) * (0.5 * (STEPS - 1)) + 0.5, 0, STEPS - 1)
    return palette.take(index.astype(np.intp))
