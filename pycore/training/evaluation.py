"""Judging a network in training: its figures on training and test data."""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.network import Network, checked_network
from pycore.nn.objective import accuracy, losses, mean, targets, threshold
from pycore.numerics import Array, quiet
from pycore.training.batches import Draw
from pycore.training.history import Record

TASKS = ("classification", "regression")

Samples = tuple[npt.ArrayLike, npt.ArrayLike]
"""Samples (n, inputs) with their targets (n, outputs), or (n,) for one output."""


class Evaluator:
    """The data a network is judged on, checked once.

    Attributes:
        train: Training samples (n, inputs) and targets (n, outputs), copied.
        test: The same for testing, or None.

    Raises:
        ValueError: data that do not fit the network or the loss, or an unknown task.

    >>> from pycore import MLP
    >>> zero = MLP([1, 1], init="zeros")
    >>> evaluator = Evaluator(zero, ([[1.0]], [0.0]), None, "mse", "classification")
    >>> print(evaluator.record(epoch=0))
    epoch 0: train loss 0.25, train accuracy 100 %
    """

    def __init__(
        self, network: Network, train: Samples, test: Samples | None, loss: str, task: str
    ) -> None:
        """Take and check the data."""
        checked_network(network)
        self._network, self._loss = network, loss
        self._classify = checks.choice("task", task, TASKS) == "classification"
        self._outputs: tuple[int, ...] | None = None
        self.train = self.checked(*_pair("train", train))
        self.test = None if test is None else self.checked(*_pair("test", test), " of test")
        every_t = [t.min() for _, t in (self.train, self.test or self.train)]
        self._threshold = threshold(every_t)

    def checked(self, x: npt.ArrayLike, t: npt.ArrayLike, where: str = "") -> tuple[Array, Array]:
        """Return copies of samples and of their targets, in the form that the loss compares.

        `where` stands behind x and t in messages.

        Raises:
            ValueError: they do not fit the network or the loss.
        """
        samples = self._network.samples(x, f"x{where}").copy()
        if self._outputs is None:
            self._outputs = self._network.forward(samples[:1]).y.shape[1:]
        shape = (len(samples), *self._outputs)
        return samples, targets(self._network, t, self._loss, shape, f"t{where}").copy()

    def drawn(self, draw: Draw, rng: np.random.Generator) -> tuple[Array, Array]:
        """Return new samples and their targets, checked as those given at the beginning.

        Raises:
            ValueError: they do not fit the network or the loss, or cannot be drawn.
        """
        try:
            drawn = draw(rng)
        except (TypeError, ValueError) as error:
            raise ValueError(f"fresh must draw samples, but failed: {error}") from error
        return self.checked(*_pair("what fresh returns", drawn), " of fresh")

    def record(self, epoch: int) -> Record:
        """Return the present figures of the network, told as those after epoch `epoch`.

        >>> data = ([[1.0], [2.0]], [0.0, 1.0])
        >>> from pycore import MLP
        >>> zero = MLP([1, 1], init="zeros")
        >>> print(Evaluator(zero, data, data, "mse", "classification").record(epoch=3))
        epoch 3: train loss 0.25, test loss 0.25, train accuracy 50 %, test accuracy 50 %
        """
        train_loss, train_accuracy = self._figures(*self.train)
        if self.test is None:
            return Record(epoch, train_loss, train_accuracy=train_accuracy)
        test_loss, test_accuracy = self._figures(*self.test)
        return Record(epoch, train_loss, test_loss, train_accuracy, test_accuracy)

    @quiet
    def _figures(self, x: Array, t: Array) -> tuple[float, float | None]:
        trace = self._network.forward(x)
        loss = mean(losses(self._network, trace, t, self._loss), t, self._loss)
        return loss, accuracy(trace.y, t, self._threshold) if self._classify else None


def _pair(name: str, pair: object) -> Samples:
    if isinstance(pair, tuple | list) and len(pair) == 2:
        return pair[0], pair[1]
    rule = f"{name} must be a pair (x, t), as (d.x, d.t) of a data set d"
    raise ValueError(f"{rule}; not {checks.shown(pair)}")
