"""Significant digits: numbers of any size, and calculations whose printed result is true."""

from __future__ import annotations

from math import inf, nan, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.significant import bracketed, figures, product, rounded, stated, worked
from tests.widgets.printed import evaluate, read


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (-2.0, "−2"),
        (0.99996, "1"),
        (0.0012345, "0.00123"),
        (0.0009996, "0.001"),
        (0.00012345, "1.23 × 10⁻⁴"),
        (-9.9999e-7, "−1 × 10⁻⁶"),
        (99999.0, "1 × 10⁵"),
        (12345.0, "12300"),
        (inf, "∞"),
        (-inf, "−∞"),
        (nan, "nan"),
    ],
)
def test_a_number_of_any_size_has_three_digits(value: float, text: str) -> None:
    assert figures(value) == text


def test_equals_is_said_only_of_what_is_exact() -> None:
    assert stated(0.125) == "= 0.125"
    assert stated(0.1 + 0.2) == "= 0.3"  # the noise of binary fractions is no dropped digit
    assert stated(0.1251) == "≈ 0.125"


def test_brackets_stand_where_a_product_needs_them() -> None:
    assert [bracketed(t) for t in ("0.5", "−0.5", "1 × 10⁻⁴")] == ["0.5", "(−0.5)", "(1 × 10⁻⁴)"]


def test_a_product_gets_just_the_digits_that_its_result_needs() -> None:
    assert product([1 / 3, 3.0]) == "0.3333 × 3"  # 0.333 × 3 would print 0.999
    assert product([0.5, -0.25]) == "0.5 × (−0.25)"


floats = st.floats(-1e6, 1e6, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-6)


@given(st.lists(floats, min_size=1, max_size=4))
def test_the_product_of_the_printed_factors_is_the_printed_product(factors: list[float]) -> None:
    printed = [read(text) for text in worked(factors, prod)]
    assert figures(prod(printed)) == figures(prod(factors))
    assert figures(evaluate(product(factors))) == figures(prod(factors))


@given(floats, st.integers(2, 17))
def test_a_printed_number_is_the_rounded_one(value: float, digits: int) -> None:
    assert read(figures(value, digits)) == pytest.approx(rounded(value, digits), rel=1e-15)
