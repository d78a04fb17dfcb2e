"""A training run in single cycles, each one sample long, that can be entered at any place.

Every state follows from the settings alone: it is computed from the start, cycle by cycle, and
kept. So going back does not calculate in reverse, which could miss a digit: it is the same state.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pycore.datasets import make
from pycore.nn.backprop import Gradients, backward
from pycore.nn.mlp import MLP
from pycore.nn.network import Trace
from pycore.nn.objective import losses, mean_loss
from pycore.numerics import Array
from pycore.training.config import TrainingConfig

KEPT = 8  # cycles with all that was computed in them
LONGEST = 300  # cycles: far beyond what anybody steps through, and computed in a moment
CORNERS = ((-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0))
LOGIC = {"xor": (0.0, 1.0, 1.0, 0.0), "and": (0.0, 0.0, 0.0, 1.0)}
SAMPLES = 6  # of a data set with scattered points
SHRINK = 3.0  # from the box of the data sets, -6 to 6, to numbers near 1


@dataclass(frozen=True)
class CycleSetup:
    """Everything that decides a run."""

    data: str
    hidden: tuple[int, ...]
    activation: str
    loss: str
    rate: float
    seed: int


@dataclass(frozen=True, eq=False)
class Cycle:
    """One cycle: a network, a sample, and what forward pass, backward pass and update make of it.

    Attributes:
        number: Cycles before this one.
        sample: Which sample, from 0.
        before: The network at the start.
        config: Loss and learning rate.
        x: The sample (1, 2).
        t: Its target (1, 1).
    """

    number: int
    sample: int
    before: MLP
    config: TrainingConfig
    x: Array
    t: Array

    @cached_property
    def trace(self) -> Trace:
        """The forward pass."""
        return self.before.forward(self.x)

    @cached_property
    def loss(self) -> float:
        """The sample's loss."""
        return float(losses(self.before, self.trace, self.t, self.config.loss)[0])

    @cached_property
    def gradients(self) -> Gradients:
        """The backward pass."""
        return backward(self.before, self.trace, self.t, self.config.loss)

    @cached_property
    def after(self) -> MLP:
        """The network after the update."""
        network = self.before.with_parameters(self.before.parameters)
        memory = self.config.optimiser.start(network.layout.size)
        self.config.optimiser.step(
            memory, network.parameters, self.gradients.vector, self.config.rate
        )
        return network

    @cached_property
    def loss_after(self) -> float:
        """The same sample's loss with the new parameters."""
        trace = self.after.forward(self.x)
        return float(losses(self.after, trace, self.t, self.config.loss)[0])

    def slope(self, layer: int, neuron: int) -> float:
        """f′ at a neuron's weighted sum; layers are counted from 1, as on the picture."""
        activation = self.before.layers[layer - 1].activation
        return float(activation.derivative(self.trace.z[layer - 1])[0, neuron])

    def delta(self, layer: int, neuron: int) -> float:
        """The slope of the loss by a neuron's weighted sum."""
        return float(self.gradients.deltas[layer - 1][0, neuron])


class Cycles:
    """All cycles of a plan."""

    def __init__(self, plan: CycleSetup) -> None:
        """Make the network and the samples; no cycle is computed yet."""
        self.plan = plan
        self.x, self.t = samples(plan.data, plan.seed)
        self.config = TrainingConfig(loss=plan.loss, rate=plan.rate)
        self.sizes = (2, *plan.hidden, 1)
        start = MLP(self.sizes, hidden=plan.activation, seed=plan.seed)
        start.parameters[:] = start.parameters.round(2)  # numbers that can be followed by hand
        self._networks = [start]
        self._losses = [self._mean_loss(start)]
        self._kept: dict[int, Cycle] = {}
        self.length = LONGEST
        """Cycles that can be made: fewer than LONGEST if the numbers leave the finite ones."""

    def cycle(self, number: int) -> Cycle:
        """The cycle with so many cycles before it; the last few stay as they are computed."""
        if number not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            network = self._network(number)
            self._kept[number] = self._cycle(number, network)
        return self._kept[number]

    def _cycle(self, number: int, network: MLP) -> Cycle:
        sample = min(number, self.length) % len(self.x)
        one = slice(sample, sample + 1)
        return Cycle(number, sample, network, self.config, self.x[one], self.t[one])

    def losses(self, cycles: int) -> list[float]:
        """The mean loss over all samples before the first cycle and after each one."""
        self._network(cycles)
        return self._losses[: min(cycles, self.length) + 1]

    def each_loss(self, network: MLP) -> list[float]:
        """The loss of every sample, with some network."""
        trace = network.forward(self.x)
        return [float(one) for one in losses(network, trace, self.t, self.plan.loss)]

    def _network(self, number: int) -> MLP:
        while len(self._networks) <= min(number, self.length):
            self._go_on()
        return self._networks[min(number, self.length)]

    def _go_on(self) -> None:
        made = len(self._networks) - 1
        after = self._cycle(made, self._networks[-1]).after
        mean = self._mean_loss(after)
        if not (np.isfinite(after.parameters).all() and np.isfinite(mean)):
            self.length = made
            return
        self._networks.append(after)
        self._losses.append(mean)

    def _mean_loss(self, network: MLP) -> float:
        return mean_loss(network, self.x, self.t, self.plan.loss)


def samples(data: str, seed: int) -> tuple[Array, Array]:
    """Points (n, 2) with at most one decimal, and their targets (n, 1)."""
    if data in LOGIC:
        return np.array(CORNERS), np.array(LOGIC[data])[:, None]
    made = make(data, n=SAMPLES, seed=seed)
    return (made.x / SHRINK).round(1) + 0.0, made.t
