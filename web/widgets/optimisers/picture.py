"""The pictures of the optimisers: three paths on a map, and three heights against the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.pen.marks import crosshair, handle, held, trail
from kit.pen.pen import Pen, Point
from kit.pen.scales import Box
from kit.pen.ticks import ticks
from kit.pictures.step_chart import StepChart
from pycore.descent import Descent
from pycore.landscapes import Landscape
from widgets.common.descent.pictures import between
from widgets.descent_landscape.picture import draw_minima, relief

FLOOR = 1e-6  # of the first height: the chart of powers of ten ends here
HEADROOM = 5.0  # times the first height


@dataclass(frozen=True)
class Style:
    """How an optimiser is told apart, in any colour vision."""

    colour: str
    dash: Sequence[float]
    mark: str


STYLES = {
    "plain": Style("a", (), "circle"),
    "momentum": Style("b", (9, 5), "square"),
    "adam": Style("ink", (2.5, 4), "triangle"),
}


def draw_map(
    pen: Pen, ground: Landscape, runs: list[Descent], step: int, share: float, cross: bool
) -> None:
    """Draw the map with the three paths: thin to their ends, thick up to the present step."""
    pen.clear()
    chart = relief(pen, ground)
    axes = chart.axes
    chart.draw()
    chart.write_heights()
    tips: list[tuple[Descent, Point]] = []
    with pen.clipped(axes.frame):
        draw_minima(pen, chart)
        for run in runs:
            style = STYLES[run.optimiser]
            places = [axes.at(x, y) for x, y in run.path.tolist()]
            k = min(step, run.steps)
            here = places[k]
            if share and k < run.steps:
                ends = run.path[k].tolist(), run.path[k + 1].tolist()
                here = axes.at(*map(between, *ends, (share, share)))
            trail(pen, places, style.colour, 1.75, style.dash)
            trail(pen, [*places[: k + 1], here], style.colour, 3.5, style.dash)
            tips.append((run, here))
        start = axes.at(*runs[0].path[0].tolist())
        if cross:
            crosshair(pen, start, axes.frame)
        handle(pen, start)
    for run, here in tips:
        mark(pen, STYLES[run.optimiser], held(here, axes.frame))
    axes.draw(pen, ticks(axes.x.low, axes.x.high), ticks(axes.y.low, axes.y.high), closed=True)
    axes.names(pen, "x", "y")


def draw_race(
    pen: Pen, ground: Landscape, runs: list[Descent], step: int, share: float, steps: int
) -> None:
    """Draw the height above the lowest minimum, by powers of ten, for all three."""
    pen.clear()
    lowest = float(ground.value(ground.minima[0]))
    first = max(float(runs[0].values[0]) - lowest, 1e-12)
    chart = StepChart(pen, steps, FLOOR * first, HEADROOM * first, log=True)
    chart.draw("height above the minimum")
    for run in runs:
        style, above = STYLES[run.optimiser], run.values - lowest
        k = min(step, run.steps)
        chart.curve(above, style.colour, 1.5, style.dash)
        chart.curve(above[: k + 1], style.colour, 3, style.dash)
        after = min(k + 1, run.steps)
        height = between(above[k], above[after], share)
        mark(pen, style, chart.place(k + share * (after - k), height))


def mark(pen: Pen, style: Style, at: Point) -> None:
    """The ball of an optimiser: a circle, a square or a triangle."""
    x, y = at
    if style.mark == "circle":
        pen.circle(at, 7, fill=style.colour, outline="card", width=2)
    elif style.mark == "square":
        pen.rectangle(Box(x - 6, y - 6, 12, 12), fill=style.colour, outline="card", width=2)
    else:
        corners = [(x, y - 5), (x + 5, y + 4), (x - 5, y + 4), (x, y - 5), (x + 5, y + 4)]
        pen.line(corners, "card", 9)
        pen.line(corners, style.colour, 6)
