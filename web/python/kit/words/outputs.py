"""How an output is read: its brightness, its decision, and how sure it claims to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from kit.words.calculations import Compute, digits_needed
from kit.words.numbers import DIGITS, equals, number, percent, within
from pycore.nn.activations import Activation
from pycore.numerics import Array

FULL_COLOUR = 3.0  # an output without a limit is drawn at full colour from here on
FLAT = 0.1  # a slope below this is called flat; the course says "saturated"


SLOPE_FROM_HEIGHT: dict[str, Compute] = {
    "sigmoid": lambda height: height[0] * (1 - height[0]),
    "tanh": lambda height: 1 - height[0] ** 2,
}
"""The slopes that follow from the output alone."""

CONFIDENCE: dict[str, Callable[[Sequence[float]], float]] = {
    "sigmoid": lambda output: max(output[0], 1 - output[0]),
    "tanh": lambda output: (1 + abs(output[0])) / 2,
}
"""How sure an output claims to be, where it is a share of something at all."""


def settled(z: Array) -> Array:
    """Sums without the noise of binary fractions: 0.7 + 0.1 - 0.8 is 0, and decided as 0 is."""
    return np.round(z, 9)


def shares(activation: Activation, a: Array) -> Array:
    """Outputs as colours, from -1 (class B) over 0 (on the fence) to 1 (class A)."""
    low, high = activation.range
    if np.isfinite(low) and np.isfinite(high):
        return (a - (low + high) / 2) / ((high - low) / 2)
    return np.clip(a / FULL_COLOUR, -1.0, 1.0)


def landed(activation: Activation, z: float, digits: int = DIGITS) -> str:
    """A sum as text, in as many digits as the printed output of it needs."""
    return number(z, digits_to_land(activation, z, digits))


def digits_to_land(activation: Activation, z: float, digits: int = DIGITS) -> int:
    """In how many digits a sum gives the printed output."""
    return digits_needed([z], lambda sums: float(activation.value(sums[0])), digits)


def written(activation: Activation, a: float, digits: int = DIGITS) -> str:
    """An output as text; a limit that is only approached is never written as reached."""
    return within(a, activation.range, digits)


def stated(activation: Activation, a: float, digits: int = DIGITS) -> str:
    """An output after an equals sign: =, ≈ or, near a limit, < or >."""
    text = written(activation, a, digits)
    return text if text[0] in "<>" else equals(a, digits)


def digits_to_claim(activation: Activation, a: float) -> int:
    """In how many digits an output gives the confidence that is shown beside it."""
    claim = CONFIDENCE.get(activation.name)
    return digits_needed([a], claim) if claim else DIGITS


def decision(z: float) -> str:
    """The decision in words: a sum of 0 or more is positive."""
    return "positive ●" if z >= 0 else "negative ■"


def confidence(activation: Activation, a: float) -> str:
    """How sure the output claims to be, where it is a share of something at all."""
    if activation.name == "sigmoid":
        source = "positive (the output)" if a >= 0.5 else "negative (1 − output)"
        return f"{percent(CONFIDENCE['sigmoid']([a]))} {source}"
    if activation.name == "tanh":
        return f"{percent(CONFIDENCE['tanh']([a]))} (output moved from −1 … 1 to 0 … 1)"
    if activation.name == "step":
        return "100 % always: a step knows no doubt"
    return f"none: a {activation.label} output has no upper limit, so it is not a share of 100 %"


def effect(activation: Activation, z: float, a: float) -> str:
    """One sentence on what the activation made of the weighted sum."""
    before, after = landed(activation, z), written(activation, a)
    match activation.name:
        case "linear":
            return f"The linear activation changes nothing: the output is the sum, {after}."
        case "step":
            side = "0 or more" if z >= 0 else "below 0"
            return f"The step sees only that the sum is {side}, and answers {after}."
        case "relu" | "leaky_relu" if z >= 0:
            name = _capital(activation.label)
            return f"{name} lets a sum of 0 or more through: {before} stays {before}."
        case "relu":
            return f"ReLU replaces the negative sum {before} by 0."
        case "leaky_relu":
            leaked = f"{before} becomes {after}"
            return f"Leaky ReLU lets one hundredth of a negative sum leak: {leaked}."
    low, high = (number(limit) for limit in activation.range)
    squeezed = f"The {activation.label} squeezes the sum {before} into {low} … {high}: {after}."
    if float(activation.derivative(z)) < FLAT:
        squeezed += " Out here the curve is almost flat: a sum further from 0 changes little."
    return squeezed


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
