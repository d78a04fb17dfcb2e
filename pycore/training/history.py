"""What a training run leaves behind: its figures per epoch, and states to return to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from pycore import checks
from pycore.nn.network import Network, checked_network
from pycore.numerics import Array
from pycore.optimisers import Memory


@dataclass(frozen=True)
class Record:
    """The figures after an epoch; epoch 0 is the state before training.

    Losses are means over all samples, without penalties. An accuracy is the share of samples
    classified rightly, None for regression. Test figures are None without test data.

    Raises:
        ValueError: an epoch that is not a whole number from 0, a loss that is no number, or an
            accuracy outside 0 to 1.

    >>> print(Record(3, train_loss=0.25, test_loss=0.5, train_accuracy=1.0, test_accuracy=0.9))
    epoch 3: train loss 0.25, test loss 0.5, train accuracy 100 %, test accuracy 90 %
    """

    epoch: int
    train_loss: float
    test_loss: float | None = None
    train_accuracy: float | None = None
    test_accuracy: float | None = None

    def __post_init__(self) -> None:
        figures = self.__dict__  # a field of a frozen class is set here
        figures["epoch"] = checks.integer("epoch", self.epoch, at_least=0)
        figures["train_loss"] = checks.number("train_loss", self.train_loss, finite=False)
        if self.test_loss is not None:
            figures["test_loss"] = checks.number("test_loss", self.test_loss, finite=False)
        for name in ("train_accuracy", "test_accuracy"):
            if figures[name] is not None:
                figures[name] = checks.number(name, figures[name], at_least=0, at_most=1)

    def is_finite(self) -> bool:
        """Whether no loss is infinite or NaN.

        >>> Record(1, train_loss=0.5, test_loss=float("inf")).is_finite()
        False
        """
        return isfinite(self.train_loss) and isfinite(self.test_loss or 0.0)

    def __str__(self) -> str:
        """Return the figures that there are, as a sentence."""
        losses = {"train loss": self.train_loss, "test loss": self.test_loss}
        shares = {"train accuracy": self.train_accuracy, "test accuracy": self.test_accuracy}
        told = [f"{name} {value:.4g}" for name, value in losses.items() if value is not None]
        told += [f"{name} {value:.0%}" for name, value in shares.items() if value is not None]
        return f"epoch {self.epoch}: {', '.join(told)}".replace("%", " %")


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """The state of a run at the end of an epoch.

    Going on from it at the learning rate of then repeats the run exactly.

    Attributes:
        epoch: How many epochs had been made.
        parameters: A copy of the network's parameters (size,).
        memory: A copy of what the optimiser remembered.
        random_state: State of the random generator that shuffles.

    Raises:
        ValueError: something of another kind.

    >>> from pycore.optimisers import Plain
    >>> from pycore import MLP
    >>> mlp, memory, rng = MLP([1, 1], init="zeros"), Plain().start(2), np.random.default_rng(0)
    >>> start = Checkpoint.of(0, mlp, memory, rng)
    >>> mlp.parameters = [3.0, 4.0]
    >>> start.put_back(mlp, memory, rng)
    >>> mlp.parameters.tolist()
    [0.0, 0.0]
    """

    epoch: int
    parameters: Array
    memory: Memory
    random_state: Mapping[str, Any] = field(repr=False)

    def __post_init__(self) -> None:
        own = self.__dict__  # a field of a frozen class is set here
        own["epoch"] = checks.integer("epoch", self.epoch, at_least=0)
        own["parameters"] = parameters = checks.floats("parameters", self.parameters)
        if parameters.ndim != 1:
            raise ValueError(f"parameters must have shape (size,), not {parameters.shape}")
        checks.instance("memory", self.memory, Memory, "the memory of an optimiser")
        state: object = self.random_state
        if not isinstance(state, Mapping) or not isinstance(state.get("bit_generator"), str):
            rule = "random_state must be the state of a random generator"
            raise ValueError(f"{rule}; not {checks.shown(state)}")

    @classmethod
    def of(
        cls, epoch: int, network: Network, memory: Memory, rng: np.random.Generator
    ) -> "Checkpoint":
        """Copy the present state of a run.

        Raises:
            ValueError: something of another kind.
        """
        checked_network(network)
        checks.instance("memory", memory, Memory, "the memory of an optimiser")
        checks.instance("rng", rng, np.random.Generator, "a random generator of NumPy")
        return cls(epoch, network.parameters.copy(), memory.copy(), rng.bit_generator.state)

    def put_back(self, network: Network, memory: Memory, rng: np.random.Generator) -> None:
        """Bring a run back into this state.

        Raises:
            ValueError: the state is of a run with another network, optimiser or generator.
        """
        own, run = self._form(), Checkpoint.of(0, network, memory, rng)._form()
        if own != run:
            raise ValueError(f"checkpoint must come from this run {run}, not from another {own}")
        try:
            rng.bit_generator.state = self.random_state
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"random_state must be complete, but {error!r}") from None
        network.parameters[:] = self.parameters
        memory.rows[:] = self.memory.rows
        memory.steps = self.memory.steps

    def _form(self) -> str:
        """Return what a run must have in common with the checkpoint, in words."""
        memory, generator = self.memory.rows.shape, self.random_state["bit_generator"]
        return f"({self.parameters.size} parameters, memory of shape {memory}, {generator})"
