"""The one writer of numbers: its rule for digits, and calculations that are true as printed."""

from __future__ import annotations

import re
import sys
from math import inf, isfinite, nan, prod

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.words.calculations import added, product, worked
from kit.words.numbers import (
    bracketed,
    equals,
    factor,
    number,
    percent,
    power_of_ten,
    raised,
    shown,
    within,
)
from tests.widgets.printed import evaluate, numbers, read

finite = st.floats(allow_nan=False, allow_infinity=False)
middling = st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-6)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (-2.0, "−2"),
        (1 / 3, "0.333"),
        (0.1 + 0.2, "0.3"),
        (12.3456, "12.346"),
        (32.6255, "32.626"),  # a half goes up, as at school; Python alone makes 32.625 of it
        (-0.0625, "−0.0625"),
        (0.0024726, "0.00247"),
        (0.09996, "0.1"),
        (0.00012345, "0.000123"),
        (0.000099999, "0.0001"),
        (0.00009, "9 × 10⁻⁵"),
        (1e-17, "1 × 10⁻¹⁷"),
        (100.0, "100"),
        (123.456, "123.46"),
        (1234.56, "1234.6"),
        (123456.7, "123457"),
        (999999.4, "999999"),
        (999999.6, "1 × 10⁶"),
        (-1.837e21, "−1.84 × 10²¹"),
        (1e300, "1 × 10³⁰⁰"),
        (sys.float_info.max, "1.8 × 10³⁰⁸"),
        (5e-324, "4.94 × 10⁻³²⁴"),
    ],
)
def test_a_number_of_any_size_is_written_by_one_rule(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(("value", "text"), [(inf, "large"), (-inf, "large"), (nan, "no number")])
def test_what_is_not_finite_is_said_in_words(value: float, text: str) -> None:
    assert text in number(value)
    assert not re.search("inf|nan|∞", number(value))


def _half_a_step(value: float) -> float:
    """How far a printed number may lie from the true one."""
    size = abs(value)
    if 0.1 <= size < 1e6:
        return max(0.0005, 5e-5 * size) if size < 1e5 else 0.5
    return 0.005 * size


@given(finite.filter(lambda value: abs(value) < 1e300))
def test_a_printed_number_is_right_to_its_last_digit(value: float) -> None:
    assert abs(read(number(value)) - value) <= _half_a_step(value) * 1.001
    assert shown(value) == pytest.approx(read(number(value)), rel=1e-15)


@given(finite)
def test_only_0_reads_as_0(value: float) -> None:
    assert (number(value) == "0") == (value == 0)


@given(finite, finite)
def test_a_larger_number_never_reads_as_a_smaller_one(one: float, other: float) -> None:
    low, high = sorted((shown(one), shown(other)))
    assert (low, high) == tuple(shown(value) for value in sorted((one, other)))


@given(finite)
def test_a_number_and_its_opposite_differ_by_a_minus_only(value: float) -> None:
    assert number(-abs(value)).removeprefix("−") == number(abs(value))


@given(finite, st.integers(1, 17))
def test_no_digit_is_needless_and_a_minus_is_a_true_one(value: float, digits: int) -> None:
    mantissa = number(value, digits).partition(" ")[0]
    assert "-" not in mantissa
    assert re.fullmatch(r"−?(0|[1-9]\d*)(\.\d*[1-9])?", mantissa)


@given(st.integers(-99999, 99999), st.sampled_from([1, 10, 100, 1000]))
def test_what_a_slider_sets_is_shown_as_set(steps: int, per_unit: int) -> None:
    value = steps / per_unit
    if 0.0 < abs(value) < 100:
        assert read(number(value)) == value
        assert equals(value).startswith("= ")


@given(middling)
def test_a_printed_number_is_printed_like_itself(value: float) -> None:
    assert number(shown(value)) == number(value)


def test_equals_is_said_only_of_what_is_exact() -> None:
    texts = [equals(v) for v in (0.125, 0.1 + 0.2, 0.1251, 2 / 3, -12345.0, 0.0)]
    assert texts == ["= 0.125", "= 0.3", "≈ 0.125", "≈ 0.667", "= −12345", "= 0"]


def test_brackets_stand_where_a_product_needs_them() -> None:
    assert [bracketed(t) for t in ("0.5", "−0.5", "1 × 10⁻⁵")] == ["0.5", "(−0.5)", "(1 × 10⁻⁵)"]
    assert (factor(-0.5), factor(0.5)) == ("(−0.5)", "0.5")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"),
        (1e-9, "less than 0.1 %"),
        (0.0012, "0.1 %"),
        (0.5, "50 %"),
        (0.9945, "99.5 %"),
        (0.0007, "0.1 %"),
        (0.9992, "99.9 %"),
        (0.9996, "more than 99.9 %"),
        (1.0, "100 %"),
    ],
)
def test_only_certainty_reads_as_0_or_100_percent(share: float, text: str) -> None:
    assert percent(share) == text


@given(st.floats(0, 1))
def test_a_limit_that_is_only_approached_is_not_written_as_reached(share: float) -> None:
    text = within(share, (0, 1))
    assert (text in ("0", "1")) == (share in (0, 1))
    bound = read(text)
    holds = {"<": share < bound, ">": share > bound}
    assert holds.get(text[0], abs(share - bound) <= _half_a_step(share) * 1.001)


def test_a_curve_without_limits_needs_no_bounds() -> None:
    assert within(-3e-5, (-inf, inf)) == "−3 × 10⁻⁵"
    assert within(-0.99997, (-1, 1)) == "< −0.999"


def test_exponents_are_raised() -> None:
    assert (power_of_ten(-10), power_of_ten(0)) == ("10⁻¹⁰", "1")
    assert raised(1234567890) == "¹²³⁴⁵⁶⁷⁸⁹⁰"


def test_a_sum_that_cancels_is_0_and_a_small_term_is_not() -> None:
    assert added([0.1, 0.2, -0.3]) == 0
    assert added([0.7, 0.1, -0.8]) == 0
    assert added([1e-20]) == 1e-20
    assert added([1.0, -1.0 + 1e-9]) == pytest.approx(1e-9)


def test_a_product_gets_just_the_digits_that_its_result_needs() -> None:
    assert product([1 / 3, 3.0]) == "0.3333 × 3"  # 0.333 × 3 would print 0.999
    assert product([0.5, -0.25]) == "0.5 × (−0.25)"


@given(st.lists(middling, min_size=1, max_size=4))
def test_the_product_of_the_printed_factors_is_the_printed_product(factors: list[float]) -> None:
    printed = [read(text) for text in worked(factors, prod)]
    assert number(prod(printed)) == number(prod(factors))
    assert number(evaluate(product(factors))) == number(prod(factors))


@given(st.floats(1e-9, 1 - 1e-9))
@example(0.002472623156634775)  # sigmoid(−6): printed as 0.002, its slope was 0.00247
def test_the_slope_of_a_sigmoid_follows_from_its_printed_height(height: float) -> None:
    (text,) = worked([height], lambda one: one[0] * (1 - one[0]))
    assert number(read(text) * (1 - read(text))) == number(height * (1 - height))


@given(finite)
def test_whatever_is_printed_can_be_read(value: float) -> None:
    assert len(numbers(number(value))) == 1
    assert isfinite(read(number(value))) or abs(value) > 1.79e308
