"""The picture of one neuron: inputs, weighted edges, the sum, the activation, the output."""

from __future__ import annotations

import numpy as np

from kit.contours import Grid
from kit.diagram import edge, node, trimmed, weight_label
from kit.pen import Pen, Point
from kit.scales import Box, Scale
from kit.sentences import named, number
from pycore.activations import Activation
from pycore.neuron import Neuron
from widgets.outputs import FULL_COLOUR, shares, written

LARGEST_INPUT, LARGEST_WEIGHT = 2.0, 3.0  # the ends of the sliders: full colour, thickest edge
SUM_RADIUS, OUTPUT_RADIUS, CURVE_SIDE = 30.0, 28.0, 52.0
LEFT, RIGHT = 52.0, 46.0  # room for the first and the last column
LABEL_AT = 0.44  # nearer the inputs, where the edges are further apart


def draw_neuron(pen: Pen, neuron: Neuron, x: Grid, z: float, a: float) -> None:
    """Draw the whole way from the inputs (left) to the output (right)."""
    pen.clear()
    middle = pen.box.height / 2
    reach = pen.box.width - LEFT - RIGHT
    summed, curve = (LEFT + reach * 0.47, middle), (LEFT + reach * 0.73, middle)
    output = (pen.box.width - RIGHT, middle)
    _draw_inputs(pen, neuron, x, summed)
    pen.line(trimmed(summed, curve, SUM_RADIUS, CURVE_SIDE / 2), "ink", 2)
    pen.line(trimmed(curve, output, CURVE_SIDE / 2, OUTPUT_RADIUS), "ink", 2)
    node(pen, summed, SUM_RADIUS, z / FULL_COLOUR, number(z))
    caption(pen, "sum z", summed, SUM_RADIUS + 16)
    _draw_curve(pen, curve, neuron.activation, z)
    caption(pen, neuron.activation.label, curve, -CURVE_SIDE / 2 - 16)
    node(
        pen,
        output,
        OUTPUT_RADIUS,
        float(shares(neuron.activation, np.array(a))),
        written(neuron.activation, a),
    )
    caption(pen, "output y", output, OUTPUT_RADIUS + 16)


def caption(pen: Pen, words: str, at: Point, below: float) -> None:
    """A quiet name under (or, with a negative distance, over) a part of the picture."""
    pen.text(words, (at[0], at[1] + below), "muted", size=14)


def _draw_inputs(pen: Pen, neuron: Neuron, x: Grid, summed: Point) -> None:
    """The inputs and the bias, which is the weight of an input that is always 1."""
    names = [*(named("x", i) for i in range(1, len(x) + 1)), "bias"]
    values = [*x.tolist(), 1.0]
    weights = [*neuron.weights.tolist(), neuron.bias]
    row = pen.box.height / len(values)
    radius = min(24.0, row * 0.34)
    places = [(LEFT, row * (i + 0.42)) for i in range(len(values))]
    edges = [trimmed(place, summed, radius, SUM_RADIUS) for place in places]
    for (start, end), weight in zip(edges, weights, strict=True):
        edge(pen, start, end, weight, LARGEST_WEIGHT)
    for (start, end), weight in zip(edges, weights, strict=True):
        weight_label(pen, start, end, weight, LABEL_AT)
    for name, place, value in zip(names, places, values, strict=True):
        share = 0.0 if name == "bias" else value / LARGEST_INPUT
        node(pen, place, radius, share, number(value, 2))
        caption(pen, name, place, radius + 10)


def _draw_curve(pen: Pen, centre: Point, activation: Activation, z: float) -> None:
    """The activation's graph in miniature, with a dot where the sum has landed."""
    reach = 5.0
    low, high = max(activation.range[0], -reach), min(activation.range[1], reach)
    half = CURVE_SIDE / 2
    box = Box(centre[0] - half, centre[1] - half, CURVE_SIDE, CURVE_SIDE)
    across = Scale(-reach, reach, box.left + 9, box.right - 9)
    up = Scale(low, high, box.bottom - 9, box.top + 9)
    along = np.linspace(-reach, reach, 41)
    heights = activation.value(along).clip(low, high)
    points = zip(along.tolist(), heights.tolist(), strict=True)
    pen.rectangle(box, fill="bg", outline="ink", width=2, radius=8)
    pen.line([(across(s), up(height)) for s, height in points], "ink", 2)
    at = min(max(z, -reach), reach)
    height = min(max(float(activation.value(at)), low), high)
    pen.circle((across(at), up(height)), 5, fill="live", outline="bg")
