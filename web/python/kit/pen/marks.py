"""Marks on a map: trails, arrows, a ball. Each has a seam, so that it shows on any colour."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, hypot, pi, sin

from kit.pen.pen import Pen, Point
from kit.pen.scales import Box

SEAM = 2.0  # added to the width of a line, in the page's colour
HEAD = 11.0  # length of an arrow's head
MOST_DOTS = 320  # more would run together into a band
SPECK = 0.01  # a canvas draws no line without length; this one is a dot as wide as its pen


def seamed(
    pen: Pen, points: Sequence[Point], colour: str, width: float, dash: Sequence[float] = ()
) -> None:
    """A line that shows on light and on dark ground."""
    if len(points) > 1:
        pen.line(points, "bg", width + SEAM)
        pen.line(points, colour, width, dash)


def trail(
    pen: Pen,
    points: Sequence[Point],
    colour: str,
    width: float = 1.5,
    dash: Sequence[float] = (),
    dot: float = 0.0,
) -> None:
    """A path, with a dot of radius `dot` at each point unless they are too many."""
    seamed(pen, points, colour, width, dash)
    if dot and len(points) <= MOST_DOTS:
        dots = [(at, (at[0] + SPECK, at[1])) for at in points]  # one path draws them all
        pen.segments(dots, "bg", 2 * dot + 2)
        pen.segments(dots, colour, 2 * dot)


def arrow(
    pen: Pen,
    start: Point,
    end: Point,
    colour: str = "ink",
    width: float = 3.0,
    dash: Sequence[float] = (),
) -> None:
    """An arrow; a very short one has a smaller head."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length < 1:
        return
    angle = atan2(end[1] - start[1], end[0] - start[0])
    head = min(HEAD, length * 0.7)
    barbs = [
        (end[0] - head * cos(angle + turn), end[1] - head * sin(angle + turn))
        for turn in (-pi / 7, pi / 7)
    ]
    tip = [barbs[0], end, barbs[1]]
    for line in ([start, end], tip):
        pen.line(line, "bg", width + SEAM)
    pen.line([start, end], colour, width, dash)
    pen.line(tip, colour, width)


def ball(pen: Pen, at: Point, inside: bool = True) -> None:
    """The ball; hollow where it lies beyond the edge of the picture."""
    if inside:
        pen.circle(at, 8, fill="live", outline="bg", width=2)
    else:
        pen.circle(at, 7, fill="bg", outline="live", width=3)


def handle(pen: Pen, at: Point) -> None:
    """A point that the reader can drag: a ring with a dot."""
    pen.circle(at, 11, fill="bg", outline="ink", width=3)
    pen.circle(at, 3, fill="ink", outline=None)


def crosshair(pen: Pen, at: Point, frame: Box) -> None:
    """Two lines through a point, to be seen from afar while keys move it."""
    for line in (
        [(frame.left, at[1]), (frame.right, at[1])],
        [(at[0], frame.top), (at[0], frame.bottom)],
    ):
        pen.line(line, "bg", 3)
        pen.line(line, "ink", 1, (4, 4))


def held(at: Point, frame: Box, margin: float = 10.0) -> Point:
    """The place inside the frame that is nearest to a point."""
    x = min(max(at[0], frame.left + margin), frame.right - margin)
    y = min(max(at[1], frame.top + margin), frame.bottom - margin)
    return x, y


def towards(start: Point, direction: Point, length: float) -> Point:
    """The point at a distance from `start`; `start` itself where there is no direction."""
    size = hypot(*direction)
    if not size:
        return start
    return start[0] + length * direction[0] / size, start[1] + length * direction[1] / size
