"""The loss of a network as a function of its parameters: what training walks down."""

import numpy.typing as npt

from pycore.descent import Function
from pycore.nn.backprop import backward
from pycore.nn.losses import Loss
from pycore.nn.network import Network, checked_network
from pycore.nn.objective import losses, mean, targets
from pycore.numerics import Array


def loss_of_parameters(
    network: Network, x: npt.ArrayLike, t: npt.ArrayLike, loss: str | Loss = "mse"
) -> Function:
    """Return the mean loss on samples x, t as a function of a vector (size,), with its gradient.

    `descend` rolls a ball down it, and `numerical_entry` measures its slopes; the network itself
    is not changed.

    Raises:
        ValueError: as `Network.forward` and `targets`.

    >>> from pycore.descent import descend
    >>> from pycore import MLP
    >>> mlp = MLP([1, 1], output="linear")
    >>> function = loss_of_parameters(mlp, [[1.0], [2.0]], [3.0, 5.0])
    >>> descend(function, start=[0.0, 0.0], rate=0.2, steps=500).path[-1].round(3).tolist()
    [2.0, 1.0]
    """
    checked_network(network)
    trace = network.forward(x)
    samples = trace.x  # a copy already
    wanted = targets(network, t, loss, trace.y.shape).copy()
    twin = network.with_parameters(network.parameters)

    def value(vector: Array) -> float:
        twin.parameters = vector
        return mean(losses(twin, twin.forward(samples), wanted, loss), wanted, loss)

    def gradient(vector: Array) -> Array:
        twin.parameters = vector
        return backward(twin, twin.forward(samples), wanted, loss).vector

    return Function(value, gradient)
