"""The pictures of the dead-ReLU widget: a neuron over its samples, and two losses over time."""

from __future__ import annotations

from math import inf

import numpy as np

from kit.pen.marks import samples
from kit.pen.pen import Pen
from kit.pen.scales import Box, Scale
from kit.pen.ticks import ticks
from kit.pictures.diagram import DASH
from kit.pictures.graph import Graph, Span
from pycore.nn.activations import ACTIVATIONS
from pycore.nn.neuron import Neuron
from widgets.dead_relu.one_neuron_run import State, T, X

INPUTS: Span = (0.0, 3.5)
OUTPUTS: Span = (-0.75, 3.25)
LEFT, TOP, RIGHT, BOTTOM = 34.0, 28.0, 8.0, 26.0
LOSS_LEFT, LOSS_RIGHT = 40.0, 18.0
MARK = 7.0


def draw_neuron(pen: Pen, name: str, state: State) -> None:
    """Draw the neuron's output over its input, the samples, and where its slope is small."""
    pen.clear()
    box, activation = pen.box, ACTIVATIONS[name]
    frame = Box(LEFT, TOP, box.width - LEFT - RIGHT, box.height - TOP - BOTTOM)
    graph = Graph(pen, frame, INPUTS, OUTPUTS)
    low, high = silent(state.weight, state.bias)
    if low < high:
        graph.zone(low, high)
    graph.draw_axes(ticks(*INPUTS, most=5), ticks(*OUTPUTS, most=5))
    across = np.linspace(*INPUTS, 141)
    neuron = Neuron([state.weight], state.bias, name)
    graph.curve(across, np.asarray(neuron.output(across[:, None])))
    for x, t, z in zip(X[:, 0].tolist(), T[:, 0].tolist(), state.z.tolist(), strict=True):
        at = graph.at(x, t)
        samples(pen, [at], "a" if z > 0 else "b", MARK, hollow=z <= 0)
    count = f"{state.active} of {len(X)}"
    words = f"{activation.label}: {count} active"
    if pen.width_of(words, bold=True) > box.width:
        words = f"{activation.label}: {count}"
    pen.text(words, (box.width / 2, 13), "ink", bold=True)
    pen.text("x", (frame.right - 8, frame.bottom - 12), "muted", bold=True, halo="card")


def silent(weight: float, bias: float) -> Span:
    """The inputs for which the sum is 0 or less, as far as the picture goes."""
    if weight == 0:
        return INPUTS if bias <= 0 else (inf, -inf)
    border = min(max(-bias / weight, INPUTS[0]), INPUTS[1])
    return (INPUTS[0], border) if weight > 0 else (border, INPUTS[1])


def step_at(box: Box, most: int, x: float) -> int:
    """The step that lies at this place of the picture of the losses."""
    return round(Scale(0, most, LOSS_LEFT, box.width - LOSS_RIGHT).invert(x))


def draw_losses(pen: Pen, runs: dict[str, list[State]], most: int) -> None:
    """Draw the loss of each neuron from the start to the present step, and nothing beyond."""
    pen.clear()
    box = pen.box
    top = max(state.loss for states in runs.values() for state in states)
    frame = Box(LOSS_LEFT, TOP, box.width - LOSS_LEFT - LOSS_RIGHT, box.height - TOP - BOTTOM)
    graph = Graph(pen, frame, (0, most), (0, top * 1.15 or 1.0))
    graph.draw_axes(ticks(0, most, most=5), ticks(0, graph.y.high, most=4))
    looks = {"relu": ("b-fill", DASH), "leaky_relu": ("a-fill", ())}
    for name, states in runs.items():
        colour, dash = looks[name]
        points = [(float(step), state.loss) for step, state in enumerate(states)]
        graph.path(points, colour, 3, dash)
        end = graph.at(*points[-1])
        samples(pen, [end], "b" if name == "relu" else "a", MARK)
    pen.text("loss", (frame.left, 13), "muted", align="left", bold=True)
    leaky = "● leaky ReLU"
    pen.text(leaky, (frame.right, 13), "a", align="right", bold=True)
    beside = frame.right - pen.width_of(leaky, bold=True) - 16
    pen.text("■ ReLU", (beside, 13), "b", align="right", bold=True)
