"""What the doctor sees in the data, before any network: what no network can learn from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from kit.contours import Grid
from kit.numbers import number, percent
from pycore.datasets import CLASSIFICATION, Dataset
from widgets.playground.recipe import DataRecipe
from widgets.playground.workbench import samples

NEAR = 0.01
"""Points nearer than this (of a plane 12 wide) are one place: to part them takes huge weights."""

EXPECTED = 0.95
"""Data on which this share can be right, or explained, are no reason to speak up."""

CONSTANT = 1e-9
"""A column whose values differ by less is constant."""


@dataclass(frozen=True)
class Limits:
    """What the training points allow at best.

    Attributes:
        words: What is wrong with the points; "" if nothing is.
        right: The largest share of right answers; of heights, of their variance explained.
        is_hopeless: Whether there is nothing to learn, whatever the network.
    """

    words: str = ""
    right: float = 1.0
    is_hopeless: bool = False


@lru_cache(maxsize=4)
def limits(recipe: DataRecipe) -> Limits:
    """Look at the training points of a recipe."""
    data, test = samples(recipe)
    named = "points" if test is None else "training points"
    if not np.ptp(data.t):
        return Limits(_one_answer(data, recipe, named), is_hopeless=True)
    right = best_possible(data)
    words = _contradiction(data, named, right) if right < EXPECTED else _constant(data, named)
    return Limits(words, right)


def best_possible(data: Dataset) -> float:
    """The largest share of right answers, or of the variance of heights, with one answer a place.

    >>> from pycore.datasets import CLASSIFICATION, from_points
    >>> best_possible(from_points([(1, 1, 0), (1, 1, 1), (1, 1, 1), (2, 2, 0)], CLASSIFICATION))
    0.75
    """
    answers = [data.t[where, 0] for where in _places(data.x)]
    if data.task == CLASSIFICATION:
        return float(sum(max(t.sum(), len(t) - t.sum()) for t in answers) / len(data))
    return float(1 - sum(((t - t.mean()) ** 2).sum() for t in answers) / (data.t.var() * len(data)))


def _places(x: Grid) -> Iterator[list[int]]:
    """The points (n, 2) by their places, which are NEAR or more from each other."""
    found: dict[tuple[int, int], list[list[int]]] = {}
    for index, point in enumerate(x):
        column, row = (int(cell) for cell in np.floor(point / NEAR))
        around = product((column - 1, column, column + 1), (row - 1, row, row + 1))
        near = (
            place
            for cell in around
            for place in found.get(cell, ())
            if np.hypot(*(x[place[0]] - point)) < NEAR
        )
        place = next(near, None)
        if place is None:
            found.setdefault((column, row), []).append([index])
        else:
            place.append(index)
    return (place for cell in found.values() for place in cell)


def _one_answer(data: Dataset, recipe: DataRecipe, named: str) -> str:
    if data.task != CLASSIFICATION:
        return f"All {named} have the same height, so there is only one number to learn."
    kind = recipe.units.kind(blue=bool(data.t[0, 0]))
    told = f"All {len(data)} {named} are {kind}." if len(data) > 1 else f"The only point is {kind}."
    return f"{told} With one class there is nothing to tell apart. Add points of the other class."


def _contradiction(data: Dataset, named: str, right: float) -> str:
    """How many points lie where another answer is wanted too, and what that leaves possible."""
    mixed = [where for where in _places(data.x) if np.ptp(data.t[where])]
    count = sum(map(len, mixed))
    who = f"All {count}" if count == len(data) else f"{count} of the {len(data)}"
    if data.task != CLASSIFICATION:
        least = number((1 - right) * float(data.t.var()))
        return (
            f"{who} {named} share their places with points of other heights. Two heights at the "
            f"same place cannot be learnt: the loss cannot fall below {least}."
        )
    return (
        f"{who} {named} share their places with points of the other class. The same place in two "
        f"classes cannot be learnt: at best {percent(right)} of them all can be right."
    )


def _constant(data: Dataset, named: str) -> str:
    """Which input says nothing, because it is the same everywhere."""
    same = np.ptp(data.x, axis=0) < CONSTANT
    if not same.any():
        return ""
    one, other = ("x₁", "x₂") if same[0] else ("x₂", "x₁")
    return f"All {named} have the same {one}, so {one} tells nothing; only {other} can."
