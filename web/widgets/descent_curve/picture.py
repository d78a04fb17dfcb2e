"""The picture of a ball on a curve: the path, the tangent, and the step it is about to make."""

from __future__ import annotations

from math import hypot

import numpy as np

from kit.pen.axes import Axes
from kit.pen.marks import arrow, ball, handle, held, trail
from kit.pen.pen import Pen, Point
from kit.pen.ticks import ticks
from kit.words.numbers import number
from pycore.descent import Descent
from pycore.landscapes import Landscape
from widgets.common.descent.pictures import between

POINTS = 161  # along the curve: a segment is no longer than 5 pixels
TANGENT = 70.0  # pixels to either side of the ball
ROOM = 0.07  # of the height range, below the curve and above it
LABELLED = 64.0  # pixels: a shorter step has no room for its number


def curve_axes(pen: Pen, ground: Landscape) -> Axes:
    """The axes of a curve: its view, and every height in it."""
    low, high = ground.view[0]
    heights = ground.value(np.linspace(low, high, POINTS)[:, None])
    bottom, top = float(heights.min()), float(heights.max())
    room = ROOM * (top - bottom)
    return Axes.fit(pen.box, (low, high), (bottom - room, top + room))


def draw_curve(pen: Pen, ground: Landscape, run: Descent, step: int, share: float) -> None:
    """Draw the curve with the whole path; the part before `step` is strong."""
    pen.clear()
    axes = curve_axes(pen, ground)
    axes.draw(pen, ticks(*ground.view[0], 5), ticks(axes.y.low, axes.y.high, 5))
    w = np.linspace(*ground.view[0], POINTS)
    curve = [axes.at(*at) for at in zip(w.tolist(), ground.value(w[:, None]).tolist(), strict=True)]
    places = [axes.at(float(w), float(h)) for w, h in zip(run.path[:, 0], run.values, strict=True)]
    here = _rolling(axes, ground, run, step, share)
    with pen.clipped(axes.frame):
        pen.line(curve, "muted", 3)
        trail(pen, places, "ink", 1, dot=2.5)
        trail(pen, places[: step + 1], "ink", 2, dot=4)
        if not share:
            _draw_tangent(pen, axes, here, float(run.gradients[step, 0]))
            _draw_step(pen, axes, run, step)
        handle(pen, places[0])
    seen = held(here, axes.frame)
    ball(pen, seen, inside=seen == here or hypot(seen[0] - here[0], seen[1] - here[1]) < 9)
    axes.names(pen, "weight w", "height L")


def _rolling(axes: Axes, ground: Landscape, run: Descent, step: int, share: float) -> Point:
    """Where the ball is, on its way along the curve from one place to the next."""
    w = float(run.path[step, 0])
    if share:
        w = between(w, float(run.path[step + 1, 0]), share)
    return axes.at(w, float(ground.value([w])))


def _draw_tangent(pen: Pen, axes: Axes, at: Point, slope: float) -> None:
    """The straight line that touches the curve at the ball; its tilt is the slope."""
    per_x = (axes.x.end - axes.x.start) / (axes.x.high - axes.x.low)
    per_y = (axes.y.end - axes.y.start) / (axes.y.high - axes.y.low)
    tilt = slope * per_y / per_x
    across = TANGENT / hypot(1.0, tilt)
    ends = [(at[0] + side * across, at[1] + side * across * tilt) for side in (-1, 1)]
    pen.line(ends, "a-fill", 3, (6, 4), rim="card")
    upper = min(ends, key=lambda end: end[1])
    aside = 52 if tilt > 0 else -52  # on the inner side of the curve, clear of the line
    x = min(max(upper[0] + aside, axes.frame.left + 50), axes.frame.right - 50)
    y = max(upper[1] - 4, axes.frame.top + 34)
    pen.text(f"slope {number(slope)}", (x, y), "a", size=14, halo="card", bold=True)


def _draw_step(pen: Pen, axes: Axes, run: Descent, step: int) -> None:
    """The next step: sideways by rate times slope, and from there onto the curve."""
    if step >= run.steps:
        return
    (w, after), (height, _) = run.path[step : step + 2, 0].tolist(), run.values[step : step + 2]
    start, end = axes.at(w, float(height)), axes.at(after, float(height))
    pen.line([end, axes.at(after, float(run.values[step + 1]))], "ink", 1.5, (2, 4))
    arrow(pen, start, end, "ink", 3)
    if abs(end[0] - start[0]) >= LABELLED:
        middle = (start[0] + end[0]) / 2, start[1] + (16 if start[1] < axes.frame.top + 40 else -14)
        pen.text(
            f"step {number(-run.rate * float(run.gradients[step, 0]))}",
            held(middle, axes.frame, 44),
            "ink",
            size=14,
            halo="card",
            bold=True,
        )
