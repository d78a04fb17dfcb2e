"""A reader's own points: as a text in the form, in links and in files.

Points that were drawn lie on the plane, and those of a table have its units. The text says first
how many points follow and what their numbers mean, then has the points, and an end: so a link that
was cut on its way shows it. Of old links, which had the points alone, no end is expected.

    p2.bWVhbmluZw_150*50*0_190*131*1_z
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kit.words.sentences import counted
from pycore.datasets import CLASSIFICATION, Dataset, from_points
from widgets.playground.data.meaning import read_units, write_units
from widgets.playground.data.units import Units

EDGE = 6.0
"""The plane goes from -6 to 6."""

MOST_POINTS = 2000
"""So many are drawn and trained on at once."""

IN_A_LINK = 200
"""A link with more of them is too long to be sent; the form's `data-short` knows this number."""

BARE = Units()
"""Those of points on the plane, which are bare numbers."""

EXAMPLE = ((-2.0, -2.0, 0.0), (2.0, 2.0, 1.0))
"""Two points on the plane that stand where there are none."""

START = "-2*-2*0_2*2*1"
"""These as the form has them from the start."""

HEAD = re.compile(r"p([0-9]{1,6})\.([A-Za-z0-9.\-]{0,2000})")
END = "z"
SLACK = 1e-6
"""Rounding may put a point this far outside the plane."""

Row = tuple[float, float, float]
Rows = tuple[Row, ...]


@dataclass(frozen=True)
class Own:
    """The reader's points.

    Attributes:
        rows: x₁, x₂ and class or height of each, in the units of the table if there is one.
        units: What these numbers mean; plain numbers of the plane without a table.
        promised: How many points the text says there are.
        missing: How many of them did not come.
    """

    rows: Rows
    units: Units = BARE
    promised: int = 0
    missing: int = 0

    def on_plane(self) -> list[Row]:
        """The points as they lie on the plane, with heights from -1 to 1."""
        places = self.units.places(np.array(self.rows)[:, :2]).tolist()
        height = self.units.height
        heights = [row[2] if height is None else height.place(row[2]) for row in self.rows]
        return [(x1, x2, t) for (x1, x2), t in zip(places, heights, strict=True)]


def example(units: Units) -> Rows:
    """Two points that stand where there are none."""
    return tuple(units.drawn(*row) for row in EXAMPLE)


@lru_cache(maxsize=8)
def parse_points(text: str) -> Own:
    """The points in the form's text; without any, two examples stand for them.

    >>> parse_points("1.5*-2*1_0*0*0").rows
    ((1.5, -2.0, 1.0), (0.0, 0.0, 0.0))
    >>> cut = parse_points("p3._1.5*-2*1_0*0*0_4*4.2")
    >>> len(cut.rows), cut.missing
    (2, 1)
    """
    head, *entries = text.split("_")
    found = HEAD.fullmatch(head)
    if not found:
        old = [entry for entry in [head, *entries] if entry][: MOST_POINTS + 1]
        return _own(old, Units(), len(old))
    units = read_units(found.group(2))
    if units is None:
        return _own([], Units(), int(found.group(1)))
    return _own(entries[:-1][:MOST_POINTS], units, int(found.group(1)))


def write_points(own: Own) -> str:
    """The points as a text, every number exactly.

    >>> write_points(Own(((1.5, -2.0, 1.0), (0.1, 0.0, 0.0))))
    'p2._1.5*-2*1_0.1*0*0_z'
    """
    if (own.rows, own.units) == (EXAMPLE, BARE):
        return START
    rows = ["*".join(_number(value) for value in row) for row in own.rows]
    return "_".join([f"p{len(rows)}.{write_units(own.units)}", *rows, END])


def complaint(own: Own) -> str:
    """What is missing, in words for the reader; "" if all points came."""
    if not own.missing:
        return ""
    stand = "Two example points stand there instead."
    if own.promised > IN_A_LINK and own.missing == own.promised:
        return (
            f"Your {counted(own.promised, 'point')} are not in the address, which holds "
            f"{IN_A_LINK} at most. Open the file that you saved, or read the table again. {stand}"
        )
    came = own.promised - own.missing
    told = f"{came} of {counted(own.promised, 'point')} came with the link"
    rest = f"{own.missing} {'is' if own.missing == 1 else 'are'} missing"
    why = "It was cut or changed on its way: ask for it again"
    return f"{told}; {rest}. {why}.{'' if came else f' {stand}'}"


def dataset_of(own: Own, task: str) -> Dataset:
    """The points on the plane as a data set; a target of a class counts as 1 from 0.5 on."""
    rows = own.on_plane()
    if task == CLASSIFICATION:
        return from_points([(x1, x2, int(t >= 0.5)) for x1, x2, t in rows], task)
    return from_points(rows, task)


def are_points(rows: Sequence[Sequence[object]], units: Units) -> bool:
    """Whether these are points of the plane: three finite numbers each."""
    numbers = [value for row in rows for value in row]
    if not all(len(row) == 3 for row in rows) or not all(type(n) in (int, float) for n in numbers):
        return False
    return all(_is_on_plane(tuple(map(float, row)), units) for row in rows)  # type: ignore[arg-type]


def _own(entries: Sequence[str], units: Units, promised: int) -> Own:
    """The points that can be read; the others are missing."""
    rows = tuple(row for row in map(_row, entries) if row and _is_on_plane(row, units))
    missing = max(promised - len(rows), 0)
    return Own(rows or example(units), units, promised, missing)


def _row(entry: str) -> Row | None:
    try:
        x1, x2, t = (float(part) for part in entry.split("*"))
    except ValueError:
        return None
    return x1, x2, t


def _is_on_plane(row: tuple[float, ...], units: Units) -> bool:
    """Whether a point lies on the plane, and its height among those that the plane can show."""
    if not all(map(math.isfinite, row)):
        return False
    x1, x2 = units.places(np.array([row[:2]]))[0].tolist()
    height = row[2] if units.height is None else units.height.place(row[2])
    return bool(max(abs(x1), abs(x2), abs(height)) <= EDGE + SLACK)


def _number(value: float) -> str:
    """A number with all its digits, in the characters that an address may hold."""
    return repr(value + 0.0).removesuffix(".0").replace("+", "")
