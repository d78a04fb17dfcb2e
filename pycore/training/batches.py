"""One epoch: all samples in a new order, cut into mini-batches."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pycore.numerics import Array

Draw: TypeAlias = Callable[[np.random.Generator], tuple[npt.ArrayLike, npt.ArrayLike]]
"""From a random generator to new samples x (n, ...) with their targets t (n, ...)."""

Order: TypeAlias = np.ndarray[tuple[int], np.dtype[np.intp]]
"""Which sample stands at which position (n,)."""


class Batches:
    """The samples x (n, ...) with targets t (n, ...) as mini-batches of `size` samples.

    When the size does not divide n the last mini-batch is smaller; nothing is left out or
    carried over.

    Attributes:
        x: The samples of the present epoch.
        t: Their targets.
        order: Which sample stands at which position (n,).

    >>> x, t = np.array([[0.0], [1.0], [2.0]]), np.array([[0.0], [0.0], [1.0]])
    >>> batches = Batches(x, t, size=2)
    >>> batches.order = np.array([2, 1, 0])
    >>> len(batches), [part.tolist() for part in batches.rows(0)]
    (2, [[[2.0], [1.0]], [[1.0], [0.0]]])
    """

    def __init__(self, x: Array, t: Array, size: int) -> None:
        """Cut the samples in the order given."""
        self.x, self.t, self._size = x, t, size
        self.order: Order = np.arange(len(x))

    def __len__(self) -> int:
        return -(-len(self.x) // self._size)

    def shuffle(self, rng: np.random.Generator) -> None:
        """Put the samples into a new random order."""
        self.order = rng.permutation(len(self.x))

    def refill(self, x: Array, t: Array) -> None:
        """Put other samples, as many, in place of all.

        Raises:
            ValueError: other shapes.
        """
        if (x.shape, t.shape) != (self.x.shape, self.t.shape):
            rule = f"fresh must return x and t of shapes {self.x.shape} and {self.t.shape}"
            raise ValueError(f"{rule}, not {x.shape} and {t.shape}")
        self.x, self.t = x, t

    def rows(self, number: int) -> tuple[Array, Array]:
        """Return a mini-batch: x (size, ...), t (size, ...)."""
        chosen = self.order[number * self._size : (number + 1) * self._size]
        return self.x[chosen], self.t[chosen]
