"""The neuron widget: inputs, weights and a bias become a sum, an activation and an output."""

from __future__ import annotations

import numpy as np

from kit.messages import Pointer
from kit.page.widget import Widget
from kit.pen.pen import Pen
from kit.pictures.contours import Grid
from kit.pictures.graph import Span
from kit.pictures.plane import Plane
from kit.words.calculations import added, total, worked
from kit.words.numbers import MINUS, equals, number
from kit.words.outputs import (
    confidence,
    decision,
    digits_to_claim,
    effect,
    landed,
    settled,
    shares,
    stated,
    written,
)
from kit.words.sentences import named
from pycore.nn.neuron import Neuron
from widgets.neuron.picture import draw_neuron

MOST_INPUTS = 4
ON_THE_LINE = 0.005  # half of the smallest step
CERTAIN = 0.99


class NeuronWidget(Widget):
    """One neuron with two to four inputs, its picture, its sum in numbers and its input plane."""

    def draw(self) -> None:
        """Compute the neuron once; picture, plane, words and table all speak of it."""
        count = int(self.settings["count"])
        x = np.array([self.settings[f"x{i}"] for i in range(1, count + 1)])
        w = np.array([self.settings[f"w{i}"] for i in range(1, count + 1)])
        neuron = Neuron(w, self.settings["b"], self.settings["activation"])
        z = float(settled(np.array(neuron.weighted_sum(x))))
        a = float(neuron.activation.value(z))
        self._show_inputs(count)
        self._say(neuron, x, z, a)
        self._judge(neuron, z, a)
        largest = self.limits["x1"].high, self.limits["w1"].high
        draw_neuron(self.view.pens["diagram"], neuron, x, (z, a), largest)
        crossed = _draw_plane(self.view.pens["plane"], neuron, x, self.limits["x1"].ends)
        self.view.text("line", "" if crossed else _no_line(neuron))

    def point(self, pointer: Pointer) -> None:
        """Drag the input point over the plane: that moves the sliders of x₁ and x₂."""
        if pointer.phase == "up":
            return
        plane = Plane(self.view.pens["plane"], *self.limits["x1"].ends)
        moved = {"x1": plane.x.invert(pointer.x), "x2": plane.y.invert(pointer.y)}
        for name, value in moved.items():
            self.drag(name, value)

    def _show_inputs(self, count: int) -> None:
        for index in range(3, MOST_INPUTS + 1):
            for part in (f"input-{index}", f"weight-{index}"):
                self.view.attribute(part, "hidden", index > count)
        note = "" if count == 2 else "The plane shows x₁ and x₂; the other inputs stay as set."
        self.view.text("slice", note)

    def _say(self, neuron: Neuron, x: Grid, z: float, a: float) -> None:
        view, activation = self.view, neuron.activation
        terms = list(zip(neuron.weights.tolist(), x.tolist(), strict=True))
        view.text("sum", f"z = {total(terms, neuron.bias)} {equals(z)}")
        digits = digits_to_claim(activation, a)
        inside, output = landed(activation, z, digits), stated(activation, a, digits)
        view.text("output", f"y = {activation.label}({inside}) {output}")
        view.text("formula", f"f(z) = {activation.formula.replace('-', MINUS)}")
        view.text("decision", decision(z))
        view.text("confidence", confidence(activation, a))
        view.text("effect", effect(activation, z, a))
        view.text("used-for", activation.used_for)
        *products, bias = worked([*neuron.terms(x).tolist(), neuron.bias], added)
        rows = [
            [named("x", i), number(x_i), number(w_i), product]
            for i, ((w_i, x_i), product) in enumerate(zip(terms, products, strict=True), start=1)
        ]
        view.rows("terms", [*rows, ["bias", "1", bias, bias]])
        view.text("total", number(z))

    def _judge(self, neuron: Neuron, z: float, a: float) -> None:
        """Tick the goals, and say the outcome; a goal once reached stays reached."""
        useless = neuron.weights[1] == 0 and neuron.weights[0] != 0
        certain = neuron.activation.name == "sigmoid" and max(a, 1 - a) > CERTAIN
        now = {"line": abs(z) < ON_THE_LINE, "useless": useless, "certain": certain}
        new = self.reach(**now)
        outcome = f"Weighted sum {number(z)}, output {written(neuron.activation, a)}"
        praise = "✓ You have reached a goal. " if new else ""
        self.view.status(f"{praise}{outcome}, decision {decision(z)}.")


def _no_line(neuron: Neuron) -> str:
    if not neuron.weights[:2].any():
        return "There is no line: both weights are 0, so the inputs change nothing."
    return "The line lies outside this part of the plane."


def _draw_plane(pen: Pen, neuron: Neuron, x: Grid, ends: Span) -> bool:
    """Draw the output over the plane; False when no decision line crosses it."""
    pen.clear()
    plane = Plane(pen, *ends)
    _, points = plane.grid()
    rest = np.broadcast_to(x[2:], (len(points), len(x) - 2))
    z = settled(np.asarray(neuron.weighted_sum(np.hstack([points, rest]))))
    plane.colour(shares(neuron.activation, neuron.activation.value(z)))
    crossed = plane.boundary(z)
    plane.axes((-2, -1, 0, 1, 2))
    plane.handle(float(x[0]), float(x[1]))
    return crossed
