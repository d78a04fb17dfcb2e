"""Language models trained on the dinosaurs, once for all tests: a run takes seconds."""

from functools import cache
from typing import NamedTuple

from pycore import Network, mean_loss
from pycore.datasets.words import encode, load_words, split_words
from pycore.models.counts import best_counts
from pycore.models.language import TRAINING_STEPS, network, trainer
from tests.unit.models.seeds import seeds

SEEDS = seeds(2, 5)
"""A run takes two seconds in CPython, and six in Pyodide."""

WATCHED = (0, 100, 700, TRAINING_STEPS)
"""After so many steps the loss is looked at."""


class Learnt(NamedTuple):
    """A trained network, what it learnt from, and its loss on words held out by step."""

    network: Network
    words: list[str]
    held_out: list[str]
    losses: dict[int, float]
    trigram: float
    bigram: float


@cache
def learnt(seed: int) -> Learnt:
    words, held_out = split_words(load_words("dinosaurs"), seed)
    run = trainer(words, seed)
    losses = {}
    for step in WATCHED:
        run.step(step - run.steps)
        losses[step] = loss_of(run.network, held_out)
    trigram, bigram = (best_counts(words, held_out, n).loss(held_out) for n in (3, 2))
    return Learnt(run.network, words, held_out, losses, trigram, bigram)


@cache
def short_sighted(seed: int) -> Network:
    """A network that sees one letter, and is not told where it stands."""
    blind = network(seed, sees=1, places=False)
    run = trainer(learnt(seed).words, seed, start=blind)
    run.step(TRAINING_STEPS)
    return run.network


def loss_of(model: Network, words: list[str]) -> float:
    return mean_loss(model, *encode(words), "cross_entropy")
