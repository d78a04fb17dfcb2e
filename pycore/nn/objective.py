"""How well a network does on data: its loss and its accuracy."""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.layer import Trace
from pycore.nn.losses import Loss
from pycore.nn.losses import loss as loss_named
from pycore.nn.mlp import MLP
from pycore.numerics import Array, quiet


def targets(mlp: MLP, t: npt.ArrayLike, loss: str | Loss, n: int, name: str = "t") -> Array:
    """Return the targets of n samples with shape (n, outputs), checked for this loss.

    A network of one output also takes (n,); for a single sample, (outputs,) will do. `name`
    stands for t in messages.

    Raises:
        ValueError: another shape, numbers that are not finite or do not suit the loss, or a
            loss on probabilities under an output that makes none.

    >>> targets(MLP([2, 1]), [0, 1], loss="binary_cross_entropy", n=2).tolist()
    [[0.0], [1.0]]
    """
    rule, outputs = _named(loss), mlp.sizes[-1]
    low, high = mlp.layers[-1].activation.range
    if rule.partner is not None and (low < 0.0 or high > 1.0):
        output = mlp.layers[-1].activation.label
        raise ValueError(
            f"loss {rule.name} needs outputs from 0 to 1, as of {rule.partner}, not of {output}"
        )
    values = checks.array(name, t)
    if values.shape not in {(n, outputs), (n * outputs,) if 1 in (n, outputs) else ()}:
        short = f"({n},) or " if outputs == 1 else ""
        raise ValueError(f"{name} must have shape {short}({n}, {outputs}), not {values.shape}")
    return rule.check(name, values.reshape(n, outputs))


@quiet
def losses(mlp: MLP, trace: Trace, t: Array, loss: str | Loss) -> Array:
    """Return the loss of each sample (n,) of a forward pass against targets t (n, outputs).

    Where loss and output activation are partners it is computed from z, which is exact even
    where the probability is rounded to 0 or 1.

    Raises:
        ValueError: an unknown loss.

    >>> mlp = MLP([1, 1], init="zeros")  # y = 0.5
    >>> losses(mlp, mlp.forward([[1.0], [2.0]]), np.array([[0.0], [0.5]]), "mse").tolist()
    [0.25, 0.0]
    """
    rule = _named(loss)
    if rule.each_from_sum is not None and rule.partner == mlp.layers[-1].activation.name:
        return rule.each_from_sum(trace.z[-1], t)
    return rule.each(trace.y, t)


@quiet
def mean_loss(mlp: MLP, x: npt.ArrayLike, t: npt.ArrayLike, loss: str | Loss = "mse") -> float:
    """Return the mean loss of a network on samples x (n, inputs) with targets t (n, outputs).

    Raises:
        ValueError: as `MLP.forward` and `targets`.

    >>> mean_loss(MLP([2, 1], init="zeros"), [[1, 2], [3, 4]], [0, 1])
    0.25
    """
    trace = mlp.forward(x)
    return float(losses(mlp, trace, targets(mlp, t, loss, len(trace.x)), loss).mean())


def threshold(t: npt.ArrayLike) -> float:
    """Return the output above which a single output says yes: halfway between no and yes.

    Targets of 0 and 1 give 0.5; targets of -1 and 1, told by a negative one, give 0.

    >>> threshold([0, 1]), threshold([-1, 1])
    (0.5, 0.0)
    """
    return 0.0 if checks.array("t", t).min() < 0.0 else 0.5


def accuracy(y: npt.ArrayLike, t: npt.ArrayLike, threshold: float = 0.5) -> float:
    """Return the share of samples classified as the target says, from 0 to 1.

    With one output, (n,) or (n, 1), yes is what exceeds the threshold; with several, (n, k),
    the largest output names the class.

    Raises:
        ValueError: shapes that differ, empty, or targets or a threshold that are not finite.

    >>> accuracy([0.9, 0.2, 0.6], [1, 0, 0])
    0.6666666666666666
    """
    outputs, wanted = checks.floats("y", y), checks.array("t", t)
    threshold = checks.number("threshold", threshold)
    if outputs.shape != wanted.shape or wanted.ndim not in (1, 2):
        rule = "y and t must have the same shape, (n,) or (n, k)"
        raise ValueError(f"{rule}; not {outputs.shape} and {wanted.shape}")
    known = ~np.isnan(outputs)  # what is not a number is never right
    if wanted.ndim == 2 and wanted.shape[1] > 1:
        right = (outputs.argmax(axis=1) == wanted.argmax(axis=1)) & known.all(axis=1)
    else:
        right = ((outputs > threshold) == (wanted > threshold)) & known
    return float(np.count_nonzero(right) / len(right))


def _named(loss: str | Loss) -> Loss:
    return loss if isinstance(loss, Loss) else loss_named(loss)
