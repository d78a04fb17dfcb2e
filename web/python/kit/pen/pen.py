"""A pen for one picture: lines, circles, words and maps in CSS pixels and token colours.

Longer than other files: all that it draws goes through one canvas's state, so it is one class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import pi
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np

from kit.messages import Size
from kit.pen.colours import Colour, Palette, Tokens, css
from kit.pen.nowhere import ANYWHERE, ROOM, Context, Nowhere
from kit.pen.scales import Box

SIGNS = '"Glassbox Signs"'  # what the font before it lacks; see web/stage/page/fonts.js
FONT = f'"Atkinson Hyperlegible Next", {SIGNS}, system-ui, sans-serif'
TEXT_SIZE = 15  # CSS pixels; the design allows nothing below 14
BITMAPS = 4  # sizes of maps that are kept
RIM = 1.0  # CSS pixels on each side of a line that must show on any colour

Point: TypeAlias = tuple[float, float]
Curve: TypeAlias = tuple[Point, Point, Point, Point]
"""A cubic Bézier curve: its start, two points that bend it, its end."""

Circle: TypeAlias = tuple[Point, float]
"""A centre and a radius."""

Align: TypeAlias = Literal["left", "center", "right"]
Canvas: TypeAlias = Any  # an OffscreenCanvas, which Python has no type for


class Bitmap(Protocol):
    """Pixels that a canvas can draw at any size."""

    canvas: Canvas

    def put(self, pixels: Palette) -> None:
        """Replace the pixels (height, width)."""


class Pen:
    """Draws on one canvas.

    `canvas` is the browser's OffscreenCanvas or, in a test, anything with the same methods.
    Colours are names of design tokens, or colours mixed from them.
    """

    def __init__(self, canvas: Canvas, make_bitmap: Callable[[int, int], Bitmap]) -> None:
        """Take the canvas and a function that makes a bitmap of (width, height) pixels."""
        self._canvas = canvas
        self._surface = canvas.getContext("2d")
        self._make_bitmap = make_bitmap
        self._bitmaps: dict[tuple[int, int], Bitmap] = {}
        self.resize(Size(0, 0))
        self.tokens: Tokens = {}
        self._family = FONT

    @property
    def box(self) -> Box:
        """The whole picture."""
        return Box(0, 0, self.size.width, self.size.height)

    def resize(self, size: Size) -> None:
        """Fit the canvas to the size it has on the page, in device pixels.

        A widget need not know whether its picture has room: without it `size` is one that any
        picture fits into, and nothing is drawn until there is room.
        """
        self._has_room = min(size.width, size.height) >= ROOM
        self._context: Context = self._surface if self._has_room else Nowhere(self._surface)
        self.size = size if self._has_room else ANYWHERE
        self._canvas.width = max(1, round(size.width * size.ratio))
        self._canvas.height = max(1, round(size.height * size.ratio))

    def renew_fonts(self) -> None:
        """A font has come: words are drawn with it from now on.

        A context remembers which fonts it found under a name, so the name becomes another.
        """
        self._family += f", {SIGNS}"

    def clear(self) -> None:
        """Wipe the picture and make one unit one CSS pixel."""
        ratio = self.size.ratio
        self._context.setTransform(ratio, 0, 0, ratio, 0, 0)
        self._context.clearRect(0, 0, self.size.width, self.size.height)

    def line(
        self,
        points: Sequence[Point],
        colour: str | Colour = "ink",
        width: float = 1.5,
        dash: Sequence[float] = (),
        rim: str | Colour | None = None,
    ) -> None:
        """A line through `points`; a rim on both sides keeps it readable on a map."""
        self._trace(points)
        context = self._context
        context.lineCap = "butt" if dash else "round"
        context.lineJoin = "round"
        self._stroke_rim(rim, width)
        self._stroke(colour, width, dash)

    def area(self, points: Sequence[Point], fill: str | Colour) -> None:
        """What a closed line through `points` encloses."""
        self._trace(points)
        self._context.closePath()
        self._finish(fill, None, 0)

    def segments(
        self,
        segments: Sequence[tuple[Point, Point]],
        colour: str | Colour,
        width: float,
        dash: Sequence[float] = (),
        rim: str | Colour | None = None,
    ) -> None:
        """Many separate lines as one path: a contour has hundreds of them."""
        context = self._context
        move_to, line_to = context.moveTo, context.lineTo
        context.beginPath()
        for start, end in segments:
            move_to(*start)
            line_to(*end)
        context.lineCap = "butt" if dash else "round"
        self._stroke_rim(rim, width)
        self._stroke(colour, width, dash)

    def curves(
        self,
        curves: Sequence[Curve],
        colour: str | Colour,
        width: float,
        dash: Sequence[float] = (),
    ) -> None:
        """Cubic curves as one path; one that begins where another has ended goes on from there."""
        context, last = self._context, None
        context.beginPath()
        for start, first, second, end in curves:
            if start != last:
                context.moveTo(*start)
            context.bezierCurveTo(*first, *second, *end)
            last = end
        context.lineCap = "butt" if dash else "round"
        self._stroke(colour, width, dash)

    def circle(
        self,
        centre: Point,
        radius: float,
        fill: str | Colour | None = None,
        outline: str | Colour | None = "ink",
        width: float = 1.5,
        dash: Sequence[float] = (),
    ) -> None:
        """A circle, filled, outlined or both."""
        self._context.beginPath()
        self._context.arc(*centre, radius, 0, 2 * pi)
        self._context.lineCap = "butt"
        self._finish(fill, outline, width, dash)

    def rectangle(
        self,
        box: Box,
        fill: str | Colour | None = None,
        outline: str | Colour | None = "ink",
        width: float = 1.5,
        radius: float = 0,
    ) -> None:
        """A rectangle, filled, outlined or both."""
        self._context.beginPath()
        self._context.roundRect(box.left, box.top, box.width, box.height, radius)
        self._finish(fill, outline, width)

    def marks(
        self,
        centres: Sequence[Point],
        radius: float,
        *,
        square: bool,
        fill: str | Colour | None,
        outline: str | Colour | None,
        width: float = 1.5,
    ) -> None:
        """Many circles, or squares, as one path: a data set has hundreds of them."""
        context = self._context
        context.beginPath()
        for x, y in centres:
            if square:
                context.rect(x - radius, y - radius, 2 * radius, 2 * radius)
            else:
                context.moveTo(x + radius, y)
                context.arc(x, y, radius, 0, 2 * pi)
        self._finish(fill, outline, width)

    def text(
        self,
        words: str,
        at: Point,
        colour: str | Colour = "ink",
        align: Align = "center",
        bold: bool = False,
        size: float = TEXT_SIZE,
        halo: str | Colour | None = None,
    ) -> None:
        """Words whose middle line runs through `at`; a halo keeps them readable on a map."""
        context = self._context
        context.font = self._font(bold, size)
        context.textAlign = align
        context.textBaseline = "middle"
        if halo is not None:
            context.lineJoin = "round"
            context.lineWidth = 4
            context.strokeStyle = self.colour(halo)
            context.strokeText(words, *at)
        context.fillStyle = self.colour(colour)
        context.fillText(words, *at)

    def label(
        self, words: str, at: Point, colour: str | Colour = "ink", bold: bool = False
    ) -> None:
        """Words on a small plate of the card's colour, for labels that lie on lines."""
        width = self.width_of(words, bold) + 8
        plate = Box(at[0] - width / 2, at[1] - 11, width, 22)
        self.rectangle(plate, fill="card", outline=None, radius=6)
        self.text(words, at, colour, bold=bold)

    def width_of(self, words: str, bold: bool = False, size: float = TEXT_SIZE) -> float:
        """How wide `text` would be, in CSS pixels."""
        self._context.font = self._font(bold, size)
        return float(self._context.measureText(words).width)

    def map(self, pixels: Palette, box: Box) -> None:
        """Pixels (height, width), stretched smoothly over `box`; the first row is on top."""
        if self._has_room:
            canvas = self._bitmap(pixels).canvas
            self._context.drawImage(canvas, box.left, box.top, box.width, box.height)

    def tiles(self, pixels: Palette, boxes: Sequence[Box]) -> None:
        """Small maps (count, height, width), each over its box; they travel as one bitmap."""
        if not self._has_room:
            return
        count, height, width = pixels.shape
        canvas = self._bitmap(pixels.reshape(count * height, width)).canvas
        for row, box in enumerate(boxes):
            place = (box.left, box.top, box.width, box.height)
            self._context.drawImage(canvas, 0, row * height, width, height, *place)

    def _bitmap(self, pixels: Palette) -> Bitmap:
        height, width = pixels.shape
        if (width, height) not in self._bitmaps:
            if len(self._bitmaps) >= BITMAPS:
                self._bitmaps.clear()
            self._bitmaps[width, height] = self._make_bitmap(width, height)
        bitmap = self._bitmaps[width, height]
        bitmap.put(np.ascontiguousarray(pixels))
        self._context.imageSmoothingEnabled = True
        return bitmap

    @contextmanager
    def clipped(self, box: Box) -> Iterator[None]:
        """Draw nothing outside `box` meanwhile."""
        context = self._context
        context.save()
        context.beginPath()
        context.rect(box.left, box.top, box.width, box.height)
        context.clip()
        try:
            yield
        finally:
            context.restore()

    @contextmanager
    def inside(self, circles: Sequence[Circle]) -> Iterator[None]:
        """Draw nothing outside these circles meanwhile."""
        context = self._context
        context.save()
        context.beginPath()
        for (x, y), radius in circles:
            context.moveTo(x + radius, y)
            context.arc(x, y, radius, 0, 2 * pi)
        context.clip()
        try:
            yield
        finally:
            context.restore()

    def colour(self, name: str | Colour) -> str:
        """A token's present colour, or a mixed colour as text."""
        return self.tokens[name] if isinstance(name, str) else css(name)

    def _trace(self, points: Sequence[Point]) -> None:
        context = self._context
        context.beginPath()
        for index, (x, y) in enumerate(points):
            (context.lineTo if index else context.moveTo)(x, y)

    def _finish(
        self,
        fill: str | Colour | None,
        outline: str | Colour | None,
        width: float,
        dash: Sequence[float] = (),
    ) -> None:
        if fill is not None:
            self._context.fillStyle = self.colour(fill)
            self._context.fill()
        if outline is not None:
            self._stroke(outline, width, dash)

    def _stroke_rim(self, colour: str | Colour | None, width: float) -> None:
        """The present path, wider and below: it is made once and stroked twice."""
        if colour is not None:
            self._stroke(colour, width + 2 * RIM, ())

    def _stroke(self, colour: str | Colour, width: float, dash: Sequence[float]) -> None:
        self._context.setLineDash(list(dash))
        self._context.lineWidth = width
        self._context.strokeStyle = self.colour(colour)
        self._context.stroke()

    def _font(self, bold: bool, size: float) -> str:
        return f"{'600 ' if bold else ''}{size}px {self._family}"
