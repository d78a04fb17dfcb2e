"""Any weight or bias: its gradient as a product, where each factor comes from, and the proof.

Longer than other files: the factors of a gradient and the words on each of them stand side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import name_of, weight_of
from kit.pictures.parameters import index_of, spots_of
from kit.words.calculations import digits_needed, total, worked
from kit.words.numbers import bracketed, equals, number
from kit.words.outputs import FLAT
from pycore.analysis.explain import Explanation, explain
from pycore.analysis.gradient_check import NUDGE, GradientCheck, check_backward
from pycore.analysis.parameter_loss import loss_of_parameters
from widgets.backprop.run import Cycle
from widgets.backprop.steps import Position
from widgets.backprop.words import (
    gradient_of,
    neuron_name,
    paths_up,
    received,
    slope_words,
    update_words,
)

CIRCLED = "①②③"
LOSS_DIGITS = 12  # of the two losses whose difference counts
UNKNOWN = "–"


@dataclass(frozen=True)
class Reason:
    """One factor: its symbol, its value, the places and words it comes from, if computed yet."""

    symbol: str
    value: float
    places: tuple[Spot, ...]
    words: str
    known: bool


def explanation_of(cycle: Cycle, spot: Spot) -> Explanation:
    """What the engine says about a parameter."""
    return explain(
        cycle.before,
        cycle.x[0],
        cycle.t[0],
        layer=spot.layer - 1,
        neuron=spot.target,
        input=spot.source if spot.kind == "w" else None,
        loss=cycle.config.loss,
    )


def reasons(cycle: Cycle, spot: Spot, position: Position) -> list[Reason]:
    """The factors of a gradient, first the one nearest to the loss."""
    told = explanation_of(cycle, spot)
    name = neuron_name(cycle, spot.layer, spot.target)
    symbols = {
        "∂L/∂a": f"∂L/∂{name}",
        "∂a/∂z": f"∂{name}/∂z",
        "∂L/∂z": "∂L/∂z",
        "∂z/∂w": "∂z/∂w",
        "∂z/∂b": "∂z/∂b",
    }
    places = {
        "∂L/∂a": _above(cycle, spot),
        "∂L/∂z": _above(cycle, spot),
        "∂a/∂z": (Spot("n", spot.layer, spot.target),),
        "∂z/∂w": (Spot("n", spot.layer - 1, spot.source),),
        "∂z/∂b": (spot,),
    }
    digits = digits_needed([f.value for f in told.factors], prod)
    found = []
    for factor in told.factors:
        known = _is_known(spot, factor.symbol, position)
        words = _words(cycle, spot, factor.symbol, digits if known else None)
        symbol = factor.symbol
        found.append(Reason(symbols[symbol], factor.value, places[symbol], words, known))
    return found


def _is_known(spot: Spot, symbol: str, position: Position) -> bool:
    """Whether a factor has been computed in this cycle."""
    if symbol == "∂z/∂b" or (symbol == "∂z/∂w" and spot.layer == 1):
        return True
    if symbol == "∂z/∂w":
        return position.has("activation", spot.layer - 1, spot.source)
    return position.has("delta", spot.layer, spot.target)


def _above(cycle: Cycle, spot: Spot) -> tuple[Spot, ...]:
    """Where the signal comes from on its way back: the loss, or the edges upwards."""
    if spot.layer == len(cycle.before.layers):
        return (Spot("n", spot.layer + 1, 0),)
    upper = range(cycle.before.sizes[spot.layer + 1])
    return tuple(Spot("w", spot.layer + 1, up, spot.target) for up in upper)


def _words(cycle: Cycle, spot: Spot, symbol: str, digits: int | None) -> str:
    """Where a factor comes from, with numbers that give its digits unless they are unknown."""
    layer, neuron = spot.layer, spot.target
    name = neuron_name(cycle, layer, neuron)
    match symbol:
        case "∂z/∂w":
            return (
                f"what the weight is multiplied with: {neuron_name(cycle, layer - 1, spot.source)}"
            )
        case "∂z/∂b":
            return "the bias is added as it is"
        case "∂a/∂z":
            if digits is None:
                return f"slope of the curve of {name}"
            flat = abs(cycle.slope(layer, neuron)) < FLAT
            end = "; flat: here the signal stops" if flat else ""
            return f"slope of the curve of {name}: {slope_words(cycle, layer, neuron, digits)}{end}"
        case _ if layer == len(cycle.before.layers):
            return "from the loss: how it changes with y"
    pairs = paths_up(cycle, layer, neuron)
    ways = ", ".join(neuron_name(cycle, layer + 1, up) for up in range(len(pairs)))
    many = f"sum over the paths through {ways}" if len(pairs) > 1 else f"the path through {ways}"
    numbers = "" if digits is None else f": {total(pairs, digits=digits)}"
    return f"{many}, δ × weight each{numbers}"


def chain(reasons: Sequence[Reason], bias: bool) -> str:
    """The chain rule in symbols."""
    left = "∂L/∂b" if bias else "∂L/∂w"
    return f"{left} = " + " × ".join(reason.symbol for reason in reasons)


def chain_in_numbers(reasons: Sequence[Reason], gradient: float | None) -> str:
    """The chain rule in numbers, with the gradient as its end; what is unknown is left open."""
    line = " × ".join(bracketed(text) for text in _values(reasons))
    return line if gradient is None else f"{line} {equals(gradient)}"


def _values(reasons: Sequence[Reason]) -> list[str]:
    """The factors as text, in as many digits as their product needs."""
    texts = worked([reason.value for reason in reasons], prod)
    pairs = zip(texts, reasons, strict=True)
    return [text if reason.known else UNKNOWN for text, reason in pairs]


def badges(reasons: Sequence[Reason]) -> dict[Spot, str]:
    """The factors' numbers at their places."""
    return {place: str(i) for i, reason in enumerate(reasons, start=1) for place in reason.places}


def rows(reasons: Sequence[Reason]) -> list[list[str]]:
    """The factors as rows, with the numbers that stand in the equation."""
    values = _values(reasons)
    return [
        [f"{CIRCLED[i]} {reason.symbol}", values[i], reason.words]
        for i, reason in enumerate(reasons)
    ]


def change_words(cycle: Cycle, spot: Spot) -> str:
    """Before and after the update."""
    return f"{update_words(cycle, spot)} {equals(weight_of(cycle.after, spot))}"


def measured(cycle: Cycle, spot: Spot) -> list[list[str]]:
    """The central difference for one parameter, line by line."""
    index, value = index_of(cycle.before, spot), weight_of(cycle.before, spot)
    nudge = NUDGE * max(1.0, abs(value))
    function = loss_of_parameters(cycle.before, cycle.x, cycle.t, cycle.config.loss)
    nudged: list[float] = []
    for way in (1, -1):
        vector = cycle.before.parameters.copy()
        vector[index] += way * nudge
        nudged.append(float(np.asarray(function.value(vector))))
    check = checked(cycle)
    return [
        ["nudge h", number(nudge)],
        ["L with the value + h", number(nudged[0], LOSS_DIGITS)],
        ["L with the value − h", number(nudged[1], LOSS_DIGITS)],
        ["their difference / 2h", number(float(check.measured[index]), 9)],
        ["gradient by backpropagation", number(float(check.claimed[index]), 9)],
        ["error", number(float(check.errors[index]), 2)],
    ]


def checked(cycle: Cycle) -> GradientCheck:
    """All gradients of a cycle beside the measured ones."""
    return check_backward(cycle.before, cycle.x, cycle.t, cycle.config.loss)


def table(cycle: Cycle, check: GradientCheck | None) -> list[list[str]]:
    """Every parameter: before, gradient, after, and the check if it is asked for."""
    rows = []
    for spot in spots_of(cycle.before.sizes):
        index = index_of(cycle.before, spot)
        proof = ["–", "–"]
        if check is not None:
            measured = number(float(check.measured[index]), 6)
            proof = [measured, number(float(check.errors[index]), 2)]
        cells = [
            name_of(spot, cycle.before.sizes),
            number(weight_of(cycle.before, spot)),
            number(received(cycle, spot)),
            number(cycle.delta(spot.layer, spot.target)),
            number(gradient_of(cycle, spot)),
            number(weight_of(cycle.after, spot)),
        ]
        rows.append([*cells, *proof])
    return rows


def next_spot(layout: NetworkLayout, spot: Spot, key: str) -> Spot:
    """Where a key leads: up and down among what leads into a layer, left and right to the next."""
    layers = {layer: layout.into_layer(layer) for layer in range(1, len(layout.sizes))}
    if key == "Home":
        return layers[1][0]
    if key == "End":
        return layers[len(layers)][-1]
    column = layers[spot.layer]
    place = column.index(spot)
    if key in ("ArrowUp", "ArrowDown"):
        step = -1 if key == "ArrowUp" else 1
        return column[min(max(place + step, 0), len(column) - 1)]
    other = layers.get(spot.layer + (1 if key == "ArrowRight" else -1), column)
    return other[min(place * len(other) // len(column), len(other) - 1)]
