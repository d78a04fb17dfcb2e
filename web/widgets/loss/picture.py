"""The pictures of the loss widget: predictions against targets, and both losses as curves."""

from __future__ import annotations

import numpy as np

from kit.pen.marks import samples
from kit.pen.pen import Pen
from kit.pen.scales import Box, Scale
from kit.pictures.graph import Graph
from kit.words.numbers import number
from kit.words.sentences import named
from pycore.nn.losses import LOSSES
from pycore.numerics import Array

HANDLE = 10.0
BAR = 15.0  # the width of a bar, at most
DASH = (6, 4)  # squared error, in any colour vision


class Columns:
    """Where things stand: a column for each sample, predictions above, its losses below."""

    def __init__(self, box: Box, count: int, highest: float = 1.0) -> None:
        """Divide the picture; `highest` is the loss that the tallest bar may have."""
        left = 40.0
        self.count = count
        self.frame = Box(left, 26, max(box.width - left - 8, 1), max(box.height * 0.6 - 26, 1))
        self.y = Scale(0, 1, self.frame.bottom, self.frame.top)
        self.floor = box.height - 26
        self.bars = Scale(0, highest, self.floor, self.frame.bottom + 44)

    def x(self, sample: int) -> float:
        """The middle of a sample's column."""
        return self.frame.left + self.frame.width * (sample + 0.5) / self.count

    def nearest(self, x: float) -> int:
        """The sample whose column is nearest."""
        return min(range(self.count), key=lambda sample: abs(self.x(sample) - x))


def draw_columns(pen: Pen, y: Array, squared: Array, entropy: Array, picked: int) -> None:
    """Each prediction on its way to its target, and what both losses charge for it."""
    pen.clear()
    columns = Columns(pen.box, len(y), max(1.0, float(entropy.max())))
    _draw_ground(pen, columns)
    for sample, prediction in enumerate(y.tolist()):
        target = 1.0 if sample < len(y) / 2 else 0.0
        _draw_prediction(pen, columns, sample, prediction, target, sample == picked)
        _draw_bars(pen, columns, sample, float(squared[sample]), float(entropy[sample]))


def _draw_ground(pen: Pen, columns: Columns) -> None:
    frame = columns.frame
    for height in (0.0, 0.5, 1.0):
        up = columns.y(height)
        pen.line([(frame.left, up), (frame.right, up)], "line", 1, DASH if height == 0.5 else ())
        pen.text(number(height), (frame.left - 8, up), "muted", align="right", size=14)
    pen.text("prediction", (4, 10), "ink", align="left", size=14)
    pen.line([(frame.left, columns.floor), (frame.right, columns.floor)], "line", 1)
    pen.text("loss", (4, columns.bars.end - 12), "ink", align="left", size=14)


def _draw_prediction(
    pen: Pen, columns: Columns, sample: int, y: float, target: float, picked: bool
) -> None:
    x, here, there = columns.x(sample), columns.y(y), columns.y(target)
    right = (y > 0.5) == (target > 0.5)
    pen.line([(x, here), (x, there)], "good" if right else "bad", 5)
    samples(pen, [(x, there)], "a" if target else "b", 7)
    pen.circle((x, here), HANDLE + (2 if picked else 0), fill="card", outline="ink", width=3)
    pen.circle((x, here), 3 if not picked else 6, fill="ink", outline=None)
    mark, colour = ("✓", "good") if right else ("✗", "bad")
    pen.text(mark, (x + 24, here), colour, bold=True, size=18, halo="card")
    name = named("y", sample + 1)
    pen.text(f"{name} = {number(y)}", (x, columns.frame.bottom + 22), "ink", bold=picked, size=14)


def _draw_bars(pen: Pen, columns: Columns, sample: int, squared: float, entropy: float) -> None:
    """Side by side on one scale: squared error left and hollow, cross-entropy right and filled."""
    column = columns.frame.width / columns.count
    width = min(BAR, column / 5)
    for side, loss, filled in ((-1, squared, False), (1, entropy, True)):
        middle = columns.x(sample) + side * min(column / 4, 24.0)
        top = columns.bars(loss)
        box = Box(middle - width / 2, top, width, columns.floor - top)
        pen.rectangle(box, fill="ink" if filled else "card", outline="ink", width=1.5)
        pen.text(number(loss, 2), (middle, columns.floor + 14), "ink", size=14)


def curve_graph(pen: Pen, tallest: float) -> Graph:
    """The axes of the curves: predictions across, losses up."""
    return Graph.fit(pen, (0, 1), (0, tallest))


def draw_curve(pen: Pen, y: float, target: float, tallest: float) -> None:
    """Both losses of one prediction, wherever it might be, with dots where it is."""
    pen.clear()
    graph = curve_graph(pen, tallest)
    graph.name_axes("prediction y", "loss")
    across = np.linspace(0.002, 0.998, 250)
    wanted = np.full((len(across), 1), target)
    for name, dash, label in (
        ("mse", DASH, "squared error"),
        ("binary_cross_entropy", (), "cross-entropy"),
    ):
        each = LOSSES[name].each
        heights = each(across[:, None], wanted)
        graph.path(list(zip(across.tolist(), heights.tolist(), strict=True)), "ink", 2.5, dash)
        here = float(each(np.array([[y]]), np.array([[target]]))[0])
        graph.dot(y, min(here, tallest), "live")
        _label(pen, graph, label, target, name)
    wanted_x = graph.x(target)
    pen.line([(wanted_x, graph.frame.top), (wanted_x, graph.frame.bottom)], "line", 1, (2, 4))
    pen.text(f"target {number(target)}", (_inside(wanted_x, graph), graph.frame.top - 14), size=14)


def _inside(x: float, graph: Graph) -> float:
    return min(max(x, graph.frame.left + 60), graph.frame.right - 30)


def _label(pen: Pen, graph: Graph, label: str, target: float, name: str) -> None:
    """A curve's name, where the curves are far apart."""
    squared = name == "mse"
    wrong, height = (0.04, 0.2) if squared else (0.17, 2.6)
    x, y = graph.at(wrong if target else 1 - wrong, height)
    pen.text(label, (x, y), "ink", align="left" if target else "right", size=14, halo="card")
