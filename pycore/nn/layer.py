"""One layer of neurons, and what the layers of a network computed in a forward pass."""

from dataclasses import dataclass

from pycore.nn.activations import Activation
from pycore.numerics import Array


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of neurons: views into the parameters of its network.

    Attributes:
        block: (out, in + 1), one row per neuron: its weights, then its bias.
        activation: The function that makes a of z.
    """

    block: Array
    activation: Activation

    @property
    def weights(self) -> Array:
        """The weights (out, in), a view: one row per neuron."""
        return self.block[:, :-1]

    @property
    def biases(self) -> Array:
        """The biases (out,), a view."""
        return self.block[:, -1]


@dataclass(frozen=True, eq=False)
class Trace:
    """Everything a forward pass computed for n samples.

    Attributes:
        x: The inputs (n, inputs).
        z: Per layer the weighted sums (n, out).
        a: Per layer the activations (n, out).
    """

    x: Array
    z: tuple[Array, ...]
    a: tuple[Array, ...]

    @property
    def y(self) -> Array:
        """The outputs of the network: the activations of its last layer (n, outputs)."""
        return self.a[-1]

    def below(self, layer: int) -> Array:
        """Return what layer number `layer`, from 0, received (n, in): x, or the a beneath it.

        >>> from pycore import MLP
        >>> MLP([2, 3, 1]).forward([0.1, 0.2]).below(layer=1).shape
        (1, 3)
        """
        return self.a[layer - 1] if layer > 0 else self.x
