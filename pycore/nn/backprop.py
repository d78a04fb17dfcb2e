"""Backpropagation: the slope of the loss by every parameter, in one pass from the end.

Each layer knows its own way back; here they are asked one after the other. This is the definition:
compiled training (`pycore.compiled`) makes the same steps, and a test holds the two together.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore.nn.losses import Loss
from pycore.nn.network import Network, Trace
from pycore.nn.objective import asked, checked_loss, checked_trace, targets
from pycore.nn.views import Views
from pycore.numerics import Array, quiet


@dataclass(frozen=True, eq=False)
class Gradients:
    """The slopes of the mean loss over n samples.

    Attributes:
        vector: By every parameter, in the order of `Network.parameters`.
        layers: Per layer the same numbers as views, with the names and shapes of its own arrays.
        deltas: Per layer the slope of each sample's own loss by its z (n, out), or by what the
            layer gives if it has no activation function.
    """

    vector: Array
    layers: tuple[Views, ...]
    deltas: tuple[Array, ...]

    @property
    def blocks(self) -> tuple[Array, ...]:
        """Per layer of an MLP its slopes (out, in + 1), biases last: views into the vector."""
        return tuple(layer.block for layer in self.layers)


@quiet
def backward(
    network: Network, trace: Trace, t: npt.ArrayLike, loss: str | Loss = "mse"
) -> Gradients:
    """Return the deltas and gradients for a forward pass and its targets t (n, outputs).

    The equations are those of Nielsen, "Neural Networks and Deep Learning" (2015), chapter 2, the
    third and fourth of which are in each layer; the method is from Rumelhart, Hinton and Williams
    (1986).

    Raises:
        ValueError: a trace of a network of another form, or as `targets`.

    >>> from pycore import MLP
    >>> mlp = MLP([1, 1], output="linear")
    >>> mlp.parameters[:] = [2.0, 1.0]  # y = 2 x + 1
    >>> backward(mlp, mlp.forward([[3.0]]), t=[[5.0]]).vector.tolist()  # 2 (y - t) [x, 1]
    [12.0, 4.0]
    """
    checked_trace(network, trace)
    t = targets(network, t, loss, trace.y.shape)  # (n, outputs)
    vector = np.zeros(network.size)
    gradients = network.views(vector)
    deltas = [output_delta(network, trace, t, loss)]  # (n, outputs)
    for i in reversed(range(len(network.layers))):
        layer, kept = network.layers[i], trace.kept[i]
        by_x = layer.backward(kept, deltas[0], gradients[i])  # (n, in)
        if i > 0:
            deltas.insert(0, network.layers[i - 1].delta(trace.kept[i - 1], by_x))  # (n, in)
    vector /= asked(t, loss)
    return Gradients(vector, tuple(gradients), tuple(deltas))


@quiet
def output_delta(network: Network, trace: Trace, t: Array, loss: str | Loss) -> Array:
    """Return the slope of each sample's loss by the z of the last layer (n, outputs).

    For a loss and its partner activation it is y - t, over the number of outputs where the
    loss is a mean over them; otherwise the slope by a, taken through the activation.

    Raises:
        ValueError: an unknown loss.

    >>> from pycore import MLP
    >>> mlp = MLP([1, 1], init="zeros")  # y = 0.5
    >>> output_delta(mlp, mlp.forward([3.0]), np.array([[1.0]]), "binary_cross_entropy").tolist()
    [[-0.5]]
    """
    rule, last = checked_loss(loss), network.layers[-1]
    if rule.partner == last.activation.name:
        return rule.slope_by_sum(trace.y, t)
    return last.delta(trace.kept[-1], rule.slope(trace.y, t))
