"""Handwritten digits, 8 x 8 pixels, read by filters, or by neurons that see the whole picture.

LeCun and others, "Backpropagation applied to handwritten zip code recognition" (1989), in small.
"""

import numpy as np

from pycore import checks
from pycore.datasets.dataset import Dataset
from pycore.datasets.digits import CLASSES, SIDE
from pycore.layers import Conv2D, Dense, Flatten, MaxPool
from pycore.models.runs import dense_reader, picture_run
from pycore.nn.network import Network
from pycore.training.trainer import Trainer

EPOCHS = 12
COPIES_EPOCHS = 6
"""Epochs with `pycore.datasets.digits.half_cell_copies`, three times as long each."""

BATCH = 32

RATE = 0.02
"""The best of .005, .01, .015, .02 and .03 for writers among the 1,287 pictures to train with."""

DENSE_RATE = 0.005
FILTERS = 8
HIDDEN = 32
"""Neurons in the dense network's hidden layer."""


def network(seed: int | np.random.Generator) -> Network:
    """Return the network of filters, not yet trained.

    Pictures (n, 1, 8, 8) become maps (n, 8, 6, 6), pooled (n, 8, 3, 3), then ten shares (n, 10).

    Raises:
        ValueError: a seed below 0.

    >>> network(0)
    Network of Conv2D, MaxPool, Flatten, Dense: 810 parameters
    """
    filters, pool = Conv2D(1, FILTERS, 3, activation="relu"), MaxPool(2)
    places = ((SIDE - 3 + 1) // 2) ** 2
    return Network(
        [filters, pool, Flatten(), Dense(FILTERS * places, len(CLASSES), "softmax")], seed
    )


def dense_network(seed: int | np.random.Generator) -> Network:
    """Return the network of neurons that each see the whole picture, not yet trained.

    Raises:
        ValueError: a seed below 0.

    >>> dense_network(0)
    Network of Flatten, Dense, Dense: 2410 parameters
    """
    return dense_reader(SIDE * SIDE, HIDDEN, len(CLASSES), seed)


def trainer(
    seed: int | np.random.Generator,
    train: Dataset,
    test: Dataset | None = None,
    *,
    dense: bool = False,
) -> Trainer:
    """Return a run on digits that is ready; `test` digits are read, never trained on.

    Raises:
        ValueError: a seed below 0, data sets of other pictures, or a `dense` that is no bool.

    >>> from pycore.datasets.digits import load_digits, other_writers
    >>> run = trainer(0, *other_writers(load_digits()))
    >>> run.run(epochs=2)
    >>> run.history[-1].test_accuracy > 0.8
    True
    """
    checks.instance("train", train, Dataset, "a data set, as of read_digits")
    if test is not None:
        checks.instance("test", test, Dataset, "a data set, as of read_digits, or None")
    dense, rng = checks.truth("dense", dense), checks.generator(seed)
    new = dense_network(rng) if dense else network(rng)
    return picture_run(new, train, test, DENSE_RATE if dense else RATE, BATCH, rng)
