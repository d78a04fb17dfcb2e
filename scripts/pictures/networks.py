"""Pictures of networks: one neuron, a lit network, and blame on its way back."""

from __future__ import annotations

import numpy as np

from kit.pen.colours import Colour, mix, parse
from kit.pen.pen import Curve, Point
from kit.pictures.contours import Grid
from kit.pictures.lens_layout import along, bow
from pycore import MLP, Neuron, backward
from scripts.pictures.sheet import DASH, SHEET, edge, grid, lens
from scripts.pictures.svg import SvgPen

INPUTS, ROW = 30.0, (34.0, 90.0, 146.0)
LENS, GLASS = (206.0, 90.0), 52.0
CELLS = 60
REACH = 3.0  # of the plane in a lens, to each side


def neuron(pen: SvgPen) -> None:
    """Two inputs and a bias lead into a neuron, which shows its answer to every input."""
    one = Neuron([2.2, 0.9], -1.6, "sigmoid")
    points, shape = grid(CELLS, CELLS, (-REACH, -REACH), (REACH, REACH))
    shares: Grid = 2 * np.asarray(one.output(points)).reshape(shape) - 1
    for height, weight in zip(ROW, (*one.weights.tolist(), one.bias), strict=True):
        edge(pen, (INPUTS, height), LENS, weight, 2.4)
    edge(pen, LENS, (SHEET.width + 8, LENS[1]), 1.0, 2.4)
    for height, name in zip(ROW, ("a-soft", "b-soft", "card"), strict=True):
        pen.circle((INPUTS, height), 12, fill=name, width=2.5)
    lens(pen, LENS, GLASS, shares)


SIZES, SAMPLE, SEED = (2, 3, 3, 1), (1.4, -0.9), 30
COLUMNS, NODE = (32.0, 118.0, 204.0, 288.0), 17.0


def layers(pen: SvgPen) -> None:
    """A network with the values that one sample makes in it."""
    network = MLP(SIZES, "tanh", "tanh", seed=SEED)
    trace = network.forward([SAMPLE])
    values = [np.array(SAMPLE), *(layer[0] for layer in trace.a)]
    places = [_column(x, count) for x, count in zip(COLUMNS, SIZES, strict=True)]
    edges = [
        (float(layer.weights[end, start]), before[start], after[end])
        for layer, before, after in zip(network.layers, places, places[1:], strict=False)
        for start in range(len(before))
        for end in range(len(after))
    ]
    largest = max(abs(weight) for weight, *_ in edges)
    for weight, start, end in sorted(edges, key=lambda one: abs(one[0])):
        edge(pen, start, end, weight, 1.15 * largest)
    for column, lit in zip(places, values, strict=True):
        for at, value in zip(column, lit.tolist(), strict=True):
            _node(pen, at, value)


def _column(x: float, count: int) -> list[Point]:
    return [(x, SHEET.height * (index + 0.5) / count) for index in range(count)]


def _node(pen: SvgPen, at: Point, value: float) -> None:
    end = parse(pen.tokens["a-fill" if value >= 0 else "b-fill"])
    _neuron(pen, at, mix(parse(pen.tokens["card"]), end, min(round(abs(value), 1), 1.0)))


def _neuron(pen: SvgPen, at: Point, fill: str | Colour) -> None:
    pen.circle(at, NODE + 3, fill="sunk", outline=None)
    pen.circle(at, NODE, fill=fill, width=2.5)


BACK = (2, 2, 1)
BACK_COLUMNS, TARGET = (30.0, 118.0, 200.0), (280.0, 90.0)
RINGS = (30.0, 19.0, 8.0)
BARB, BARB_AT = 9.0, 0.42  # pixels; of the way along an edge


def backpropagation(pen: SvgPen) -> None:
    """From the target, blame goes back along the edges: as much as each one's gradient."""
    network = MLP(BACK, "tanh", "sigmoid", seed=4)
    gradients = backward(network, network.forward([SAMPLE]), [[1.0]], "mse")
    places = [_column(x, count) for x, count in zip(BACK_COLUMNS, BACK, strict=True)]
    edge_of_target = TARGET[0] - RINGS[0], TARGET[1]
    arrows = [(edge_of_target, places[2][0], 0.0)]
    for before, after, block in zip(places, places[1:], gradients.blocks, strict=False):
        slopes = np.abs(block[:, :-1]).tolist()
        arrows += [
            (after[end], before[start], slope)
            for end, row in enumerate(slopes)
            for start, slope in enumerate(row)
        ]
    largest = max(slope for *_, slope in arrows)
    for start, end, slope in arrows:
        _blame(pen, start, end, 3 + 5 * (slope / largest if slope else 1))
    for column in places:
        for at in column:
            _neuron(pen, at, "card")
    for radius, fill in zip(RINGS, ("card", "card", "mark"), strict=True):
        pen.circle(TARGET, radius, fill=fill, width=2.5)


def _blame(pen: SvgPen, start: Point, end: Point, width: float) -> None:
    way = bow(start, end)
    pen.curves([way], "b-fill", width, DASH)
    pen.line(_barb(way), "ink", 3)


def _barb(way: Curve) -> list[Point]:
    """The tip of an arrow on a curve."""
    before, at, after = (np.array(along(way, BARB_AT + near)) for near in (-1e-3, 0.0, 1e-3))
    back = -BARB * (after - before) / np.hypot(*(after - before))
    aside = 0.8 * np.array([-back[1], back[0]])
    return [(float(x), float(y)) for x, y in (at + back + aside, at, at + back - aside)]
