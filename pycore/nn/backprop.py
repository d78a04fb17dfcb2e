"""Backpropagation: the slope of the loss by every parameter, in one pass from the end.

The textbook version, written to be read. The training loop uses `pycore.fast_step`, which does
the same arithmetic with fewer NumPy calls; a test holds the two together.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore.nn.layer import Trace
from pycore.nn.losses import Loss
from pycore.nn.losses import loss as loss_named
from pycore.nn.mlp import MLP
from pycore.nn.objective import targets
from pycore.nn.softmax import softmax_backward
from pycore.numerics import Array, quiet


@dataclass(frozen=True, eq=False)
class Gradients:
    """The slopes of the mean loss over n samples.

    Attributes:
        vector: By every parameter, in the order of `MLP.parameters`.
        blocks: Per layer the same numbers as a view (out, in + 1), biases last.
        deltas: Per layer the slope of each sample's own loss by its z (n, out).
    """

    vector: Array
    blocks: tuple[Array, ...]
    deltas: tuple[Array, ...]


@quiet
def backward(mlp: MLP, trace: Trace, t: npt.ArrayLike, loss: str | Loss = "mse") -> Gradients:
    """Return the deltas and gradients for a forward pass and its targets t (n, outputs).

    The four equations are those of Nielsen, "Neural Networks and Deep Learning" (2015),
    chapter 2; the method is from Rumelhart, Hinton and Williams (1986).

    Raises:
        ValueError: a trace of a network of other sizes, or as `targets`.

    >>> mlp = MLP([1, 1], output="linear")
    >>> mlp.parameters[:] = [2.0, 1.0]  # y = 2 x + 1
    >>> backward(mlp, mlp.forward([[3.0]]), t=[[5.0]]).vector.tolist()  # 2 (y - t) [x, 1]
    [12.0, 4.0]
    """
    widths = tuple(values.shape[1] for values in (trace.x, *trace.a))
    if widths != mlp.sizes:
        raise ValueError(f"trace must come from a network of sizes {mlp.sizes}, not {widths}")
    t = targets(mlp, t, loss, n=len(trace.x))  # (n, outputs)
    vector = np.empty(mlp.layout.size)
    blocks = mlp.layout.blocks(vector)
    deltas = []
    delta = output_delta(mlp, trace, t, loss)  # (n, outputs)
    for i in reversed(range(len(mlp.layers))):
        deltas.append(delta)
        blocks[i][:, :-1] = delta.T @ trace.below(i) / len(t)  # (out, n) @ (n, in)
        blocks[i][:, -1] = delta.mean(axis=0)  # (out,)
        if i > 0:
            slope = mlp.layers[i - 1].activation.derivative(trace.z[i - 1])  # (n, in)
            delta = delta @ mlp.layers[i].weights * slope  # (n, out) @ (out, in) * (n, in)
    return Gradients(vector, tuple(blocks), tuple(reversed(deltas)))


@quiet
def output_delta(mlp: MLP, trace: Trace, t: Array, loss: str | Loss) -> Array:
    """Return the slope of each sample's loss by the z of the last layer (n, outputs).

    For a loss and its partner activation it is y - t, over the number of outputs where the
    loss is a mean over them; otherwise the slope by a times the slope of a by z.

    Raises:
        ValueError: an unknown loss.

    >>> mlp = MLP([1, 1], init="zeros")  # y = 0.5
    >>> output_delta(mlp, mlp.forward([3.0]), np.array([[1.0]]), "binary_cross_entropy").tolist()
    [[-0.5]]
    """
    rule = loss if isinstance(loss, Loss) else loss_named(loss)
    last = mlp.layers[-1].activation
    if rule.partner == last.name:
        delta: Array = trace.y - t
        return delta / t.shape[1] if last.name == "sigmoid" else delta
    by_a = rule.slope(trace.y, t)
    if last.name == "softmax":
        return softmax_backward(trace.y, by_a)
    return by_a * last.derivative(trace.z[-1])
