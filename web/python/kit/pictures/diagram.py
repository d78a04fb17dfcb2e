"""Parts of a network picture: nodes that light up, edges that show their weight."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from kit.pen.colours import Colour, contrast, lit, parse
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.words.numbers import signed

DASH = (7, 6)
THINNEST, THICKEST = 1.2, 9.0
SQUARE = 0.9  # of a circle's radius: half the side of a square that covers as much
READABLE = 4.5  # the contrast of words
STEP = 0.02  # of a neuron's light: how finely a readable one is looked for


def edge(pen: Pen, start: Point, end: Point, weight: float, largest: float) -> None:
    """A connection: thickness is |weight| (up to `largest`), colour and dash its sign."""
    if weight == 0:
        pen.line([start, end], "line", THINNEST, (2, 4))
    else:
        width = thickness(weight, largest)
        pen.line([start, end], sign_fill(weight), width, sign_dash(weight))


def thickness(weight: float, largest: float) -> float:
    """How wide an edge is, in pixels; a weight beyond `largest` is as wide as that."""
    return THINNEST + (THICKEST - THINNEST) * min(abs(weight) / largest, 1.0)


def signal(pen: Pen, at: Point, carried: float, size: float) -> None:
    """A number on its way: a dot if it is positive, a square that looks as large if it is not."""
    square = carried < 0
    half = SQUARE * size if square else size
    fill = sign_colour(carried) if carried else "line"
    pen.marks([at], half, square=square, fill=fill, outline="card", width=2)


def band(pen: Pen, start: Point, end: Point) -> None:
    """What lies under a picked edge: marker yellow, and a gap from which the edge stands out."""
    pen.line([start, end], "mark-ink", 21)
    pen.line([start, end], "mark", 18)
    pen.line([start, end], "card", THICKEST + 4)


def weight_label(pen: Pen, start: Point, end: Point, weight: float, share: float = 0.5) -> None:
    """The weight as a number with its sign, on the edge."""
    at = along(start, end, share)
    pen.label(signed(weight, 2), at, "ink" if weight == 0 else sign_colour(weight), bold=True)


def node(pen: Pen, centre: Point, radius: float, share: float, words: str) -> None:
    """A neuron lit by its value: `share` runs from -1 (class B) over 0 (neutral) to 1 (class A).

    A circle; where its words need more room, a circle drawn out sideways.
    """
    fill = _legible(pen, share) if words else light(pen, share)
    pen.rectangle(outline(pen, centre, radius, words), fill=fill, width=2, radius=radius)
    pen.text(words, centre, readable(pen, fill), bold=True)


def unlit(pen: Pen, centre: Point, radius: float) -> None:
    """A neuron that is not computed yet."""
    pen.circle(centre, radius, fill="card", outline="line", width=2, dash=(4, 4))


def outline(pen: Pen, centre: Point, radius: float, words: str) -> Box:
    """The box around a neuron with these words in it."""
    half = max(radius, pen.width_of(words, bold=True) / 2 + 6)
    return Box(centre[0] - half, centre[1] - radius, 2 * half, 2 * radius)


def light(pen: Pen, share: float) -> Colour:
    """The brightness of a value between -1 and 1."""
    return lit(pen.tokens, share)


def readable(pen: Pen, fill: Colour) -> str:
    """Ink or the card's colour, whichever has the greater contrast with `fill`."""
    return max(("ink", "card"), key=lambda name: contrast(parse(pen.tokens[name]), fill))


def _legible(pen: Pen, share: float) -> Colour:
    """The light of a value, or the nearest on which words can be read.

    Between the fills that are for dark words and those that are for light ones lie a few shades on
    which neither reaches the contrast of words.
    """
    for step in range(round(1 / STEP)):
        for other in (share - step * STEP, share + step * STEP):
            fill = light(pen, other)
            words = parse(pen.tokens[readable(pen, fill)])
            if contrast(words, fill) >= READABLE:
                return fill
    return light(pen, 0.0)


def sign_colour(weight: float) -> str:
    """The colour of words and points: A for what pushes the sum up, B for what pulls it down."""
    return "a" if weight >= 0 else "b"


def sign_fill(weight: float) -> str:
    """The colour of edges, curves and bars, which are larger than words and brighter."""
    return "a-fill" if weight >= 0 else "b-fill"


def sign_dash(weight: float) -> Sequence[float]:
    """The dash of a line that has a sign: what is negative is dashed, in any colour vision."""
    return () if weight >= 0 else DASH


def along(start: Point, end: Point, share: float) -> Point:
    """The point that lies `share` of the way from `start` to `end`."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def trimmed(start: Point, end: Point, before: float, after: float) -> tuple[Point, Point]:
    """The line from circle to circle, without the parts inside the circles."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length <= before + after:
        return start, end
    return along(start, end, before / length), along(start, end, 1 - after / length)
