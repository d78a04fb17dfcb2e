"""Figures: few digits, any size, never a wrong equals sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.figures import counted, equals, factor, figure, point

SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(text: str) -> float:
    """A figure as a reader reads it."""
    mantissa, _, power = text.replace("−", "-").partition(" × 10")
    return float(mantissa) * 10.0 ** int(power.translate(SUPERSCRIPTS) or 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1e-17, "0"),
        (0.001, "0.001"),
        (0.000123456, "0.0001235"),
        (0.00009, "9 × 10⁻⁵"),
        (-2.5, "−2.5"),
        (32.625, "32.63"),
        (-0.12345, "−0.1235"),
        (9.99996, "10"),
        (0.99996, "1"),
        (123456.0, "123500"),
        (999999.0, "1 × 10⁶"),
        (-1.837e21, "−1.837 × 10²¹"),
        (1e300, "1 × 10³⁰⁰"),
        (-5e-324, "0"),
    ],
)
def test_a_number_of_any_size_is_written_with_four_digits(value: float, text: str) -> None:
    assert figure(value) == text


@given(st.floats(-1e250, 1e250).filter(lambda value: abs(value) >= 1e-12))
def test_what_is_written_is_the_number_to_half_a_unit_of_the_fourth_digit(value: float) -> None:
    assert read(figure(value)) == pytest.approx(value, rel=0.00051)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.96, "= 0.96"), (1.2 - 0.1 * 12, "= 0"), (2 / 3, "≈ 0.6667"), (-12345.0, "≈ −12350")],
)
def test_the_sign_says_whether_digits_were_dropped(value: float, text: str) -> None:
    assert equals(value) == text


def test_factors_points_and_counts() -> None:
    assert (factor(-2.0), factor(2.0)) == ("(−2)", "2")
    assert point([1.5, -0.25]) == "(1.5, −0.25)"
    assert (counted(0, "step"), counted(1, "step"), counted(2, "step")) == (
        "0 steps",
        "1 step",
        "2 steps",
    )
