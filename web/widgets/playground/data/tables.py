"""The reader's table on the desk: what was read of it, which columns, and what was answered.

The points themselves are a setting of the form. Here lies the text of the table, for as long as
Python runs, so that other columns of it may be chosen, or lines be left out, without sending it
again. Undo brings back earlier points: their table is found by them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from widgets.playground.data.points import write_points
from widgets.playground.table.choice import Choice, Role, first_choice
from widgets.playground.table.columns import Table, read_columns
from widgets.playground.table.reading import UnreadableLinesError, read_points

KEPT = 4
"""Tables, of which each may be a megabyte."""

PLAIN_CHOICE = Choice(0, 1, 2)

Choices = list[tuple[str, str]]
Source = tuple[str, str]
"""The data set and its points: what an answer belongs to."""


@dataclass(frozen=True)
class Answer:
    """What is said about a table.

    Attributes:
        words: In a few sentences.
        table: The table; None if it could not be read at all.
        choice: Its columns.
        task: The kind of question that it was read for.
        left: How many lines can be read, where others cannot; 0 if nothing has to be left out.
        skip: Whether lines that cannot be read are left out.
    """

    words: str
    table: Table | None = None
    choice: Choice = PLAIN_CHOICE
    task: str = ""
    left: int = 0
    skip: bool = False

    def columns(self) -> Choices:
        """The columns to choose from: (value, name)."""
        found = self.table.columns if self.table else ()
        return [(str(index), column.name) for index, column in enumerate(found)]


NOTHING = Answer("")


class Desk:
    """Remembers tables by their points, and what was refused until the points are others."""

    def __init__(self) -> None:
        self._used: dict[Source, Answer] = {}
        self._refused: tuple[Source, Answer] | None = None

    def answer(self, source: Source) -> Answer:
        """What was said last while these were the points; else of their table, when it was read."""
        if self._refused and self._refused[0] == source:
            return self._refused[1]
        self._refused = None
        return self._used.get(source, NOTHING)

    def say(self, source: Source, words: str) -> None:
        """Say why there is no table."""
        self._refuse(source, Answer(words))

    def read(self, source: Source, text: str, task: str) -> Source:
        """Read a text; returns the data set and its points, which stay as they are if it fails."""
        try:
            table = read_columns(text)
            choice = first_choice(table, task)
        except ValueError as error:
            return self._refuse(source, Answer(_refused(error)))
        return self._use(source, Answer("", table, choice, task))

    def choose(self, source: Source, role: Role, column: str) -> Source:
        """Take another column of the same table for a role, if it has one of this number."""
        answer = self.answer(source)
        if column not in dict(answer.columns()):
            return source
        choice = answer.choice.with_role(role, int(column))
        return self._use(source, replace(answer, choice=choice))

    def skip(self, source: Source) -> Source:
        """Leave out the lines that cannot be read."""
        answer = self.answer(source)
        return self._use(source, replace(answer, skip=True)) if answer.table else source

    def _use(self, source: Source, answer: Answer) -> Source:
        """Make points of a table, or say why not."""
        assert answer.table is not None
        try:
            reading = read_points(answer.table, answer.choice, answer.task, skip=answer.skip)
        except ValueError as error:
            left = error.left if isinstance(error, UnreadableLinesError) else 0
            return self._refuse(source, replace(answer, words=_refused(error), left=left))
        made = source[0], write_points(reading.own)
        self._refused = None
        self._used.pop(made, None)
        self._used[made] = replace(answer, words=reading.words, left=0)
        for old in list(self._used)[:-KEPT]:
            del self._used[old]
        return made

    def _refuse(self, source: Source, answer: Answer) -> Source:
        self._refused = source, answer
        return source


def _refused(error: ValueError) -> str:
    return f"Nothing was changed: {str(error).rstrip('.')}."
