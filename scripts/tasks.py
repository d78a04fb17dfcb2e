"""What a lesson asks of its reader: the questions, predictions and goals on its page, by name.

The page shows progress as "3 of 4"; the names are read from the lesson itself, so nobody has to
count, and what is kept of a question that is gone does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True)
class Tasks:
    """The names of a lesson's tasks, each once, in the order of the page."""

    questions: list[str] = field(default_factory=list)
    predictions: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)

    def attributes(self, slug: str) -> str:
        """Return them as the `data-` attributes that the page's script reads."""
        kinds = {
            "questions": self.questions,
            "predictions": self.predictions,
            "goals": self.goals,
        }
        lists = "".join(f' data-{kind}="{" ".join(names)}"' for kind, names in kinds.items())
        return f'data-lesson="{slug}"{lists}'


def read_tasks(page: str) -> Tasks:
    """Return the tasks of a lesson, from its page with the widgets in their places."""
    reader = _Reader()
    reader.feed(page)
    return reader.tasks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tasks = Tasks()
        self._widget = ""
        self._in_quiz = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "data-widget" in values:
            self._widget = values["id"]
        if tag == "form":
            self._in_quiz = "data-quiz" in values
        if self._in_quiz and tag == "input":
            _add(self.tasks.questions, values["name"])
        if "data-predict" in values:
            _add(self.tasks.predictions, values["data-predict"])
        if "done" in values.get("class", "").split() and "data-part" in values:
            _add(self.tasks.goals, f"{self._widget}.{values['data-part']}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_quiz = False


def _add(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)
