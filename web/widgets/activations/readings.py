"""An output as text, in as many digits as the slope beside it needs."""

from __future__ import annotations

from kit.words.calculations import digits_needed
from kit.words.numbers import DIGITS, equals, number
from kit.words.outputs import SLOPE_FROM_HEIGHT
from pycore.nn.activations import Activation


def height(activation: Activation, z: float) -> str:
    """The output; who computes the slope from it, as f (1 − f) for the sigmoid, gets the slope.

    >>> from pycore.nn.activations import ACTIVATIONS
    >>> height(ACTIVATIONS["sigmoid"], -6), height(ACTIVATIONS["relu"], 1 / 3)
    ('0.002473', '0.333')
    """
    return number(*_height(activation, z))


def equals_height(activation: Activation, z: float) -> str:
    """The output after = or ≈."""
    return equals(*_height(activation, z))


def _height(activation: Activation, z: float) -> tuple[float, int]:
    """The output and its digits."""
    value, slope = float(activation.value(z)), SLOPE_FROM_HEIGHT.get(activation.name)
    return value, DIGITS if slope is None else digits_needed([value], slope)
