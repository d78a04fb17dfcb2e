"""A small language model: one block of a transformer learns to write words, letter by letter.

The parts are those of Radford and others, "Language models are unsupervised multitask learners"
(2019), with one head of attention, root mean squares in place of layer norm, and no gains.
"""

from collections.abc import Sequence

import numpy as np

from pycore import checks
from pycore.datasets.words import LETTERS, STEPS, encode
from pycore.layers import (
    Dense,
    Embedding,
    Layer,
    Positions,
    Projection,
    Residual,
    RMSNorm,
    SelfAttention,
    Tied,
    causal_mask,
)
from pycore.nn.network import Network
from pycore.optimisers import Adam
from pycore.training.config import LinearSchedule, TrainingConfig
from pycore.training.trainer import Trainer

WIDTH = 24
"""Numbers of a letter's vector."""

HIDDEN = 96
"""Neurons between the two matrices of a block: four times the width, as usual."""

BATCH = 16
"""Words of a mini-batch: 32 learn less in the same time."""

TRAINING_STEPS = 1_500
"""Steps of a whole run: twice as many bring the loss down by another hundredth only."""

TUNING_STEPS = 45
"""Steps that fit a trained network to another list of about a hundred words."""


def network(
    seed: int | np.random.Generator = 0,
    *,
    sees: int = STEPS,
    places: bool = True,
    norm: bool = True,
    tied: bool = True,
    blocks: int = 1,
) -> Network:
    """Return a new network that gives each letter's chance to be next, (n, steps, 27).

    It takes rows of tokens (n, steps) as of `pycore.datasets.words.encode`, of at most 16 steps. As
    it stands it has 8,040 parameters. What can be taken away or added shows what each part is for.

    Args:
        seed: Seed or random generator for the starting numbers.
        sees: To how many letters attention may look, the latest included.
        places: Whether it is told where in the word a letter stands.
        norm: Whether vectors are brought to one length before each part.
        tied: Whether a letter's vector also serves to score it; else there is another matrix.
        blocks: Blocks of attention and neurons, one after the other.

    Raises:
        ValueError: a sight that is not from 1 to 16, no blocks or more than 8, a seed below 0.

    >>> network().size
    8040
    >>> network().predict([[0.0, 4.0, 9.0]]).shape
    (1, 3, 27)
    """
    places, norm = checks.truth("places", places), checks.truth("norm", norm)
    tied = checks.truth("tied", tied)
    blocks = checks.integer("blocks", blocks, at_least=1, at_most=8)
    size = np.sqrt(WIDTH) * (0.1 if tied else 0.5)  # tied vectors start small: so do the scores
    letters = Embedding(len(LETTERS), WIDTH, size)
    layers: list[Layer] = [letters]
    layers += [Positions(STEPS, WIDTH, size)] * places
    for _ in range(blocks):
        layers += _block(sight(sees), norm)
    layers += [RMSNorm()] * norm
    last = Projection(WIDTH, len(LETTERS), "softmax", scale=0.1)
    return Network([*layers, Tied(letters, "softmax") if tied else last], seed)


def _block(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], norm: bool) -> list[Layer]:
    """Return letters gathering from those before them, then thinking each for itself."""
    gather = [SelfAttention(WIDTH, mask=mask), Projection(WIDTH, WIDTH, scale=0.5)]
    think = [Dense(WIDTH, HIDDEN, "relu"), Projection(HIDDEN, WIDTH, scale=0.5)]
    return [Residual([*[RMSNorm()][: int(norm)], *part]) for part in (gather, think)]


def sight(letters: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return the mask (16, 16) of attention to so many letters: the latest and those before it.

    Raises:
        ValueError: fewer than 1 or more than 16.

    >>> sight(2)[:4, :4].astype(int).tolist()
    [[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]
    """
    letters = checks.integer("sees", letters, at_least=1, at_most=STEPS)
    return np.asarray(np.triu(causal_mask(STEPS), 1 - letters))


def trainer(
    words: Sequence[str],
    seed: int = 0,
    steps: int = TRAINING_STEPS,
    *,
    start: Network | None = None,
    held_out: Sequence[str] | None = None,
    rate: float = 0.015,
    record_every: int = 100,
) -> Trainer:
    """Return a run that teaches a network to write such words; it has made no step yet.

    Its learning rate falls to nothing at the last of its `steps`: go there with
    `trainer.step(steps)`. Adam, with the settings found by trying on dinosaurs.

    Args:
        words: The words, as `encode` takes them.
        seed: Seed of the order of the words, and of the new network.
        steps: Mini-batches of 16 words.
        start: A network to go on with, which is changed; None takes a new one.
        held_out: Words to be judged by, never learnt from.
        rate: Highest learning rate, reached after 20 steps.
        record_every: Epochs between two records: a record takes as long as several steps.

    Raises:
        ValueError: words that cannot be encoded, steps below 1, a rate that is not above 0.

    >>> run = trainer(["ox", "fox", "box"], steps=30)
    >>> run.step(30)
    >>> run.steps
    30
    """
    seed = checks.integer("seed", seed, at_least=0)
    if start is not None:
        checks.instance("start", start, Network, "a network of this module, or None")
    config = TrainingConfig(
        "cross_entropy",
        rate,
        Adam(beta2=0.99),
        weight_decay=0.2,
        schedule=LinearSchedule(steps, warmup=20),
    )
    return Trainer(
        network(seed) if start is None else start,
        *encode(words),
        config,
        test=None if held_out is None else encode(held_out),
        batch_size=BATCH,
        seed=seed + 100,  # other numbers than those that the network starts with
        record_every=record_every,
    )


def tuner(base: Network, words: Sequence[str], seed: int = 0, steps: int = TUNING_STEPS) -> Trainer:
    """Return a run that fits a copy of a trained network to other words, with smaller steps.

    Below thirty words it will copy or babble; eight epochs are about right.

    Raises:
        ValueError: as `trainer`.

    >>> tuner(network(), ["hydrogen", "helium"], steps=5).config.rate
    0.01
    """
    checks.instance("base", base, Network, "a network of this module")
    copy = base.with_parameters(base.parameters)
    return trainer(words, seed, steps, start=copy, rate=0.01)
