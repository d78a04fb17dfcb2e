"""Numbers of any size as a reader writes them: three significant digits, powers of ten."""

from __future__ import annotations

from math import floor, log10

from kit.sentences import number

PLAIN = (0.001, 10_000.0)  # sizes between these are written without a power of ten
EXACT = 1e-9  # a relative error below this is the noise of binary fractions
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def magnitude(value: float) -> str:
    """A number with three significant digits; only a true 0 is written 0.

    >>> magnitude(0.25**10), magnitude(-0.19661), magnitude(0), magnitude(6.0**20)
    ('9.54 × 10⁻⁷', '−0.197', '0', '3.66 × 10¹⁵')
    """
    if value == 0:
        return "0"
    rounded = float(f"{value:.2e}")
    if PLAIN[0] <= abs(rounded) < PLAIN[1]:
        return number(rounded, max(0, 2 - floor(log10(abs(rounded)))))
    digits, _, exponent = f"{rounded:.2e}".partition("e")
    return f"{number(float(digits), 2)} × {power_of_ten(int(exponent))}"


def equals_magnitude(value: float) -> str:
    """An equals sign and a number of any size, or ≈ where digits had to be dropped.

    >>> equals_magnitude(0.25), equals_magnitude(1e-6), equals_magnitude(1 / 3)
    ('= 0.25', '= 1 × 10⁻⁶', '≈ 0.333')
    """
    exact = abs(float(f"{value:.2e}") - value) <= EXACT * abs(value)
    return f"{'=' if exact else '≈'} {magnitude(value)}"


def power_of_ten(exponent: int) -> str:
    """A power of ten.

    >>> power_of_ten(-12)
    '10⁻¹²'
    """
    return f"10{raised(exponent)}"


def raised(exponent: int) -> str:
    """A whole number as an exponent.

    >>> raised(20)
    '²⁰'
    """
    return str(exponent).translate(SUPERSCRIPTS)
