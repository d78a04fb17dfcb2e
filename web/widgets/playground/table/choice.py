"""Which columns are the inputs and which the class or height: a first choice that makes sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pycore.datasets import CLASSIFICATION
from widgets.playground.data.units import short
from widgets.playground.table.classes import key_of
from widgets.playground.table.columns import Table
from widgets.playground.table.numbers import Marks

Role = Literal["x1", "x2", "t"]

LOOKED_AT = 300
"""Rows by which it is decided whether a column has numbers."""

FEW = 2
"""Rows in which two values are not a sign of classes."""

CODES = ({0.0, 1.0}, {1.0, 2.0}, {-1.0, 1.0})
"""Numbers that stand for two classes."""

COUNTERS = {"id", "nr", "no", "no.", "nr.", "#", "index", "row", "case", "key", "number"}
"""Names of columns that only number their rows."""


@dataclass(frozen=True)
class Choice:
    """The columns of the two inputs and of the class or height, counted from 0."""

    x1: int
    x2: int
    t: int

    def with_role(self, role: Role, index: int) -> Choice:
        """Another column in one role; who had it before takes the place that became free.

        >>> Choice(0, 1, 2).with_role("x1", 2)
        Choice(x1=2, x2=1, t=0)
        """
        freed = getattr(self, role)
        swapped = {name: freed for name in ("x1", "x2", "t") if getattr(self, name) == index}
        return replace(self, **{**swapped, role: index})


@dataclass(frozen=True)
class Kind:
    """What a column holds: numbers or words, how many different ones, and whether they are codes.

    Numbers are codes where there are only 0 and 1, 1 and 2, or -1 and 1.
    """

    is_number: bool
    distinct: int
    is_code: bool
    is_counter: bool


def first_choice(table: Table, task: str) -> Choice:
    """The columns to begin with.

    The class is the last column if it has two words or codes; else another that has, words before
    codes; else the last if it has two values at most; else the words with the fewest. Inputs are
    the first two columns of numbers that change and do not just count the rows.

    Raises:
        ValueError: fewer than two columns of numbers, or three for heights.
    """
    kinds = [_kind(table, index) for index in range(len(table.columns))]
    target = _class(kinds, len(table)) if task == CLASSIFICATION else _height(kinds, table)
    others = [i for i, kind in enumerate(kinds) if kind.is_number and i != target]
    if len(others) < 2:
        wanted = "Two columns of numbers are needed for x₁ and x₂, besides the class or height"
        raise ValueError(f"{wanted}; {_having(others, table)}")
    best = sorted(others, key=lambda i: (kinds[i].is_counter, kinds[i].distinct < 2, i))[:2]
    x1, x2 = sorted(best)
    return Choice(x1, x2, target)


def _class(kinds: Sequence[Kind], rows: int) -> int:
    """The column of classes: of several that may be it, the one that looks most like classes."""
    last = len(kinds) - 1

    def worth(index: int) -> tuple[float, ...]:
        kind = kinds[index]
        spare = sum(one.is_number for i, one in enumerate(kinds) if i != index) >= 2
        looks = kind.distinct == 2 and (not kind.is_number or kind.is_code)
        return (
            spare,
            rows <= FEW and index == last and kind.distinct <= 2,
            looks and index == last,
            looks and not kind.is_number,
            looks,
            index == last and kind.distinct <= 2,
            not kind.is_number,
            -min(kind.distinct, LOOKED_AT),
            index,
        )

    return max(range(len(kinds)), key=worth)


def _height(kinds: Sequence[Kind], table: Table) -> int:
    """The last column of numbers that does not count the rows."""
    numbers = [i for i, kind in enumerate(kinds) if kind.is_number]
    if len(numbers) < 3:
        wanted = "Heights need three columns of numbers: x₁, x₂ and the height"
        raise ValueError(f"{wanted}; {_having(numbers, table)}")
    return max(numbers, key=lambda i: (not kinds[i].is_counter, i))


def _having(numbers: Sequence[int], table: Table) -> str:
    """Which columns have numbers, where they are too few."""
    if not numbers:
        return "no other column has any" if len(table.columns) > 1 else "there are none"
    names = " and ".join(short(table.columns[i].name) for i in numbers)
    return f"only {names} {'has' if len(numbers) == 1 else 'have'} numbers here"


def _kind(table: Table, index: int) -> Kind:
    column, marks = table.columns[index], table.marks
    filled = [cell for cell in column.cells if cell]
    looked = filled[:LOOKED_AT]
    found = sum(marks.number(cell) is not None for cell in looked)
    is_number = bool(looked) and 2 * found >= len(looked)
    distinct = _distinct(filled, marks)
    named = column.name.casefold() in COUNTERS
    counts = len(table.columns) > 3 and index == 0 and _counts(column.cells, marks)
    return Kind(is_number, distinct, _is_code(filled, marks), named or counts)


def _distinct(cells: Sequence[str], marks: Marks) -> int:
    """How many different values a column has; of very many it does not matter how many."""
    different = set(cells)
    if len(different) > LOOKED_AT:
        return len(different)
    return len({key_of(cell, marks) for cell in different})


def _is_code(cells: Sequence[str], marks: Marks) -> bool:
    """Whether a column has two numbers that stand for classes."""
    different = set(cells)
    return len(different) < LOOKED_AT and {marks.number(cell) for cell in different} in CODES


def _counts(cells: Sequence[str], marks: Marks) -> bool:
    """Whether a column numbers its rows from 0 or 1."""
    values = [marks.number(cell) for cell in cells[:LOOKED_AT]]
    first = values[0]
    return first in (0.0, 1.0) and values == [first + n for n in range(len(values))]
