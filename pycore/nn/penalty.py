"""Regularisation: what large weights cost on top of the loss. Biases cost nothing."""

import numpy as np

from pycore import checks
from pycore.nn.network import Network, checked_network, weight_mask
from pycore.numerics import Array, quiet


@quiet
def penalty(network: Network, l1: float = 0.0, l2: float = 0.0) -> float:
    """Return l1 * sum of |w| + l2 / 2 * sum of w squared, over all weights.

    Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 7.1.

    Raises:
        ValueError: l1 or l2 is not a finite number from 0.

    >>> from pycore import MLP
    >>> mlp = MLP([2, 1])
    >>> mlp.parameters[:] = [3.0, -4.0, 9.0]
    >>> penalty(mlp, l1=1.0), penalty(mlp, l2=1.0)
    (7.0, 12.5)
    """
    l1, l2 = _checked(network, l1, l2)
    w = network.parameters * weight_mask(network)
    return float(l1 * np.abs(w).sum() + l2 / 2.0 * (w**2).sum())


@quiet
def penalty_gradient(network: Network, l1: float = 0.0, l2: float = 0.0) -> Array:
    """Return the slope of the penalty by every parameter: l1 * sign(w) + l2 * w, 0 for biases.

    Where w is 0 the first term has no slope, and 0 is used.

    Raises:
        ValueError: as `penalty`.

    >>> from pycore import MLP
    >>> mlp = MLP([2, 1])
    >>> mlp.parameters[:] = [3.0, -4.0, 9.0]
    >>> penalty_gradient(mlp, l1=1.0, l2=0.5).tolist()
    [2.5, -3.0, 0.0]
    """
    l1, l2 = _checked(network, l1, l2)
    w = network.parameters * weight_mask(network)
    slope: Array = l1 * np.sign(w) + l2 * w
    return slope


def _checked(network: Network, l1: float, l2: float) -> tuple[float, float]:
    checked_network(network)
    return checks.number("l1", l1, at_least=0), checks.number("l2", l2, at_least=0)
