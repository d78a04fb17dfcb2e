"""From a table and the choice of its columns to points, and what is said about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pycore.datasets import CLASSIFICATION
from widgets.playground.data.axis import FILLED, Axis
from widgets.playground.data.points import MOST_POINTS, Own, Row
from widgets.playground.data.units import PLAIN, Units, short
from widgets.playground.table.choice import Choice
from widgets.playground.table.classes import Classes, blue_of, classes_of
from widgets.playground.table.columns import Table
from widgets.playground.table.sampling import sample
from widgets.playground.table.told import (
    NAMED_CLASSES,
    ambiguous,
    colours,
    column_name,
    left_out,
    lines_named,
    points_read,
    roles,
    shared,
    spellings,
)

MOST_CLASSES = 2


class UnreadableLinesError(ValueError):
    """Some lines cannot be read; `left` others can."""

    def __init__(self, words: str, left: int) -> None:
        super().__init__(words)
        self.left = left


@dataclass(frozen=True)
class Reading:
    """The points of a table, and a few sentences on what was done."""

    own: Own
    words: str


def read_points(table: Table, choice: Choice, task: str, *, skip: bool = False) -> Reading:
    """The points of a table, scaled to fill the plane.

    Args:
        table: The table.
        choice: Its columns.
        task: "classification" or "regression".
        skip: Leave out lines that cannot be read.

    Raises:
        UnreadableLinesError: there are some, and they are not to be left out.
        ValueError: too many classes.
    """
    problems = _problems(table, choice, task)
    good = [place for place in range(len(table)) if place not in problems]
    if problems and not (skip and good):
        raise UnreadableLinesError(_refusal(table, problems), len(good))
    targets, classes = _targets(table, choice, task, good)
    chosen = sample(classes.of if classes else [0] * len(good), MOST_POINTS)
    columns = [_column(table, index, good) for index in (choice.x1, choice.x2)]
    rows: list[Row] = [(columns[0][i], columns[1][i], targets[i]) for i in chosen]
    units = _units(table, choice, rows, classes)
    own = Own(tuple(rows), units, len(rows))
    told = [points_read(len(rows), len(good), by_class=classes is not None)]
    told += [roles(table, choice, task), colours(units), spellings(classes)]
    told += [left_out(table, problems), ambiguous(table), *shared(own, task)]
    return Reading(own, " ".join(one for one in told if one))


def _problems(table: Table, choice: Choice, task: str) -> dict[int, str]:
    """Why a row cannot be read, by its place among the rows."""
    needed = [choice.x1, choice.x2, *([] if task == CLASSIFICATION else [choice.t])]
    problems = {}
    if task == CLASSIFICATION:
        for place, cell in enumerate(table.columns[choice.t].cells):
            if not cell:
                problems[place] = f"{column_name(table, choice.t)} is blank"
    for index in reversed(needed):
        for place, value in enumerate(table.numbers(index)):
            if value is None:
                problems[place] = _no_number(table, index, place)
    for place, length in table.wide.items():
        problems[place] = f"it has {length} cells, and {len(table.columns)} are expected"
    return dict(sorted(problems.items()))


def _no_number(table: Table, index: int, place: int) -> str:
    cell = table.columns[index].cells[place]
    name = column_name(table, index)
    return f"{name} is “{short(cell)}”, which is no number" if cell else f"{name} is blank"


def _refusal(table: Table, problems: dict[int, str]) -> str:
    first, *others = problems
    told = f"Line {table.lines[first]} cannot be read: {problems[first]}"
    if not others:
        return told
    return f"{told}. {lines_named(table, others)} cannot be read either"


def _column(table: Table, index: int, good: Sequence[int]) -> list[float]:
    values = table.numbers(index)
    return [value for place in good if (value := values[place]) is not None]


def _targets(
    table: Table, choice: Choice, task: str, good: Sequence[int]
) -> tuple[list[float], Classes | None]:
    """The target of each good row: 1 for the blue class, or a height in its own unit."""
    if task != CLASSIFICATION:
        return _column(table, choice.t, good), None
    cells = table.columns[choice.t].cells
    classes = classes_of([cells[place] for place in good], table.marks)
    if len(classes.names) > MOST_CLASSES:
        shown = ", ".join(map(short, classes.names[:NAMED_CLASSES]))
        more = " …" if len(classes.names) > NAMED_CLASSES else ""
        found = f"There are {len(classes.names):,} classes in {column_name(table, choice.t)}"
        raise ValueError(f"{found} ({shown}{more}); the playground tells two apart")
    blue = blue_of(classes.names, table.marks)
    return [float(classes.names[one] == blue) for one in classes.of], classes


def _units(table: Table, choice: Choice, rows: Sequence[Row], classes: Classes | None) -> Units:
    """Names, ranges and classes of the chosen columns; the ranges are those of the rows used."""
    first, second, heights = zip(*rows, strict=True)
    inputs = (
        _axis(table, choice.x1, PLAIN[0], first, FILLED),
        _axis(table, choice.x2, PLAIN[1], second, FILLED),
    )
    if classes is None:
        return Units(inputs, (), _axis(table, choice.t, "height", heights, 1.0), is_table=True)
    blue = blue_of(classes.names, table.marks)
    orange = next((name for name in classes.names if name != blue), "")
    return Units(inputs, (_tidy(orange), _tidy(blue)), None, is_table=True)


def _axis(table: Table, index: int, plain: str, values: Sequence[float], reach: float) -> Axis:
    column = table.columns[index]
    name = column.name if table.named else plain
    return Axis(name, column.unit, min(values), max(values), reach)


def _tidy(name: str) -> str:
    """A class's name as one short line."""
    return " ".join("".join(c if c.isprintable() else " " for c in name[:60]).split())
