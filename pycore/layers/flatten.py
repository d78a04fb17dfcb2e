"""From pictures or sequences to rows of numbers."""

from pycore.nn.layer import Layer
from pycore.nn.views import Views
from pycore.numerics import Array


class Flatten(Layer):
    """Lay the numbers of each sample in a row: (n, ...) to (n, numbers).

    >>> import numpy as np
    >>> from pycore import Network
    >>> Network([Flatten()]).predict(np.ones((2, 3, 4))).shape
    (2, 12)
    """

    def forward(self, x: Array) -> tuple[Array, tuple[int, ...]]:
        """Return the rows, and keep the shape."""
        return x.reshape(len(x), -1), x.shape

    def backward(self, kept: tuple[int, ...], delta: Array, gradient: Views) -> Array:
        """Return the slopes in the shape that x had."""
        return delta.reshape(kept)
