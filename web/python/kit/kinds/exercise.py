"""An exercise by hand: steps that build on each other, and what is said of each answer.

A step is judged on the reader's own earlier values, so one mistake is one mistake. A wrong number
is compared with what likely mistakes lead to; the first that fits says what to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from kit.words.answers import UnreadableError, parse
from kit.words.numbers import number

Values: TypeAlias = Mapping[str, float]
State: TypeAlias = Literal[
    "given", "locked", "blank", "unreadable", "wrong", "right", "carried", "shown"
]

SETTLED: frozenset[State] = frozenset({"given", "right", "carried", "shown"})
NOTHING, SHOWN, TYPED = "", "s", "="
"""How an answer is kept: none, shown on request, or "=" and what was typed."""

SIGN = "The digits are right, the sign is not. Look at every minus sign once more."
POINT = "The digits are right, but the decimal point stands in another place."
ROUNDED = "That looks rounded or cut off. Keep all decimals: the next steps build on them."


@dataclass(frozen=True)
class Slip:
    """A likely mistake: the number that it leads to, and what is said about it."""

    value: float
    hint: str


@dataclass(frozen=True)
class Step:
    """One number to work out.

    `value`, `numbers` and `slips` are given all earlier values by the names of their steps.
    """

    name: str
    letters: str  # the formula with letters
    numbers: Callable[[Values], str]  # the formula with numbers, without its result
    value: Callable[[Values], float]
    slips: Callable[[Values], Sequence[Slip]]
    advice: Callable[[Values], str]  # what to look at when no slip fits
    label: Callable[[float], str] = lambda value: number(value, 6)  # a result in words
    leads: str = " = "  # what stands before it
    is_typed: bool = True  # or chosen from a list


@dataclass(frozen=True)
class Judgement:
    """What is thought of one step."""

    state: State
    right: float  # what the reader's own earlier values lead to
    value: float  # what later steps build on
    words: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing more has to be done."""
        return self.state in SETTLED


def judge(
    steps: Sequence[Step], answers: Sequence[str], given: int, tolerance: float
) -> list[Judgement]:
    """A verdict on each step; the first `given` steps are filled in for the reader.

    A step opens when the one before it has a number, right or wrong.
    """
    return list(_verdicts(steps, answers, given, tolerance))


def _verdicts(
    steps: Sequence[Step], answers: Sequence[str], given: int, tolerance: float
) -> Iterator[Judgement]:
    own: dict[str, float] = {}
    true: dict[str, float] = {}
    is_open = True
    for index, (step, answer) in enumerate(zip(steps, answers, strict=True)):
        true[step.name] = exact(step.value(true))
        if index < given:
            value = exact(step.value(own))
            verdict = Judgement("given", value, value)
        elif is_open:
            verdict = _of_answer(step, answer, own, true, tolerance)
        else:
            value = exact(step.value(own))
            verdict = Judgement("locked", value, value)
        own[step.name] = verdict.value
        is_open = verdict.settled or verdict.state == "wrong"
        yield verdict


def exact(value: float) -> float:
    """A value without the noise of binary fractions."""
    return round(float(value), 9) + 0.0


def _of_answer(step: Step, answer: str, own: Values, true: Values, tolerance: float) -> Judgement:
    right = exact(step.value(own))
    if answer == NOTHING:
        return Judgement("blank", right, right)
    if answer == SHOWN:
        return Judgement("shown", right, right, "Shown, so it does not count as solved.")
    try:
        typed = parse(answer.removeprefix(TYPED))
    except UnreadableError as advice:
        return Judgement("unreadable", right, right, f"✗ Not a number yet. {advice}")
    if near(typed, right, tolerance):
        return _followed(step, right, own, true, tolerance)
    if near(typed, true[step.name], tolerance):
        words = "✓ Right. Your number above leads elsewhere, so look at that one again."
        return Judgement("right", right, true[step.name], words)
    hint = _hint(step, typed, right, own, tolerance)
    return Judgement("wrong", right, typed, f"✗ Not {step.label(typed)}. {hint}")


def _followed(step: Step, right: float, own: Values, true: Values, tolerance: float) -> Judgement:
    """An answer that fits the reader's earlier values, whether those are right or not."""
    if near(right, true[step.name], tolerance):
        return Judgement("right", right, right, "✓ Right.")
    blamed = [name for name in own if exact(step.value({**own, name: true[name]})) != right]
    last = blamed[-1]
    words = f"✓ Right for your {last} = {number(own[last], 6)}, which is not right yet."
    return Judgement("carried", right, right, words)


def _hint(step: Step, typed: float, right: float, own: Values, tolerance: float) -> str:
    for slip in step.slips(own):
        if near(typed, slip.value, tolerance) and not near(right, slip.value, tolerance):
            return slip.hint
    if near(typed, -right, tolerance):
        return SIGN
    if any(near(typed, right * power, tolerance) for power in (0.01, 0.1, 10, 100)):
        return POINT
    if any(near(typed, rounded, 1e-9) for rounded in _roundings(right)):
        return ROUNDED
    return step.advice(own)


def _roundings(value: float) -> Iterator[float]:
    """A value with fewer decimals: the next one below and the next one above."""
    for power in (1, 10, 100):
        below = value * power // 1 / power
        yield from (below, below + 1 / power)


def near(one: float, other: float, tolerance: float) -> bool:
    """Whether two numbers differ by no more than the tolerance; noise does not count."""
    return abs(one - other) <= tolerance + 1e-9


def unclear(steps: Sequence[Step], tolerance: float) -> bool:
    """Whether some mistake leads to a right number, or two mistakes to the same wrong one.

    With such numbers a hint could mislead; a generator draws again. A slip is left out of
    `Step.slips` where it cannot happen.
    """
    values: dict[str, float] = {}
    for step in steps:
        values[step.name] = exact(step.value(values))
        found = sorted([values[step.name], *(slip.value for slip in step.slips(values))])
        gaps = (above - below for below, above in pairwise(found))
        if any(gap <= 2 * tolerance + 1e-9 for gap in gaps):
            return True
    return False
