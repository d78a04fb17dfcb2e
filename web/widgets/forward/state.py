"""A forward pass on its way: which layers are computed, and what every part contributes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of, weight_of
from kit.words.calculations import added
from pycore.nn.activations import Activation
from pycore.nn.mlp import MLP
from pycore.nn.network import Trace


@dataclass(frozen=True)
class Pass:
    """A network at work on one sample.

    Attributes:
        network: The network.
        trace: All of its sums and outputs.
        step: How many layers are computed; the inputs always are.
    """

    network: MLP
    trace: Trace
    step: int

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Neurons a layer, inputs first."""
        return tuple(self.network.sizes)

    @property
    def complete(self) -> bool:
        """Whether the outputs are there."""
        return self.step == len(self.network.layers)

    def neurons(self, layer: int) -> list[Spot]:
        """The neurons of a layer."""
        return [Spot("n", layer, index) for index in range(self.sizes[layer])]

    def known(self, spot: Spot) -> bool:
        """Whether a neuron's output or a weight's product is computed; a bias always is."""
        return spot.kind == "b" or spot.layer - (spot.kind == "w") <= self.step

    def output(self, spot: Spot) -> float:
        """The number that a neuron hands on; an input hands on itself."""
        if spot.layer == 0:
            return float(self.trace.x[0, spot.target])
        return float(self.activation(spot.layer).value(self.sum(spot)))

    def sum(self, spot: Spot) -> float:
        """The weighted sum of a neuron; 0 where terms cancel but for binary fractions."""
        layer, below = self.network.layers[spot.layer - 1], self.trace.below(spot.layer - 1)[0]
        row = spot.target
        return added([*(layer.weights[row] * below).tolist(), float(layer.biases[row])])

    def weight(self, spot: Spot) -> float:
        """The number of a weight or a bias."""
        return weight_of(self.network, spot)

    def source(self, spot: Spot) -> Spot:
        """The neuron that a weight starts from."""
        return Spot("n", spot.layer - 1, spot.source)

    def target(self, spot: Spot) -> Spot:
        """The neuron that a weight or a bias leads to."""
        return Spot("n", spot.layer, spot.target)

    def product(self, spot: Spot) -> float:
        """What a weight or a bias adds to the sum of its neuron."""
        return self.weight(spot) * (1.0 if spot.kind == "b" else self.output(self.source(spot)))

    def weights_into(self, spot: Spot) -> list[Spot]:
        """The weights that lead into a neuron."""
        sources = range(self.sizes[spot.layer - 1])
        return [Spot("w", spot.layer, spot.target, source) for source in sources]

    def activation(self, layer: int) -> Activation:
        """The activation function of a layer; layer 0 has none."""
        return self.network.layers[layer - 1].activation

    def name(self, spot: Spot) -> str:
        """What the reader calls a part."""
        return name_of(spot, self.sizes)
