"""The list of data sets, and the one way to make them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from pycore import checks
from pycore.datasets import heights, shapes, stories
from pycore.datasets.dataset import CLASSIFICATION, REGRESSION, Dataset, Input
from pycore.numerics import Array

MOST_SAMPLES = 10_000
"""So many points fill any picture, and an epoch over them still ends soon."""

PLANE = (Input("x1", "", -6, 6), Input("x2", "", -6, 6))
STUDENT = (Input("study", "h", 0, 10), Input("sleep", "h", 3, 10))
MAIL = (Input("suspicious words", "", 0, 12), Input("external links", "", 0, 6))


@dataclass(frozen=True)
class Recipe:
    """How a data set is made.

    Attributes:
        name: Key in `DATASETS`.
        label: Name as the reader sees it.
        sample: From n, noise and a random generator to x (n, d) and t (n, 1).
        inputs: One `Input` per column of x.
        task: "classification" or "regression".
        classes: Names of class 0 and class 1; empty for regression.
        n: The usual number of samples.
        most: The greatest number of samples.
    """

    name: str
    label: str
    sample: Callable[[int, float, np.random.Generator], tuple[Array, Array]] = field(repr=False)
    inputs: tuple[Input, ...] = PLANE
    task: str = CLASSIFICATION
    classes: tuple[str, ...] = ("A", "B")
    n: int = 200
    most: int = MOST_SAMPLES


_RECIPES = (
    Recipe("circles", "two circles", shapes.two_circles),
    Recipe("xor", "XOR", shapes.xor),
    Recipe("gaussians", "two clouds", shapes.two_gaussians),
    Recipe("moons", "two moons", shapes.two_moons),
    Recipe("spiral", "two spirals", shapes.spiral),
    Recipe("eight", "eight points", shapes.eight, n=8, most=8),
    Recipe(
        "study",
        "pass or fail: study and sleep",
        stories.study_sleep,
        STUDENT,
        classes=("fail", "pass"),
    ),
    Recipe("spam", "spam: words and links", stories.spam, MAIL, classes=("not spam", "spam")),
    Recipe("plane", "a tilted plane", heights.plane, task=REGRESSION, classes=()),
    Recipe("hills", "hills and hollows", heights.multi_gaussian, task=REGRESSION, classes=()),
)

DATASETS: dict[str, Recipe] = {recipe.name: recipe for recipe in _RECIPES}
"""The recipes of all data sets, by name."""


def make(
    name: str, n: int | None = None, noise: float = 0.0, seed: int | np.random.Generator = 0
) -> Dataset:
    """Return the data set of this name with n samples (or its usual number).

    `noise` is from 0 (none) to 1 (much); what it does is in the recipe's function. The same
    arguments give the same samples; a random generator instead of a seed is used on.

    Raises:
        ValueError: an unknown name, or an n, a noise or a seed out of bounds.

    >>> make("study", n=4, seed=1)
    study: 4 samples of 2 inputs (study (h), sleep (h)), classification: 2 fail, 2 pass
    """
    recipe = DATASETS[checks.choice("name", name, DATASETS)]
    n = recipe.n if n is None else checks.integer("n", n, at_least=1, at_most=recipe.most)
    noise = checks.number("noise", noise, at_least=0, at_most=1)
    x, t = recipe.sample(n, noise, checks.generator(seed))
    return Dataset(recipe.name, x, t, recipe.inputs, recipe.task, recipe.classes)
