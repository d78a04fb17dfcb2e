"""Reading printed numbers back: what a reader would do with the page and a calculator."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from kit.words.numbers import number

DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
NUMBER = r"−?\d+(?:\.\d+)?(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
NUMERAL = r"(?<!\*\*)\b\d+(?:\.\d+)?(?:e-?\d+)?"


def read(text: str) -> float:
    """The number in a text that holds one, with or without brackets and =, ≈, < or >."""
    plain = text.strip("=≈<> ()").replace(" ", "").translate(DIGITS)
    mantissa, _, power = plain.partition("×10")
    return float(f"{mantissa}e{power or 0}")


def numbers(text: str) -> list[float]:
    """All numbers in a text, in order."""
    return [read(found) for found in re.findall(NUMBER, text)]


def evaluate(words: str) -> float:
    """The value of a printed calculation with +, −, ×, /, brackets, squares and powers of ten.

    A reader's calculator knows no binary fractions.
    """
    plain = re.sub(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})", lambda m: "1e" + m[1].translate(DIGITS), words)
    plain = plain.replace("×", "*").replace("²", "**2").translate(DIGITS)
    assert re.fullmatch(r"[\d.e+*()/ -]+", plain), words
    exact = re.sub(NUMERAL, r"F('\g<0>')", plain)
    return float(eval(exact, {"F": Fraction}))


def prints(value: float, text: str) -> bool:
    """Whether a number prints as a text, in as many digits as that has."""
    return any(number(value, digits) == text.strip("=≈ ") for digits in range(3, 18))


def close(value: float) -> object:
    """Equal to what a printed number may stand for: to three digits or three decimals."""
    return pytest.approx(value, rel=5.1e-3, abs=5.1e-4)


def near(value: float) -> object:
    """Equal to three significant digits, however small."""
    return pytest.approx(value, rel=5.1e-3, abs=0)
