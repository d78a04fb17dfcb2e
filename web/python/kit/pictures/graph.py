"""A graph with axes: curves, bars, marked zones and points over two linear scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from kit.pen.axes import Axes
from kit.pen.colours import Colour, mix, parse
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pen.ticks import Tick, ticks
from kit.pictures.contours import Grid

Span: TypeAlias = tuple[float, float]

LEFT, RIGHT, TOP, BOTTOM = 48.0, 14.0, 26.0, 34.0  # room for numbers and names
MOST_TICKS = 5
ROOM_A_NUMBER, ROOM_A_LINE, ROOM_A_LETTER = 56.0, 34.0, 8.0  # pixels
TICK_TEXT = 14
HATCH = 9.0  # pixels between the lines that mark a zone
FAINT = 0.5  # how far the colour of lines stands out in marks behind the data
BREAK = 0.5  # a curve that moves further than this between two samples has jumped


class Graph:
    """Part of a picture in which data has a place: `x` across and `y` upwards."""

    def __init__(self, pen: Pen, frame: Box, x: Span, y: Span) -> None:
        """Let the data from `x` and `y` fill `frame`; numbers of the axes stand outside it."""
        self.pen, self.frame = pen, frame
        self.axes = Axes.of(frame, x, y)
        self.x, self.y = self.axes.x, self.axes.y

    @classmethod
    def fit(cls, pen: Pen, x: Span, y: Span) -> Graph:
        """Fill a picture, with room for numbers and names."""
        width, height = pen.box.width - LEFT - RIGHT, pen.box.height - TOP - BOTTOM
        return cls(pen, Box(LEFT, TOP, max(width, 1), max(height, 1)), x, y)

    def at(self, x: float, y: float) -> Point:
        """Where a pair of numbers lies on the picture."""
        return self.x(x), self.y(y)

    def draw_axes(self, across: Sequence[Tick], up: Sequence[Tick]) -> None:
        """Draw an axis at the left and one below, with words at the ticks."""
        self.axes.draw(self.pen, across, up)

    def name_axes(self, across: str, up: str) -> None:
        """Draw the axes with as many numbers as there is room for, and their names outside."""
        pen, frame = self.pen, self.frame
        free = frame.right - ROOM_A_LETTER * len(across)
        most = min(MOST_TICKS, int(frame.width // ROOM_A_NUMBER))
        fitting = [
            (place, text if place == self.x.low or self.x(place) < free else "")
            for place, text in ticks(self.x.low, self.x.high, max(most, 2))
        ]
        rows = min(MOST_TICKS, int(frame.height // ROOM_A_LINE))
        rising = ticks(self.y.low, self.y.high, max(2, rows))
        self.draw_axes(fitting, rising)
        pen.text(across, (frame.right, frame.bottom + 16), align="right", size=14)
        pen.text(up, (4, frame.top - 14), align="left", size=14)

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
        self,
        points: Sequence[Point],
        colour: str | Colour = "ink",
        width: float = 2.5,
        dash: Sequence[float] = (),
    ) -> None:
        """A line through pairs of numbers, cut off at the frame."""
        with self.pen.clipped(self.frame):
            self.pen.line([self.at(*point) for point in points], colour, width, dash)

    def area(self, points: Sequence[Point]) -> None:
        """The ground under a line through pairs of numbers, down to the axis."""
        low, ends = self.y.low, (points[0][0], points[-1][0])
        around = [(ends[0], low), *points, (ends[1], low)]
        with self.pen.clipped(self.frame):
            self.pen.area([self.at(*point) for point in around], "a-soft")

    def dot(self, x: float, y: float, colour: str | Colour = "ink") -> None:
        """A dot on a line."""
        self.pen.circle(self.at(x, y), 5, fill=colour, outline="card", width=2)

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
            self.pen.text(words, at, "muted", size=TICK_TEXT, halo="card")

    def _faint(self) -> Colour:
        """A line that stays behind the data."""
        tokens = self.pen.tokens
        return mix(parse(tokens["card"]), parse(tokens["line"]), FAINT)
