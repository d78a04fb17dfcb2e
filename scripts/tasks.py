"""What a lesson asks of its reader: the questions, predictions and goals on its page, by name.

The pages that show progress judge what is kept by the questions as they stand, so the choices and
the right one go with each name; they are read from the lesson itself, so nobody has to count.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from scripts.errors import GlassboxError


@dataclass
class Question:
    """The values of a question's choices, and which of them are right: one, in a whole question."""

    choices: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Tasks:
    """A lesson's tasks by name, each once, in the order of the page."""

    questions: dict[str, Question] = field(default_factory=dict)
    predictions: dict[str, list[str]] = field(default_factory=dict)
    goals: list[str] = field(default_factory=list)

    def attributes(self, slug: str) -> str:
        """Return them as the `data-` attributes that the page's script reads."""
        questions = {
            name: {"choices": one.choices, "right": one.right[0]}
            for name, one in self.questions.items()
        }
        facts = {"questions": questions, "predictions": self.predictions, "goals": self.goals}
        text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
        return f'data-lesson="{slug}" data-tasks="{html.escape(text)}"'


def read_tasks(page: str, path: Path) -> Tasks:
    """Return the tasks of a lesson, from its page with the widgets in their places.

    Raises:
        GlassboxError: A question cannot be judged; `path` is named.
    """
    reader = _Reader()
    reader.feed(page)
    for name, question in reader.tasks.questions.items():
        if len(question.right) != 1:
            raise GlassboxError(
                f"{path}: the question {name!r} must have one choice with data-right, "
                f"not {len(question.right)}."
            )
    _check_choices({name: one.choices for name, one in reader.tasks.questions.items()}, path)
    _check_choices(reader.tasks.predictions, path)
    return reader.tasks


def _check_choices(questions: Mapping[str, list[str]], path: Path) -> None:
    for name, choices in questions.items():
        if len(set(choices)) < len(choices):
            raise GlassboxError(f"{path}: two choices of {name!r} have the same value.")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tasks = Tasks()
        self._widget = ""
        self._in_quiz = False
        self._prediction: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "data-widget" in values:
            self._widget = values["id"]
        if tag == "form":
            self._in_quiz = "data-quiz" in values
        if "data-predict" in values:
            self._prediction = self.tasks.predictions.setdefault(values["data-predict"], [])
        if tag == "input" and values.get("type") == "radio":
            self._choice(values)
        if "data-goal" in values:
            _add(self.tasks.goals, f"{self._widget}.{values['data-goal']}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_quiz = False
        if tag == "fieldset":
            self._prediction = None

    def _choice(self, values: dict[str, str]) -> None:
        if self._prediction is not None:
            self._prediction.append(values["value"])
        elif self._in_quiz:
            question = self.tasks.questions.setdefault(values["name"], Question())
            question.choices.append(values["value"])
            question.right += [values["value"]] if "data-right" in values else []


def _add(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)
