"""A cell as a number. A comma may be a decimal mark or part thousands: the whole table decides."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

LARGEST = 1e100
"""Beyond this nothing is measured, and squares would overflow."""

LONGEST = 60
"""Characters of a number; longer rows of digits are none."""

PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
SPACES = (
    "' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{RIGHT SINGLE QUOTATION MARK}"
)
"""What parts thousands in every table."""

SIGN = r"[+-]?"
COMMA_PARTS = re.compile(rf"{SIGN}[0-9]{{1,3}}(?:(?:,[0-9]{{3}}){{2,}}|(?:,[0-9]{{3}})+\.[0-9]*)")
DOT_PARTS = re.compile(rf"{SIGN}[0-9]{{1,3}}(?:(?:\.[0-9]{{3}}){{2,}}|(?:\.[0-9]{{3}})+,[0-9]*)")
EITHER = re.compile(rf"{SIGN}[1-9][0-9]{{0,2}},[0-9]{{3}}")
DECIMAL = re.compile(rf"{SIGN}[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?")
DASHES = str.maketrans(
    dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{FULLWIDTH HYPHEN-MINUS}", "-")
)


@dataclass(frozen=True)
class Marks:
    """How the numbers of a table are written.

    Attributes:
        decimal: "." or ",".
        parts: What parts thousands, besides spaces and apostrophes: "", "," or ".".
        example: A cell that could be read in two ways; "" if there is none.
    """

    decimal: str = "."
    parts: str = ""
    example: str = ""

    def number(self, cell: str) -> float | None:
        """The number in a cell, or None.

        >>> Marks().number("−1.5"), Marks(",", ".").number("1.234,5"), Marks().number("1 234")
        (-1.5, 1234.5, 1234.0)
        >>> Marks().number("1,5"), Marks().number("tall"), Marks().number("1e999")
        (None, None, None)
        """
        text = cell.strip().translate(DASHES)
        if len(text) > LONGEST:
            return None
        if self.decimal == "," or not PLAIN.fullmatch(text):
            text = _joined(text, SPACES + self.parts)
            if self.decimal == ",":
                text = text.replace(".", "x").replace(",", ".")  # a dot left over is not a number
            if not PLAIN.fullmatch(text):
                return None
        value = float(text)
        return value + 0.0 if math.isfinite(value) and abs(value) <= LARGEST else None


ENGLISH, CONTINENTAL = Marks(".", ","), Marks(",", ".")


def is_number(cell: str) -> bool:
    """Whether a cell is a number in any way of writing."""
    return ENGLISH.number(cell) is not None or CONTINENTAL.number(cell) is not None


def marks_of(cells: Iterable[str], delimiter: str) -> Marks:
    """How the numbers in these cells are written.

    A number such as 1,234 can be either. Where no other number tells, it is a thousand in a table
    that is separated by commas, as only English programs write, and else 1.234.

    >>> marks_of(["1,5", "2"], ";").decimal, marks_of(["1,234.5"], ";").decimal
    (',', '.')
    >>> marks_of(["1,234"], ",").number("1,234"), marks_of(["1,234"], ";").number("1,234")
    (1234.0, 1.234)
    """
    commas = parts = 0
    example = ""
    for cell in cells:
        if "," not in cell and cell.count(".") < 2:
            continue
        text = _joined(cell.strip().translate(DASHES), SPACES)
        if COMMA_PARTS.fullmatch(text):
            parts += 1
        elif DOT_PARTS.fullmatch(text):
            commas += 1
        elif EITHER.fullmatch(text):
            example = example or text
        elif DECIMAL.fullmatch(text):
            commas += 1
    if commas or parts:
        return CONTINENTAL if commas > parts else ENGLISH
    if not example:
        return Marks()
    decimal, other = (".", ",") if delimiter == "," else (",", ".")
    return Marks(decimal, other, example)


def _joined(text: str, parts: str) -> str:
    """A number without what parts its thousands; all of its parts must be of one kind."""
    found = re.match(rf"[+-]?[0-9]{{1,3}}([{re.escape(parts)}])[0-9]{{3}}(?:\1[0-9]{{3}})*", text)
    if not found or text[found.end() : found.end() + 1].isdigit():
        return text
    return found.group().replace(found.group(1), "") + text[found.end() :]
