"""A graph with axes: curves, bars, marked zones and points over two linear scales."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import TypeAlias

import numpy as np

from kit.colours import Colour, mix, parse
from kit.contours import Grid
from kit.numbers import number
from kit.pen import Pen, Point
from kit.scales import Box, Scale

Span: TypeAlias = tuple[float, float]
Tick: TypeAlias = tuple[float, str]

TICK_TEXT = 14
HATCH = 9.0  # pixels between the lines that mark a zone
FAINT = 0.5  # how far the colour of lines stands out in marks behind the data
BREAK = 0.5  # a curve that moves further than this between two samples has jumped


class Graph:
    """Part of a picture in which data has a place: `x` across and `y` upwards."""

    def __init__(self, pen: Pen, frame: Box, x: Span, y: Span) -> None:
        """Let the data from `x` and `y` fill `frame`; numbers of the axes stand outside it."""
        self.pen, self.frame = pen, frame
        self.x = Scale(*x, frame.left, frame.right)
        self.y = Scale(*y, frame.bottom, frame.top)

    def at(self, x: float, y: float) -> Point:
        """Where a pair of numbers lies on the picture."""
        return self.x(x), self.y(y)

    def axes(self, across: Sequence[Tick], up: Sequence[Tick]) -> None:
        """Draw the frame, a faint line at each tick, and its words outside."""
        pen, frame, faint = self.pen, self.frame, self._faint()
        pen.rectangle(frame, outline="line", width=1)
        for value, words in across:
            x = self.x(value)
            pen.line([(x, frame.top), (x, frame.bottom)], faint, 1)
            pen.text(words, (x, frame.bottom + 13), "muted", size=TICK_TEXT)
        for value, words in up:
            y = self.y(value)
            pen.line([(frame.left, y), (frame.right, y)], faint, 1)
            pen.text(words, (frame.left - 7, y), "muted", align="right", size=TICK_TEXT)

    def curve(
        self,
        x: Grid,
        y: Grid,
        colour: str | Colour = "ink",
        width: float = 3,
        dash: Sequence[float] = (),
    ) -> None:
        """A curve through the points, lifted off the paper where it jumps."""
        jumps = np.flatnonzero(np.abs(np.diff(y)) > BREAK) + 1
        with self.pen.clipped(self.frame):
            for xs, ys in zip(np.split(x, jumps), np.split(y, jumps), strict=True):
                points = zip(xs.tolist(), ys.tolist(), strict=True)
                self.pen.line([self.at(*point) for point in points], colour, width, dash)

    def path(
        self, points: Sequence[Point], colour: str | Colour, width: float, dash: Sequence[float]
    ) -> None:
        """A line through pairs of numbers, cut off at the frame."""
        with self.pen.clipped(self.frame):
            self.pen.line([self.at(*point) for point in points], colour, width, dash)

    def bar(self, x: Span, y: Span, colour: str | Colour) -> None:
        """A filled bar that covers `x` across and `y` upwards."""
        left, right = (self.x(value) for value in x)
        low, high = sorted(self.y(value) for value in y)
        box = Box(left, low, right - left, high - low)
        with self.pen.clipped(self.frame):
            self.pen.rectangle(box, fill=colour, outline=None)

    def zone(self, low: float, high: float, words: str = "", down: float = 0.5) -> None:
        """Mark everything from `low` to `high` with slanted lines, and with words if they fit.

        The words stand `down` (0 to 1) of the way from the top.
        """
        left, right = self.x(max(low, self.x.low)), self.x(min(high, self.x.high))
        top, bottom = self.frame.top, self.frame.bottom
        rise = bottom - top
        starts = np.arange(left - rise, right, HATCH).tolist()
        lines = [((start, bottom), (start + rise, top)) for start in starts]
        with self.pen.clipped(Box(left, top, right - left, rise)):
            self.pen.segments(lines, self._faint(), 1)
        if words and self.pen.width_of(words) + 8 <= right - left:
            at = (left + right) / 2, top + down * rise
            self.pen.text(words, at, "muted", size=TICK_TEXT, halo="surface")

    def _faint(self) -> Colour:
        """A line that stays behind the data."""
        tokens = self.pen.tokens
        return mix(parse(tokens["surface"]), parse(tokens["line"]), FAINT)


def ticks(low: float, high: float, most: int = 7) -> list[Tick]:
    """Round numbers from `low` to `high`: steps of 1, 2 or 5 times a power of ten.

    >>> ticks(0, 1, most=4)
    [(0.0, '0'), (0.5, '0.5'), (1.0, '1')]

    Raises:
        ValueError: the span is empty, or `most` is below 2.
    """
    if not low < high or most < 2:
        raise ValueError(f"low must be below high and most at least 2, not {low}, {high}, {most}")
    power = 10.0 ** floor(log10((high - low) / (most - 1)))
    step = next(
        size * power for size in (1, 2, 5, 10, 20) if (high - low) / (size * power) <= most - 1
    )
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [(k * step, number(k * step, 6)) for k in range(first, last + 1)]
