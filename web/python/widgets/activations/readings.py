"""A curve's height as text: a limit is never shown as reached, nor a small leak as 0."""

from __future__ import annotations

from math import isfinite

from kit import significant
from pycore.activations import Activation
from widgets.outputs import stated, written


def height(activation: Activation, a: float) -> str:
    """The output alone.

    >>> from pycore.activations import ACTIVATIONS
    >>> height(ACTIVATIONS["leaky_relu"], -0.0001), height(ACTIVATIONS["tanh"], 0.99999)
    ('−1 × 10⁻⁴', '> 0.999')
    """
    return written(activation, a) if _bounded(activation) else significant.figures(a)


def equals_height(activation: Activation, a: float) -> str:
    """The output after =, ≈, < or >."""
    return stated(activation, a) if _bounded(activation) else significant.stated(a)


def _bounded(activation: Activation) -> bool:
    return all(isfinite(limit) for limit in activation.range)
