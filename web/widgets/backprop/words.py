"""What an operation computed, as rows: what, the calculation with its numbers, the result.

Inputs are printed in as many digits as the printed result needs (`kit.words.numbers`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf, log

from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of, weight_of
from kit.pictures.parameters import index_of, into
from kit.words.calculations import added, product, stepped, total, worked
from kit.words.numbers import DIGITS, bracketed, equals, number
from kit.words.outputs import SLOPE_FROM_HEIGHT
from widgets.backprop.run import Cycle
from widgets.backprop.steps import Operation

Row = list[str]


def rows_of(cycle: Cycle, operation: Operation) -> list[Row]:
    """The rows of one operation."""
    tell: dict[str, Callable[[Cycle, int, int], list[Row]]] = {
        "activation": _activation,
        "loss": _loss,
        "delta": _delta,
        "gradient": _gradients,
        "update": _updates,
    }
    return tell[operation.kind](cycle, operation.layer, operation.neuron)


def neuron_name(cycle: Cycle, layer: int, neuron: int) -> str:
    """x₁, h₂ or y."""
    return name_of(Spot("n", layer, neuron), cycle.before.sizes)


def gradient_of(cycle: Cycle, spot: Spot) -> float:
    """The slope of the sample's loss by one parameter."""
    return float(cycle.gradients.vector[index_of(cycle.before, spot)])


def received(cycle: Cycle, spot: Spot) -> float:
    """What a weight is multiplied with: the activation below, or 1 for a bias."""
    if spot.kind == "b":
        return 1.0
    return float(cycle.trace.below(spot.layer - 1)[0, spot.source])


def slope_words(cycle: Cycle, layer: int, neuron: int, digits: int = DIGITS) -> str:
    """How f′(z) of a neuron comes about, in numbers that give `digits` of its result."""
    z = float(cycle.trace.z[layer - 1][0, neuron])
    a = float(cycle.trace.a[layer - 1][0, neuron])
    match cycle.before.layers[layer - 1].activation.name:
        case "tanh":
            (text,) = worked([a], SLOPE_FROM_HEIGHT["tanh"], digits)
            return f"1 − {bracketed(text)}²"
        case "sigmoid":
            (text,) = worked([a], SLOPE_FROM_HEIGHT["sigmoid"], digits)
            return f"{text} × (1 − {text})"
        case "linear":
            return "a straight line"
        case _:
            return f"z {equals(z)} is {'above' if z > 0 else 'not above'} 0"


def _activation(cycle: Cycle, layer: int, neuron: int) -> list[Row]:
    name = neuron_name(cycle, layer, neuron)
    z = float(cycle.trace.z[layer - 1][0, neuron])
    a = float(cycle.trace.a[layer - 1][0, neuron])
    spots = into(cycle.before.sizes, layer, neuron)
    pairs = [(weight_of(cycle.before, spot), received(cycle, spot)) for spot in spots[:-1]]
    bias = weight_of(cycle.before, spots[-1])
    function = cycle.before.layers[layer - 1].activation
    (inside,) = worked([z], lambda inputs: float(function.value(inputs[0])))
    return [
        [f"z of {name}", total(pairs, bias), equals(_clean(z, pairs, bias))],
        [name, f"{function.label}({inside})", equals(a)],
    ]


def _clean(z: float, pairs: Sequence[tuple[float, float]], bias: float) -> float:
    return 0.0 if added([*(a * b for a, b in pairs), bias]) == 0 else z


def _loss(cycle: Cycle, layer: int, neuron: int) -> list[Row]:
    y, t = float(cycle.trace.y[0, 0]), float(cycle.t[0, 0])
    if cycle.config.loss == "mse":
        texts = worked([y, t], lambda inputs: (inputs[0] - inputs[1]) ** 2)
        words = "({} − {})²".format(*texts)
    elif (y if t == 1 else 1 - y) == 0:
        words = (
            f"computed from z {equals(float(cycle.trace.z[-1][0, 0]))}: y is rounded to {number(y)}"
        )
    elif t == 1:
        (text,) = worked([y], lambda inputs: _minus_log(inputs[0]))
        words = f"−ln {text}"
    else:
        (text,) = worked([y], lambda inputs: _minus_log(1 - inputs[0]))
        words = f"−ln(1 − {text})"
    return [["loss L", words, equals(cycle.loss)]]


def _minus_log(share: float) -> float:
    return -log(share) if share > 0 else inf


def _delta(cycle: Cycle, layer: int, neuron: int) -> list[Row]:
    name, delta = neuron_name(cycle, layer, neuron), cycle.delta(layer, neuron)
    if layer == len(cycle.before.layers):
        return _output_delta(cycle, name, delta)
    pairs = paths_up(cycle, layer, neuron)
    by_activation = added([delta_above * weight for delta_above, weight in pairs])
    slope = cycle.slope(layer, neuron)
    return [
        [f"∂L/∂{name}", total(pairs), equals(by_activation)],
        [f"f′(z) of {name}", slope_words(cycle, layer, neuron), equals(slope)],
        [f"δ of {name}", product([by_activation, slope]), equals(delta)],
    ]


def _output_delta(cycle: Cycle, name: str, delta: float) -> list[Row]:
    y, t = float(cycle.trace.y[0, 0]), float(cycle.t[0, 0])
    if cycle.config.loss != "mse":
        texts = worked([y, t], lambda inputs: inputs[0] - inputs[1])
        return [[f"δ of {name}", "y − t = {} − {}".format(*texts), equals(delta)]]
    by_output = 2 * (y - t)
    texts = worked([y, t], lambda inputs: 2 * (inputs[0] - inputs[1]))
    slope = cycle.slope(len(cycle.before.layers), 0)
    return [
        [f"∂L/∂{name}", "2 × ({} − {})".format(*texts), equals(by_output)],
        [
            f"f′(z) of {name}",
            slope_words(cycle, len(cycle.before.layers), 0),
            equals(slope),
        ],
        [f"δ of {name}", product([by_output, slope]), equals(delta)],
    ]


def paths_up(cycle: Cycle, layer: int, neuron: int) -> list[tuple[float, float]]:
    """For a hidden neuron: δ of each neuron above, and the weight that leads to it."""
    above = range(cycle.before.sizes[layer + 1])
    weights = cycle.before.layers[layer].weights
    return [(cycle.delta(layer + 1, up), float(weights[up, neuron])) for up in above]


def _gradients(cycle: Cycle, layer: int, neuron: int) -> list[Row]:
    delta = cycle.delta(layer, neuron)
    return [
        [
            f"∂L/∂({name_of(spot, cycle.before.sizes)})",
            product([delta, received(cycle, spot)]),
            equals(gradient_of(cycle, spot)),
        ]
        for spot in into(cycle.before.sizes, layer, neuron)
    ]


def _updates(cycle: Cycle, layer: int, neuron: int) -> list[Row]:
    return [
        [
            name_of(spot, cycle.before.sizes),
            update_words(cycle, spot),
            equals(weight_of(cycle.after, spot)),
        ]
        for spot in into(cycle.before.sizes, layer, neuron)
    ]


def update_words(cycle: Cycle, spot: Spot) -> str:
    """The calculation of a new value: the old one minus rate times gradient."""
    return stepped(weight_of(cycle.before, spot), cycle.config.rate, gradient_of(cycle, spot))
