"""Starting weights: how large the random weights of a layer are. Biases start at zero."""

from collections.abc import Callable

import numpy as np

from pycore import checks
from pycore.numerics import Array

Initialiser = Callable[[np.random.Generator, int, int], Array]
"""From a random generator, the numbers of neurons and of inputs to weights (neurons, inputs)."""


def _xavier(rng: np.random.Generator, neurons: int, inputs: int) -> Array:
    """Glorot and Bengio, 2010, equation 16: keeps the signal's size in both directions."""
    bound = np.sqrt(6.0 / (inputs + neurons))
    return rng.uniform(-bound, bound, (neurons, inputs))


def _he(rng: np.random.Generator, neurons: int, inputs: int) -> Array:
    """He, Zhang, Ren and Sun, 2015, equation 10: as Xavier, for ReLU, which halves the signal."""
    return rng.normal(0.0, np.sqrt(2.0 / inputs), (neurons, inputs))


def _normal(rng: np.random.Generator, neurons: int, inputs: int) -> Array:
    """Standard normal numbers: too large for wide layers, and a lesson for that."""
    return rng.standard_normal((neurons, inputs))


def _zeros(rng: np.random.Generator, neurons: int, inputs: int) -> Array:
    """All zero: the neurons of a layer stay equal to each other for ever."""
    return np.zeros((neurons, inputs))


INITIALISERS: dict[str, Initialiser] = {
    "xavier": _xavier,
    "he": _he,
    "normal": _normal,
    "zeros": _zeros,
}
"""The ways to choose the starting weights, by name."""


def initialiser(name: str) -> Initialiser:
    """Return the way to choose starting weights that has this name.

    Raises:
        ValueError: there is none; the message lists the names.

    >>> initialiser("zeros")(np.random.default_rng(0), 1, 2).tolist()
    [[0.0, 0.0]]
    """
    return INITIALISERS[checks.choice("init", name, INITIALISERS)]
