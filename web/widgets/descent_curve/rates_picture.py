"""The picture of all rates at once: how many steps each needs, and what the verdict is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np

from kit.pen.axes import Axes
from kit.pen.colours import mix, parse
from kit.pen.pen import Align, Pen
from kit.pen.scales import Box
from kit.pen.ticks import ticks
from kit.words.numbers import number
from kit.words.sentences import counted
from pycore.descent import sweep
from pycore.descent.verdict import verdict
from pycore.landscapes import Landscape, landscape
from widgets.common.descent.words import arrival, curvature

COUNT = 50  # rates: each is a run of its own
BAND = 26.0  # pixels: the strip with the verdicts
NEVER = "×"
TINT = 0.22  # of the way from the ground to a verdict's colour
COLOURS = {
    "too small": "muted",
    "just right": "good",
    "too large": "b",
    "diverged": "bad",
    "undecided": "muted",
}


@dataclass(frozen=True)
class Tried:
    """A rate, the step at which the ball is near a minimum for good (or None), and the verdict."""

    rate: float
    arrived: int | None
    verdict: str


@lru_cache(maxsize=4)  # a drag of the rate asks for the same ones again
def tried(name: str, start: tuple[float, ...], largest: float, steps: int) -> tuple[Tried, ...]:
    """Try many rates up to the largest, from one start."""
    ground = landscape(name)
    runs = sweep(ground, start, np.arange(1, COUNT + 1) * (largest / COUNT), steps=steps)
    return tuple(Tried(run.rate, arrival(ground, run), verdict(run).name) for run in runs)


def ranges(rates: Sequence[Tried]) -> list[tuple[str, float, float]]:
    """Neighbouring rates with one verdict: its name, the first of them and the last."""
    groups = [(name, list(some)) for name, some in groupby(rates, key=lambda one: one.verdict)]
    return [(name, some[0].rate, some[-1].rate) for name, some in groups]


def told(rates: Sequence[Tried]) -> str:
    """The picture in words."""
    parts = [f"{name} {_from_to(first, last)}" for name, first, last in ranges(rates)]
    listed = "; ".join(parts)
    arrived = [(one.arrived, one.rate) for one in rates if one.arrived is not None]
    if not arrived:
        return f"{_sentence(listed)} None of these rates reaches a minimum."
    steps, rate = min(arrived)
    soonest = f"Soonest is {number(rate)}, which reaches a minimum after {counted(steps, 'step')}."
    return f"{_sentence(listed)} {soonest}"


def _from_to(first: float, last: float) -> str:
    return f"at {number(first)}" if first == last else f"from {number(first)} to {number(last)}"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def draw_rates(
    pen: Pen, ground: Landscape, rates: Sequence[Tried], present: float, steps: int
) -> None:
    """Draw the steps to the minimum over the rate, verdicts below, and a line at your own rate."""
    pen.clear()
    box = Box(0, 0, pen.box.width, pen.box.height - BAND)
    largest = rates[-1].rate
    axes = Axes.fit(box, (0, largest), (0, steps * 1.15))
    axes.draw(pen, ticks(0, largest), ticks(0, steps, 3))
    frame = axes.frame
    for one in rates:
        if one.arrived is None:
            pen.text(NEVER, axes.at(one.rate, steps * 1.07), "muted", size=14)
        else:
            pen.circle(axes.at(one.rate, one.arrived), 3.5, fill="ink", outline=None)
    steepest = curvature(ground)
    if steepest is not None and 2 / steepest <= largest:
        x = axes.x(2 / steepest)
        pen.line([(x, frame.top), (x, frame.bottom)], "bad", 2, (2, 4))
        pen.text("2 / λ", (x - 6, frame.top + 40), "bad", align="right", size=14, halo="card")
    _draw_band(pen, axes, rates)
    _draw_present(pen, axes, min(present, largest))
    at = (frame.left + 8, frame.top + 20)
    pen.text(f"steps ({NEVER} never)", at, align="left", size=14, halo="card", bold=True)


def _draw_present(pen: Pen, axes: Axes, rate: float) -> None:
    """A line at the reader's own rate, down through the verdicts."""
    x, top = axes.x(rate), axes.frame.top
    pen.line([(x, top), (x, pen.box.height)], "live", 2.5, (2, 4), rim="card")
    aside: tuple[float, Align] = (-7, "right") if x > pen.box.width / 2 else (7, "left")
    at = (x + aside[0], top + 62)
    pen.text("your rate", at, "live", align=aside[1], size=14, halo="card", bold=True)


def _draw_band(pen: Pen, axes: Axes, rates: Sequence[Tried]) -> None:
    """A strip under the axis: each range of rates with the name of its verdict."""
    top, half = pen.box.height - BAND, (rates[1].rate - rates[0].rate) / 2
    for name, first, last in ranges(rates):
        start, end = axes.x(max(first - half, 0)), axes.x(min(last + half, rates[-1].rate))
        tint = mix(parse(pen.tokens["card"]), parse(pen.tokens[COLOURS[name]]), TINT)
        pen.rectangle(Box(start, top, end - start, BAND - 2), fill=tint, outline="line", width=1)
        if pen.width_of(name) <= end - start - 4:
            pen.text(name, ((start + end) / 2, top + BAND / 2 - 1), size=14)
