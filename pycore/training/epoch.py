"""One epoch: all samples in a new order, cut into mini-batches."""

from functools import partial

import numpy as np

from pycore.descent import Memory
from pycore.nn.mlp import MLP
from pycore.numerics import Array
from pycore.training.engine import Engine
from pycore.training.fast_step import Batch, encode, plans, supports
from pycore.training.kernels import Call
from pycore.training.rule import Rule
from pycore.training.textbook_step import textbook_step


class Epoch:
    """The samples x (n, inputs) with targets t (n, outputs) as mini-batches of `batch_size`.

    When the size does not divide n the last mini-batch is smaller; nothing is left out or
    carried over. The arrays of the mini-batches stay the same; `shuffle` refills them.

    Attributes:
        batches: The mini-batches in the form of `fast_step`.
        order: Which sample stands at which position (n,).

    >>> x, t = np.array([[0.0], [1.0], [2.0]]), np.array([[0.0], [0.0], [1.0]])
    >>> epoch = Epoch(MLP([1, 1]), x, t, batch_size=2)
    >>> epoch.arrange(np.array([2, 1, 0]))
    >>> [part.tolist() for part in epoch.rows(0)]
    [[[2.0], [1.0]], [[1.0], [0.0]]]
    >>> epoch.shuffle(np.random.default_rng(0))
    >>> rule = Rule()
    >>> len(epoch.steps(rule, memory=rule.optimiser.start(2), engine="fast"))  # mini-batches
    2
    """

    def __init__(self, mlp: MLP, x: Array, t: Array, batch_size: int) -> None:
        """Cut the samples in the order given."""
        self._mlp = mlp
        self.x, self.t = x, t
        self.order = np.arange(len(x))
        self._encoded = encode(mlp, t)
        whole, rest = divmod(len(x), batch_size)
        self._parts = [
            (np.ones((count, x.shape[1] + 1, size)), np.empty((count, t.shape[1], size)))
            for count, size in [(whole, batch_size), (1, rest)]
            if count * size > 0
        ]
        self.batches = [Batch(*pair) for part in self._parts for pair in zip(*part, strict=True)]
        self.arrange(self.order)

    def shuffle(self, rng: np.random.Generator) -> None:
        """Put the samples into a new random order."""
        self.arrange(rng.permutation(len(self.x)))

    def arrange(self, order: np.ndarray[tuple[int], np.dtype[np.intp]]) -> None:
        """Put the samples into this order, a permutation of 0 to n - 1."""
        self.order, start = order, 0
        for x, t in self._parts:  # (batches, inputs + 1, size), (batches, outputs, size)
            count, columns, size = x.shape
            chosen = order[start : start + count * size]
            x[:, :-1] = self.x[chosen].reshape(count, size, columns - 1).transpose(0, 2, 1)
            t[:] = self._encoded[chosen].reshape(count, size, -1).transpose(0, 2, 1)
            start += count * size

    def rows(self, number: int) -> tuple[Array, Array]:
        """Return a mini-batch in the form of the textbook: x (size, inputs), t (size, outputs)."""
        start = sum(batch.x.shape[1] for batch in self.batches[:number])
        chosen = self.order[start : start + self.batches[number].x.shape[1]]
        return self.x[chosen], self.t[chosen]

    def steps(self, rule: Rule, memory: Memory, *, engine: Engine) -> list[list[Call]]:
        """Return for each mini-batch the calls that make a training step on it."""
        if engine == "fast" and supports(self._mlp, rule.loss):
            return plans(self._mlp, self.batches, rule, memory)

        def step(number: int) -> None:
            textbook_step(self._mlp, *self.rows(number), rule, memory)

        return [[partial(step, number)] for number in range(len(self.batches))]
