"""A pen that writes SVG: everything that draws with a `Pen` draws with this one too.

Its colours are the tokens of the page around the picture, which so follows the theme; or, for a
file that leaves the page, the colours that they have now. A map in the colours of the two classes
becomes at most nine bands, each an area above a level; any other map is embedded pixel by pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from kit.messages import Size
from kit.pen.areas import Grid, areas, simplified
from kit.pen.colours import STEPS, Colour, Palette, Tokens, css, diverging, mix, parse
from kit.pen.pen import Pen
from kit.pen.png import address_of
from kit.pen.scales import Box
from kit.pen.svg_context import Measure, Painted, SvgContext, element
from kit.pen.svg_path import Part, attributes

GROUNDS = ("card", "bg", "sunk")
BANDS = 4  # for each class, beside the middle one
TOLERANCE = 0.35  # pixels: corners that an outline of a band can do without
LETTER = 0.56  # of the size of the font: the width of a letter, on average and rather too wide
SVG = "http://www.w3.org/2000/svg"


def estimated(words: str, font: str) -> float:
    """About how wide words are, where there is no browser to ask."""
    size = float(font.partition("px")[0].rpartition(" ")[2])
    return LETTER * size * len(words)


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
    """Pixels on their way into a picture."""

    def __init__(self, width: int, height: int) -> None:
        """Hold pixels of this size."""
        self.canvas = self
        self.pixels = np.zeros((height, width), np.uint32)

    def put(self, pixels: Palette) -> None:
        """Replace the pixels (height, width)."""
        self.pixels = pixels


class SvgPen(Pen):
    """Writes one picture as SVG."""

    def __init__(
        self,
        size: Size,
        tokens: Tokens,
        *,
        themed: bool = True,
        measure: Measure = estimated,
        prefix: str = "clip-",
        context: Callable[[Measure, str], SvgContext] = SvgContext,
    ) -> None:
        """Begin an empty picture.

        Args:
            size: Of the picture, in CSS pixels.
            tokens: The tokens of the design, as the browser resolves them.
            themed: Whether the picture names tokens, or has their present colours.
            measure: How wide words are; a page asks its canvas.
            prefix: What the names of clipping paths begin with; it is one picture's own.
            context: Makes what writes, of `measure` and `prefix`.
        """
        self.context = context(measure, prefix)
        super().__init__(SvgCanvas(self.context), SvgBitmap)
        self.tokens, self._themed = tokens, themed
        self.resize(size)

    def svg(self, **more: str) -> str:
        """Return the picture as an element; `more` are attributes of it, with `_` for a hyphen."""
        box = f"0 0 {self.size.width:g} {self.size.height:g}"
        named = {name.strip("_").replace("_", "-"): value for name, value in more.items()}
        return f"<svg{attributes({**named, 'viewBox': box})}>{self.context.markup()}</svg>"

    def file(self) -> str:
        """Return the picture as a file of its own, to be used with `themed=False`."""
        width, height = (f"{side:g}" for side in (self.size.width, self.size.height))
        return self.svg(xmlns=SVG, width=width, height=height, font_family=self._family) + "\n"

    def colour(self, name: str | Colour) -> str:
        """A token by its name, and a mixture of two by theirs; or what they are now."""
        if not self._themed:
            return super().colour(name)
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

    def map(self, pixels: Palette, box: Box) -> None:
        """Pixels (height, width) over `box`, as bands or as they are."""
        if not self._has_room:
            return
        shares = _shares(pixels, self.tokens)
        if shares is None:
            place = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
            look = {"preserveAspectRatio": "none", "href": address_of(pixels)}
            self.context.add(f"<image{attributes({**place, **look})}/>")
        else:
            self.bands(shares, box)

    def tiles(self, pixels: Palette, boxes: Sequence[Box]) -> None:
        """Small maps (count, height, width), each over its box."""
        for tile, box in zip(pixels, boxes, strict=True):
            self.map(tile, box)

    def bands(
        self, shares: Grid, box: Box, tolerance: float = TOLERANCE, each: int = BANDS
    ) -> None:
        """Values (height, width) from -1 (class B) to 1 (class A), over `box`, in a few colours."""
        self.rectangle(box, fill="card", outline=None)
        height, width = shares.shape
        x = _places(box.left, box.right, width)
        y = _places(box.top, box.bottom, height)
        self.areas(shares, x, y, tolerance=tolerance, each=each)

    def areas(
        self,
        shares: Grid,
        x: Grid,
        y: Grid,
        within: Grid | None = None,
        tolerance: float = TOLERANCE,
        each: int = BANDS,
    ) -> None:
        """The bands alone, of values at places x across and y down, where `within` is above 0.

        There are `each` for either class. Each covers those before it, and their opacities make
        equal steps from the ground to the end.
        """
        for sign, token in ((1.0, "a-map"), (-1.0, "b-map")):
            for band in range(1, each + 1):
                above = sign * shares - (2 * band - 1) / (2 * each + 1)
                shown = above if within is None else np.minimum(above, within)
                found = [simplified(loop, tolerance) for loop in areas(shown, x, y, 0.0)]
                parts = [part for loop in found if len(loop) > 2 for part in _closed(loop)]
                opacity = round(1 / (each + 1 - band), 2)
                self.context.add(element(Painted(parts, self.colour(token), opacity=opacity)))


def _closed(loop: Sequence[tuple[float, float]]) -> list[Part]:
    return [("M", loop[0]), *(("L", at) for at in loop[1:]), ("Z", ())]


def _places(start: float, end: float, count: int) -> Grid:
    """The middles of pixels along an edge; the outermost reach its ends."""
    places: Grid = start + (np.arange(count) + 0.5) * (end - start) / count
    places[0], places[-1] = start, end
    return places


def _shares(pixels: Palette, tokens: Tokens) -> Grid | None:
    """What a map of the two classes shows; None where it has other colours."""
    palette = diverging(tokens)
    order = np.argsort(palette)
    found = order[np.searchsorted(palette, pixels, sorter=order).clip(0, STEPS - 1)]
    if not np.array_equal(palette[found], pixels):
        return None
    shares: Grid = found * (2.0 / (STEPS - 1)) - 1.0
    return shares
