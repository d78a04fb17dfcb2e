"""The picture of one neuron: inputs, weighted edges, the sum, the activation, the output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.pen.pen import Pen, Point
from kit.pen.scales import Box, Scale
from kit.pictures.contours import Grid
from kit.pictures.diagram import edge, node, trimmed, weight_label
from kit.words.numbers import DIGITS, compact, number
from kit.words.outputs import FULL_COLOUR, shares
from kit.words.sentences import named
from pycore.nn.activations import Activation
from pycore.nn.neuron import Neuron

FULL_WIDTH = 480.0  # a narrower picture has smaller parts, so that the edges keep some length
ROOM = 36.0  # pixels to the right of the output's centre: its number and its name need them
LABEL_AT = 0.44  # nearer the inputs, where the edges are further apart


@dataclass(frozen=True)
class NeuronLayout:
    """Where the parts stand, from the inputs (left) to the output (right)."""

    left: float
    radius: float
    side: float
    summed: Point
    curve: Point
    output: Point

    @classmethod
    def of(cls, box: Box) -> NeuronLayout:
        """Fit the parts into the picture."""
        scale = min(1.0, box.width / FULL_WIDTH)
        left, right, middle = 52 * scale, max(46 * scale, ROOM), box.height / 2
        reach = box.width - left - right
        places = [(left + reach * share, middle) for share in (0.47, 0.74, 1.0)]
        return cls(left, 29 * scale, 52 * scale, *places)


def draw_neuron(
    pen: Pen, neuron: Neuron, x: Grid, found: tuple[float, float], largest: tuple[float, float]
) -> None:
    """Draw the whole way from the inputs to the output; `found` is z and a.

    The largest input has full colour, the largest weight the thickest edge.
    """
    pen.clear()
    z, a = found
    at, activation = NeuronLayout.of(pen.box), neuron.activation
    _draw_inputs(pen, neuron, x, at, largest)
    pen.line(trimmed(at.summed, at.curve, at.radius, at.side / 2), "ink", 2)
    pen.line(trimmed(at.curve, at.output, at.side / 2, at.radius), "ink", 2)
    node(pen, at.summed, at.radius, z / FULL_COLOUR, number(z))
    caption(pen, "sum z", at.summed, at.radius + 16)
    _draw_curve(pen, at, activation, z)
    caption(pen, activation.label, at.curve, -at.side / 2 - 16)
    lit = float(shares(activation, np.array(a)))
    node(pen, at.output, at.radius, lit, compact(a, activation.range, DIGITS))
    caption(pen, "output y", at.output, at.radius + 16)


def caption(pen: Pen, words: str, at: Point, below: float) -> None:
    """A quiet name under (or, with a negative distance, over) a part of the picture."""
    pen.text(words, (at[0], at[1] + below), "muted", size=14)


def _draw_inputs(
    pen: Pen, neuron: Neuron, x: Grid, at: NeuronLayout, largest: tuple[float, float]
) -> None:
    """The inputs and the bias, which is the weight of an input that is always 1."""
    names = [*(named("x", i) for i in range(1, len(x) + 1)), "bias"]
    values = [*x.tolist(), 1.0]
    weights = [*neuron.weights.tolist(), neuron.bias]
    row = pen.box.height / len(values)
    radius = min(24.0, row * 0.34, at.radius)
    places = [(at.left, row * (i + 0.42)) for i in range(len(values))]
    edges = [trimmed(place, at.summed, radius, at.radius) for place in places]
    for (start, end), weight in zip(edges, weights, strict=True):
        edge(pen, start, end, weight, largest[1])
    for (start, end), weight in zip(edges, weights, strict=True):
        weight_label(pen, start, end, weight, LABEL_AT)
    for name, place, value in zip(names, places, values, strict=True):
        share = 0.0 if name == "bias" else value / largest[0]
        node(pen, place, radius, share, number(value, 2))
        caption(pen, name, place, radius + 10)


def _draw_curve(pen: Pen, at: NeuronLayout, activation: Activation, z: float) -> None:
    """The activation's graph in miniature, with a dot where the sum has landed."""
    reach = 5.0
    low, high = max(activation.range[0], -reach), min(activation.range[1], reach)
    half = at.side / 2
    box = Box(at.curve[0] - half, at.curve[1] - half, at.side, at.side)
    across = Scale(-reach, reach, box.left + 9, box.right - 9)
    up = Scale(low, high, box.bottom - 9, box.top + 9)
    along = np.linspace(-reach, reach, 41)
    heights = activation.value(along).clip(low, high)
    points = zip(along.tolist(), heights.tolist(), strict=True)
    pen.rectangle(box, fill="card", outline="ink", width=2, radius=8)
    pen.line([(across(s), up(height)) for s, height in points], "ink", 2)
    shown = min(max(z, -reach), reach)
    height = min(max(float(activation.value(shown)), low), high)
    pen.circle((across(shown), up(height)), 5, fill="live", outline="card")
