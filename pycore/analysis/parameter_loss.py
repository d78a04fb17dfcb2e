"""The loss of a network as a function of its parameters: what training walks down."""

import numpy.typing as npt

from pycore.descent import Function
from pycore.nn.backprop import backward
from pycore.nn.losses import Loss
from pycore.nn.mlp import MLP
from pycore.nn.objective import losses, targets
from pycore.numerics import Array


def loss_of_parameters(
    mlp: MLP, x: npt.ArrayLike, t: npt.ArrayLike, loss: str | Loss = "mse"
) -> Function:
    """Return the mean loss on samples x, t as a function of a vector (size,), with its gradient.

    `descend` rolls a ball down it, and `numerical_entry` measures its slopes; the network itself
    is not changed.

    Raises:
        ValueError: as `MLP.forward` and `targets`.

    >>> from pycore.descent import descend
    >>> mlp = MLP([1, 1], output="linear")
    >>> function = loss_of_parameters(mlp, [[1.0], [2.0]], [3.0, 5.0])
    >>> descend(function, start=[0.0, 0.0], rate=0.2, steps=500).path[-1].round(3).tolist()
    [2.0, 1.0]
    """
    samples = mlp.forward(x).x.copy()
    wanted = targets(mlp, t, loss, n=len(samples)).copy()

    def value(vector: Array) -> float:
        twin = mlp.with_parameters(vector)
        return float(losses(twin, twin.forward(samples), wanted, loss).mean())

    def gradient(vector: Array) -> Array:
        twin = mlp.with_parameters(vector)
        return backward(twin, twin.forward(samples), wanted, loss).vector

    return Function(value, gradient)
