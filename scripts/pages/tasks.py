"""What a lesson asks of its reader: the questions, predictions and goals on its page, by name.

The pages that show progress judge what is kept by the questions as they stand, so the choices and
the right one go with each name; they are read from the lesson itself, so nobody has to count.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.pages.elements import WIDGET, Element, Handler, Selector, Visit

LIST = "lesson-tasks.json"
"""What each lesson asks, as a file of the site: for menu, home page and table of progress."""

GOAL = Selector(attribute="data-goal")
"""The element that shows whether a goal is reached; its attribute has the goal's name."""

_QUIZ = Selector("form", "data-quiz")
_PREDICTION = Selector("fieldset", "data-predict")


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

    def facts(self) -> dict[str, object]:
        """Return them as the page's scripts read them."""
        questions = {
            name: {"choices": one.choices, "right": one.right[0]}
            for name, one in self.questions.items()
        }
        return {"questions": questions, "predictions": self.predictions, "goals": self.goals}


def listed(lessons: Mapping[str, Tasks]) -> bytes:
    """Return the file that says of each lesson what it asks, in their order, for every page."""
    facts = {slug: tasks.facts() for slug, tasks in lessons.items()}
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def _quiz(element: Element, visit: Visit) -> str:
    """See that each of its questions can be judged, when all of its choices have been seen."""
    inside = visit.inside(element)
    questions = visit.of(Tasks).questions
    for name, question in questions.items():
        if len(question.right) != 1:
            raise element.error(
                f"the question {name!r} must have one choice with data-right, "
                f"not {len(question.right)}."
            )
    return visit.start_tag(element) + inside + visit.end_tag(element)


def _choice(element: Element, visit: Visit) -> None:
    prediction, quiz = visit.nearest(_PREDICTION), visit.nearest(_QUIZ)
    tasks = visit.of(Tasks)
    if element["type"] != "radio":
        return
    if prediction:
        choices = tasks.predictions.setdefault(prediction["data-predict"], [])
        _add_choice(choices, element)
    elif quiz:
        question = tasks.questions.setdefault(element["name"], Question())
        _add_choice(question.choices, element)
        question.right += [element["value"]] if "data-right" in element.attributes else []


def _add_choice(choices: list[str], element: Element) -> None:
    if element["value"] in choices:
        raise element.error(
            f"two choices of {element['name']!r} have the same value, {element['value']!r}."
        )
    choices.append(element["value"])


def _goal(element: Element, visit: Visit) -> None:
    widget = visit.nearest(WIDGET)
    name = f"{widget['id'] if widget else ''}.{element[GOAL.attribute]}"
    goals = visit.of(Tasks).goals
    goals += [] if name in goals else [name]


HANDLERS = (
    Handler(_QUIZ, _quiz),
    Handler(Selector("input"), _choice),
    Handler(GOAL, _goal),
)
