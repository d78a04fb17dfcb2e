"""The common half of the exercises by hand: fields, buttons, levels, fresh numbers, the score.

Longer than other files: fields, levels and score of an exercise change together, so one class holds
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.kinds.exercise import NOTHING, SHOWN, TYPED, Judgement, Step, judge
from kit.messages import Settings
from kit.page.view import View
from kit.page.widget import Widget
from kit.words.numbers import number

LEVELS = ("worked", "last", "all")
LARGEST_SEED = 9999


@dataclass(frozen=True)
class Problem:
    """One set of numbers to work with."""

    steps: tuple[Step, ...]
    outcome: str  # what comes out in the end, as a clause

    def known(self, verdicts: Sequence[Judgement]) -> dict[str, float]:
        """The numbers that have been found, right or wrong, by the names of their steps."""
        pairs = zip(self.steps, verdicts, strict=True)
        return {step.name: v.value for step, v in pairs if v.settled or v.state == "wrong"}


class ByHand(Widget):
    """An exercise in three levels: a worked example, the last steps blank, all steps blank.

    What is typed, what has been judged, the level and the seed of the numbers are settings of the
    form. What has been judged stands in a hidden field for each level: the seed, then the answers.
    """

    kind_of_result = "exercise"

    last_steps = 1
    """Steps that are left to the reader at the middle level."""

    tolerance = 0.005

    def __init__(self, view: View, settings: Settings) -> None:
        """Start with the form's present settings."""
        super().__init__(view, settings)
        self._problem: tuple[int, str, Problem] | None = None
        self._filled: tuple[int, str, list[str]] | None = None
        self._judged: int | None = None  # the step that was answered last

    def make(self, rng: np.random.Generator) -> Problem:
        """Draw fresh numbers."""
        raise NotImplementedError

    def show(self, problem: Problem, verdicts: Sequence[Judgement], current: int | None) -> None:
        """Draw and tabulate what is known so far; `current` is the step to work on."""
        raise NotImplementedError

    def draw(self) -> None:
        """Judge what was answered; say it, and show what is known."""
        problem = self._numbers()
        verdicts = self._verdicts()
        self._fill_in(verdicts)
        for index, (step, verdict) in enumerate(zip(problem.steps, verdicts, strict=True)):
            self._show_step(index + 1, step, verdict, self._values(verdicts))
        current = self._current(verdicts)
        for index in range(len(verdicts)):
            here = "step" if index == current else None
            self.view.attribute(f"step-{index + 1}", "aria-current", here)
        self.view.status(self._sentence(problem, verdicts, current))
        self._mark_solved(verdicts)
        self.show(problem, verdicts, current)

    def act(self, action: str) -> None:
        """Obey a button: "check", "new", and "show-1" for the first step."""
        verb, _, which = action.partition("-")
        if verb == "new":
            self._renew()
        elif verb == "check":
            self._check()
        elif verb == "show":
            self._answer({int(which) - 1: SHOWN})
            right = self._verdicts()[int(which) - 1].right
            self.set(f"a{which}", number(right))
            self._move_on(int(which) - 1)
        else:
            super().act(action)

    def _renew(self) -> None:
        self.set("seed", str(int(self.settings["seed"]) % LARGEST_SEED + 1))
        for name in ("last", "all", *self._fields()):
            self.set(name, "")
        self._judged = None
        first = self._current(self._verdicts())
        if first is not None:
            self.view.focus(f"field-{first + 1}")

    def _check(self) -> None:
        """Judge every field with something new in it; without any, the one to work on."""
        verdicts, answers = self._verdicts(), self._answers()
        current = self._current(verdicts)
        typed = {
            index: TYPED + self.settings[name].replace(";", ":")
            for index, name in enumerate(self._fields())
            if verdicts[index].state not in ("given", "locked", "shown")
        }
        new = {
            index: text if text != TYPED or index == current else NOTHING
            for index, text in typed.items()
            if text != (answers[index] or TYPED)
        }
        if not new and current is not None:
            new = {current: typed[current]}
        if not new:
            return
        self._answer(new)
        verdicts = self._verdicts()
        wrong = [index for index in new if not verdicts[index].settled]
        if wrong:
            self._judged = wrong[0]
            self.view.focus(f"field-{wrong[0] + 1}")
        else:
            self._move_on(max(new))

    def _move_on(self, done: int) -> None:
        """Bring the reader from a finished step to the next one that is not."""
        self._judged = done
        following = self._current(self._verdicts())
        self.view.focus("new" if following is None else f"field-{following + 1}")

    def _current(self, verdicts: Sequence[Judgement]) -> int | None:
        """The step to work on: the first that is not settled from where the reader is."""
        here = 0 if self._judged is None else self._judged
        order = (*range(here, len(verdicts)), *range(here))
        unsettled = (i for i in order if verdicts[i].state in ("blank", "unreadable", "wrong"))
        return next(unsettled, None)

    def _answer(self, new: dict[int, str]) -> None:
        answers = self._answers()
        changed = [new.get(index, answer) for index, answer in enumerate(answers)]
        self.set(self.settings["level"], ";".join([self.settings["seed"], *changed]))

    def _answers(self) -> list[str]:
        """What has been judged of the present numbers, at the present level."""
        count = len(self._numbers().steps)
        seed, *answers = self.settings.get(self.settings["level"], "").split(";")
        fits = seed == self.settings["seed"] and len(answers) == count
        return answers if fits else [NOTHING] * count

    def _verdicts(self) -> list[Judgement]:
        steps, level = self._numbers().steps, self.settings["level"]
        blank = {"worked": 0, "last": self.last_steps, "all": len(steps)}[level]
        return judge(steps, self._answers(), len(steps) - blank, self.tolerance)

    def _numbers(self) -> Problem:
        seed, level = int(self.settings["seed"]), self.settings["level"]
        if self._problem is None or self._problem[:2] != (seed, level):
            rng = np.random.default_rng([seed, LEVELS.index(level)])
            self._problem = seed, level, self.make(rng)
        return self._problem[2]

    def _fill_in(self, verdicts: Sequence[Judgement]) -> None:
        """Put the answers of another level into the fields, when the reader goes there."""
        seed, level = int(self.settings["seed"]), self.settings["level"]
        typed = [self.settings[name] for name in self._fields()]
        if self._filled is not None and self._filled[1] != level and self._filled[2] == typed:
            self._judged = None
            answers = zip(self._fields(), self._answers(), verdicts, strict=True)
            for name, answer, verdict in answers:
                shown = number(verdict.right) if answer == SHOWN else answer.removeprefix(TYPED)
                if shown != self.settings[name]:
                    self.set(name, shown)
            typed = [self.settings[name] for name in self._fields()]
        self._filled = seed, level, typed

    def _show_step(
        self, index: int, step: Step, verdict: Judgement, values: dict[str, float]
    ) -> None:
        view, state = self.view, verdict.state
        is_open = not (verdict.settled or state == "locked")
        with_numbers = verdict.settled or state == "wrong" or self.settings["level"] != "all"
        result = step.leads + step.label(verdict.value) if verdict.settled else ""
        view.attribute(f"step-{index}", "data-state", state)
        view.text(f"letters-{index}", step.letters)
        seen = with_numbers and state != "locked"
        view.text(f"numbers-{index}", step.numbers(values) + result if seen else "")
        view.attribute(f"numbers-{index}", "hidden", not seen)
        view.attribute(f"answer-{index}", "hidden", state == "given")
        fixed = "readonly" if step.is_typed else "disabled"  # a list knows no `readonly`
        locked = {"disabled": state == "locked"}
        for name, wanted in (
            locked | {fixed: locked.get(fixed, False) or state == "shown"}
        ).items():
            view.attribute(f"field-{index}", name, wanted)
        invalid = "true" if state in ("wrong", "unreadable") else None
        view.attribute(f"field-{index}", "aria-invalid", invalid)
        for part in ("check", "show"):
            view.attribute(f"{part}-{index}", "hidden", not is_open)
        view.text(f"verdict-{index}", verdict.words)

    def _sentence(
        self, problem: Problem, verdicts: Sequence[Judgement], current: int | None
    ) -> str:
        if self.settings["level"] == "worked":
            return f"A worked example: {problem.outcome}."
        if current is None:
            counts = Counter(verdict.state for verdict in verdicts)
            shown = f", {counts['shown']} shown" if counts["shown"] else ""
            return f"✓ Done: {counts['right']} right{shown}. Here {problem.outcome}."
        task = f"Work out {problem.steps[current].name}."
        if self._judged is None or not verdicts[self._judged].words:
            return task
        verdict = verdicts[self._judged]
        words = f"For {problem.steps[self._judged].name}: {verdict.words}"
        return f"{words} {task}" if verdict.settled else words

    def _mark_solved(self, verdicts: Sequence[Judgement]) -> None:
        """A level counts that was worked out without being shown a step; the example does not."""
        level = self.settings["level"]
        solved = all(one.state in ("given", "right") for one in verdicts)
        self.reach(**{level: solved and level != LEVELS[0]})

    def _values(self, verdicts: Sequence[Judgement]) -> dict[str, float]:
        steps = self._numbers().steps
        return {step.name: verdict.value for step, verdict in zip(steps, verdicts, strict=True)}

    def _fields(self) -> list[str]:
        return [f"a{index}" for index in range(1, len(self._numbers().steps) + 1)]
