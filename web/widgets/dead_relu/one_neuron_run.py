"""One neuron that learns a curve from six samples, step by step, with every number kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kit.pictures.contours import Grid
from kit.words.calculations import worked
from kit.words.outputs import settled
from pycore.nn.backprop import backward
from pycore.nn.mlp import MLP
from pycore.nn.objective import mean_loss
from pycore.training.config import TrainingConfig

X = np.array([[0.5], [1.0], [1.5], [2.0], [2.5], [3.0]])
T = np.array([[0.2], [0.6], [1.0], [1.6], [1.9], [2.6]])  # nearly a rising line


@dataclass(frozen=True, eq=False)
class State:
    """The neuron before a step: its two parameters and all that follows from them."""

    weight: float
    bias: float
    z: Grid  # (6,)
    slope: Grid  # (6,), of the activation at z
    loss: float
    gradient: tuple[float, float]  # of the loss by weight and bias

    @cached_property
    def line(self) -> list[str]:
        """The weight and the bias as text; who computes the six sums with them gets the printed."""
        return worked(
            [self.weight, self.bias], lambda pair: settled(pair[0] * X + pair[1]).ravel().tolist()
        )

    @property
    def active(self) -> int:
        """How many samples have a sum above 0."""
        return int((self.z > 0).sum())


class NeuronRun:
    """Gradient descent on the mean squared error; steps are made when they are asked for."""

    def __init__(self, activation: str, weight: float, bias: float, rate: float) -> None:
        """Start with these parameters and this learning rate."""
        self._config = TrainingConfig(loss="mse", rate=rate)
        self._mlp = MLP([1, 1], output=activation, init="zeros")
        self._mlp.parameters[:] = [weight, bias]
        self._memory = self._config.optimiser.start(self._mlp.parameters.size)
        self._states: list[State] = []

    def until(self, step: int) -> list[State]:
        """The states from the start to this step, inclusive."""
        while len(self._states) <= step:
            self._states.append(self._step())
        return self._states[: step + 1]

    def _step(self) -> State:
        """Measure the neuron, then move it down the gradient that was measured."""
        mlp, config = self._mlp, self._config
        weight, bias = mlp.parameters.tolist()
        trace = mlp.forward(X)
        gradient = backward(mlp, trace, T, config.loss).vector
        by_weight, by_bias = gradient.tolist()
        z = settled(trace.z[0][:, 0])
        slope = mlp.layers[0].activation.derivative(z)
        loss = mean_loss(mlp, X, T, config.loss)
        config.optimiser.step(self._memory, mlp.parameters, gradient, config.rate)
        return State(weight, bias, z, slope, loss, (by_weight, by_bias))
