"""Parts of a network picture: nodes that light up, edges that show their weight."""

from __future__ import annotations

from math import hypot

from kit.pen.colours import Colour, contrast, mix, parse
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.words.numbers import signed

DASH = (7, 5)  # a negative weight, in any colour vision
THINNEST, THICKEST = 1.0, 9.0


def edge(pen: Pen, start: Point, end: Point, weight: float, largest: float) -> None:
    """A connection: thickness is |weight| (up to `largest`), colour and dash its sign."""
    width = THINNEST + (THICKEST - THINNEST) * min(abs(weight) / largest, 1.0)
    if weight == 0:
        pen.line([start, end], "line", THINNEST, (2, 4))
    else:
        pen.line([start, end], sign_colour(weight), width, () if weight > 0 else DASH)


def weight_label(pen: Pen, start: Point, end: Point, weight: float, share: float = 0.5) -> None:
    """The weight as a number with its sign, on the edge."""
    at = along(start, end, share)
    pen.label(signed(weight, 2), at, "ink" if weight == 0 else sign_colour(weight), bold=True)


def node(pen: Pen, centre: Point, radius: float, share: float, words: str) -> None:
    """A neuron lit by its value: `share` runs from -1 (class B) over 0 (neutral) to 1 (class A).

    A circle; where its words need more room, a circle drawn out sideways.
    """
    fill = light(pen, share)
    pen.rectangle(outline(pen, centre, radius, words), fill=fill, width=2, radius=radius)
    pen.text(words, centre, readable(pen, fill), bold=True)


def outline(pen: Pen, centre: Point, radius: float, words: str) -> Box:
    """The box around a neuron with these words in it."""
    half = max(radius, pen.width_of(words, bold=True) / 2 + 6)
    return Box(centre[0] - half, centre[1] - radius, 2 * half, 2 * radius)


def light(pen: Pen, share: float) -> Colour:
    """The brightness of a value between -1 and 1."""
    end = parse(pen.tokens["a" if share >= 0 else "b"])
    return mix(parse(pen.tokens["card"]), end, min(abs(share), 1.0))


def readable(pen: Pen, fill: Colour) -> str:
    """Ink or the page's colour, whichever has the greater contrast with `fill`."""
    return max(("ink", "bg"), key=lambda name: contrast(parse(pen.tokens[name]), fill))


def sign_colour(weight: float) -> str:
    """Class A for what pushes the sum up, class B for what pulls it down."""
    return "a" if weight >= 0 else "b"


def along(start: Point, end: Point, share: float) -> Point:
    """The point that lies `share` of the way from `start` to `end`."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def trimmed(start: Point, end: Point, before: float, after: float) -> tuple[Point, Point]:
    """The line from circle to circle, without the parts inside the circles."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length <= before + after:
        return start, end
    return along(start, end, before / length), along(start, end, 1 - after / length)
