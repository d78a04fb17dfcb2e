"""What is said about a table that was read: a few sentences, each "" where it does not apply."""

from __future__ import annotations

from collections.abc import Sequence

from kit.words.sentences import counted
from pycore.datasets import CLASSIFICATION
from widgets.playground.data.places import coinciding, contradicting
from widgets.playground.data.points import Own, dataset_of
from widgets.playground.data.units import Units, short
from widgets.playground.table.choice import Choice
from widgets.playground.table.classes import Classes
from widgets.playground.table.columns import Table

NAMED_LINES = 5
"""Lines that are told one by one."""

NAMED_CLASSES = 4


def column_name(table: Table, index: int) -> str:
    """A column's name, as much of it as there is room for."""
    return short(table.columns[index].name)


def lines_named(table: Table, places: Sequence[int]) -> str:
    """Some lines by their numbers in the file."""
    numbers = [str(table.lines[place]) for place in places]
    shown, more = numbers[:NAMED_LINES], len(numbers) - NAMED_LINES
    if len(numbers) == 1:
        return f"Line {numbers[0]}"
    if more > 0:
        return f"Lines {', '.join(shown)} and {more} more"
    return f"Lines {', '.join(shown[:-1])} and {shown[-1]}"


def points_read(used: int, found: int, *, by_class: bool) -> str:
    """How many points there are, and whether they are a sample."""
    if used == found:
        return f"{counted(used, 'point')} read."
    shares = " with the same shares of classes" if by_class else ""
    return f"{counted(found, 'row')} read, of which {used:,} are used: a random sample{shares}."


def roles(table: Table, choice: Choice, task: str) -> str:
    """Which columns were taken, where that is not plain to see."""
    if not table.named and choice == Choice(0, 1, 2) and len(table.columns) == 3:
        return ""
    kind = "class" if task == CLASSIFICATION else "height"
    names = [column_name(table, index) for index in (choice.x1, choice.x2, choice.t)]
    return f"Taken as x₁: {names[0]}, as x₂: {names[1]}, as {kind}: {names[2]}."


def colours(units: Units) -> str:
    """Which class is blue."""
    if not units.classes:
        return ""
    orange, blue = map(short, units.classes)
    if not blue:
        return f"There is one class, {orange}: all are orange squares."
    return f"Blue circles are the class {blue}." + ("" if orange else " There is no other class.")


def spellings(classes: Classes | None) -> str:
    """Which spellings count as one class."""
    found = classes.spellings if classes else ()
    told = [" and ".join(f"“{short(name)}”" for name in names[:NAMED_CLASSES]) for names in found]
    return "".join(f"{names} count as one class. " for names in told).strip()


def left_out(table: Table, problems: dict[int, str]) -> str:
    """Which lines were left out."""
    if not problems:
        return ""
    lines = lines_named(table, list(problems))
    return f"{counted(len(problems), 'line')} left out: {lines[0].lower()}{lines[1:]}."


def ambiguous(table: Table) -> str:
    """How a number was read that could be read in two ways."""
    cell = table.marks.example
    if not cell:
        return ""
    way = "a decimal mark" if table.marks.decimal == "," else "a mark for thousands"
    return f"The comma in {cell} was read as {way}."


def shared(own: Own, task: str) -> list[str]:
    """How many points share a place, and whether they contradict each other."""
    data = dataset_of(own, task)
    same, torn = coinciding(data), contradicting(data)
    told = []
    if same:
        verb = "lies" if same == 1 else "lie"
        told.append(f"{counted(same, 'point')} {verb} exactly on another one.")
    if torn and task == CLASSIFICATION:
        told.append(f"{torn} share their place with a point of the other class.")
    return told
