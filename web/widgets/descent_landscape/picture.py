"""The map of a landscape with a ball on it: path, slope arrow, gradient arrow, fog."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from kit.pen.colours import parse
from kit.pen.marks import arrow, ball, crosshair, handle, held, plate, towards, trail
from kit.pen.pen import Pen, Point
from kit.pen.ticks import ticks
from kit.pictures.relief import Relief
from pycore.descent import Descent
from pycore.landscapes import Landscape
from widgets.common.descent.grounds import LEVELS
from widgets.common.descent.pictures import between

ARROW = 52.0  # pixels: the arrow shows a direction; the steepness stands in numbers
LEVEL = 0.001  # a slope: below it an arrow would lead from the lowest place to a higher one
SIGHT = 0.17  # of the map's width: how far one sees in fog
HALF_WORD = 42.0  # pixels: half of the longest word
WORD = 17.0  # pixels from an arrow's tip to its word


def relief(pen: Pen, ground: Landscape) -> Relief:
    """The map of a landscape, fitted into the picture."""
    return Relief(pen, ground, LEVELS[ground.name])


@dataclass(frozen=True)
class Options:
    """What the reader wants to see besides the path."""

    fog: bool
    gradient: bool
    cross: bool


def draw_landscape(
    pen: Pen, ground: Landscape, run: Descent, step: int, share: float, options: Options
) -> None:
    """Draw the map and the run on it; in fog only what lies near the ball, and the way it came."""
    pen.clear()
    chart = relief(pen, ground)
    axes = chart.axes
    places = [axes.at(x, y) for x, y in run.path.tolist()]
    here = places[step]
    if share:
        after = run.path[step + 1].tolist()
        here = axes.at(*map(between, run.path[step].tolist(), after, (share, share)))
    if options.fog:
        chart.draw((here, SIGHT * axes.frame.width), parse(pen.tokens["card"]))
    else:
        chart.draw()
        chart.write_heights()
    with pen.clipped(axes.frame):
        if not options.fog:
            draw_minima(pen, chart)
            trail(pen, places, "ink", 1, dot=2)
        trail(pen, [*places[: step + 1], here], "ink", 2, dot=3)
        if options.cross:
            crosshair(pen, places[0], axes.frame)
        handle(pen, places[0])
    seen = held(here, axes.frame)
    if not share and seen == here:
        _draw_arrows(pen, chart, here, run.gradients[step].tolist(), options.gradient)
    ball(pen, seen, inside=seen == here or axes.holds(*run.path[step].tolist()))
    axes.draw(pen, ticks(axes.x.low, axes.x.high), ticks(axes.y.low, axes.y.high), closed=True)
    axes.names(pen, "x", "y")


def draw_minima(pen: Pen, chart: Relief) -> None:
    """A cross at each minimum."""
    for x, y in chart.ground.minima:
        across, up = chart.axes.at(x, y)
        for lean in (-1, 1):
            line = [(across - 5, up - 5 * lean), (across + 5, up + 5 * lean)]
            pen.line(line, "ink", 3, rim="card")


def _draw_arrows(pen: Pen, chart: Relief, here: Point, slope: list[float], gradient: bool) -> None:
    """Downhill, against the gradient; and the gradient itself if it is asked for."""
    if hypot(*slope) < LEVEL:
        return
    up = slope[0], -slope[1]  # on a picture, y runs downwards
    if gradient:
        tip = towards(here, up, ARROW)
        arrow(pen, here, tip, "ink", 2.5, (5, 4))
        _name(pen, chart, "gradient", towards(tip, up, WORD))
    down = -up[0], -up[1]
    tip = towards(here, down, ARROW)
    arrow(pen, here, tip, "ink", 4)
    if gradient:
        _name(pen, chart, "downhill", towards(tip, down, WORD))


def _name(pen: Pen, chart: Relief, word: str, at: Point) -> None:
    """A word beside the tip of an arrow, kept inside the map."""
    inside = held(at, chart.axes.frame, HALF_WORD)
    plate(pen, word, (inside[0], at[1]), "center")
