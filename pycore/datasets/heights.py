"""Regression in the plane: a height, mostly from -1 to 1, over the box from -6 to 6.

Both are after tensorflow/playground. Each function takes the number of samples, the noise (0 to 1)
and a random generator and returns x (n, 2) and t (n, 1). Noise is added to the height: at noise 1
its standard deviation is 0.5, half of the greatest height.
"""

import numpy as np

from pycore.numerics import Array

HILLS: Array = np.array(
    [[-4, 2.5, 1], [0, 2.5, -1], [4, 2.5, 1], [-4, -2.5, -1], [0, -2.5, 1], [4, -2.5, -1]]
)
"""Where the hills (+1) and hollows (-1) stand: x1, x2, height."""

WIDTH = 1.2
"""Standard deviation of a hill: wide enough to be found, narrow enough to stand apart."""

Samples = tuple[Array, Array]


def plane(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """The height (x1 + x2) / 12, which a single linear neuron can learn.

    >>> x, t = plane(5, noise=0.0, rng=np.random.default_rng(0))
    >>> np.allclose(t, x.sum(axis=1, keepdims=True) / 12)
    True
    """
    x = rng.uniform(-6, 6, (n, 2))
    return x, _noisy(x.sum(axis=1, keepdims=True) / 12, noise, rng)


def multi_gaussian(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """The sum of six Gaussian hills and hollows in two rows, of width 1.2 and height 1 or -1.

    >>> x, t = multi_gaussian(50, noise=0.0, rng=np.random.default_rng(0))
    >>> bool((np.abs(t) < 1.1).all())
    True
    """
    x = rng.uniform(-6, 6, (n, 2))
    away = ((x[:, None, :] - HILLS[:, :2]) ** 2).sum(axis=2)  # squared distances (n, 6)
    height = np.exp(-away / (2 * WIDTH**2)) @ HILLS[:, 2:]  # (n, 1)
    return x, _noisy(height, noise, rng)


def _noisy(height: Array, noise: float, rng: np.random.Generator) -> Array:
    noisy: Array = height + 0.5 * noise * rng.standard_normal(height.shape)
    return noisy
