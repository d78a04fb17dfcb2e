"""Activation functions as lists of NumPy calls that write into given arrays.

The same mathematics as `pycore.activations`, in the form the fast training step needs: each
call is ready to run, allocates nothing, and counts.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from pycore.nn.activations import LEAK
from pycore.numerics import Array

Call = Callable[[], object]
"""A NumPy call with its arguments and its result's place: ready to run."""

KERNELS = ("sigmoid", "relu", "tanh", "leaky_relu", "linear", "step")
"""The activation functions of one number that have this form; others train by the textbook."""

# NumPy handles an array of no dimensions twice as fast as a Python float.
ZERO, HALF, ONE, SLIGHT = (np.array(value) for value in (0.0, 0.5, 1.0, LEAK))


def activate(name: str, z: Array, spare: Array) -> list[Call]:
    """Return calls that turn z into a in place; `spare` (same shape) may be overwritten.

    >>> z = np.array([-1.0, 2.0])
    >>> for call in activate("relu", z, np.empty(2)): _ = call()
    >>> z.tolist()
    [0.0, 2.0]
    """
    match name:
        case "tanh":
            return [partial(np.tanh, z, z)]
        case "relu":
            return [partial(np.maximum, z, ZERO, out=z)]
        case "leaky_relu":
            return [partial(np.multiply, z, SLIGHT, spare), partial(np.maximum, z, spare, out=z)]
        case "sigmoid":  # (1 + tanh(z / 2)) / 2
            raised = [partial(np.multiply, z, HALF, z), partial(np.add, z, HALF, z)]
            return [*half_tanh(z), *raised]
        case "step":
            return [partial(np.heaviside, z, ONE, z)]
        case "linear":
            return []
    raise ValueError(f"name must be an activation of one number, not {name!r}")


def half_tanh(z: Array) -> list[Call]:
    """Return calls that turn z into tanh(z / 2) = 2 sigmoid(z) - 1 in place.

    >>> z = np.array([0.0, 100.0])
    >>> for call in half_tanh(z): _ = call()
    >>> z.tolist()
    [0.0, 1.0]
    """
    return [partial(np.multiply, z, HALF, z), partial(np.tanh, z, z)]


def softmax_columns(z: Array) -> list[Call]:
    """Return calls that turn each column of z (k, n) into its softmax in place.

    >>> z = np.array([[1000.0], [1000.0]])
    >>> for call in softmax_columns(z): _ = call()
    >>> z.tolist()
    [[0.5], [0.5]]
    """
    row = np.empty((1, z.shape[1]))
    return [
        partial(np.maximum.reduce, z, 0, None, row, True),
        partial(np.subtract, z, row, z),
        partial(np.exp, z, z),
        partial(np.add.reduce, z, 0, None, row, True),
        partial(np.divide, z, row, z),
    ]


def slope(name: str, a: Array, result: Array) -> list[Call]:
    """Return calls that write the slope of a by z into `result`, computed from a.

    What never changes (linear, step) is written now and needs no call.

    >>> slopes = np.empty(2)
    >>> for call in slope("tanh", np.array([0.0, 0.5]), slopes): _ = call()
    >>> slopes.tolist()
    [1.0, 0.75]
    """
    match name:
        case "tanh":  # 1 - a a
            return [partial(np.square, a, result), partial(np.subtract, ONE, result, result)]
        case "relu":
            return [partial(np.sign, a, result)]
        case "leaky_relu":
            return [partial(np.sign, a, result), partial(np.maximum, result, SLIGHT, out=result)]
        case "sigmoid":  # a - a a
            return [partial(np.square, a, result), partial(np.subtract, a, result, result)]
        case "step" | "linear":
            result[:] = 1.0 if name == "linear" else 0.0
            return []
    raise ValueError(f"name must be an activation of one number, not {name!r}")
