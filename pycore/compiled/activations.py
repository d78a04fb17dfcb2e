"""The activation functions as expressions: a from z, and the slope of a by z from a."""

from collections.abc import Callable

from pycore.compiled.expressions import Vector
from pycore.compiled.function import Function
from pycore.nn.activations import LEAK

ONE = Vector.of(1.0)

ROUNDER = 1.5 * 2**52
"""Added to a smaller number, it leaves no room for digits behind the point: the sum rounds."""

HALF_LN2 = 0.34657359027997264
"""ln(2) / 2. A whole multiple of it is rounded, by less than a unit in the last digit of z; where
that many are taken, tanh is too flat to show it."""

TANH_LIMIT, SIGMOID_LIMIT = 20.0, 340.0
"""Beyond these z, and half z, the functions no longer change in 64 bits, or only below 1e-295."""


def activate(f: Function, name: str, z: Vector) -> Vector:
    """Return the activation of z."""
    return _FUNCTIONS[name][0](f, f.let(z))


def times_slope(name: str, error: Vector, a: Vector) -> Vector:
    """Return the error of an activation times the slope of a by z."""
    slope = _FUNCTIONS[name][1]
    return error if slope is None else error * slope(a)


def _tanh(f: Function, z: Vector) -> Vector:
    power, top, bottom = _halves(f, z, TANH_LIMIT)
    up, down = f.let(power + ONE), f.let(power - ONE)
    return (down * bottom + up * top) / (up * bottom + down * top)


def _sigmoid(f: Function, z: Vector) -> Vector:
    power, top, bottom = _halves(f, z * 0.5, SIGMOID_LIMIT)
    e = f.let(power * (bottom + top))
    return e / (e + (bottom - top))


def _halves(f: Function, z: Vector, limit: float) -> tuple[Vector, Vector, Vector]:
    """Return s, P and Q with exp(2 z) = s (Q + P) / (Q - P).

    z is n ln(2) / 2 + h with a whole n, so exp(2 z) = 2^n exp(2 h); s is 2^n. P / Q is tanh(h).
    Putting both together with the addition theorem of tanh takes one division in all. NaN stays
    NaN, since h is.
    """
    z = f.let(z.at_most(limit).at_least(-limit))
    rounded = f.let(z * (1 / HALF_LN2) + ROUNDER)
    top, bottom = fraction(f, f.let(z - (rounded - ROUNDER) * HALF_LN2))
    return f.let(rounded.power_of_two()), top, bottom


def fraction(f: Function, h: Vector) -> tuple[Vector, Vector]:
    """Return P and Q with tanh(h) = P / Q, so that exp(2 h) = (Q + P) / (Q - P).

    Lambert's continued fraction h / (1 + h^2 / (3 + h^2 / (5 + ...))) (1768), cut where
    |h| < ln(2) / 4 does not tell the difference.
    """
    hh = f.let(h * h)
    hhhh = f.let(hh * hh)  # so that both halves of a polynomial can be computed at once
    top = f.let((hhhh * 21.0 + (hh * 1260.0 + 10395.0)) * h)
    bottom = f.let((hh + 210.0) * hhhh + (hh * 4725.0 + 10395.0))
    return top, bottom


def _one_if_positive(a: Vector) -> Vector:
    return a.is_above(0.0) & ONE


_Value = Callable[[Function, Vector], Vector]
_Slope = Callable[[Vector], Vector] | None

# a from z, and the slope from a; None where that is always 1.
_FUNCTIONS: dict[str, tuple[_Value, _Slope]] = {
    "tanh": (_tanh, lambda a: ONE - a * a),
    "relu": (lambda _, z: z.at_least(0.0), _one_if_positive),
    "leaky_relu": (lambda _, z: z.at_least(z * LEAK), lambda a: _one_if_positive(a).at_least(LEAK)),
    "sigmoid": (_sigmoid, lambda a: a - a * a),
    "linear": (lambda _, z: z, None),
}

NAMES = tuple(_FUNCTIONS)
"""The activation functions of one number that can be compiled; for softmax see `softmax`."""
