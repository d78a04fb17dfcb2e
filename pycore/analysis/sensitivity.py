"""How much an output of a network depends on each input: the slope, at given samples."""

import numpy as np
import numpy.typing as npt

from pycore.nn.mlp import MLP
from pycore.numerics import Array, quiet


@quiet
def input_slopes(mlp: MLP, x: npt.ArrayLike) -> Array:
    """Return ∂y/∂x (n, inputs) at samples x (n, inputs), for a network with one output.

    The chain rule, as in backpropagation, but down to the inputs, and beginning with the output
    itself instead of a loss (Simonyan, Vedaldi and Zisserman, "Deep inside convolutional
    networks", 2014, section 3).

    Raises:
        ValueError: more outputs than one, a softmax, or as `MLP.forward`.

    >>> mlp = MLP([2, 1], output="linear")
    >>> mlp.parameters = [3.0, -1.0, 0.5]
    >>> input_slopes(mlp, [[10.0, 20.0]]).tolist()
    [[3.0, -1.0]]
    """
    if mlp.sizes[-1] != 1:
        raise ValueError(f"mlp must have one output, not {mlp.sizes[-1]}")
    if mlp.layers[-1].activation.name == "softmax":
        raise ValueError("mlp must not end in a softmax: its single output is always 1")
    trace = mlp.forward(x)
    slopes = np.ones((len(trace.x), 1))  # of y by the activations of the layer at hand
    for layer, z in zip(reversed(mlp.layers), reversed(trace.z), strict=True):
        slopes = (slopes * layer.activation.derivative(z)) @ layer.weights  # (n, out) @ (out, in)
    return slopes
