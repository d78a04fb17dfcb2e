"""Numbers of any size in a few significant digits, and calculations whose printed digits are true.

A reader who multiplies the printed factors must find the printed product. So a calculation is
written with just as many digits as that takes (`worked`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, isfinite, log10, prod

from kit.sentences import MINUS

SHORT = 3
"""Significant digits of a result."""
LONGEST = 17
"""Significant digits that tell any two numbers apart."""
SMALLEST, LARGEST = 1e-3, 1e5
"""Beyond these a number is written with a power of ten."""
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def rounded(value: float, digits: int = SHORT) -> float:
    """A number with so many significant digits.

    >>> rounded(0.012345), rounded(-98765.0, 2)
    (0.0123, -99000.0)
    """
    return float(f"{value:.{digits - 1}e}")


def figures(value: float, digits: int = SHORT) -> str:
    """A number in so many significant digits, without needless zeros.

    >>> figures(0.5), figures(-1 / 3), figures(1234.5), figures(0.00001234)
    ('0.5', '−0.333', '1230', '1.23 × 10⁻⁵')
    """
    if not isfinite(value):
        return str(value).replace("-", MINUS).replace("inf", "∞")
    if value == 0:
        return "0"
    short = rounded(value, digits)
    exponent = floor(log10(abs(short)))
    if SMALLEST <= abs(short) < LARGEST:
        return _plain(short, max(digits - 1 - exponent, 0))
    mantissa = _plain(rounded(short / 10.0**exponent, digits), digits - 1)
    return f"{mantissa} × 10{str(exponent).translate(SUPERSCRIPTS)}"


def stated(value: float, digits: int = SHORT) -> str:
    """A number after = or, where digits were dropped, after ≈.

    >>> stated(0.5), stated(2 / 3)
    ('= 0.5', '≈ 0.667')
    """
    return (
        f"{'=' if rounded(value, 12) == rounded(value, digits) else '≈'} {figures(value, digits)}"
    )


def bracketed(text: str) -> str:
    """A printed number inside a product: what has a sign or a power of ten stands in brackets.

    >>> bracketed("−0.5"), bracketed("0.5")
    ('(−0.5)', '0.5')
    """
    return f"({text})" if text.startswith(MINUS) or "×" in text else text


def worked(
    inputs: Sequence[float],
    compute: Callable[[Sequence[float]], float],
    digits: int = SHORT,
) -> list[str]:
    """The inputs of a calculation as text, in as many digits as the printed result needs.

    Who computes with the printed inputs gets the result that `figures` prints in `digits`.

    >>> worked([1 / 3, 3.0], prod)  # 0.333 × 3 would be 0.999, not 1
    ['0.3333', '3']
    """
    length = digits_needed(inputs, compute, digits)
    return [figures(value, length) for value in inputs]


def digits_needed(
    inputs: Sequence[float],
    compute: Callable[[Sequence[float]], float],
    digits: int = SHORT,
) -> int:
    """In how many digits the inputs must be printed, so that they give the printed result.

    >>> digits_needed([1 / 3, 3.0], prod)
    4
    """
    result = figures(compute(inputs), digits)
    for length in range(digits, LONGEST):
        if figures(compute([rounded(value, length) for value in inputs]), digits) == result:
            return length
    return LONGEST


def product(factors: Sequence[float], digits: int = SHORT) -> str:
    """A product with numbers in it, such that the printed result is the printed factors'.

    >>> product([-0.5, 0.25, 3.0])
    '(−0.5) × 0.25 × 3'
    """
    return " × ".join(bracketed(text) for text in worked(factors, prod, digits))


def _plain(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)
