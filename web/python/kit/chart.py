"""A small chart: axes with round numbers, lines, and the room for what a widget adds."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

from kit.numbers import number
from kit.pen import Pen, Point
from kit.scales import Box, Scale

LEFT, RIGHT, TOP, BOTTOM = 48.0, 14.0, 26.0, 34.0  # room for numbers and names
TICKS = 5  # at most so many steps on an axis


def round_ticks(low: float, high: float, most: int = TICKS) -> list[float]:
    """Round numbers between two ends, a step of 1, 2 or 5 times a power of ten apart.

    >>> round_ticks(0, 1), round_ticks(0, 34)
    ([0.0, 0.2, 0.4, 0.6, 0.8, 1.0], [0.0, 10.0, 20.0, 30.0])
    """
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough * (1 - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [round(i * step, 12) + 0.0 for i in range(first, last + 1)]


class Chart:
    """Axes from `x` to `y` in a picture, with their names."""

    def __init__(self, pen: Pen, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Fit the axes into the picture."""
        self.pen = pen
        box = pen.box
        self.frame = Box(LEFT, TOP, max(box.width - LEFT - RIGHT, 1), box.height - TOP - BOTTOM)
        self.x = Scale(*x, self.frame.left, self.frame.right)
        self.y = Scale(*y, self.frame.bottom, self.frame.top)

    def axes(self, across: str, up: str) -> None:
        """Draw both axes with numbers, and their names."""
        pen, frame = self.pen, self.frame
        most = max(2, int(frame.width // 56))
        for tick in round_ticks(self.x.low, self.x.high, min(TICKS, most)):
            x = self.x(tick)
            pen.line([(x, frame.bottom), (x, frame.bottom + 5)], "line", 1)
            if x < frame.right - 8 * len(across) + 12 or tick == self.x.low:
                pen.text(number(tick), (x, frame.bottom + 15), "muted", size=14)
        for tick in round_ticks(self.y.low, self.y.high, max(2, int(frame.height // 34))):
            y = self.y(tick)
            pen.line([(frame.left - 5, y), (frame.left, y)], "line", 1)
            pen.text(number(tick), (frame.left - 8, y), "muted", align="right", size=14)
        corner = [(frame.left, frame.top), (frame.left, frame.bottom), (frame.right, frame.bottom)]
        pen.line(corner, "line", 1.5)
        pen.text(across, (frame.right, frame.bottom + 15), "ink", align="right", size=14)
        pen.text(up, (4, frame.top - 14), "ink", align="left", size=14)

    def at(self, x: float, y: float) -> Point:
        """Where a point lies on the picture."""
        return self.x(x), self.y(y)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 2.5,
        dash: Sequence[float] = (),
    ) -> None:
        """A line through points, cut off at the frame."""
        with self.pen.clipped(self.frame):
            self.pen.line([self.at(*point) for point in points], colour, width, dash)

    def dot(self, x: float, y: float, colour: str = "ink") -> None:
        """A dot on a line."""
        self.pen.circle(self.at(x, y), 5, fill=colour, outline="bg", width=2)
