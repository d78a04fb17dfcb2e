"""The picture of the 2-2-1 network: every weight and every bias in its place."""

from __future__ import annotations

from kit.pen.pen import Pen, Point
from kit.pictures.diagram import edge, node, trimmed, weight_label
from kit.words.numbers import number
from kit.words.sentences import named
from pycore.nn.mlp import MLP

RADIUS = 26.0
NEAR, MIDWAY = 0.3, 0.5  # labels of crossing edges stand where the edges have not met yet


def draw_network(pen: Pen, network: MLP, largest: float) -> None:
    """Draw inputs, hidden neurons and the output, with weights on edges and biases beside.

    The largest weight has the thickest edge.
    """
    pen.clear()
    width, height = pen.box.width, pen.box.height
    inputs = [(46.0, height * share) for share in (0.24, 0.72)]
    hidden = [(width * 0.52, y) for _, y in inputs]
    output = [(width - 46.0, height * 0.48)]
    first, second = network.layers
    _draw_edges(pen, inputs, hidden, first.weights.tolist(), NEAR, largest)
    _draw_edges(pen, hidden, output, second.weights.tolist(), MIDWAY, largest)
    label = first.activation.label
    for index, at in enumerate(inputs, start=1):
        node(pen, at, RADIUS, 0, named("x", index))
    for index, (at, bias) in enumerate(zip(hidden, first.biases.tolist(), strict=True), start=1):
        side = -1 if index == 1 else 1  # the upper words stand above, clear of the edges
        _draw_neuron(pen, at, named("h", index), f"{label}, bias {number(bias)}", side)
    _draw_neuron(pen, output[0], "z", f"bias {number(float(second.biases[0]))}", 1)


def _draw_edges(
    pen: Pen,
    starts: list[Point],
    ends: list[Point],
    weights: list[list[float]],
    share: float,
    largest: float,
) -> None:
    lines = [
        (trimmed(start, end, RADIUS, RADIUS), weight)
        for end, row in zip(ends, weights, strict=True)
        for start, weight in zip(starts, row, strict=True)
    ]
    for (start, end), weight in lines:
        edge(pen, start, end, weight, largest)
    for (start, end), weight in lines:
        weight_label(pen, start, end, weight, share)


def _draw_neuron(pen: Pen, at: Point, name: str, words: str, side: int) -> None:
    node(pen, at, RADIUS, 0, name)
    pen.text(words, (at[0], at[1] + side * (RADIUS + 13)), "muted", size=14)
