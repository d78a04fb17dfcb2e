"""Induction: "a b ... a" goes on with b, and it takes two layers of attention to see that.

The first layer learns to look at the token before, so that each token tells what it follows; the
second finds the token that follows an earlier "a". Neither is of use without the other: for a
while nothing seems to happen, then both snap together (Olsson and others, "In-context learning
and induction heads", 2022). One layer alone never finds it.
"""

import numpy as np

from pycore import checks
from pycore.datasets.sequences import Samples, answers_place, varied
from pycore.layers import Embedding, Positions, Projection, Residual, SelfAttention
from pycore.models.looking import attention_weights
from pycore.models.runs import fresh_run
from pycore.nn.network import Network, Trace
from pycore.training.config import TrainingConfig
from pycore.training.trainer import Trainer

PLACES, KINDS, WIDTH, LAYERS = 12, 8, 16, 2
"""Tokens of a sequence; kinds of tokens; numbers of a token's vector; layers of attention."""

BATCH, BATCHES, STEPS = 32, 10, 800
"""Samples of a step; steps of an epoch, each of new samples; steps until it is learnt."""

EPOCHS = STEPS // BATCHES

CONFIG = TrainingConfig("cross_entropy", 0.005, "adam")


def network(seed: int | np.random.Generator = 0, layers: int = LAYERS) -> Network:
    """Return an untrained network from tokens (n, 12) to probabilities (n, 12, 8).

    With two layers it has 1,984 parameters, with one 1,216.

    Raises:
        ValueError: a seed below 0, or not one or two layers.

    >>> network().size, network(layers=1).size
    (1984, 1216)
    """
    layers = checks.integer("layers", layers, at_least=1, at_most=LAYERS)
    attention = [Residual([SelfAttention(WIDTH, mask="causal")]) for _ in range(layers)]
    tokens, places = Embedding(KINDS, WIDTH), Positions(PLACES, WIDTH)
    return Network([tokens, places, *attention, Projection(WIDTH, KINDS, "softmax")], seed)


def draw(rng: np.random.Generator) -> Samples:
    """Draw the samples of an epoch.

    >>> x, t = draw(np.random.default_rng(0))
    >>> x.shape, t.shape
    ((320, 12), (320, 12))
    """
    return varied(BATCHES * BATCH, rng, PLACES, KINDS)


def trainer(seed: int | np.random.Generator = 0, layers: int = LAYERS) -> Trainer:
    """Return a run of `network`, with a checkpoint after every epoch of ten steps.

    Raises:
        ValueError: as `network`.

    >>> run = trainer()
    >>> run.run(epochs=1)
    >>> run.batches, run.history[-1].epoch
    (10, 1)
    """
    rng = checks.generator(seed)
    return fresh_run(network(rng, layers), draw, CONFIG, BATCH, rng)


def on_previous(trace: Trace) -> float:
    """Return the first layer's mean attention on the token before.

    Where it looks everywhere alike it is 0.19. The first token, which has none before it, does
    not count.

    Raises:
        ValueError: no trace, or one of a network without attention.

    >>> on_previous(network().forward(draw(np.random.default_rng(0))[0])) < 0.3
    True
    """
    weights = attention_weights(trace)[0]  # (n, 12, 12)
    return float(weights.diagonal(offset=-1, axis1=1, axis2=2).mean())


def on_answer(trace: Trace) -> float:
    """Return the last layer's mean attention, from the last token, on the place of the answer.

    Where it looks everywhere alike it is 1/12.

    Raises:
        ValueError: no trace, or one of a network without attention.

    >>> on_answer(network().forward(draw(np.random.default_rng(0))[0])) < 0.3
    True
    """
    weights = attention_weights(trace)[-1][:, -1]  # (n, 12)
    return float(weights[np.arange(len(weights)), answers_place(trace.x)].mean())
