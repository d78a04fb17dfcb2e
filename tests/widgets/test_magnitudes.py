"""Numbers of any size: three digits that are right, and 0 for a true 0 alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.magnitudes import equals_magnitude, magnitude, power_of_ten, raised
from tests.widgets.numbers import near, read


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (0.25, "0.25"),
        (-0.0479, "−0.0479"),
        (0.001, "0.001"),
        (0.00099999, "0.001"),
        (0.000999, "9.99 × 10⁻⁴"),
        (9.54e-7, "9.54 × 10⁻⁷"),
        (-3e-4, "−3 × 10⁻⁴"),
        (1234.5, "1230"),
        (9999.9, "1 × 10⁴"),
        (3.656e15, "3.66 × 10¹⁵"),
        (1e-93, "1 × 10⁻⁹³"),
    ],
)
def test_a_number_has_three_digits_and_a_power_where_it_needs_one(value: float, text: str) -> None:
    assert magnitude(value) == text


@given(st.floats(1e-200, 1e200) | st.floats(-1e200, -1e-200))
def test_what_is_written_reads_as_the_number(value: float) -> None:
    assert read(magnitude(value)) == near(value)
    assert len([c for c in magnitude(value).split(" ×")[0] if c.isdigit() and c != "0"]) <= 3


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.25, "= 0.25"), (0.0, "= 0"), (0.25**10, "≈ 9.54 × 10⁻⁷"), (1e-6, "= 1 × 10⁻⁶")],
)
def test_dropped_digits_are_admitted(value: float, text: str) -> None:
    assert equals_magnitude(value) == text


def test_exponents_are_raised() -> None:
    assert power_of_ten(-10) == "10⁻¹⁰"
    assert raised(1234567890) == "¹²³⁴⁵⁶⁷⁸⁹⁰"
