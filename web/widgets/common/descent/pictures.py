"""Pictures that the descent widgets share."""

from __future__ import annotations

from kit.pen.marks import ball
from kit.pen.pen import Pen
from kit.pictures.step_chart import StepChart
from pycore.descent import Descent
from pycore.landscapes import Landscape

HEADROOM = 0.25  # of the drop: a ball that climbs is seen climbing


def draw_heights(
    pen: Pen,
    ground: Landscape,
    run: Descent,
    step: int,
    share: float,
    steps: int,
    fog: bool = False,
) -> None:
    """The height after each step: strong up to the ball; in fog, nothing else."""
    pen.clear()
    lowest = float(ground.value(ground.minima[0]))
    first = float(run.values[0])
    top = first + HEADROOM * (first - lowest) if first > lowest else lowest + 1.0
    chart = StepChart(pen, steps, lowest, top)
    chart.draw("height")
    if not fog:
        chart.curve(run.values, "muted", 1.5, (4, 3))
    chart.curve(run.values[: step + 1], "a-fill", 3)
    height = between(run.values[step], run.values[min(step + 1, run.steps)], share)
    ball(pen, chart.place(step + share, height), inside=height <= chart.axes.y.high)


def between(start: float, end: float, share: float) -> float:
    """The number that lies `share` of the way from `start` to `end`.

    >>> between(1, 3, 0.25)
    1.5
    """
    return float(start) + (float(end) - float(start)) * share
