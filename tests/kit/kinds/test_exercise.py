"""Exercises by hand: how an answer is judged, whatever the exercise is about."""

from __future__ import annotations

import pytest

from kit.kinds.exercise import POINT, ROUNDED, SIGN, Slip, Step, judge, unclear

TOLERANCE = 0.005

# 2.5 × 1.5 = 3.75, and a quarter less
STEPS = (
    Step(
        name="p",
        letters="p = 2.5 × 1.5",
        numbers=lambda _: "2.5 × 1.5",
        value=lambda _: 2.5 * 1.5,
        slips=lambda _: [Slip(4.0, "That is the sum.")],
        advice=lambda _: "Multiply.",
    ),
    Step(
        name="q",
        letters="q = p − 0.25",
        numbers=lambda values: f"{values['p']} − 0.25",
        value=lambda values: values["p"] - 0.25,
        slips=lambda values: [Slip(values["p"] + 0.25, "That is more, not less.")],
        advice=lambda _: "Take a quarter away.",
    ),
    Step(
        name="r",
        letters="r = 2 q",
        numbers=lambda values: f"2 × {values['q']}",
        value=lambda values: 2 * values["q"],
        slips=lambda _: [],
        advice=lambda _: "Double it.",
    ),
)


def states(*answers: str, given: int = 0) -> list[str]:
    return [verdict.state for verdict in judge(STEPS, answers, given, TOLERANCE)]


def words(*answers: str) -> str:
    """What is said of the last answer that there is."""
    filled = [*answers, "", "", ""][:3]
    return judge(STEPS, filled, 0, TOLERANCE)[len(answers) - 1].words


def test_an_answer_opens_the_next_step() -> None:
    assert states("", "", "") == ["blank", "locked", "locked"]
    assert states("=3.75", "", "") == ["right", "blank", "locked"]
    assert states("=3.75", "=3.5", "=7") == ["right", "right", "right"]


def test_a_wrong_number_opens_it_too_but_what_is_no_number_does_not() -> None:
    assert states("=4", "", "") == ["wrong", "blank", "locked"]
    assert states("=four", "=3.5", "") == ["unreadable", "locked", "locked"]


def test_given_steps_are_filled_in() -> None:
    assert states("", "", "", given=2) == ["given", "given", "blank"]
    assert states("", "", "", given=3) == ["given"] * 3


def test_a_shown_step_is_marked_and_counts_as_right_for_the_next() -> None:
    verdicts = judge(STEPS, ("s", "=3.5", ""), 0, TOLERANCE)
    assert [v.state for v in verdicts] == ["shown", "right", "blank"]
    assert verdicts[0].value == 3.75


@pytest.mark.parametrize(("typed", "state"), [("3.745", "right"), ("3.755", "right")])
def test_the_tolerance_is_included(typed: str, state: str) -> None:
    assert states(f"={typed}", "", "")[0] == state


@pytest.mark.parametrize("typed", ["3.744", "3.756"])
def test_beyond_the_tolerance_is_wrong(typed: str) -> None:
    assert states(f"={typed}", "", "")[0] == "wrong"


def test_a_later_step_is_judged_on_the_readers_own_number() -> None:
    assert states("=4", "=3.75", "=7.5") == ["wrong", "carried", "carried"]
    assert words("=4", "=3.75") == "✓ Right for your p = 4, which is not right yet."


def test_the_true_number_is_right_even_after_a_wrong_one() -> None:
    assert states("=4", "=3.5", "=7") == ["wrong", "right", "right"]
    assert "look at that one again" in words("=4", "=3.5")


def test_an_answer_within_the_tolerance_is_not_carried_on_as_an_error() -> None:
    verdicts = judge(STEPS, ("=3.754", "=3.5", ""), 0, TOLERANCE)
    assert verdicts[0].value == 3.75
    assert verdicts[1].state == "right"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("4", "That is the sum."),
        ("-3.75", SIGN),
        ("37.5", POINT),
        ("0.375", POINT),
        ("375", POINT),
        ("3.7", ROUNDED),
        ("3.8", ROUNDED),
        ("3", ROUNDED),
        ("17", "Multiply."),
    ],
)
def test_a_wrong_number_is_answered_with_the_likely_idea(typed: str, hint: str) -> None:
    assert words(f"={typed}").endswith(hint)
    assert words(f"={typed}").startswith(f"✗ Not {typed.replace('-', '−')}. ")


def test_slips_start_from_the_readers_own_numbers() -> None:
    assert words("=5", "=5.25").endswith("That is more, not less.")


def test_what_is_no_number_is_told_what_to_type() -> None:
    assert words("=1/2").startswith("✗ Not a number yet. Type the fraction")
    assert words("=").startswith("✗ Not a number yet. Type a number first")


def step(value: float, *slips: float) -> Step:
    return Step(
        name="s",
        letters="",
        numbers=lambda _: "",
        value=lambda _: value,
        slips=lambda _: [Slip(slip, "") for slip in slips],
        advice=lambda _: "",
    )


def test_numbers_are_unclear_when_a_mistake_is_right_or_looks_like_another() -> None:
    assert not unclear([step(1.0, 2.0, 3.0)], TOLERANCE)
    assert unclear([step(1.0, 1.01)], TOLERANCE)
    assert unclear([step(1.0, 2.0, 2.0)], TOLERANCE)
