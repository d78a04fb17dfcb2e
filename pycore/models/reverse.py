"""Reversing: eight tokens go in, and attention learns to look at the mirrored place.

Each place must find the token that stands as far from the other end. Nothing in the tokens tells
where that is: without vectors for places the network cannot learn it.
"""

import numpy as np

from pycore import checks
from pycore.datasets.sequences import Samples, reversed_tokens
from pycore.layers import Dense, Embedding, Positions, SelfAttention
from pycore.models.looking import attention_weights
from pycore.models.runs import fresh_run
from pycore.nn.layer import Layer
from pycore.nn.network import Network, Trace
from pycore.training.config import TrainingConfig
from pycore.training.trainer import Trainer

PLACES, KINDS, WIDTH = 8, 8, 8
"""Tokens of a sequence; kinds of tokens; numbers of a token's vector."""

BATCH, BATCHES, STEPS = 32, 10, 120
"""Samples of a step; steps of an epoch, each of new samples; steps until it is learnt."""

EPOCHS = STEPS // BATCHES

CONFIG = TrainingConfig("cross_entropy", 0.02, "adam")


def network(seed: int | np.random.Generator = 0, places: bool = True) -> Network:
    """Return an untrained network from tokens (n, 8) to probabilities (n, 8, 8): 392 parameters.

    Without `places` it is not told where a token stands.

    Raises:
        ValueError: a seed below 0, or a `places` that is no bool.

    >>> network().size, network(places=False).size
    (392, 328)
    """
    places = checks.truth("places", places)
    layers: list[Layer] = [Embedding(KINDS, WIDTH)]
    if places:
        layers.append(Positions(PLACES, WIDTH))
    return Network([*layers, SelfAttention(WIDTH), Dense(WIDTH, KINDS, "softmax")], seed)


def draw(rng: np.random.Generator) -> Samples:
    """Draw the samples of an epoch.

    >>> x, t = draw(np.random.default_rng(0))
    >>> x.shape, t.shape
    ((320, 8), (320, 8))
    """
    return reversed_tokens(BATCHES * BATCH, rng, PLACES, KINDS)


def trainer(seed: int | np.random.Generator = 0, places: bool = True) -> Trainer:
    """Return a run of `network`, with a checkpoint after every epoch of ten steps.

    Raises:
        ValueError: a seed below 0.

    >>> run = trainer()
    >>> run.run(epochs=1)
    >>> run.batches, run.history[-1].epoch
    (10, 1)
    """
    rng = checks.generator(seed)
    return fresh_run(network(rng, places), draw, CONFIG, BATCH, rng)


def on_mirrored(trace: Trace) -> float:
    """Return the mean attention on the mirrored place: 1/8 if it looks everywhere alike.

    Raises:
        ValueError: no trace, or one of a network without attention.

    >>> on_mirrored(network().forward(draw(np.random.default_rng(0))[0])) < 0.3
    True
    """
    weights = attention_weights(trace)[0]  # (n, 8, 8)
    return float(weights[:, :, ::-1].diagonal(axis1=1, axis2=2).mean())
