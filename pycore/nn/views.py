"""Arrays with names that are views into one flat vector: what a layer learns, or its gradient."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING

from pycore.numerics import Array

Shapes = Mapping[str, tuple[int, ...]]
"""The names of a layer's arrays with their shapes, in the order in which they lie in the vector."""


class Views:
    """A vector (size,) cut into named arrays, which are its attributes.

    A layer made of layers has a `Views` for each of them in `inner`, in their order.

    >>> import numpy as np
    >>> vector = np.zeros(6)
    >>> views = Views({"weights": (2, 2), "biases": (2,)}, vector)
    >>> views.biases[:] = 7.0
    >>> vector.tolist()
    [0.0, 0.0, 0.0, 0.0, 7.0, 7.0]
    """

    def __init__(self, shapes: Shapes, vector: Array, inner: Sequence["Views"] = ()) -> None:
        """Cut the beginning of the vector into arrays."""
        self.inner = tuple(inner)
        start = 0
        for name, shape in shapes.items():
            end = start + prod(shape)
            setattr(self, name, vector[start:end].reshape(shape))
            start = end

    if TYPE_CHECKING:  # the names are known when the code runs

        def __getattr__(self, name: str) -> Array: ...

        def __setattr__(self, name: str, value: object) -> None: ...
