"""A reader's own points: as a text in the form, and out of a table that was pasted or chosen."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from kit.numbers import number
from pycore.datasets import CLASSIFICATION, Dataset, from_points

EDGE = 6.0
"""The plane goes from -6 to 6."""

FILLED = 5.0
"""A table is stretched to fill the plane from -5 to 5."""

MOST_POINTS = 1000
"""More would not fit into an address."""

SHOWN = 40
"""Characters of a class's name that are told again."""

CLASS_NAMES = (("blue", "orange"), ("a", "b"), ("yes", "no"), ("true", "false"))
"""Names of classes that say which of them is blue."""

Rows = tuple[tuple[float, float, float], ...]


def parse_points(text: str) -> Rows:
    """The points in the form's text: "x1*x2*t_x1*x2*t…"; what cannot be read is left out.

    >>> parse_points("1.5*-2*1_0*0*0")
    ((1.5, -2.0, 1.0), (0.0, 0.0, 0.0))
    """
    rows = []
    for entry in text.split("_")[:MOST_POINTS]:
        numbers = [_float(part) for part in entry.split("*")]
        if len(numbers) == 3 and all(n is not None and abs(n) <= EDGE for n in numbers):
            rows.append(tuple(numbers))
    return tuple(rows)  # type: ignore[arg-type]


def write_points(rows: Sequence[Sequence[float]]) -> str:
    """Points as a text, to two decimals.

    >>> write_points([(1.5, -2.0, 1.0), (0.001, 0.0, 0.0)])
    '1.5*-2*1_0*0*0'
    """
    return "_".join("*".join(f"{round(n, 2) + 0.0:g}" for n in row) for row in rows)


def dataset_of(rows: Rows, task: str) -> Dataset:
    """The points as a data set; a target of a class counts as 1 from 0.5 on."""
    if task == CLASSIFICATION:
        rows = tuple((x1, x2, float(t >= 0.5)) for x1, x2, t in rows)
        return from_points([(x1, x2, int(t)) for x1, x2, t in rows], task)
    return from_points(rows, task)


def read_table(text: str, task: str) -> tuple[Rows, str]:
    """The points of a table, fitted into the plane, and a sentence on what was done.

    Three columns: x₁, x₂ and the class or the height; separated by commas, semicolons, tabs or
    spaces. A first line of names is passed over. Classes may be any two words or numbers; blue
    is the class of that name, or A, or the larger number, or else the last by the alphabet.

    Raises:
        ValueError: a line that cannot be read, too many lines, more than two classes.
    """
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_POINTS + 1:  # one of them may be names; said before all are taken apart
        raise ValueError(f"There are {len(lines)} lines; the playground takes {MOST_POINTS}.")
    cells = [(n, _cells(line)) for n, line in lines]
    if cells and not _is_row(cells[0][1], task):
        cells = cells[1:]
    if not cells:
        raise ValueError("There is no line with three values: x₁, x₂ and the class or height.")
    if len(cells) > MOST_POINTS:
        raise ValueError(f"There are {len(cells)} lines; the playground takes {MOST_POINTS}.")
    for n, row in cells:
        if not _is_row(row, task):
            raise ValueError(
                f"Line {n} cannot be read: it needs two numbers and a class or height."
            )
    x = [[_number(row[i]) for _, row in cells] for i in (0, 1)]
    t, said = _targets([row[2] for _, row in cells], task)
    fitted = [_fitted(column, FILLED) for column in x]
    rows = tuple(zip(*(values for values, _ in fitted), t, strict=True))
    moved = [words for _, words in fitted if words]
    scaled = f" Scaled to fit the plane: {' and '.join(moved)}." if moved else ""
    return rows, f"{len(rows)} points read. {said}{scaled}"


def _cells(line: str) -> list[str]:
    for separator in ("\t", ";", ","):
        if separator in line:
            return [cell.strip().strip('"') for cell in line.split(separator)]
    return line.split()


def _is_row(row: Sequence[str], task: str) -> bool:
    """Whether a line has two numbers and then a class, or a third number."""
    if len(row) != 3 or not row[2]:
        return False
    needed = row[:2] if task == CLASSIFICATION else row
    return all(_float(cell) is not None for cell in needed)


def _float(cell: str) -> float | None:
    text = cell.replace("\N{MINUS SIGN}", "-").strip()
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e15 else None


def _number(cell: str) -> float:
    return _float(cell) or 0.0


def _targets(cells: Sequence[str], task: str) -> tuple[list[float], str]:
    if task != CLASSIFICATION:
        values, words = _fitted([_number(cell) for cell in cells], 1.0)
        return values, f"Heights scaled: {words}." if words else ""
    names = sorted(set(cells))
    if len(names) > 2:
        shown = ", ".join(name[:SHOWN] for name in names[:4])
        raise ValueError(f"There are {len(names)} classes ({shown} …); two are the most.")
    blue = _blue_of(names)
    told = f"Blue circles are the class {blue[:SHOWN]}." if blue else "All are orange squares."
    return [float(cell == blue) for cell in cells], told


def _blue_of(names: Sequence[str]) -> str:
    """The class that is drawn blue, of one or two in order; "" if it is orange.

    >>> _blue_of(["blue", "orange"]), _blue_of(["A", "B"]), _blue_of(["0", "1"]), _blue_of(["−1"])
    ('blue', 'A', '1', '')
    """
    values = [_float(name) for name in names]
    if None not in values:
        largest = max(range(len(names)), key=lambda i: _number(names[i]))
        return names[largest] if len(names) == 2 or _number(names[largest]) > 0 else ""
    for blue, orange in CLASS_NAMES:
        for name in names:
            if name.casefold() == blue:
                return name
        for name in names:
            if name.casefold() == orange:
                return next((other for other in names if other != name), "")
    return names[-1]


def _fitted(values: Sequence[float], reach: float) -> tuple[list[float], str]:
    """Values from -reach to reach, and how they were moved; those that fit stay as they are."""
    low, high = min(values), max(values)
    if -reach <= low and high <= reach:
        return list(values), ""
    middle, half = (low + high) / 2, (high - low) / 2 or 1.0
    words = f"{number(low, 2)} … {number(high, 2)} became {number(-reach)} … {number(reach)}"
    return [reach * (value - middle) / half for value in values], words
