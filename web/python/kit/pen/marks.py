"""Marks on a map: points, trails, arrows, a ball, words on plates, and a ring for what is picked.

Maps have their full strength, so nothing is drawn bare on them: a mark has a rim, a ring or a plate
of the card's colour, and what is marker yellow has a line of `mark-ink`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, cos, hypot, pi, sin
from typing import Literal

from kit.pen.pen import RIM, Align, Pen, Point
from kit.pen.scales import Box

RING = 2.0  # around a point, in the card's colour
PLATE = 24.0  # the height of a plate
PICKED = 7.0  # the width of the ring around what is picked, its two lines included
HEAD = 11.0  # length of an arrow's head
MOST_DOTS = 320  # more would run together into a band
SPECK = 0.01  # a canvas draws no line without length; this one is a dot as wide as its pen


def seamed(
    pen: Pen, points: Sequence[Point], colour: str, width: float, dash: Sequence[float] = ()
) -> None:
    """A line that shows on light and on dark ground."""
    if len(points) > 1:
        pen.line(points, colour, width, dash, rim="card")


def samples(
    pen: Pen, places: Sequence[Point], kind: Literal["a", "b"], size: float, *, hollow: bool = False
) -> None:
    """Points of one class: blue circles or orange squares, each with a ring of the card's colour.

    Those that do not touch are one path; so each keeps its ring, and hundreds are a few paths.
    """
    square, rim = kind == "b", size + RING / 2  # the ring lies outside the point
    for group in apart(tuple(places), 2 * (size + RING)):
        if hollow:
            pen.marks(group, size + RING, square=square, fill="card", outline=None)
            pen.marks(group, size - 1, square=square, fill=None, outline=kind, width=2)
        else:
            pen.marks(group, rim, square=square, fill=kind, outline="card", width=RING)


@lru_cache(maxsize=16)  # points stay where they are while what lies below them changes
def apart(places: tuple[Point, ...], distance: float) -> list[list[Point]]:
    """Places in groups in which no two are nearer to each other than a distance.

    >>> apart(((0.0, 0.0), (1.0, 0.0), (9.0, 0.0)), 2.0)
    [[(0.0, 0.0), (9.0, 0.0)], [(1.0, 0.0)]]
    """
    groups: list[list[Point]] = []
    for x, y in places:
        for group in groups:
            if all(abs(x - u) >= distance or abs(y - v) >= distance for u, v in group):
                group.append((x, y))
                break
        else:
            groups.append([(x, y)])
    return groups


def plate(pen: Pen, words: str, at: Point, align: Align = "left", colour: str = "ink") -> None:
    """Words on a plate of the card's colour that begins, has its middle, or ends at a place."""
    if not words:
        return
    width = pen.width_of(words, bold=True) + 14
    start = at[0] - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
    box = Box(start, at[1] - PLATE / 2, width, PLATE)
    pen.rectangle(box, fill="card", outline=None, radius=PLATE / 2)
    pen.text(words, (start + width / 2, at[1]), colour, bold=True, size=14)


def picked(pen: Pen, box: Box, radius: float) -> None:
    """A ring around what is picked: marker yellow between two lines, outside of `box`."""
    half = PICKED / 2
    around = Box(box.left - half, box.top - half, box.width + PICKED, box.height + PICKED)
    pen.rectangle(around, outline="mark-ink", width=PICKED, radius=radius + half)
    pen.rectangle(around, outline="mark", width=PICKED - 3, radius=radius + half)


def decision(pen: Pen, segments: Sequence[tuple[Point, Point]]) -> None:
    """The line between two answers: ink, with an edge of the card's colour on both sides."""
    pen.segments(segments, "ink", 2.5, rim="card")


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
        pen.segments(dots, colour, 2 * dot, rim="card")


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
        pen.line(line, "card", width + 2 * RIM)
    pen.line([start, end], colour, width, dash)
    pen.line(tip, colour, width)


def ball(pen: Pen, at: Point, inside: bool = True) -> None:
    """The ball; hollow where it lies beyond the edge of the picture."""
    if inside:
        pen.circle(at, 8, fill="mark", outline="mark-ink", width=3)
    else:
        pen.circle(at, 7, fill="card", outline="ink", width=3)


def handle(pen: Pen, at: Point) -> None:
    """A point that the reader can drag: a ring with a dot."""
    pen.circle(at, 13.5, fill="card", outline=None)
    pen.circle(at, 11, fill="card", outline="ink", width=3)
    pen.circle(at, 3, fill="ink", outline=None)


def crosshair(pen: Pen, at: Point, frame: Box) -> None:
    """Two lines through a point, to be seen from afar while keys move it."""
    for line in (
        [(frame.left, at[1]), (frame.right, at[1])],
        [(at[0], frame.top), (at[0], frame.bottom)],
    ):
        pen.line(line, "card", 3)
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
