"""Powers, with raised exponents."""

from __future__ import annotations

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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
