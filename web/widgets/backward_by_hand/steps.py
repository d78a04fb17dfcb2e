"""One backward step by hand: its seven steps, and the mistakes that are likely in them.

Longer than other files: the seven steps build on each other, and are read one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kit.kinds.exercise import Slip, Step, Values
from kit.words.numbers import factor, number
from kit.words.sentences import named
from pycore.nn.activations import activation
from widgets.backward_by_hand.sample import MSE, Sample

RELU, LINEAR = activation("relu"), activation("linear")
SLOPE, DELTA, BY_V, BY_W, NEW_W = "∂L/∂y", "δ", "∂L/∂v₁", "∂L/∂w₁₁", "new w₁₁"


def backward_steps(sample: Sample) -> tuple[Step, ...]:
    """The seven steps, from the loss back to one weight of the first layer."""
    return (
        _loss_slope(sample),
        _output_delta(sample),
        _output_gradient(sample),
        _hidden_delta(sample, 1),
        _hidden_delta(sample, 2),
        _hidden_gradient(sample),
        _update(sample),
    )


def _loss_slope(sample: Sample) -> Step:
    y, t = sample.forward[2], sample.t
    error = y - t
    slips = [
        Slip(error, "The factor 2 is missing: the slope of (y − t)² is 2 (y − t)."),
        Slip(-2 * error, "The sign is turned round: it is the output minus the target, y − t."),
        Slip(-error, "It is output minus target, y − t; and the slope of a square has a factor 2."),
        Slip(error**2, "That is the loss itself. Wanted is its slope: how it changes with y."),
        Slip(2 * error**2, "The slope of (y − t)² has no square any more: it is 2 (y − t)."),
    ]
    return Step(
        name=SLOPE,
        letters=f"{SLOPE} = 2 (y − t)",
        numbers=lambda _: f"{SLOPE} = 2 × ({number(y)} − {factor(t)})",
        value=lambda _: float(MSE.slope(np.array([[y]]), np.array([[t]]))[0, 0]),
        slips=lambda _: slips,
        advice=lambda _: f"First the difference {number(y)} − {factor(t)}, then twice that.",
    )


def _output_delta(sample: Sample) -> Step:
    y = sample.forward[2]

    def slips(values: Values) -> Sequence[Slip]:
        slope = values[SLOPE]
        return [
            Slip(0.0, "A straight line is not flat: the slope of the linear activation is 1."),
            Slip(slope * y, "That is times the output y. Wanted is the slope there, which is 1."),
            Slip(2 * slope, f"The factor 2 of the loss is in {SLOPE} already."),
            Slip(slope / 2, f"{SLOPE} is not halved on the way: it is multiplied by 1."),
        ]

    return Step(
        name=DELTA,
        letters=f"{DELTA} = {SLOPE} × f′(z)",
        numbers=lambda values: f"{DELTA} = {number(values[SLOPE])} × {number(_linear_slope(y))}",
        value=lambda values: values[SLOPE] * _linear_slope(y),
        slips=slips,
        advice=lambda values: f"The slope of a linear neuron is 1: multiply {SLOPE} by it.",
    )


def _linear_slope(z: float) -> float:
    return float(LINEAR.derivative(z))


def _output_gradient(sample: Sample) -> Step:
    _, (h1, h2), y = sample.forward
    v1 = float(sample.network.layers[1].weights[0, 0])

    def slips(values: Values) -> Sequence[Slip]:
        delta = values[DELTA]
        return [
            Slip(delta * v1, "That is times the weight. Its gradient takes what it carries, h₁."),
            Slip(delta * h2, "That is h₂, which v₂ carries. The weight v₁ carries h₁."),
            Slip(delta * sample.x[0], "That is the input x₁. The weight v₁ carries h₁."),
            Slip(delta * y, "That is the value at its end. Take the one at its start, h₁."),
            Slip(h1, "The delta is missing: multiply h₁ by δ."),
            Slip(delta, "The value that the weight carries is missing: multiply δ by h₁."),
        ]

    return Step(
        name=BY_V,
        letters=f"{BY_V} = {DELTA} × h₁",
        numbers=lambda values: f"{BY_V} = {number(values[DELTA])} × {factor(h1)}",
        value=lambda values: values[DELTA] * h1,
        slips=slips,
        advice=lambda values: f"Multiply the delta, {number(values[DELTA])}, by h₁ = {number(h1)}.",
    )


def _hidden_delta(sample: Sample, index: int) -> Step:
    sums, outputs, _ = sample.forward
    z, h = sums[index - 1], outputs[index - 1]
    weights = sample.network.layers[1].weights[0].tolist()
    v, other = weights[index - 1], weights[2 - index]
    slope = float(RELU.derivative(z))
    name, z_name, v_name = (named(letter, index) for letter in ("δ", "z", "v"))

    def slips(values: Values) -> Sequence[Slip]:
        delta = values[DELTA]
        crossed = f"That goes through the other weight. To this neuron leads {v_name}."
        found = [
            Slip(delta * other, crossed),
            Slip(v, f"The output’s delta is missing: multiply {v_name} by δ."),
            Slip(delta, f"The weight on the way is missing: multiply δ by {v_name}."),
            Slip(
                delta * v * z,
                f"That is times the sum {z_name}. Wanted is the slope of ReLU there, 0 or 1.",
            ),
        ]
        if slope == 0:
            words = f"The slope of ReLU is missing: {z_name} is negative, so the slope there is 0."
            return [*found, Slip(delta * v, words)]
        updated = v - sample.rate * delta * h
        late = f"That goes through {v_name} after its update. All slopes belong to the old weights."
        return [
            *found,
            Slip(0.0, f"{z_name} is positive, and there ReLU has the slope 1, not 0."),
            Slip(delta * h, f"That is the gradient of {v_name}. Going back takes {v_name} itself."),
            Slip(delta * updated, late),
        ]

    return Step(
        name=name,
        letters=f"{name} = {DELTA} × {v_name} × ReLU′({z_name})",
        numbers=lambda values: f"{name} = {number(values[DELTA])} × {factor(v)} × {number(slope)}",
        value=lambda values: values[DELTA] * v * slope,
        slips=slips,
        advice=lambda values: (
            f"Go piece by piece: {number(values[DELTA])} × {factor(v)}, then "
            f"times the slope of ReLU at {z_name} = {number(z)}."
        ),
    )


def _hidden_gradient(sample: Sample) -> Step:
    x1, x2 = sample.x
    h1 = sample.forward[1][0]
    w11 = float(sample.network.layers[0].weights[0, 0])

    def slips(values: Values) -> Sequence[Slip]:
        delta = values["δ₁"]
        found = [
            Slip(delta * x2, "That is x₂, which w₁₂ carries. The weight w₁₁ carries x₁."),
            Slip(values[DELTA] * x1, "That is the delta of the output. At the end of w₁₁ is δ₁."),
            Slip(delta * h1, "That is h₁, the value at its end. Take the one at its start, x₁."),
            Slip(delta * w11, "That is times the weight. Its gradient takes what it carries, x₁."),
            Slip(delta, "The value that the weight carries is missing: multiply δ₁ by x₁."),
            Slip(x1, "The delta is missing: multiply x₁ by δ₁."),
        ]
        if values["δ₂"]:
            words = "That is the delta of the other hidden neuron. At the end of w₁₁ is δ₁."
            found.append(Slip(values["δ₂"] * x1, words))
        return found

    return Step(
        name=BY_W,
        letters=f"{BY_W} = δ₁ × x₁",
        numbers=lambda values: f"{BY_W} = {number(values['δ₁'])} × {number(x1)}",
        value=lambda values: values["δ₁"] * x1,
        slips=slips,
        advice=lambda values: f"Multiply δ₁ = {number(values['δ₁'])} by x₁ = {number(x1)}.",
    )


def _update(sample: Sample) -> Step:
    w11, rate = float(sample.network.layers[0].weights[0, 0]), sample.rate
    v1 = float(sample.network.layers[1].weights[0, 0])

    def slips(values: Values) -> Sequence[Slip]:
        gradient = values[BY_W]
        step = rate * gradient
        return [
            Slip(w11 + step, "That is added. Descent goes against the gradient: take it away."),
            Slip(w11 - gradient, f"The learning rate is missing: take away only {rate} of it."),
            Slip(w11 + gradient, "The learning rate is missing, and descent takes away."),
            Slip(step, "That is the size of the step. Take it away from the old w₁₁."),
            Slip(-step, "That is the step itself. Add it to the old w₁₁."),
            Slip(w11, "That is the old weight. Now take the step."),
            Slip(v1 - step, "That starts from v₁. The weight to change is w₁₁."),
            Slip(w11 - rate * values["δ₁"], "That takes δ₁ for the gradient, which is δ₁ × x₁."),
            Slip(w11 - rate * values[BY_V], f"That is the gradient of v₁. Here {BY_W} counts."),
        ]

    return Step(
        name=NEW_W,
        letters=f"{NEW_W} = w₁₁ − η × {BY_W}",
        numbers=lambda values: f"{NEW_W} = {number(w11)} − {number(rate)} × {factor(values[BY_W])}",
        value=lambda values: w11 - rate * values[BY_W],
        slips=slips,
        advice=lambda values: (
            f"First {number(rate)} × {factor(values[BY_W])}, then take that "
            f"away from {number(w11)}."
        ),
    )
