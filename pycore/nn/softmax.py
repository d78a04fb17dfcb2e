"""Softmax: scores become probabilities that sum to 1."""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array, quiet


@quiet
def softmax(z: npt.ArrayLike, axis: int = -1) -> Array:
    """Return exp(z) / sum of exp(z) along `axis`, the same shape as `z`.

    The largest score is subtracted first, which changes nothing in the result and keeps
    exp from overflowing (Goodfellow, Bengio and Courville, "Deep Learning", 2016, section 4.1).

    Raises:
        ValueError: `z` is a single number, is empty, or holds no real numbers; it has no such axis.

    >>> softmax([1000.0, 1000.0]).tolist()
    [0.5, 0.5]
    """
    z = checks.floats("z", z)
    if z.ndim == 0 or z.size == 0:
        raise ValueError(f"z must hold at least one score in a row, not {checks.shown(z)}")
    axis = checks.integer("axis", axis, at_least=-z.ndim, at_most=z.ndim - 1)
    raised = np.exp(z - z.max(axis=axis, keepdims=True))
    probabilities: Array = raised / raised.sum(axis=axis, keepdims=True)
    return probabilities


@quiet
def softmax_jacobian(z: npt.ArrayLike) -> Array:
    """Return every slope of softmax: entry [..., i, j] is how a_i changes with z_j.

    The entry is a_i (1 - a_i) on the diagonal and -a_i a_j beside it (Bishop, "Pattern
    Recognition and Machine Learning", 2006, equation 4.106). Shape (..., k) gives (..., k, k).

    Raises:
        ValueError: as `softmax`, or so many scores that the slopes find no room.

    >>> softmax_jacobian([0.0, 0.0]).tolist()
    [[0.25, -0.25], [-0.25, 0.25]]
    """
    a = softmax(z)
    checks.room("z", a.size, a.shape[-1])
    jacobian: Array = a[..., :, None] * (np.eye(a.shape[-1]) - a[..., None, :])
    return jacobian


@quiet
def softmax_backward(a: Array, slope: Array) -> Array:
    """Return the loss's slope by z from its slope by a: the Jacobian times it, unbuilt.

    `a` are softmax outputs and `slope` the loss's slopes by them, both (..., k).

    >>> softmax_backward(np.array([0.5, 0.5]), np.array([1.0, 0.0])).tolist()
    [0.25, -0.25]
    """
    mean = (a * slope).sum(axis=-1, keepdims=True)
    by_z: Array = a * (slope - mean)
    return by_z
