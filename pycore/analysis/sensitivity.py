"""How much an output of a network depends on each input: the slope, at given samples."""

import numpy as np
import numpy.typing as npt

from pycore.nn.network import Network, checked_network
from pycore.numerics import Array, quiet


@quiet
def input_slopes(network: Network, x: npt.ArrayLike) -> Array:
    """Return ∂y/∂x (n, inputs) at samples x (n, inputs), for a network with one output.

    The chain rule, as in backpropagation, but down to the inputs, and beginning with the output
    itself instead of a loss (Simonyan, Vedaldi and Zisserman, "Deep inside convolutional
    networks", 2014, section 3).

    Raises:
        ValueError: more outputs than one, a softmax, or as `Network.forward`.

    >>> from pycore import MLP
    >>> mlp = MLP([2, 1], output="linear")
    >>> mlp.parameters = [3.0, -1.0, 0.5]
    >>> input_slopes(mlp, [[10.0, 20.0]]).tolist()
    [[3.0, -1.0]]
    """
    checked_network(network)
    trace = network.forward(x)
    outputs = trace.y[0].size
    if outputs != 1:
        raise ValueError(f"network must have one output, not {outputs}")
    if network.layers[-1].activation.name == "softmax":
        raise ValueError("network must not end in a softmax: its single output is always 1")
    unused = network.views(np.zeros(network.size))
    slopes = np.ones_like(trace.y)  # of y by what the layer at hand gives
    for layer, kept, views in reversed(list(zip(network.layers, trace.kept, unused, strict=True))):
        slopes = layer.backward(kept, layer.delta(kept, slopes), views)
    return slopes
