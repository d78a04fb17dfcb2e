"""Numbers and sums as a reader writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sentences import equals, equation, factor, joined, named, number, percent, total


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (-0.0004, "0"), (1.5, "1.5"), (-2.0, "−2"), (100.0, "100")],
)
def test_a_number_has_no_needless_digits_and_a_true_minus(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(-1e6, 1e6))
def test_a_number_is_right_to_its_last_digit(value: float) -> None:
    assert float(number(value).replace("−", "-")) == pytest.approx(value, abs=5.001e-4)


def test_a_number_that_lost_digits_is_not_said_to_equal() -> None:
    assert [equals(v) for v in (0.1 + 0.2, 2 / 3, -1.0)] == ["= 0.3", "≈ 0.667", "= −1"]


def test_a_negative_factor_stands_in_brackets() -> None:
    assert (factor(-0.5), factor(0.5)) == ("(−0.5)", "0.5")


def test_a_total_ends_with_its_constant() -> None:
    assert total([(1, 2)], -3) == "1 × 2 + (−3)"


def test_an_equation_takes_negative_terms_away() -> None:
    assert equation([-1, 2], -0.5) == "−1 x₁ + 2 x₂ − 0.5"
    assert joined(["−1", "−2"]) == "−1 − 2"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.5, "50 %"), (0.0, "0 %"), (0.00001, "less than 0.1 %"), (0.99999, "more than 99.9 %")],
)
def test_only_certainty_reads_as_0_or_100_percent(share: float, text: str) -> None:
    assert percent(share) == text


def test_indices_are_subscripts() -> None:
    assert named("x", 10) == "x₁₀"
