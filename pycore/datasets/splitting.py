"""Some samples to train with, the others kept back to test with."""

import numpy as np

from pycore import checks
from pycore.datasets.dataset import Dataset


def split(
    dataset: Dataset, ratio: float = 0.5, seed: int | np.random.Generator = 0
) -> tuple[Dataset, Dataset]:
    """Return a training and a test set: a shuffled share `ratio` of the samples, and the rest.

    The share is rounded to whole samples, and each set has at least one.

    Raises:
        ValueError: no data set, fewer than two samples, or `ratio` is not between 0 and 1.

    >>> from pycore.datasets import make
    >>> train, test = split(make("spiral", n=10), ratio=0.7)
    >>> len(train), len(test)
    (7, 3)
    """
    checks.instance("dataset", dataset, Dataset, "a Dataset, such as make('spiral')")
    ratio = checks.number("ratio", ratio, above=0, below=1)
    if len(dataset) < 2:
        raise ValueError("dataset must have at least 2 samples to be split, not 1")
    order = checks.generator(seed).permutation(len(dataset))
    training = min(max(round(ratio * len(dataset)), 1), len(dataset) - 1)
    return dataset.take(order[:training]), dataset.take(order[training:])
