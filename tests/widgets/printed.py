"""Reading printed numbers back: what a reader would do with the page and a calculator."""

from __future__ import annotations

import re

import pytest

DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
NUMBER = r"−?\d+(?:\.\d+)?(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"


def read(text: str) -> float:
    """The number in a text that holds one, with or without brackets and =, ≈, < or >."""
    plain = text.strip("=≈<> ()").replace(" ", "").translate(DIGITS)
    mantissa, _, power = plain.partition("×10")
    return float(f"{mantissa}e{power or 0}")


def numbers(text: str) -> list[float]:
    """All numbers in a text, in order."""
    return [read(found) for found in re.findall(NUMBER, text)]


def evaluate(words: str) -> float:
    """The value of a printed calculation with +, −, ×, /, brackets, squares and powers of ten."""
    plain = re.sub(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})", lambda m: "1e" + m[1].translate(DIGITS), words)
    plain = plain.replace("×", "*").replace("²", "**2").translate(DIGITS)
    assert re.fullmatch(r"[\d.e+*()/ -]+", plain), words
    return float(eval(plain))


def close(value: float) -> object:
    """Equal to what a printed number may stand for: to three digits or three decimals."""
    return pytest.approx(value, rel=5.1e-3, abs=5.1e-4)


def near(value: float) -> object:
    """Equal to three significant digits, however small."""
    return pytest.approx(value, rel=5.1e-3, abs=0)
