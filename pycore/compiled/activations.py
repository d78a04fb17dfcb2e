"""The activation functions as expressions: a from z, and the slope of a by z from a."""

from pycore.activations import LEAK
from pycore.compiled.expressions import GREATER, Vector
from pycore.compiled.function import Function

NAMES = ("tanh", "relu", "leaky_relu", "sigmoid", "linear")
"""The activation functions that can be compiled."""

ROUNDER = 1.5 * 2**52
"""Added to a smaller number, it leaves no room for digits behind the point: the sum rounds."""

HALF_LN2 = (0.6931471803691238 / 2, 1.9082149292705877e-10 / 2)
"""ln(2) / 2 as a sum: a first part with zeros at its end, so that n times it is exact, and the
rest (Cody and Waite, "Software manual for the elementary functions", 1980)."""

TANH_LIMIT, SIGMOID_LIMIT = 20.0, 340.0
"""Beyond these z, and half z, the functions no longer change in 64 bits, or only below 1e-295."""


def activate(f: Function, name: str, z: Vector) -> Vector:
    """Return the activation of z."""
    match name:
        case "tanh":
            power, top, bottom = _halves(f, z, TANH_LIMIT)
            up, down = f.let(power + 1.0), f.let(power - 1.0)
            return (down * bottom + up * top) / (up * bottom + down * top)
        case "sigmoid":
            power, top, bottom = _halves(f, z * 0.5, SIGMOID_LIMIT)
            e = f.let(power * (bottom + top))
            return e / (e + (bottom - top))
        case "relu":
            return z.at_least(0.0)
        case "leaky_relu":
            z = f.let(z)
            return z.at_least(z * LEAK)
    return z


def slope(name: str, a: Vector) -> Vector | None:
    """Return the slope of a by z, computed from a; None where it is always 1."""
    match name:
        case "tanh":
            return 1.0 - a * a
        case "sigmoid":
            return a - a * a
        case "relu":
            return a.one_if(GREATER)
        case "leaky_relu":
            return a.one_if(GREATER).at_least(LEAK)
    return None


def _halves(f: Function, z: Vector, limit: float) -> tuple[Vector, Vector, Vector]:
    """Return s, P and Q with exp(2 z) = s (Q + P) / (Q - P).

    z is n ln(2) / 2 + h with a whole n, so exp(2 z) = 2^n exp(2 h); s is 2^n. P / Q is tanh(h)
    by Lambert's continued fraction h / (1 + h^2 / (3 + h^2 / (5 + ...))) (1768), cut where
    |h| < ln(2) / 4 does not tell the difference. Putting both together with the addition theorem of
    tanh takes one division in all. NaN stays NaN, since h is.
    """
    z = f.let(z.at_most(limit).at_least(-limit))
    rounded = f.let(z * 2.8853900817779268 + ROUNDER)  # 2 / ln(2)
    n = f.let(rounded - ROUNDER)
    h = f.let(z - n * HALF_LN2[0] - n * HALF_LN2[1])
    hh = f.let(h * h)
    hhhh = f.let(hh * hh)  # so that both halves of a polynomial can be computed at once
    top = f.let((hhhh * 21.0 + (hh * 1260.0 + 10395.0)) * h)
    bottom = f.let((hh + 210.0) * hhhh + (hh * 4725.0 + 10395.0))
    return f.let(rounded.power_of_two()), top, bottom
