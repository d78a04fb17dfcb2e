"""How well a network does on data: its loss and its accuracy.

Longer than other files: how targets are given, and what is made of them, is one idea.
"""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.activations import Activation
from pycore.nn.dense import rows
from pycore.nn.losses import LOSSES, Loss, one_hot
from pycore.nn.losses import loss as loss_named
from pycore.nn.network import Network, Trace, checked_network
from pycore.numerics import Array, quiet


def checked_loss(loss: str | Loss) -> Loss:
    """Return a loss function, given itself or by name.

    Raises:
        ValueError: neither.

    >>> checked_loss("mse").label
    'mean squared error'
    """
    return loss if isinstance(loss, Loss) else loss_named(loss)


def checked_trace(network: Network, trace: Trace) -> None:
    """Refuse what is no network, no trace, or a trace of a network of another form.

    Raises:
        ValueError: the two do not belong together.

    >>> from pycore import MLP
    >>> checked_trace(MLP([2, 1]), MLP([2, 2, 1]).forward([0.1, 0.2]))
    Traceback (most recent call last):
    ValueError: trace must come from a network of sizes (2, 1), not sizes (2, 2, 1)
    """
    checked_network(network)
    checks.instance("trace", trace, Trace, "what the network's forward returned")
    if trace.form != network.form:
        raise ValueError(f"trace must come from a network of {network.form}, not {trace.form}")


def targets(
    network: Network, t: npt.ArrayLike, loss: str | Loss, shape: tuple[int, ...], name: str = "t"
) -> Array:
    """Return the targets of outputs of this `shape`, (n, outputs), checked for this loss.

    A network of one output also takes (n,); for a single sample, (outputs,) will do. For several
    classes, cross-entropy also takes the numbers of the classes, (n,), in place of one-hot rows. In
    sequences (n, steps, classes) a row of zeros, or the class number -1, asks nothing at that step.
    `name` stands for t in messages.

    Raises:
        ValueError: another shape, numbers that are not finite or do not suit the loss, or a
            loss on probabilities under an output that makes none.

    >>> from pycore import MLP
    >>> targets(MLP([2, 1]), [0, 1], loss="binary_cross_entropy", shape=(2, 1)).tolist()
    [[0.0], [1.0]]
    >>> targets(MLP([2, 3], output="softmax"), [2], loss="cross_entropy", shape=(1, 3)).tolist()
    [[0.0, 0.0, 1.0]]
    """
    checked_network(network)
    rule = checked_loss(loss)
    _check_pair(rule, network)
    if len(shape) < 2:
        raise ValueError(f"network must give a row of outputs per sample, not shape {shape}")
    values = checks.array(name, t)
    *places, outputs = shape
    if rule.name == "cross_entropy" and outputs > 1 and values.shape == tuple(places):
        return _one_hot(name, values, outputs)
    count = int(np.prod(shape))
    allowed = [shape, (count,)] if len(shape) == 2 and 1 in shape else [shape]
    if values.shape not in allowed:
        short = f"({shape[0]},) or " if outputs == 1 or rule.name == "cross_entropy" else ""
        raise ValueError(f"{name} must have shape {short}{shape}, not {values.shape}")
    return rule.check(name, values.reshape(shape))


def _check_pair(rule: Loss, network: Network) -> None:
    """Refuse a loss on probabilities under outputs that are not those probabilities."""
    output = network.layers[-1].activation
    if rule.partner is None or rule.partner == output.name:
        return
    low, high = output.range
    if low < 0.0 or high > 1.0:
        raise ValueError(
            f"loss {rule.name} needs outputs from 0 to 1, as of {rule.partner}, "
            f"not of {output.label}"
        )
    if "softmax" in (rule.partner, output.name):
        fitting = next((each.name for each in LOSSES.values() if each.partner == output.name), "")
        advice = f"; {output.label} has {fitting}" if fitting else ""
        raise ValueError(
            f"loss {rule.name} needs outputs of {rule.partner}, not of {output.label}{advice}"
        )


def _one_hot(name: str, numbers: Array, classes: int) -> Array:
    """Return one-hot rows (..., classes); of -1 in a sequence, a row of zeros."""
    if numbers.ndim == 1:
        return one_hot(numbers, classes, name)
    known = numbers >= 0
    if not (numbers[~known] == -1.0).all():
        raise ValueError(f"{name} must hold class numbers from 0, or -1 where nothing is asked")
    found = np.zeros((*numbers.shape, classes))
    if known.any():
        found[known] = one_hot(numbers[known], classes, name)
    return found


def asked(t: Array, loss: str | Loss) -> int:
    """Return of how many rows of targets (n, k) or (n, steps, k) the loss is a mean.

    All of them, but for the rows of zeros of cross-entropy; at least 1.

    >>> asked(np.array([[[0.0, 1.0], [0.0, 0.0]]]), "cross_entropy")
    1
    """
    flat = rows(t)
    if checked_loss(loss).partner != "softmax":
        return len(flat)
    return max(1, int(np.count_nonzero(flat.any(axis=1))))


@quiet
def losses(network: Network, trace: Trace, t: Array, loss: str | Loss) -> Array:
    """Return the loss of each sample (n,) of a forward pass against targets t (n, outputs).

    Of sequences (n, steps, outputs) it is the loss of each step (n, steps), 0 where nothing is
    asked. Where loss and output activation are partners it is computed from z, which is exact even
    where the probability is rounded to 0 or 1.

    Raises:
        ValueError: an unknown loss.

    >>> from pycore import MLP
    >>> mlp = MLP([1, 1], init="zeros")  # y = 0.5
    >>> losses(mlp, mlp.forward([[1.0], [2.0]]), np.array([[0.0], [0.5]]), "mse").tolist()
    [0.25, 0.0]
    """
    last = network.layers[-1].activation
    z = trace.kept[-1].z if checked_loss(loss).partner == last.name else trace.y
    return losses_of(last, z, trace.y, t, loss)


def losses_of(last: Activation, z: Array, y: Array, t: Array, loss: str | Loss) -> Array:
    """Return as `losses` the loss of outputs y that the activation `last` made of z (n, outputs).

    >>> from pycore import ACTIVATIONS
    >>> y = np.array([[0.5]])
    >>> losses_of(ACTIVATIONS["sigmoid"], np.array([[0.0]]), y, np.array([[1.0]]), "mse").tolist()
    [0.25]
    """
    rule = checked_loss(loss)
    if rule.each_from_sum is not None and rule.partner == last.name:
        each = rule.each_from_sum(rows(z), rows(t))
    else:
        each = rule.each(rows(y), rows(t))
    return each.reshape(t.shape[:-1])


@quiet
def mean_loss(
    network: Network, x: npt.ArrayLike, t: npt.ArrayLike, loss: str | Loss = "mse"
) -> float:
    """Return the mean loss of a network on samples x (n, inputs) with targets t (n, outputs).

    Raises:
        ValueError: as `Network.forward` and `targets`.

    >>> from pycore import MLP
    >>> mean_loss(MLP([2, 1], init="zeros"), [[1, 2], [3, 4]], [0, 1])
    0.25
    """
    checked_network(network)
    trace = network.forward(x)
    t = targets(network, t, loss, trace.y.shape)
    return mean(losses(network, trace, t, loss), t, loss)


def mean(each: Array, t: Array, loss: str | Loss) -> float:
    """Return the mean of the losses of samples or steps, over those where something is asked.

    >>> mean(np.array([0.5, 1.5]), np.array([[0.0], [1.0]]), "mse")
    1.0
    """
    count = asked(t, loss)
    return float(each.mean() if count == each.size else each.sum() / count)


def threshold(t: npt.ArrayLike) -> float:
    """Return the output above which a single output says yes: halfway between no and yes.

    Targets of 0 and 1 give 0.5; targets of -1 and 1, told by a negative one, give 0.

    >>> threshold([0, 1]), threshold([-1, 1])
    (0.5, 0.0)
    """
    return 0.0 if checks.array("t", t).min() < 0.0 else 0.5


def accuracy(y: npt.ArrayLike, t: npt.ArrayLike, threshold: float = 0.5) -> float:
    """Return the share of samples classified as the target says, from 0 to 1.

    With one output, (n,) or (n, 1), yes is what exceeds the threshold; with several, (n, k) or
    (n, steps, k), the largest output names the class. Rows of zeros in t ask nothing.

    Raises:
        ValueError: shapes that differ, empty, or targets or a threshold that are not finite.

    >>> accuracy([0.9, 0.2, 0.6], [1, 0, 0])
    0.6666666666666666
    """
    outputs, wanted = checks.floats("y", y), checks.array("t", t)
    threshold = checks.number("threshold", threshold)
    if outputs.shape != wanted.shape or wanted.ndim not in (1, 2, 3):
        rule = "y and t must have the same shape, (n,), (n, k) or (n, steps, k)"
        raise ValueError(f"{rule}; not {outputs.shape} and {wanted.shape}")
    if wanted.ndim == 1:
        outputs, wanted = outputs[:, None], wanted[:, None]
    outputs, wanted = rows(outputs), rows(wanted)
    known = ~np.isnan(outputs).any(axis=1)  # what is not a number is never right
    if wanted.shape[1] == 1:
        right = (outputs > threshold)[:, 0] == (wanted > threshold)[:, 0]
        return float(np.count_nonzero(right & known) / len(right))
    asks = wanted.any(axis=1)
    right = (outputs.argmax(axis=1) == wanted.argmax(axis=1)) & known & asks
    return int(np.count_nonzero(right)) / max(1, int(np.count_nonzero(asks)))
