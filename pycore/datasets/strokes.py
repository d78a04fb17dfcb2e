"""Pictures of four strokes in noise, each somewhere in one half of the picture.

A network that is trained on strokes at the left shows at the right what it has learned: strokes,
or places. For that a stroke at the right must look exactly as one at the left does, so none
touches the border: every window of 3 x 3 pixels that sees a part of a stroke at the left has its
like at the right. Without this care what was learned carries over less well.
"""

import numpy as np

from pycore import checks
from pycore.datasets.dataset import CLASSIFICATION, Dataset
from pycore.numerics import Array

SIDE = 12
"""Pixels of a picture along each side."""

LENGTH = 3
"""Pixels of a stroke, and of the square that it lies in along each side."""

STROKES: Array = np.array(
    [
        [[0, 0, 0], [1, 1, 1], [0, 0, 0]],
        [[0, 1, 0], [0, 1, 0], [0, 1, 0]],
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0, 0, 1], [0, 1, 0], [1, 0, 0]],
    ],
    dtype=np.float64,
)
"""The four strokes, each in its square."""

CLASSES = ("level", "upright", "falling", "rising")
"""Their names; as signs they are – | \\ /."""

LEFT, RIGHT = (1, 5), (6, 10)
"""The first and the last column of strokes in the left half, and in the right half."""

MOST_SAMPLES = 10_000
"""Far more than the task needs; their pictures take 12 MB."""


def stroke_samples(
    n: int, rng: np.random.Generator, columns: tuple[int, int] = LEFT, noise: float = 0.2
) -> tuple[Array, Array]:
    """Return pictures x (n, 1, 12, 12) of a stroke each, and the numbers of the strokes t (n, 1).

    A stroke adds 1 to three pixels, anywhere between the first and the last of the `columns` and in
    any row but the first and the last. Each pixel holds |z| besides, with z from a normal
    distribution whose standard deviation is `noise`.

    Raises:
        ValueError: `n` is not from 1 to 10,000, `columns` are not two from 1 to 10 that leave room
            for a stroke, `noise` is not from 0 to 1, or `rng` is no random generator.

    >>> x, t = stroke_samples(1, np.random.default_rng(0), noise=0.0)
    >>> CLASSES[int(t[0, 0])]
    'falling'
    >>> x[0, 0, 7:10, 1:6].astype(int).tolist()
    [[0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]]
    """
    n = checks.integer("n", n, at_least=1, at_most=MOST_SAMPLES)
    first, last = _checked_columns(columns)
    noise = checks.number("noise", noise, at_least=0, at_most=1)
    checks.instance("rng", rng, np.random.Generator, "a NumPy random generator")
    x = noise * np.abs(rng.standard_normal((n, 1, SIDE, SIDE)))
    kinds = rng.integers(0, len(STROKES), n)
    top = rng.integers(1, SIDE - LENGTH, n)
    left = rng.integers(first, last - LENGTH + 2, n)
    within = np.arange(LENGTH)
    rows = top[:, None, None] + within[:, None]  # (n, 3, 1)
    across = left[:, None, None] + within  # (n, 1, 3)
    x[np.arange(n)[:, None, None], 0, rows, across] += STROKES[kinds]  # (n, 3, 3)
    return x, kinds[:, None].astype(np.float64)


def stroke_pictures(
    n: int, rng: np.random.Generator, columns: tuple[int, int] = LEFT, noise: float = 0.2
) -> Dataset:
    """Return such pictures as a data set of four classes.

    Raises:
        ValueError: as `stroke_samples`.

    >>> stroke_pictures(8, np.random.default_rng(0), columns=RIGHT)
    strokes: 8 samples of shape (1, 12, 12), classification:
    3 level, 2 upright, 1 falling, 2 rising
    """
    x, t = stroke_samples(n, rng, columns, noise)
    return Dataset("strokes", x, t, (), CLASSIFICATION, CLASSES)


def _checked_columns(columns: tuple[int, int]) -> tuple[int, int]:
    rule = "the first and the last column, as in (1, 5)"
    first, last = checks.entries("columns", columns, rule, count=2)
    first = checks.integer("columns[0]", first, at_least=1, at_most=SIDE - 1 - LENGTH)
    last = checks.integer("columns[1]", last, at_least=first + LENGTH - 1, at_most=SIDE - 2)
    return first, last
