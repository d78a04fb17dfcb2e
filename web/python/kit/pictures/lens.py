"""A lens: the round glass that a neuron is, with its own map inside, and its value at the rim.

Every function draws the same part of some lenses, so that many cost few calls of the canvas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin, tan

from kit.pen.colours import Colour, Palette, mix, parse
from kit.pen.pen import Circle, Curve, Pen, Point
from kit.pen.scales import Box

RIM = 2.0
"""Pixels of ink around the glass."""

DASH = (5.0, 4.0)
"""The rim of a lens that nothing is known of yet."""

GLINT_RADIUS, GLINT_FROM, GLINT_TO = 0.78, 203.0, 257.0
"""The one reflection: on a smaller circle, at the top left; degrees clockwise from the right."""

GLINT_WIDTH, GLINT_STRENGTH = 2.5, 0.55
"""Pixels; at night it is mixed with the dark, or it would outshine the map."""

PILL_HEIGHT, PILL_TEXT = 22.0, 14.5
STRONG_HEIGHT, STRONG_TEXT = 32.0, 18.0
DIGIT, MARGIN = 0.56, 7.0
"""The width of a figure as a share of its height, and what is left at the ends of a pill."""

NAME_ABOVE = 13.0
"""Pixels from the rim up to the middle of a name."""


def maps(pen: Pen, lenses: Sequence[Circle], pixels: Palette) -> None:
    """Maps (count, height, width) seen through the glass of as many lenses."""
    with pen.inside(lenses):
        pen.tiles(pixels, [square(lens) for lens in lenses])


def glass(pen: Pen, lenses: Iterable[Circle]) -> None:
    """The rim in ink, and one glint at the top left."""
    kept = list(lenses)
    for radius, centres in _by_radius(kept).items():
        pen.marks(centres, radius, square=False, fill=None, outline="ink", width=RIM)
    pen.curves([_glint(lens) for lens in kept], _glint_colour(pen), GLINT_WIDTH)


def empty(pen: Pen, lenses: Iterable[Circle]) -> None:
    """Lenses of which nothing is computed yet: blank, with a dashed rim."""
    for centre, radius in lenses:
        pen.circle(centre, radius, fill="card", outline="line", width=RIM, dash=DASH)


def pill(pen: Pen, lens: Circle, words: str, *, strong: bool = False) -> None:
    """The value at the lower rim; a strong one is filled with ink."""
    (x, y), radius = lens
    height, size = (STRONG_HEIGHT, STRONG_TEXT) if strong else (PILL_HEIGHT, PILL_TEXT)
    width = max(len(words) * size * DIGIT + 2 * MARGIN, 2 * height)
    below = y + radius - (0.0 if strong else RIM)
    plate = Box(x - width / 2, below - height / 2, width, height)
    fill, ink = ("ink", "bg") if strong else ("card", "ink")
    pen.rectangle(plate, fill=fill, outline="ink", width=1.25, radius=height / 2)
    pen.text(words, (x, below + 0.5), ink, bold=True, size=size)


def name(pen: Pen, lens: Circle, words: str) -> None:
    """A name above the glass."""
    (x, y), radius = lens
    pen.text(words, (x, y - radius - NAME_ABOVE), "muted")


def square(lens: Circle) -> Box:
    """The square around a lens."""
    (x, y), radius = lens
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _by_radius(lenses: Iterable[Circle]) -> Mapping[float, list[Point]]:
    found: dict[float, list[Point]] = {}
    for centre, radius in lenses:
        found.setdefault(radius, []).append(centre)
    return found


def _glint(lens: Circle) -> Curve:
    (x, y), radius = lens[0], lens[1] * GLINT_RADIUS
    start, end = radians(GLINT_FROM), radians(GLINT_TO)
    reach = radius * 4 / 3 * tan((end - start) / 4)  # bends a cubic curve into an arc
    one = (x + radius * cos(start), y + radius * sin(start))
    other = (x + radius * cos(end), y + radius * sin(end))
    return (
        one,
        (one[0] - reach * sin(start), one[1] + reach * cos(start)),
        (other[0] + reach * sin(end), other[1] - reach * cos(end)),
        other,
    )


def _glint_colour(pen: Pen) -> Colour:
    """White on the paper of the day, a pale grey at night."""
    card, ink = parse(pen.tokens["card"]), parse(pen.tokens["ink"])
    return card if sum(card) > sum(ink) else mix(card, ink, GLINT_STRENGTH)
