"""The pictures of pass or fail: all students on a map of hours, and the network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kit.pen.axes import Axes
from kit.pen.colours import diverging, paint
from kit.pen.marks import decision, handle
from kit.pen.pen import Pen
from kit.pen.ticks import ticks
from kit.pictures.contours import Grid, contour
from kit.pictures.graph import Span
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import Scene, draw_network
from kit.words.numbers import number, percent
from pycore import MLP
from pycore.datasets import Dataset

CELLS = 64
MARK = 16.0
LARGEST = 3.0


def map_axes(pen: Pen, study: Span, sleep: Span) -> Axes:
    """Where hours of study (across) and sleep (up) lie."""
    return Axes.fit(pen.box, study, sleep)


def everywhere(study: Span, sleep: Span) -> Grid:
    """Hours (CELLS², 2) all over the map, row by row from the bottom."""
    across, up = np.meshgrid(np.linspace(*study, CELLS), np.linspace(*sleep, CELLS))
    return np.column_stack([across.ravel(), up.ravel()])


def draw_map(
    pen: Pen, axes: Axes, chances: Grid, students: Dataset, student: tuple[float, float]
) -> bool:
    """Draw the chances (CELLS², ), the students and the one; whether there is a boundary."""
    pen.clear()
    study, sleep = (axes.x.low, axes.x.high), (axes.y.low, axes.y.high)
    grid = chances.reshape(CELLS, CELLS)
    pen.map(paint(diverging(pen.tokens), 2.0 * grid[::-1] - 1.0), axes.frame)
    axes.draw(pen, ticks(*study), ticks(*sleep), closed=True)
    along = np.linspace(*study, CELLS), np.linspace(*sleep, CELLS)
    lines = [(axes.at(*a), axes.at(*b)) for a, b in contour(grid, *along, level=0.5)]
    for hours, target in zip(students.x.tolist(), students.t[:, 0].tolist(), strict=True):
        sign, colour = ("✓", "good") if target else ("✗", "bad")
        pen.text(sign, axes.at(*hours), colour, bold=True, size=MARK, halo="card")
    with pen.clipped(axes.frame):
        decision(pen, lines)
    handle(pen, axes.at(*student))
    axes.names(pen, "study, hours", "sleep, hours")
    return bool(lines)


def draw_mind(pen: Pen, mlp: MLP, hours: Sequence[float], layers: Sequence[list[float]]) -> None:
    """Draw the network as it thinks of a student; the layers' activations are given."""
    pen.clear()
    layout = NetworkLayout(pen.box, tuple(mlp.sizes))
    inputs = [Spot("n", 0, index) for index in range(len(hours))]
    values = dict(zip(inputs, hours, strict=True))
    shares = dict.fromkeys(inputs, 0.0)
    for layer, activations in enumerate(layers, start=1):
        for index, value in enumerate(activations):
            spot = Spot("n", layer, index)
            values[spot] = value
            shares[spot] = value if layer < len(layers) else 0.0
    notes = dict(zip(inputs, ("study", "sleep"), strict=True))
    output, chance = Spot("n", len(layers), 0), layers[-1][0]
    notes[output] = "✓ pass" if chance >= 0.5 else "✗ fail"
    inside = {output: percent(chance)}
    scene = Scene(values=values, shares=shares, inside=inside, notes=notes, largest=LARGEST)
    draw_network(pen, layout, mlp, scene)


def hours_words(hours: float) -> str:
    """A number of hours.

    >>> hours_words(1.0), hours_words(6.5)
    ('1 hour', '6.5 hours')
    """
    return f"{number(hours)} hour{'' if hours == 1 else 's'}"
