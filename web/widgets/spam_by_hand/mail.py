"""What the exercise on the forward pass is about: an e-mail, and a filter that decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from pycore.datasets.stories import COUNT_WEIGHTS, MOST_COUNTS, SPAM_MARK
from pycore.nn.mlp import MLP
from pycore.nn.neuron import Neuron

THRESHOLD = 0.5
TOLERANCE = 0.005
MOST_WORDS, MOST_LINKS = 9, 6
"""The largest counts that an exercise draws."""

COUNTS = np.array(list(product(*(range(int(most) + 1) for most in MOST_COUNTS))), dtype=np.float64)
"""Every mail that the story knows, (mails, 2), links counting faster."""


@dataclass(frozen=True)
class Mail:
    """A mail, and a filter that decides about it."""

    x: tuple[float, float]  # suspicious words, external links
    filter: MLP  # 2-2-1: ReLU, then linear

    @property
    def is_spam(self) -> bool:
        """What the rule of the data set `spam` says of it."""
        return float(np.dot(COUNT_WEIGHTS, self.x)) > SPAM_MARK

    def neuron(self, layer: int, index: int) -> Neuron:
        """One neuron of the filter, before its activation."""
        block = self.filter.layers[layer]
        return Neuron(block.weights[index], float(block.biases[index]), "linear")


def follows_the_story(network: MLP) -> bool:
    """Whether no suspicious word and no link more lowers the score, for any mail of the story.

    A negative weight may well be there: a hidden neuron that is on for harmless mails lowers the
    score.
    """
    scores = network.predict(COUNTS).reshape([int(most) + 1 for most in MOST_COUNTS])
    return all(bool((np.diff(scores, axis=count) >= -1e-9).all()) for count in (0, 1))


def every_neuron_speaks(network: MLP) -> bool:
    """Whether each hidden neuron is on for some mail of the story."""
    return bool((network.forward(COUNTS).z[0] > 0).any(axis=0).all())
