"""Pronouns: which noun does "she" mean? One layer of attention learns to look for it.

It is never told where a word stands; it learns what goes with what. The names that it is tested
with have never met in training (`pycore.datasets.sentences`).
"""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.datasets.sentences import NOUNS, PLACE, WORDS, pronoun_sentences
from pycore.datasets.sequences import Samples
from pycore.layers import Dense, Embedding, SelfAttention
from pycore.models.looking import attention_weights
from pycore.models.runs import fresh_run
from pycore.nn.network import Network, Trace
from pycore.training.config import TrainingConfig
from pycore.training.trainer import Trainer

WIDTH = 32
"""Numbers of a word's vector; with 8 or 16 some seeds get stuck."""

BATCH, BATCHES, STEPS = 32, 10, 300
"""Samples of a step; steps of an epoch, each of new samples; steps until it is learnt."""

EPOCHS = STEPS // BATCHES

TESTED = 100
"""Sentences with held-out names that every epoch is judged by."""

RATE = 0.01

DECAY = 0.001
"""Share of each weight that a step takes away; without it 3 of 40 seeds get stuck."""

CONFIG = TrainingConfig("cross_entropy", RATE, "adam", weight_decay=DECAY / RATE)


def network(seed: int | np.random.Generator = 0) -> Network:
    """Return an untrained network from words (n, 8) to nouns (n, 8, 12): 4,268 parameters.

    Raises:
        ValueError: a seed below 0.

    >>> network()
    Network of Embedding, SelfAttention, Dense: 4268 parameters
    """
    layers = [
        Embedding(len(WORDS), WIDTH),
        SelfAttention(WIDTH),
        Dense(WIDTH, len(NOUNS), "softmax"),
    ]
    return Network(layers, seed)


def draw(rng: np.random.Generator) -> Samples:
    """Draw the sentences of an epoch.

    >>> x, t = draw(np.random.default_rng(0))
    >>> x.shape, t.shape
    ((320, 8), (320, 8))
    """
    return pronoun_sentences(BATCHES * BATCH, rng)


def trainer(seed: int | np.random.Generator = 0) -> Trainer:
    """Return a run of `network`, tested on held-out names; a checkpoint after every ten steps.

    Raises:
        ValueError: a seed below 0.

    >>> run = trainer()
    >>> run.run(epochs=1)
    >>> run.batches, run.history[-1].epoch
    (10, 1)
    """
    rng = checks.generator(seed)

    def held_out(rng: np.random.Generator) -> Samples:
        return pronoun_sentences(TESTED, rng, held_out=True)

    return fresh_run(network(rng), draw, CONFIG, BATCH, rng, held_out)


def on_its_noun(trace: Trace, t: npt.ArrayLike) -> float:
    """Return the mean attention of the pronoun on the noun that t (n, 8) tells.

    Raises:
        ValueError: no trace, one of a network without attention, or a t of another shape.

    >>> x, t = draw(np.random.default_rng(0))
    >>> on_its_noun(network().forward(x), t) < 0.3
    True
    """
    weights = attention_weights(trace)[0][:, PLACE]  # (n, 8)
    noun = checks.array("t", t, shape=trace.x.shape)[:, [PLACE]]  # (n, 1)
    return float((weights * (trace.x == noun)).sum(axis=1).mean())
