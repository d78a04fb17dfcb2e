"""Words around numbers."""

from __future__ import annotations

from kit.words.calculations import total
from kit.words.sentences import counted, equation, joined, named, point


def test_a_total_ends_with_its_constant() -> None:
    assert total([(1, 2)], -3) == "1 × 2 + (−3)"


def test_an_equation_takes_negative_terms_away() -> None:
    assert equation([-1, 2], -0.5) == "−1 x₁ + 2 x₂ − 0.5"
    assert joined(["−1", "−2"]) == "−1 − 2"


def test_indices_are_subscripts() -> None:
    assert named("x", 10) == "x₁₀"


def test_places_and_counts() -> None:
    assert point([1.5, -0.25]) == "(1.5, −0.25)"
    counts = [counted(count, "step") for count in (0, 1, 2, 1200)]
    assert counts == ["0 steps", "1 step", "2 steps", "1,200 steps"]
