"""Axes: a frame with two scales, numbers along its edges, and a name for each direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.pen.colours import mix, parse
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box, Scale
from kit.pen.ticks import Tick

LEFT, BELOW, ABOVE, RIGHT = 44, 26, 10, 16  # room for the numbers, and for half a number at an end
TICK = 5
FAINT = 0.35  # of the way from the ground to a line: what helps the eye and says nothing
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
        grid: bool = False,
    ) -> None:
        """Draw the frame and the texts at the ticks; none of them leaves the picture."""
        frame, edge = self.frame, pen.box.right
        faint = mix(parse(pen.tokens["card"]), parse(pen.tokens["line"]), FAINT)
        for place, text in x_ticks:
            x = self.x(place)
            if grid:
                pen.line([(x, frame.top), (x, frame.bottom)], faint, 1)
            pen.line([(x, frame.bottom), (x, frame.bottom + TICK)], "line")
            middle = min(x, edge - HALF * len(text))
            pen.text(text, (middle, frame.bottom + 16), "muted", size=14)
        for place, text in y_ticks:
            y = self.y(place)
            if grid:
                pen.line([(frame.left, y), (frame.right, y)], faint, 1)
            pen.line([(frame.left - TICK, y), (frame.left, y)], "line")
            pen.text(text, (frame.left - 9, y), "muted", align="right", size=14)
        pen.rectangle(frame, outline="line")

    def names(self, pen: Pen, x_name: str, y_name: str) -> None:
        """Write what runs to the right and what runs upwards, inside the corners."""
        at = (self.frame.right - 8, self.frame.bottom - 13)
        pen.text(x_name, at, align="right", bold=True, size=14, halo="card")
        at = (self.frame.left + 8, self.frame.top + 13)
        pen.text(y_name, at, align="left", bold=True, size=14, halo="card")


def _near(pixel: float) -> float:
    return min(max(pixel, -FAR), FAR)
