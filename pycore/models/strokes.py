"""Which of four strokes is it? Small filters that look everywhere, beside neurons that do not.

Both networks are trained on strokes in the left half of the picture and asked about the right half.
The filters know a stroke wherever it lies; to the dense network the right half is new ground.
LeCun and others, "Backpropagation applied to handwritten zip code recognition" (1989), say why:
"detectors that are useful on one part of the image are likely to be useful on other parts".
"""

from typing import NamedTuple

import numpy as np

from pycore import checks
from pycore.datasets.dataset import Dataset
from pycore.datasets.strokes import CLASSES, LEFT, LENGTH, RIGHT, SIDE, stroke_pictures
from pycore.layers import Conv2D, Dense, GlobalMax
from pycore.models.runs import dense_reader, picture_run
from pycore.nn.network import Network
from pycore.training.trainer import Trainer

EPOCHS = 15
BATCH = 16
RATE = 0.03
DENSE_RATE = 0.005
SAMPLES = 1000
TESTED = 500
FILTERS = 4
HIDDEN = 16
"""Neurons in the dense network's hidden layer."""


class Strokes(NamedTuple):
    """Pictures to train with, and others never trained on.

    Attributes:
        train: Strokes in the left half.
        left: Others there.
        right: Strokes in the right half.
    """

    train: Dataset
    left: Dataset
    right: Dataset


def data(seed: int | np.random.Generator) -> Strokes:
    """Return 1,000 pictures to train with, and 500 of each half to test with.

    Raises:
        ValueError: a seed below 0.

    >>> [len(pictures) for pictures in data(0)]
    [1000, 500, 500]
    """
    rng = checks.generator(seed)
    train = stroke_pictures(SAMPLES, rng, LEFT)
    return Strokes(train, stroke_pictures(TESTED, rng, LEFT), stroke_pictures(TESTED, rng, RIGHT))


def network(seed: int | np.random.Generator) -> Network:
    """Return the network of filters, not yet trained: 3 x 3, four of them, and their best answers.

    The filters start small (Xavier): larger ones, for ReLU, left two seeds of 30 below 98 %.

    Raises:
        ValueError: a seed below 0.

    >>> network(0)
    Network of Conv2D, GlobalMax, Dense: 60 parameters
    """
    filters = Conv2D(1, FILTERS, LENGTH, activation="relu", init="xavier")
    return Network([filters, GlobalMax(), Dense(FILTERS, len(CLASSES), "softmax")], seed)


def dense_network(seed: int | np.random.Generator) -> Network:
    """Return the network of neurons that each see the whole picture, not yet trained.

    Raises:
        ValueError: a seed below 0.

    >>> dense_network(0)
    Network of Flatten, Dense, Dense: 2388 parameters
    """
    return dense_reader(SIDE * SIDE, HIDDEN, len(CLASSES), seed)


def trainer(seed: int | np.random.Generator, *, dense: bool = False) -> Trainer:
    """Return a run that is ready: trained on the left half, tested on the right.

    Raises:
        ValueError: a seed below 0, or a `dense` that is no bool.

    >>> run = trainer(0)
    >>> run.run(epochs=2)
    >>> run.history[-1].test_accuracy > 0.8
    True
    """
    dense, rng = checks.truth("dense", dense), checks.generator(seed)
    train, _, right = data(rng)
    new = dense_network(rng) if dense else network(rng)
    return picture_run(new, train, right, DENSE_RATE if dense else RATE, BATCH, rng)
