"""Superlatives that hold: where several are equal, none of them is the largest alone."""

from __future__ import annotations

from collections.abc import Sequence

EQUAL = 1e-9
"""Of the largest: what differs by less is rounding, and printed alike."""

FEW = 3
"""So many names are listed; of more only the first is told."""


def foremost(values: Sequence[float]) -> list[int]:
    """Where the largest value stands: one place, or all that share it.

    >>> foremost([0.1, 0.3, 0.2]), foremost([0.3, 0.1, 0.1 + 0.2])
    ([1], [0, 2])
    """
    largest = max(values)
    return [i for i, value in enumerate(values) if largest - value <= EQUAL * abs(largest)]


def together(names: Sequence[str]) -> str:
    """Names in a sentence; many of them shortened.

    >>> together(["A"]), together(["A", "B"]), together(["A", "B", "C"]), together("ABCDE")
    ('A', 'A and B', 'A, B and C', 'A and 4 others')
    """
    if len(names) > FEW:
        return f"{names[0]} and {len(names) - 1} others"
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
