"""Axes: two scales, numbers along them, and a name for each direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.pen.marks import plate
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box, Scale
from kit.pen.ticks import Tick

LEFT, BELOW, ABOVE, RIGHT = 44, 26, 10, 16  # room for the numbers, and for half a number at an end
TICK = 5
HALF = 4.0  # pixels; half of a digit, about
FAR = 20_000.0  # pixels; what lies farther out is drawn there, in about its direction


@dataclass(frozen=True)
class Axes:
    """A rectangle of a picture, and where data lies in it."""

    frame: Box
    x: Scale
    y: Scale

    @classmethod
    def fit(cls, box: Box, x: tuple[float, float], y: tuple[float, float]) -> Axes:
        """Fill `box`, with room for numbers at the left and below."""
        width = max(box.width - LEFT - RIGHT, 1.0)
        height = max(box.height - ABOVE - BELOW, 1.0)
        return cls.of(Box(box.left + LEFT, box.top + ABOVE, width, height), x, y)

    @classmethod
    def square(cls, box: Box, x: tuple[float, float], y: tuple[float, float]) -> Axes:
        """The largest square in `box`, one scale for both directions, as a map needs it.

        The shorter range is widened evenly on both sides.
        """
        side = max(min(box.width - LEFT - RIGHT, box.height - ABOVE - BELOW), 1.0)
        left = box.left + (box.width - side + LEFT - RIGHT) / 2
        half = max(x[1] - x[0], y[1] - y[0]) / 2
        across, up = sum(x) / 2, sum(y) / 2
        frame = Box(left, box.top + ABOVE, side, side)
        return cls.of(frame, (across - half, across + half), (up - half, up + half))

    @classmethod
    def of(cls, frame: Box, x: tuple[float, float], y: tuple[float, float]) -> Axes:
        """Let data from `x` and `y` fill `frame`; numbers and names stand outside it."""
        return cls(frame, Scale(*x, frame.left, frame.right), Scale(*y, frame.bottom, frame.top))

    def at(self, x: float, y: float) -> Point:
        """Where a point lies on the picture; one that is far outside, at its distance limit."""
        return _near(self.x(x)), _near(self.y(y))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside the frame."""
        return self.x.low <= x <= self.x.high and self.y.low <= y <= self.y.high

    def draw(
        self,
        pen: Pen,
        x_ticks: Sequence[Tick],
        y_ticks: Sequence[Tick],
        closed: bool = False,
    ) -> None:
        """Draw the axes and the texts at the ticks; none of them leaves the picture.

        A chart has an axis at its left and one below, and nothing else that is no data; a map is
        `closed` by a line all around it.
        """
        frame, edge = self.frame, pen.box.right
        for place, text in x_ticks:
            x = self.x(place)
            pen.line([(x, frame.bottom), (x, frame.bottom + TICK)], "line")
            middle = min(x, edge - HALF * len(text))
            pen.text(text, (middle, frame.bottom + 16), "muted", size=14)
        for place, text in y_ticks:
            y = self.y(place)
            pen.line([(frame.left - TICK, y), (frame.left, y)], "line")
            pen.text(text, (frame.left - 9, y), "muted", align="right", size=14)
        if closed:
            pen.rectangle(frame, outline="line")
        else:
            corner = (frame.left, frame.bottom)
            pen.line([(frame.left, frame.top), corner, (frame.right, frame.bottom)], "line")

    def names(self, pen: Pen, x_name: str, y_name: str) -> None:
        """Write what runs to the right and what upwards, inside the corners; "" writes nothing."""
        plate(pen, x_name, (self.frame.right - 5, self.frame.bottom - 16), "right")
        plate(pen, y_name, (self.frame.left + 5, self.frame.top + 16), "left")


def _near(pixel: float) -> float:
    return min(max(pixel, -FAR), FAR)
