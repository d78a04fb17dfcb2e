"""What an exercise on the backward step is about: a sample, its target, and the network it met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kit.kinds.exercise import exact
from pycore.nn.losses import loss
from pycore.nn.mlp import MLP

MSE = loss("mse")


@dataclass(frozen=True)
class Sample:
    """One sample with its target, the network that met it, and the learning rate."""

    x: tuple[float, float]
    t: float
    network: MLP  # 2-2-1: ReLU, then linear
    rate: float

    @cached_property
    def forward(self) -> tuple[list[float], list[float], float]:
        """The hidden sums, the hidden outputs, and the output."""
        trace = self.network.forward([self.x])
        rounded = [values[0].round(9).tolist() for values in (trace.z[0], trace.a[0])]
        return rounded[0], rounded[1], exact(trace.y[0, 0])

    def loss_with(self, w11: float) -> float:
        """The loss, were w₁₁ this."""
        vector = self.network.parameters.copy()
        vector[0] = w11
        y = self.network.with_parameters(vector).predict([self.x])
        return MSE.value(y, [[self.t]])
