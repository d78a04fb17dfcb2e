"""What separates the cells of a table: the sign that makes the best table of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from widgets.playground.table.numbers import is_number

DELIMITERS = ("\t", ";", "|", ",", " ")
"""Of two that do equally well the earlier one is taken."""

ENOUGH = 3
"""Columns that a table needs."""

LOOKED_AT = 60
"""Cells of a line, for a line may be long."""


def score(rows: Sequence[Sequence[str]]) -> float:
    """How much lines in cells look like a table: equally many cells, and numbers among them.

    >>> score([["1", "2", "a"], ["3", "4", "b"]]) > score([["1", "2;a"], ["3", "4;b"]])
    True
    """
    widths = Counter(len(row) for row in rows)
    width = max(widths, key=lambda one: (widths[one], one), default=0)
    if width < 2:
        return 0.0
    alike = [row[:LOOKED_AT] for row in rows if len(row) == width]
    numbers = sum(is_number(cell) for row in alike for cell in row)
    share = numbers / sum(map(len, alike))
    worth = (0.05 + share) * len(alike) / len(rows)
    return worth if width >= ENOUGH else worth / 2
