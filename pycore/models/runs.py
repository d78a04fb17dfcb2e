"""What the runs of several models have alike: fresh samples for each epoch, and pictures."""

import numpy as np

from pycore.datasets.dataset import Dataset
from pycore.layers import Dense, Flatten
from pycore.nn.network import Network
from pycore.training.batches import Draw
from pycore.training.config import TrainingConfig
from pycore.training.evaluation import Samples
from pycore.training.trainer import Trainer

TOLD = 100
"""Samples that the figures of a run on fresh ones are told of; none of them is learnt from."""


def fresh_run(
    network: Network,
    draw: Draw,
    config: TrainingConfig,
    batch_size: int,
    rng: np.random.Generator,
    test: Draw | None = None,
) -> Trainer:
    """Return a run on samples drawn anew for each epoch, with a checkpoint after each.

    Its figures are those of the first `TOLD` samples that `draw` gives before training, and of what
    `test` gives, if there is one.

    Raises:
        ValueError: as `Trainer`.

    >>> from pycore import MLP
    >>> line = fresh_run(MLP([1, 1]), lambda rng: (rng.normal(size=(200, 1)), np.ones(200)),
    ...                  TrainingConfig(), 10, np.random.default_rng(0))
    >>> line.batches
    20
    """
    x, t = draw(rng)
    return Trainer(
        network,
        np.asarray(x)[:TOLD],
        np.asarray(t)[:TOLD],
        config,
        test=None if test is None else test(rng),
        batch_size=batch_size,
        seed=rng,
        checkpoint_every=1,
        fresh=draw,
    )


def dense_reader(
    pixels: int, hidden: int, classes: int, seed: int | np.random.Generator
) -> Network:
    """Return a network of one hidden layer whose neurons each see the whole picture.

    Raises:
        ValueError: numbers below 1, or a seed below 0.

    >>> dense_reader(64, 32, 10, seed=0)
    Network of Flatten, Dense, Dense: 2410 parameters
    """
    layers = [
        Flatten(),
        Dense(pixels, hidden, "relu", init="he"),
        Dense(hidden, classes, "softmax"),
    ]
    return Network(layers, seed)


def picture_run(
    network: Network,
    train: Dataset,
    test: Dataset | None,
    rate: float,
    batch_size: int,
    rng: np.random.Generator,
) -> Trainer:
    """Return a run by Adam on pictures with their classes; those of `test` are only looked at.

    Raises:
        ValueError: as `Trainer`.

    >>> from pycore.datasets.strokes import LEFT, stroke_pictures
    >>> few = stroke_pictures(20, np.random.default_rng(0), LEFT)
    >>> network = dense_reader(144, 16, 4, seed=0)
    >>> picture_run(network, few, None, 0.01, 10, np.random.default_rng(0)).batches
    2
    """
    judged: Samples | None = None if test is None else (test.x, test.one_hot())
    config = TrainingConfig("cross_entropy", rate, "adam")
    return Trainer(
        network,
        train.x,
        train.one_hot(),
        config,
        test=judged,
        batch_size=batch_size,
        seed=rng,
    )
