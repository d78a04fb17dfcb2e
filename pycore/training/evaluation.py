"""Judging a network in training: its figures on training and test data."""

import numpy.typing as npt

from pycore import checks
from pycore.nn.mlp import MLP
from pycore.nn.objective import accuracy, losses, targets, threshold
from pycore.numerics import Array, quiet
from pycore.training.history import Record

TASKS = ("classification", "regression")

Samples = tuple[npt.ArrayLike, npt.ArrayLike]
"""Samples (n, inputs) with their targets (n, outputs), or (n,) for one output."""


class Judge:
    """The data a network is judged on, checked once.

    Attributes:
        train: Training samples (n, inputs) and targets (n, outputs), copied.
        test: The same for testing, or None.

    Raises:
        ValueError: data that do not fit the network or the loss, or an unknown task.

    >>> judge = Judge(MLP([1, 1], init="zeros"), ([[1.0]], [0.0]), None, "mse", "classification")
    >>> print(judge.record(epoch=0))
    epoch 0: train loss 0.25, train accuracy 100 %
    """

    def __init__(
        self, mlp: MLP, train: Samples, test: Samples | None, loss: str, task: str
    ) -> None:
        """Take and check the data."""
        self._mlp, self._loss = mlp, loss
        self._classify = checks.choice("task", task, TASKS) == "classification"
        self.train = self._checked(*train)
        self.test = None if test is None else self._checked(*_pair(test), " of test")
        every_t = [t.min() for _, t in (self.train, self.test or self.train)]
        self._threshold = threshold(every_t)

    def _checked(self, x: npt.ArrayLike, t: npt.ArrayLike, where: str = "") -> tuple[Array, Array]:
        samples = checks.samples(f"x{where}", x, width=self._mlp.sizes[0])
        wanted = targets(self._mlp, t, self._loss, n=len(samples), name=f"t{where}")
        return samples.copy(), wanted.copy()

    def record(self, epoch: int) -> Record:
        """Return the present figures of the network, told as those after epoch `epoch`.

        >>> data = ([[1.0], [2.0]], [0.0, 1.0])
        >>> judge = Judge(MLP([1, 1], init="zeros"), data, data, "mse", "classification")
        >>> print(judge.record(epoch=3))
        epoch 3: train loss 0.25, test loss 0.25, train accuracy 50 %, test accuracy 50 %
        """
        train_loss, train_accuracy = self._figures(*self.train)
        if self.test is None:
            return Record(epoch, train_loss, train_accuracy=train_accuracy)
        test_loss, test_accuracy = self._figures(*self.test)
        return Record(epoch, train_loss, test_loss, train_accuracy, test_accuracy)

    @quiet
    def _figures(self, x: Array, t: Array) -> tuple[float, float | None]:
        trace = self._mlp.forward(x)
        mean = float(losses(self._mlp, trace, t, self._loss).mean())
        return mean, accuracy(trace.y, t, self._threshold) if self._classify else None


def _pair(test: object) -> Samples:
    if isinstance(test, tuple | list) and len(test) == 2:
        return test[0], test[1]
    rule = "test must be a pair (x, t), as (d.x, d.t) of a data set d"
    raise ValueError(f"{rule}; not {checks.shown(test)}")
