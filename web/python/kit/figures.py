"""Numbers of any size as a reader writes them: a few significant digits, powers of ten if need be.

`kit.sentences.number` counts decimals, which suits inputs and weights. Learning rates and the
heights of a ball that flies off need significant digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10

from kit.sentences import MINUS

DIGITS = 4
SMALLEST, LARGEST = 1e-4, 1e6  # outside, a power of ten is easier to read than the zeros
NOISE = 1e-12  # what binary fractions leave of a zero; far below what a ball at rest still moves
OVER_THE_HALF = 1 + 1e-14  # Python rounds a half to the even digit; so much more is no half
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def figure(value: float, digits: int = DIGITS) -> str:
    """A number with at most `digits` significant digits.

    >>> figure(-0.00025), figure(1234.56), figure(32100000.0)
    ('−0.00025', '1235', '3.21 × 10⁷')
    """
    if abs(value) < NOISE:
        return "0"
    rounded = _rounded(value, digits)  # 9.9999 has become 10 before its size is asked
    power = floor(log10(abs(rounded)))
    if SMALLEST <= abs(rounded) < LARGEST:
        return _plain(rounded, max(digits - 1 - power, 0))
    mantissa = _plain(rounded / 10.0**power, digits - 1)
    return f"{mantissa} × {power_of_ten(power)}"


def equals(value: float, digits: int = DIGITS) -> str:
    """An equals sign and the number, or ≈ where digits had to be dropped.

    >>> equals(0.96), equals(2 / 3)
    ('= 0.96', '≈ 0.6667')
    """
    exact = abs(float(f"{value:.{digits - 1}e}") - value) <= 1e-10 * abs(value) + NOISE
    return f"{'=' if exact else '≈'} {figure(value, digits)}"


def factor(value: float) -> str:
    """A number inside a product: a negative one stands in brackets.

    >>> factor(-2.4)
    '(−2.4)'
    """
    text = figure(value)
    return f"({text})" if text.startswith(MINUS) else text


def power_of_ten(power: int) -> str:
    """A power of ten, short.

    >>> power_of_ten(-3), power_of_ten(0)
    ('10⁻³', '1')
    """
    return f"10{str(power).translate(SUPERSCRIPTS)}" if power else "1"


def point(coordinates: Iterable[float]) -> str:
    """A place as text.

    >>> point([-3, 2.5])
    '(−3, 2.5)'
    """
    return f"({', '.join(figure(float(value)) for value in coordinates)})"


def counted(count: int, thing: str) -> str:
    """A count and its noun.

    >>> counted(1, "step"), counted(1200, "step")
    ('1 step', '1,200 steps')
    """
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def _rounded(value: float, digits: int) -> float:
    """A number with so many significant digits; a half goes away from 0, as at school.

    >>> _rounded(32.625, 4)
    32.63
    """
    return float(f"{value * OVER_THE_HALF:.{digits - 1}e}")


def _plain(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)
