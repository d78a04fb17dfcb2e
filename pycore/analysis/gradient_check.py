"""Checking a gradient by trying: nudge each number, and see how much the function changes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.analysis.parameter_loss import loss_of_parameters
from pycore.nn.losses import Loss
from pycore.nn.network import Network
from pycore.numerics import Array, quiet

NUDGE = float(np.cbrt(np.finfo(np.float64).eps))
"""6e-6: balances the error of the formula, nudge squared, against rounding, 1e-16 / nudge."""


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """How a claimed gradient compares with the measured one.

    Attributes:
        claimed: The gradient under test (size,).
        measured: The same by central differences (size,).
        errors: Per entry |claimed - measured| / max(1, |claimed|, |measured|).
        tolerance: The largest error that passes.
    """

    claimed: Array
    measured: Array
    errors: Array
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether every entry agrees; NaN agrees with nothing."""
        return bool((self.errors <= self.tolerance).all())

    @property
    def worst(self) -> int:
        """The index of the entry that disagrees most (the first NaN, if there is one)."""
        return int(self.errors.argmax())

    def __str__(self) -> str:
        """Return the result as a sentence."""
        at = self.worst
        verdict = "agrees" if self.passed else "disagrees"
        return (
            f"The gradient {verdict}: at worst, entry {at} is {self.claimed[at]:.6g} "
            f"and measures {self.measured[at]:.6g}."
        )


@quiet
def numerical_entry(
    f: Callable[[Array], npt.ArrayLike], at: npt.ArrayLike, index: int, nudge: float = NUDGE
) -> float:
    """Return the slope of f by one entry of a vector: (f(v + h) - f(v - h)) / 2h.

    The central difference; h is `nudge` times the size of the entry, at least `nudge` (Press
    et al., "Numerical Recipes", 3rd edition, 2007, section 5.7).

    Raises:
        ValueError: `at` is not a vector of finite numbers, `index` is outside of it, the nudge
            is not above 0, or f is no function or does not return one number.

    >>> round(numerical_entry(lambda v: v[0] ** 2 * v[1], at=[3.0, 5.0], index=0), 6)
    30.0
    """
    checks.function("f", f)
    vector = checks.array("at", at, shape=("size",)).copy()
    index = checks.integer("index", index, at_least=0, at_most=len(vector) - 1)
    h = checks.number("nudge", nudge, above=0) * max(1.0, abs(float(vector[index])))
    middle = vector[index]
    vector[index] = middle + h
    above, high = _value(f, vector), vector[index]
    vector[index] = middle - h
    below, low = _value(f, vector), vector[index]
    return (above - below) / float(high - low)  # the nudge as rounding left it


def _value(f: Callable[[Array], npt.ArrayLike], vector: Array) -> float:
    value = checks.floats("f", f(vector))
    if value.size != 1:
        raise ValueError(f"f must return one number, not an array of shape {value.shape}")
    return value.item()


def numerical_gradient(
    f: Callable[[Array], npt.ArrayLike], at: npt.ArrayLike, nudge: float = NUDGE
) -> Array:
    """Return the slopes of f by all entries of a vector (size,), each by `numerical_entry`.

    Raises:
        ValueError: as `numerical_entry`.

    >>> numerical_gradient(lambda v: float(v @ v), at=[1.0, 2.0]).round(6).tolist()
    [2.0, 4.0]
    """
    vector = checks.array("at", at, shape=("size",))
    return np.array([numerical_entry(f, vector, i, nudge) for i in range(len(vector))])


@quiet
def check_gradient(
    f: Callable[[Array], npt.ArrayLike],
    gradient: npt.ArrayLike,
    at: npt.ArrayLike,
    tolerance: float = 1e-6,
) -> GradientCheck:
    """Compare a claimed gradient (size,) of f at a vector (size,) with the measured one.

    Where f has a kink, as ReLU has at 0, the two may rightly disagree.

    Raises:
        ValueError: as `numerical_entry`; shapes that differ; a tolerance that is not above 0.

    >>> print(check_gradient(lambda v: float(v @ v), gradient=[2.0, 5.0], at=[1.0, 2.0]))
    The gradient disagrees: at worst, entry 1 is 5 and measures 4.
    """
    limit = checks.number("tolerance", tolerance, above=0)
    measured = numerical_gradient(f, at)
    claimed = checks.floats("gradient", gradient)
    if claimed.shape != measured.shape:
        raise ValueError(f"gradient must have shape {measured.shape}, not {claimed.shape}")
    scale = np.maximum(1.0, np.maximum(np.abs(claimed), np.abs(measured)))
    return GradientCheck(claimed, measured, np.abs(claimed - measured) / scale, limit)


def check_backward(
    network: Network,
    x: npt.ArrayLike,
    t: npt.ArrayLike,
    loss: str | Loss = "mse",
    tolerance: float = 1e-6,
) -> GradientCheck:
    """Compare `backward` with the measured gradient of a network's mean loss on samples.

    Raises:
        ValueError: as `Network.forward` and `backward`.

    >>> from pycore import MLP
    >>> mlp = MLP([2, 3, 1], seed=1)
    >>> check_backward(mlp, x=[[0.5, -1.0]], t=[1.0], loss="binary_cross_entropy").passed
    True
    """
    function = loss_of_parameters(network, x, t, loss)
    at = network.parameters
    return check_gradient(function.value, function.gradient(at), at, tolerance)
