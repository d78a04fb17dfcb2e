"""The two-layers widget: linear layers collapse into one; an activation in between stops that."""

from __future__ import annotations

import numpy as np

from kit.page.widget import Widget
from kit.pictures.contours import Grid
from kit.pictures.plane import Plane
from kit.words.calculations import added, total, worked
from kit.words.numbers import factor, number
from kit.words.outputs import settled
from kit.words.sentences import equation, joined
from pycore.analysis.collapse import equivalent_layer
from pycore.nn.mlp import MLP
from pycore.nn.neuron import Neuron
from widgets.two_layers.picture import draw_network

PLANE = (-0.5, 1.5)
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([False, True, True, False])
SAME = 1e-8  # differences below this are rounding
FULL_COLOUR = 1.5  # the sums of the start settings reach this on the plane


class TwoLayers(Widget):
    """A 2-2-1 network, and the one neuron that its weights merge into."""

    def draw(self) -> None:
        """Compute the network and the merged neuron; compare them on the whole plane."""
        network = self._network(self.settings["activation"])
        merged = _merged(self._network("linear"))
        points = Plane(self.view.pens["network"], *PLANE).grid()[1]
        z = settled(network.forward(points).y[:, 0])
        alone = settled(np.asarray(merged.weighted_sum(points)))
        self._say(network, merged)
        self._compare(z, alone)
        self._tabulate(network)
        draw_network(self.view.pens["diagram"], network, self.limits["w11"].high)
        for part, values in (("network", z), ("single", alone)):
            self._draw_map(part, values)

    def _network(self, activation: str) -> MLP:
        network = MLP([2, 2, 1], hidden=activation, output="linear", init="zeros")
        hidden, output = network.layers
        s = self.settings
        hidden.weights[:] = [[s["w11"], s["w12"]], [s["w21"], s["w22"]]]
        hidden.biases[:] = [s["b1"], s["b2"]]
        output.weights[:] = [[s["v1"], s["v2"]]]
        output.biases[:] = [s["c"]]
        return network

    def _say(self, network: MLP, merged: Neuron) -> None:
        hidden, output = network.layers
        v, u = output.weights[0].tolist(), hidden.weights.tolist()
        label = "" if hidden.activation.name == "linear" else hidden.activation.label
        inner = [
            f"{factor(v_i)} × {label}({equation(u_i, b_i)})"
            for v_i, u_i, b_i in zip(v, u, hidden.biases.tolist(), strict=True)
        ]
        constant = number(float(output.biases[0]))
        self.view.text("two", f"z = {joined([*inner, constant])}")
        self.view.text("one", f"z = {equation(merged.weights.tolist(), merged.bias)}")
        columns = [*zip(*u, strict=True), hidden.biases.tolist()]
        constants = [0.0, 0.0, float(output.biases[0])]
        totals = [*merged.weights.tolist(), merged.bias]
        names = ["weight of x₁", "weight of x₂", "bias"]
        rows = [
            [name, _product(v, column, start), number(result)]
            for name, column, start, result in zip(names, columns, constants, totals, strict=True)
        ]
        self.view.rows("merging", rows)

    def _compare(self, z: Grid, alone: Grid) -> None:
        largest = float(np.abs(z - alone).max())
        self.view.text("difference", number(largest if largest > SAME else 0.0))
        if self.settings["activation"] == "linear":
            words = "The two maps are the same: two linear layers are one neuron in disguise."
        elif _bend(z) > SAME:
            words = "The map has a bend or a step in it: no single linear neuron can draw it."
        elif not (self.settings["v1"] or self.settings["v2"]):
            words = "The hidden neurons count for nothing: their weights to the output are 0."
        else:
            words = "On this square the map is still straight: no hidden sum passes a bend here."
        self.view.text("verdict", words)

    def _tabulate(self, network: MLP) -> None:
        trace = network.forward(CORNERS)
        z = settled(trace.y[:, 0])
        right = (z >= 0) == XOR
        rows, (v,), (c,) = [], network.layers[1].weights, network.layers[1].biases.tolist()
        hidden_outputs = settled(trace.a[0])
        for x, h, z_there, wanted, good in zip(CORNERS, hidden_outputs, z, XOR, right, strict=True):
            mark = "✓ yes" if good else "✗ no"
            answer, inputs = str(int(z_there >= 0)), map(number, x.tolist())
            hidden = worked(h.tolist(), lambda values: added([*(v * values).tolist(), c]))
            rows.append([*inputs, *hidden, str(int(wanted)), number(z_there), answer, mark])
        self.view.rows("corners", rows)
        solved = (
            "✓ The network computes XOR"
            if right.all()
            else f"XOR: {right.sum()} of 4 corners right"
        )
        self.view.status(f"{solved}, hidden activation {network.layers[0].activation.label}.")

    def _draw_map(self, part: str, z: Grid) -> None:
        pen = self.view.pens[part]
        pen.clear()
        plane = Plane(pen, *PLANE)
        plane.colour(np.clip(z / FULL_COLOUR, -1, 1))
        plane.boundary(z)
        plane.axes((0, 1))
        for (x1, x2), wanted in zip(CORNERS.tolist(), XOR, strict=True):
            plane.mark(x1, x2, "a" if wanted else "b")


def _merged(linear: MLP) -> Neuron:
    weights, biases = equivalent_layer(linear)
    return Neuron(settled(weights[0]), float(settled(biases)[0]), "linear")


def _product(v: list[float], column: tuple[float, ...] | list[float], start: float) -> str:
    """How two layers of numbers become one: a row times a column."""
    return total(list(zip(v, column, strict=True)), start or None)


def _bend(z: Grid) -> float:
    """The largest second difference on the grid: 0 for a plane, whatever its slope."""
    side = round(len(z) ** 0.5)
    grid = z.reshape(side, side)
    mixed = np.diff(np.diff(grid, axis=0), axis=1)
    seconds = (np.diff(grid, 2, axis=0), np.diff(grid, 2, axis=1), mixed)
    return max(float(np.abs(second).max()) for second in seconds)
