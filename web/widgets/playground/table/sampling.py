"""Fewer rows of a large table: a random sample, always the same, that keeps shares of classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

SEED = 1


def sample(classes: Sequence[Hashable], most: int) -> list[int]:
    """Places of at most `most` rows, in order; each class has its share to within one row.

    >>> chosen = sample(["a"] * 30 + ["b"] * 10, 8)
    >>> len(chosen), sum(place >= 30 for place in chosen)
    (8, 2)
    """
    if len(classes) <= most:
        return list(range(len(classes)))
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(classes):
        places[one].append(place)
    counts = _shares([len(found) for found in places.values()], most)
    rng = np.random.default_rng(SEED)
    chosen: list[int] = []
    for found, count in zip(places.values(), counts, strict=True):
        chosen += rng.permutation(found)[:count].tolist()
    return sorted(chosen)


def _shares(sizes: Sequence[int], most: int) -> list[int]:
    """`most` shared out in proportion; what is left over goes to the largest remainders.

    >>> _shares([30, 10], 8), _shares([2, 1], 2)
    ([6, 2], [1, 1])
    """
    exact = [size * most / sum(sizes) for size in sizes]
    counts = [int(one) for one in exact]
    by_rest = sorted(range(len(sizes)), key=lambda i: (counts[i] - exact[i], i))
    for index in by_rest[: most - sum(counts)]:
        counts[index] += 1
    return counts
