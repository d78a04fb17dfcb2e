"""Stacked linear layers are one linear layer: which one."""

from pycore import checks
from pycore.nn.mlp import MLP, checked_mlp
from pycore.numerics import Array


def equivalent_layer(mlp: MLP) -> tuple[Array, Array]:
    """Return weights (outputs, inputs) and biases (outputs,) of the one layer that does the same.

    W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2), and so on upwards (Goodfellow, Bengio and
    Courville, "Deep Learning", 2016, section 6.1).

    Raises:
        ValueError: no MLP; a layer is not linear, which the message names; or the one layer would
            have so many weights that there is no room for them.

    >>> mlp = MLP([1, 1, 1], hidden="linear", output="linear")
    >>> mlp.parameters[:] = [2, 1, 3, 4]
    >>> [part.tolist() for part in equivalent_layer(mlp)]
    [[[6.0]], [7.0]]
    """
    checked_mlp(mlp)
    for number, layer in enumerate(mlp.layers, start=1):
        if layer.activation.name != "linear":
            what = f"layer {number} of mlp is {layer.activation.label}"
            raise ValueError(f"mlp must have linear layers only, but {what}")
    first, *others = mlp.layers
    weights, biases = first.weights.copy(), first.biases.copy()
    for layer in others:
        checks.room("mlp", layer.outputs, first.inputs)
        weights = layer.weights @ weights  # (out, in) @ (in, inputs)
        biases = layer.weights @ biases + layer.biases  # (out,)
    return weights, biases
