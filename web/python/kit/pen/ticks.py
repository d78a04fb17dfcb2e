"""Round numbers along an axis: where they stand, and what is written there."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TypeAlias

from kit.words.numbers import number, power_of_ten

Tick: TypeAlias = tuple[float, str]
"""A place on an axis, and the text beside it."""

STEPS = (1, 2, 5, 10, 20)  # times a power of ten; one of them is always coarse enough
SLACK = 1e-9  # of a step: what binary fractions may add to an end of the axis


def ticks(low: float, high: float, most: int = 5) -> list[Tick]:
    """At most `most` round numbers from `low` to `high`, 1, 2 or 5 times a power of ten apart.

    >>> [text for _, text in ticks(-4, 4)], ticks(0, 1, most=3)
    (['−4', '−2', '0', '2', '4'], [(0.0, '0'), (0.5, '0.5'), (1.0, '1')])
    """
    if not low < high:
        return [(low, number(low))]
    power = 10.0 ** floor(log10((high - low) / most))
    for size in STEPS:
        step = size * power
        first, last = ceil(low / step - SLACK), floor(high / step + SLACK)
        if last - first < most:
            break
    return [(place, number(place)) for place in (k * step for k in range(first, last + 1))]


def powers_of_ten(low: float, high: float, most: int = 5) -> list[Tick]:
    """At most `most` powers of ten, for an axis whose places are exponents from `low` to `high`.

    The largest is always there.

    >>> powers_of_ten(-2, 0)
    [(-2.0, '10⁻²'), (-1.0, '10⁻¹'), (0.0, '1')]
    """
    first, last = ceil(low - SLACK), floor(high + SLACK)
    stride = max(1, ceil((last - first) / (most - 1)))
    return [(float(p), power_of_ten(p)) for p in range(last, first - 1, -stride)][::-1]
