"""Tokens as vectors that are learnt, and the places where they stand."""

import numpy as np

from pycore import checks
from pycore.nn.dense import Activated, Sums, layer_activation, rows
from pycore.nn.layer import Layer
from pycore.nn.views import Views
from pycore.numerics import Array

Ids = np.ndarray[tuple[int, ...], np.dtype[np.intp]]
"""Tokens as whole numbers."""


class _Table(Layer):
    """A table of vectors (count, width) that is learnt, drawn at random."""

    vectors: Array

    def __init__(self, count: int, width: int, scale: float) -> None:
        self.width = checks.integer("width", width, at_least=1)
        self.scale = checks.number("scale", scale, at_least=0)
        self.shapes = {"vectors": (count, self.width)}

    def start(self, rng: np.random.Generator) -> None:
        """Draw the vectors."""
        self.vectors[:] = rng.normal(0.0, self.scale / np.sqrt(self.width), self.vectors.shape)


class Embedding(_Table):
    """A vector for each token: from whole numbers (n, steps) to vectors (n, steps, width).

    Bengio, Ducharme, Vincent and Jauvin, "A neural probabilistic language model" (2003).

    Args:
        count: How many different tokens there are, numbered from 0.
        width: Numbers of a vector.
        scale: Size of the starting numbers: times 1 / sqrt(width) it is their standard deviation.

    Attributes:
        vectors: What it learns (count, width).

    Raises:
        ValueError: sizes below 1, or a scale below 0.

    >>> from pycore import Network
    >>> network = Network([Embedding(3, 1)])
    >>> network.parameters[:] = [10.0, 20.0, 30.0]
    >>> network.predict([[2, 0]]).tolist()
    [[[30.0], [10.0]]]
    """

    def __init__(self, count: int, width: int, scale: float = 1.0) -> None:
        self.count = checks.integer("count", count, at_least=1)
        super().__init__(self.count, width, scale)

    def forward(self, x: Array) -> tuple[Array, Ids]:
        """Return the vectors (n, steps, width) of tokens x (n, steps)."""
        tokens = x.astype(np.intp)
        if (tokens != x).any() or tokens.min() < 0 or tokens.max() >= self.count:
            wrong = x[(tokens != x) | (tokens < 0) | (tokens >= self.count)]
            rule = f"x must hold whole numbers from 0 to {self.count - 1} for {self!r}"
            raise ValueError(f"{rule}, not {float(wrong[0]):g}")
        return self.vectors[tokens], tokens  # (n, steps, width), (n, steps)

    def backward(self, kept: Ids, delta: Array, gradient: Views) -> Array:
        """Return zeros: tokens have no slope. That of a vector is the sum over its uses."""
        np.add.at(gradient.vectors, kept, delta)  # (count, width) at (n, steps): (n, steps, width)
        return np.zeros(kept.shape)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Embedding({self.count}, {self.width})"


class Positions(_Table):
    """Add to each token a vector that tells where it stands: x + p, both (n, steps, width).

    Learnt, as in Gehring and others, "Convolutional sequence to sequence learning" (2017).

    Args:
        steps: The most tokens of a sequence.
        width: Numbers of a vector.
        scale: Size of the starting numbers: times 1 / sqrt(width) it is their standard deviation.

    Attributes:
        vectors: What it learns (steps, width).

    Raises:
        ValueError: sizes below 1, or a scale below 0.

    >>> from pycore import Network
    >>> network = Network([Positions(2, 1)])
    >>> network.parameters[:] = [0.5, 1.5]
    >>> network.predict([[[1.0], [1.0]]]).tolist()
    [[[1.5], [2.5]]]
    """

    def __init__(self, steps: int, width: int, scale: float = 1.0) -> None:
        self.steps = checks.integer("steps", steps, at_least=1)
        super().__init__(self.steps, width, scale)

    def forward(self, x: Array) -> tuple[Array, int]:
        """Return x with the vectors of its places added; keep how many there are."""
        if x.ndim != 3 or x.shape[1] > self.steps or x.shape[2] != self.width:
            raise self._refuse(x, f"(n, at most {self.steps}, {self.width})")
        steps = x.shape[1]
        return x + self.vectors[:steps], steps  # (n, steps, width) + (steps, width)

    def backward(self, kept: int, delta: Array, gradient: Views) -> Array:
        """Return delta, the slope by x as well."""
        gradient.vectors[:kept] += delta.sum(axis=0)  # (steps, width): over the samples
        return delta

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Positions({self.steps}, {self.width})"


class Tied(Activated):
    """Scores of all tokens, by the vectors that an embedding has for them: a = f(E x).

    Press and Wolf, "Using the output embedding to improve language models" (2017). It learns
    nothing of its own: both uses add to the slopes of the same numbers.

    Args:
        embedding: The embedding, a layer of the same network.
        activation: Name of the function applied last; "softmax" is allowed.

    Raises:
        ValueError: no embedding, or an unknown name.

    >>> from pycore import Network
    >>> letters = Embedding(3, 2)
    >>> Network([letters, Tied(letters, "softmax")]).predict([[0, 1]]).shape
    (1, 2, 3)
    """

    def __init__(self, embedding: Embedding, activation: str = "linear") -> None:
        checks.instance("embedding", embedding, Embedding, "an Embedding of the same network")
        self.shares: Embedding = embedding
        self.activation = layer_activation(activation)

    def forward(self, x: Array) -> tuple[Array, Sums]:
        """Return a (n, steps, count) for vectors x (n, steps, width)."""
        if x.ndim < 2 or x.shape[-1] != self.shares.width:
            raise self._refuse(x, f"(n, steps, {self.shares.width})")
        z = x @ self.shares.vectors.T  # (n, steps, width) @ (width, count)
        a = self.activation.value(z)  # (n, steps, count)
        return a, Sums(x, z, a)

    def backward(self, kept: Sums, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, steps, width) from delta (n, steps, count)."""
        gradient.vectors += rows(delta).T @ rows(kept.x)  # (count, n steps) @ (n steps, width)
        return delta @ self.shares.vectors  # (n, steps, count) @ (count, width)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Tied({self.shares!r}, {self.activation.name!r})"
