"""Thinning what a long run has kept: every second entry goes, again and again, evenly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def thinned(entries: Sequence[T], place: Callable[[T], int], firm: Callable[[T], bool]) -> list[T]:
    """About half of the entries: those whose place is a multiple of twice the present stride.

    The first and the last entry stay, and those that are `firm`. The stride is a power of two, so
    what is left is evenly spaced however often it is thinned.

    >>> thinned([0, 1, 2, 3, 4, 5], place=lambda n: n, firm=lambda n: n == 3)
    [0, 2, 3, 4, 5]
    """
    loose = [place(entry) for entry in entries[1:-1] if not firm(entry)]
    stride = 2 * min((_power_of_two(number) for number in loose), default=1)
    return [
        entry
        for index, entry in enumerate(entries)
        if index in (0, len(entries) - 1) or firm(entry) or place(entry) % stride == 0
    ]


def _power_of_two(number: int) -> int:
    """The largest power of two that divides a number.

    >>> _power_of_two(12)
    4
    """
    return number & -number
