"""Loss functions: how wrong the outputs y are, given the targets t.

Each is one `Loss`. Its functions take arrays (n, k), one row per sample and one column per
output; what they return is per sample, since the loss of a batch is the mean over its samples.
The formulas are in Bishop, "Pattern Recognition and Machine Learning", 2006, sections 4.3 and 5.2.

Longer than other files: each loss stands beside its slope and its words.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array, quiet

TINY = float(np.finfo(np.float64).tiny)
"""A probability of 0 counts as this, 2.2e-308, so that its logarithm stays finite: -708."""


MOST_ENTRIES = 100_000_000
"""Numbers in one-hot rows: 800 MB, and far more than can be trained here."""


@dataclass(frozen=True)
class Loss:
    """A loss function with its slope and its properties.

    A loss on probabilities has a `partner`, the activation that makes them. Together their
    slope by z is simply y - t, and the loss can be had from z without the logarithm of a
    rounded probability (Bishop, section 4.3.6).
    """

    name: str  # the key in LOSSES
    label: str  # as the reader sees it
    each: Callable[[Array, Array], Array]  # from y and t (n, k) to the loss per sample (n,)
    slope: Callable[[Array, Array], Array]  # from y and t (..., k) to the slopes of those by y
    formula: str  # for one sample with one output, or k classes
    used_for: str  # one sentence
    fails_when: str  # one sentence
    partner: str | None = None
    each_from_sum: Callable[[Array, Array], Array] | None = None  # as `each`, from z and t

    def slope_by_sum(self, y: Array, t: Array) -> Array:
        """Return the slopes of `each` by z (..., k) where its partner made y of z: y - t.

        A row of targets that is all zeros asks nothing, and has no slope.

        >>> loss("cross_entropy").slope_by_sum(np.array([[0.5, 0.5]]), np.array([[0.0, 1.0]]))
        array([[ 0.5, -0.5]])
        """
        error: Array = y - t
        if self.partner != "softmax":
            return error / float(t.shape[-1])
        return np.where(t.any(axis=-1, keepdims=True), error, 0.0)

    @quiet
    def value(self, y: npt.ArrayLike, t: npt.ArrayLike) -> float:
        """Return the mean loss of outputs y against targets t, both (n,) or (n, k).

        Raises:
            ValueError: shapes that differ, empty, not finite, or what is not a probability in a
                loss on probabilities.

        >>> loss("mse").value(y=[0.5, 1.0], t=[1.0, 1.0])
        0.125
        """
        y, t = checks.array("y", y), checks.array("t", t)
        if y.shape != t.shape or y.ndim not in (1, 2):
            rule = "y and t must have the same shape, (n,) or (n, k)"
            raise ValueError(f"{rule}; not {y.shape} and {t.shape}")
        columns = y.shape[1] if y.ndim == 2 else 1
        y, t = y.reshape(-1, columns), self.check("t", t.reshape(-1, columns))
        if self.partner is not None:
            _probabilities("y", y)
        return float(self.each(y, t).mean())

    def check(self, name: str, t: Array) -> Array:
        """Return targets (n, k) or (n, steps, k) if this loss can use them.

        Raises:
            ValueError: a loss on probabilities meets a target outside 0 to 1; or
                cross-entropy meets a row that does not sum to 1, or in a sequence to 1 or 0.

        >>> loss("cross_entropy").check("t", np.array([[0.25, 0.75]])).tolist()
        [[0.25, 0.75]]
        """
        if self.partner is not None:
            _probabilities(name, t)
        if self.partner == "softmax":
            off = np.abs(t.sum(axis=-1) - 1.0)
            off = off * t.any(axis=-1) if t.ndim > 2 else off
            if off.max() > 1e-9:
                row = t[np.unravel_index(off.argmax(), off.shape)]
                raise ValueError(f"{name} must have rows that sum to 1, not {row.tolist()}")
        return t


def _probabilities(name: str, values: Array) -> None:
    if values.min() < 0.0 or values.max() > 1.0:
        bad = float(values[(values < 0.0) | (values > 1.0)][0])
        raise ValueError(f"{name} must hold numbers from 0 to 1, not {bad:g}")


def _squared(y: Array, t: Array) -> Array:
    errors: Array = ((y - t) ** 2).mean(axis=1)
    return errors


def _squared_slope(y: Array, t: Array) -> Array:
    slope: Array = 2.0 * (y - t) / y.shape[-1]
    return slope


def _binary(y: Array, t: Array) -> Array:
    yes, no = np.log(np.maximum(y, TINY)), np.log(np.maximum(1.0 - y, TINY))
    losses: Array = -(t * yes + (1.0 - t) * no).mean(axis=1)
    return losses


def _binary_slope(y: Array, t: Array) -> Array:
    slopes = (1.0 - t) / np.maximum(1.0 - y, TINY) - t / np.maximum(y, TINY)
    slope: Array = slopes / y.shape[-1]
    return slope


def _binary_from_sum(z: Array, t: Array) -> Array:
    softplus = np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))  # log(1 + exp(z))
    losses: Array = (softplus - t * z).mean(axis=1)
    return losses


def _categorical(y: Array, t: Array) -> Array:
    losses: Array = -(t * np.log(np.maximum(y, TINY))).sum(axis=1)
    return losses


def _categorical_slope(y: Array, t: Array) -> Array:
    return -t / np.maximum(y, TINY)


def _categorical_from_sum(z: Array, t: Array) -> Array:
    below_top = z - z.max(axis=1, keepdims=True)  # adding to all z changes nothing
    log_y = below_top - np.log(np.exp(below_top).sum(axis=1, keepdims=True))
    losses: Array = -(t * log_y).sum(axis=1)
    return losses


LOSSES: dict[str, Loss] = {
    entry.name: entry
    for entry in [
        Loss(
            name="mse",
            label="mean squared error",
            each=_squared,
            slope=_squared_slope,
            formula="(y - t)^2",
            used_for="Predicting numbers, since a small error costs little and a large one much.",
            fails_when="One far outlier outweighs many good predictions.",
        ),
        Loss(
            name="binary_cross_entropy",
            label="binary cross-entropy",
            each=_binary,
            slope=_binary_slope,
            formula="-(t log(y) + (1 - t) log(1 - y))",
            used_for="Yes-or-no questions answered by a sigmoid output.",
            fails_when="A wrong answer given with certainty costs without limit.",
            partner="sigmoid",
            each_from_sum=_binary_from_sum,
        ),
        Loss(
            name="cross_entropy",
            label="cross-entropy",
            each=_categorical,
            slope=_categorical_slope,
            formula="-(t_1 log(y_1) + ... + t_k log(y_k))",
            used_for="Choosing one class of several with a softmax output.",
            fails_when="A wrong label in the data costs without limit once the network is certain.",
            partner="softmax",
            each_from_sum=_categorical_from_sum,
        ),
    ]
}
"""The loss functions by name."""


def loss(name: str) -> Loss:
    """Return the loss function that has this name.

    Raises:
        ValueError: there is none; the message lists the names.

    >>> loss("binary_cross_entropy").value(y=[[0.5]], t=[[1.0]])
    0.6931471805599453
    """
    return LOSSES[checks.choice("loss", name, LOSSES)]


def one_hot(labels: npt.ArrayLike, classes: int, name: str = "labels") -> Array:
    """Return targets (n, classes) for class numbers (n,) from 0: 1 in the class, 0 elsewhere.

    `name` stands for the labels in messages.

    Raises:
        ValueError: a label that is not a whole number from 0 to classes - 1; more than a hundred
            million numbers in all.

    >>> one_hot([2, 0], classes=3).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    numbers = checks.array(name, labels, shape=("n",))
    classes = checks.integer("classes", classes, at_least=1, at_most=MOST_ENTRIES // len(numbers))
    known = (numbers >= 0) & (numbers < classes) & (numbers == np.floor(numbers))
    if not known.all():
        rule = f"{name} must be whole numbers from 0 to {classes - 1}"
        raise ValueError(f"{rule}, not {float(numbers[~known][0]):g}")
    rows = np.zeros((len(numbers), classes))
    rows[np.arange(len(numbers)), numbers.astype(np.intp)] = 1.0
    return rows
