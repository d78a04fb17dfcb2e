"""What the doctor sees in the data, before any network: what no network can learn from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kit.words.numbers import number, percent
from pycore.datasets import CLASSIFICATION, Dataset
from widgets.playground.data.places import NEAR, best_possible, contradicting
from widgets.playground.recipe import DataRecipe
from widgets.playground.workbench import samples

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
    right = best_possible(data, NEAR)
    words = _contradiction(data, named, right) if right < EXPECTED else _constant(data, named)
    return Limits(words, right)


def _one_answer(data: Dataset, recipe: DataRecipe, named: str) -> str:
    if data.task != CLASSIFICATION:
        return f"All {named} have the same height, so there is only one number to learn."
    kind = recipe.units.kind(blue=bool(data.t[0, 0]))
    told = f"All {len(data)} {named} are {kind}." if len(data) > 1 else f"The only point is {kind}."
    return f"{told} With one class there is nothing to tell apart. Add points of the other class."


def _contradiction(data: Dataset, named: str, right: float) -> str:
    """How many points lie where another answer is wanted too, and what that leaves possible."""
    count = contradicting(data, NEAR)
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
