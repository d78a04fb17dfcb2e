"""A pen that writes SVG, for the pictures made ahead.

Its colours are the tokens of the page around the picture, which so follows the theme.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from kit.messages import Size
from kit.pen.colours import Colour, Palette, Tokens, css, mix, parse
from kit.pen.pen import Pen, Point
from kit.pictures.contours import Grid
from scripts.pictures.areas import areas, simplified
from scripts.pictures.svg_context import Painted, SvgContext
from scripts.pictures.svg_path import Part, attributes

GROUNDS = ("card", "bg", "sunk")
BANDS = 4  # for each class, beside the middle one
TOLERANCE = 0.35  # pixels: corners that an outline of a band can do without


class SvgCanvas:
    """What stands in for a canvas."""

    width = height = 0

    def __init__(self, context: SvgContext) -> None:
        """Take the context that writes."""
        self._context = context

    def getContext(self, kind: str) -> SvgContext:  # noqa: N802 - the browser's name
        """Return the one context."""
        assert kind == "2d"
        return self._context


class SvgBitmap:
    """Pixels of a map, which wait for Python."""

    canvas = None

    def __init__(self, width: int, height: int) -> None:
        """Hold nothing."""

    def put(self, pixels: Palette) -> None:
        """Keep nothing."""


class SvgPen(Pen):
    """Writes one picture as SVG."""

    def __init__(self, size: Size, tokens: Tokens, context: SvgContext | None = None) -> None:
        """Begin an empty picture.

        Args:
            size: Of the picture, in CSS pixels.
            tokens: The tokens of the design, by which mixtures are told.
            context: What writes.
        """
        self.context = context or SvgContext()
        super().__init__(SvgCanvas(self.context), SvgBitmap)
        self.tokens = tokens
        self.resize(size)

    def svg(self, **more: str) -> str:
        """Return the picture as an element; `more` are attributes of it, with `_` for a hyphen."""
        box = f"0 0 {self.size.width:g} {self.size.height:g}"
        named = {name.strip("_").replace("_", "-"): value for name, value in more.items()}
        return f"<svg{attributes({**named, 'viewBox': box})}>{self.context.markup()}</svg>"

    def colour(self, name: str | Colour) -> str:
        """A token by its name, and a mixture of two by theirs."""
        return f"var(--{name})" if isinstance(name, str) else self._mixture(name)

    def _mixture(self, colour: Colour) -> str:
        """The mixture of a ground with a token that has this colour now, in whole percents."""
        for ground, token in product(GROUNDS, self.tokens):
            start, end = parse(self.tokens[ground]), parse(self.tokens[token])
            way = np.subtract(end, start)
            share = float(np.subtract(colour, start) @ way / max(way @ way, 1))
            for percent in range(round(100 * share) - 1, round(100 * share) + 2):
                if 0 <= percent <= 100 and mix(start, end, percent / 100) == colour:
                    return f"color-mix(in srgb,var(--{token}) {percent}%,var(--{ground}))"
        return css(colour)

    def areas(
        self,
        shares: Grid,
        x: Grid,
        y: Grid,
        within: Grid | None = None,
        tolerance: float = TOLERANCE,
        each: int = BANDS,
    ) -> None:
        """A map in a few colours: values from -1 (class B) to 1 (class A), at x across and y down.

        Only what has `within` above 0 is drawn. There are `each` bands for either class. Each
        covers those before it, and their opacities make equal steps from the ground to the end.
        """
        for sign, token in ((1.0, "a-map"), (-1.0, "b-map")):
            for band in range(1, each + 1):
                above = sign * shares - (2 * band - 1) / (2 * each + 1)
                shown = above if within is None else np.minimum(above, within)
                found = [simplified(loop, tolerance) for loop in areas(shown, x, y, 0.0)]
                parts = [part for loop in found if len(loop) > 2 for part in _closed(loop)]
                opacity = round(1 / (each + 1 - band), 2)
                self.context.add(Painted(parts, self.colour(token), opacity=opacity))


def _closed(loop: list[Point]) -> list[Part]:
    return [("M", loop[0]), *(("L", at) for at in loop[1:]), ("Z", ())]
