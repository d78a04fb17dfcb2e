"""Columns with names and units, out of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from widgets.playground.table.cells import Row, read_sheet
from widgets.playground.table.numbers import Marks, is_number, marks_of

MOST_COLUMNS = 60
LONGEST_NAME = 60
UNIT = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]{1,12})[)\]]")
"""A name with its unit: "height (cm)"."""


@dataclass(frozen=True)
class Column:
    """A column: its name, its unit ("" if none is told), and its cells from top to bottom."""

    name: str
    unit: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The columns of a table.

    Attributes:
        columns: At least three.
        lines: The line of the file on which each row begins.
        marks: How its numbers are written.
        named: Whether the first line named the columns.
        wide: How many cells a row has that has more than the others, by its place among the rows.
    """

    columns: tuple[Column, ...]
    lines: tuple[int, ...]
    marks: Marks
    named: bool
    wide: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def numbers(self, index: int) -> list[float | None]:
        """A column as numbers; None where a cell is none."""
        return [self.marks.number(cell) for cell in self.columns[index].cells]


def read_columns(text: str) -> Table:
    r"""The table in a text. Its first line has names if no cell in it is a number.

    Raises:
        ValueError: there is no row, or there are too few columns or too many; see `read_sheet`.

    >>> table = read_columns("height (cm); weight; build\n150; 50,5; short")
    >>> [(column.name, column.unit) for column in table.columns]
    [('height', 'cm'), ('weight', ''), ('build', '')]
    >>> table.numbers(1)
    [50.5]
    """
    sheet = read_sheet(text)
    if not sheet.rows:
        raise ValueError("There is no line with three values: x₁, x₂ and the class or height")
    head, *body = sheet.rows
    named = not any(map(is_number, head.cells))
    rows = body if named else [head, *body]
    if not rows:
        raise ValueError(f"Line {head.line} has names, and no line with numbers follows")
    width = max(_width(rows), _length(head) if named else 0)
    _check_width(width)
    marks = marks_of((cell for row in rows for cell in row.cells), sheet.delimiter)
    padded = [(*row.cells, *[""] * width)[:width] for row in rows]
    names = _names(head.cells if named else (), width)
    columns = [
        Column(*name, cells) for name, cells in zip(names, zip(*padded, strict=True), strict=True)
    ]
    wide = {place: _length(row) for place, row in enumerate(rows) if _length(row) > width}
    return Table(tuple(columns), tuple(row.line for row in rows), marks, named, wide)


def _width(rows: Sequence[Row]) -> int:
    """How many cells most rows have; blank ones at the end do not count."""
    widths = Counter(map(_length, rows))
    return max(widths, key=lambda one: (widths[one], one))


def _length(row: Row) -> int:
    return max((place for place, cell in enumerate(row.cells, 1) if cell), default=0)


def _check_width(width: int) -> None:
    if width < 3:
        told = "column" if width == 1 else "columns"
        raise ValueError(
            f"There {'is' if width == 1 else 'are'} {width} {told}, and three are needed: "
            "x₁, x₂ and the class or height"
        )
    if width > MOST_COLUMNS:
        raise ValueError(f"There are {width:,} columns; the playground takes {MOST_COLUMNS}")


def _names(cells: Sequence[str], width: int) -> list[tuple[str, str]]:
    """A name of its own and a unit for each column."""
    names: list[tuple[str, str]] = []
    for place in range(width):
        name, unit = split_unit(cells[place] if place < len(cells) else "")
        name = name or f"column {place + 1}"
        if name in {known for known, _ in names}:
            name = f"{name}, column {place + 1}"
        names.append((name, unit))
    return names


def split_unit(text: str) -> tuple[str, str]:
    """A name and its unit, without what a line of text cannot hold.

    >>> split_unit("height [cm]"), split_unit("sepal  length"), split_unit("(cm)")
    (('height', 'cm'), ('sepal length', ''), ('(cm)', ''))
    """
    tidy = " ".join("".join(c if c.isprintable() else " " for c in text[:1000]).split())
    found = UNIT.fullmatch(tidy)
    name, unit = found.groups() if found else (tidy, "")
    return name[:LONGEST_NAME].strip(), unit.strip()
