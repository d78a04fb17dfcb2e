"""Lines and cells of a table, without comments and blank lines; lines keep their numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from widgets.playground.table.delimiter import DELIMITERS, score

TRIED, TRIED_OF_A_LINE = 100, 2000
"""Lines, and characters of each, by which the delimiter is chosen."""

LONGEST_CELL = 131_072
"""Characters; what Python's reader of CSV takes."""

SEPARATOR = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
"""The first line by which spreadsheets name the delimiter."""


@dataclass(frozen=True)
class Row:
    """The cells of a line, and its number in the file, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """All rows of a text that say something, and what separates their cells."""

    rows: tuple[Row, ...]
    delimiter: str


def read_sheet(text: str) -> Sheet:
    r"""The rows of a text.

    Raises:
        ValueError: a quotation mark that is never closed, or a cell that is too long.

    >>> read_sheet("sep=;\n1;2;a\n# a remark\n;;\n3;4;'b'").rows[1]
    Row(line=5, cells=('3', '4', "'b'"))
    """
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    first = 0
    if named := SEPARATOR.fullmatch(lines[0]):
        first, delimiter = 1, named.group(1)
    else:
        delimiter = _delimiter(lines)
    rows = _rows(lines, first, delimiter)
    return Sheet(tuple(row for row in rows if any(row.cells)), delimiter)


def _delimiter(lines: list[str]) -> str:
    """The delimiter that makes the best table of the first lines."""
    tried = [line[:TRIED_OF_A_LINE] for line in lines[:TRIED]]

    def worth(one: str) -> float:
        rows = [row.cells for row in _rows(tried, 0, one, is_whole=False)]
        return score([row for row in rows if any(row)])

    worths = {one: worth(one) for one in DELIMITERS}
    return max(DELIMITERS, key=lambda one: worths[one]) if any(worths.values()) else ","


def _rows(lines: list[str], first: int, delimiter: str, *, is_whole: bool = True) -> Iterator[Row]:
    """The lines from `first` on, in cells; a quoted cell may hold several lines.

    Raises:
        ValueError: see `read_sheet`; of lines that are not the whole text the last may be torn.
    """
    wanted = [n for n, line in enumerate(lines) if n >= first and not _is_comment(line, delimiter)]
    told = (f"{_tidied(lines[n], delimiter)}\n" for n in wanted)
    reader = csv.reader(told, delimiter=delimiter, skipinitialspace=True)
    begin = 0
    try:
        for cells in reader:
            number, end = wanted[begin] + 1, reader.line_num
            if is_whole and end - begin > 1 and _is_open(lines[n] for n in wanted[begin:end]):
                raise ValueError(f"Line {number} opens a quotation mark that is never closed")
            yield Row(number, tuple(map(str.strip, cells)))
            begin = end
    except csv.Error:
        number = wanted[min(begin, len(wanted) - 1)] + 1
        words = f"Line {number} has a cell of more than {LONGEST_CELL:,} characters"
        raise ValueError(words) from None


def _is_open(lines: Iterable[str]) -> bool:
    """Whether a quotation mark of these lines has no partner."""
    return sum(line.count('"') for line in lines) % 2 == 1


def _is_comment(line: str, delimiter: str) -> bool:
    """Whether a line begins with #; a column may be called # all the same."""
    text = line.lstrip()
    if not text.startswith("#"):
        return False
    return not text[1:].lstrip(" ").startswith(delimiter.strip(" ") or "\0")


def _tidied(line: str, delimiter: str) -> str:
    """A line in which one blank separates as well as ten, where blanks separate."""
    return line.replace("\t", " ").strip() if delimiter == " " else line
