"""The gates widget: can one neuron with a step be an AND, an OR, a NOT, an XOR?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kit.page.widget import Widget
from kit.pictures.contours import Grid
from kit.pictures.plane import Plane
from kit.words.calculations import added
from kit.words.numbers import number
from kit.words.outputs import settled, shares
from kit.words.sentences import joined
from pycore.nn.neuron import Neuron

PLANE = (-0.5, 1.5)


@dataclass(frozen=True)
class Gate:
    """A truth table: inputs (n, n_inputs) and the outputs (n,) that are wanted."""

    name: str
    inputs: tuple[tuple[int, ...], ...]
    wanted: tuple[int, ...]


PAIRS = ((0, 0), (0, 1), (1, 0), (1, 1))
GATES = {
    gate.name: gate
    for gate in [
        Gate("AND", PAIRS, (0, 0, 0, 1)),
        Gate("OR", PAIRS, (0, 1, 1, 1)),
        Gate("NOT", ((0,), (1,)), (1, 0)),
        Gate("XOR", PAIRS, (0, 1, 1, 0)),
    ]
}


class Gates(Widget):
    """A truth table to fulfil by moving two weights and a bias."""

    def draw(self) -> None:
        """Check the neuron against every row of the table, and show where its line lies."""
        gate = GATES[self.settings["gate"]]
        inputs = np.array(gate.inputs, dtype=float)
        weights = [self.settings["w1"], self.settings["w2"]][: inputs.shape[1]]
        neuron = Neuron(weights, self.settings["b"], "step")
        z = settled(np.asarray(neuron.weighted_sum(inputs)))
        right = neuron.activation.value(z) == gate.wanted
        self.view.attribute("weight-2", "hidden", gate.name == "NOT")
        self._tabulate(gate, z, right)
        self._judge(gate, z, int(right.sum()))
        self._draw_plane(gate, neuron, right)

    def _tabulate(self, gate: Gate, z: Grid, right: Grid) -> None:
        rows = []
        for inputs, wanted, total, good in zip(gate.inputs, gate.wanted, z, right, strict=True):
            x1, x2 = (*map(str, inputs), "–")[:2]
            answer = str(int(total >= 0))
            rows.append([x1, x2, str(wanted), number(total), answer, "✓ yes" if good else "✗ no"])
        self.view.rows("table", rows)

    def _judge(self, gate: Gate, z: Grid, right: int) -> None:
        if right == len(gate.wanted):
            self.reach(**{gate.name.lower(): True})
        self.view.attribute("impossible", "hidden", gate.name != "XOR")
        if gate.name == "XOR":
            self._explain_xor(z)
        if right == len(gate.wanted):
            self.view.status(f"✓ All {right} rows are right: {gate.name} is made.")
        else:
            verb = "is" if right == 1 else "are"
            self.view.status(f"{right} of {len(gate.wanted)} rows {verb} right.")

    def _explain_xor(self, z: Grid) -> None:
        """Opposite corners always have equal totals; XOR would need them to differ."""
        z00, z01, z10, z11 = (number(total) for total in z)
        same, mixed = number(added([z[0], z[3]])), number(added([z[1], z[2]]))
        self.view.text("equal", f"z(0,0) + z(1,1) = {joined([z00, z11])} = {same}")
        self.view.text("mixed", f"z(0,1) + z(1,0) = {joined([z01, z10])} = {mixed}")

    def _draw_plane(self, gate: Gate, neuron: Neuron, right: Grid) -> None:
        pen = self.view.pens["plane"]
        pen.clear()
        plane = Plane(pen, *PLANE)
        points = plane.grid()[1][:, : len(neuron.weights)]
        z = settled(np.asarray(neuron.weighted_sum(points)))
        plane.colour(shares(neuron.activation, neuron.activation.value(z)))
        plane.boundary(z)
        plane.axes((0, 1), second=gate.name != "NOT")
        for inputs, wanted, good in zip(gate.inputs, gate.wanted, right, strict=True):
            x1, x2 = (*inputs, 0)[:2]
            plane.mark(x1, x2, "a" if wanted else "b", 11)
            plane.verdict(x1, x2, good)
