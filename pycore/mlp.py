"""The multilayer perceptron: layers of neurons, each fed by all outputs of the layer below."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.activations import ACTIVATIONS, SOFTMAX, Activation
from pycore.initial import initialiser
from pycore.layout import Layout
from pycore.numerics import Array, quiet

OUTPUTS = {**ACTIVATIONS, "softmax": SOFTMAX}
"""What an output layer may use: any activation function, or softmax over the whole layer."""


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
        """Return what layer number `layer` received: x, or the activations beneath it."""
        return self.a[layer - 1] if layer > 0 else self.x


class MLP:
    """A network of fully connected layers whose parameters lie in one flat vector.

    Args:
        sizes: Number of inputs, then of neurons in each layer: [2, 8, 8, 1].
        hidden: Activation of the hidden layers: one name, or one name for each.
        output: Activation of the last layer; "softmax" is allowed here.
        init: Starting weights: "xavier", "he", "normal" or "zeros".
        seed: Seed or random generator for the starting weights.

    Attributes:
        sizes: As given.
        layout: Where each parameter lies in the vector.
        parameters: All weights and biases (layout.size,); write into it to change them.
        layers: The layers; their weights and biases are views into `parameters`.

    Raises:
        ValueError: sizes below 1 or fewer than two, unknown names, a seed below 0.

    >>> xor = MLP([2, 2, 1], hidden="relu", output="linear", init="zeros")
    >>> xor.parameters[:] = [1, 1, 0,  1, 1, -1,  1, -2, 0]
    >>> xor.predict([[0, 0], [0, 1], [1, 0], [1, 1]]).ravel().tolist()
    [0.0, 1.0, 1.0, 0.0]
    """

    def __init__(
        self,
        sizes: Sequence[int],
        hidden: str | Sequence[str] = "tanh",
        output: str = "sigmoid",
        init: str = "xavier",
        seed: int | np.random.Generator = 0,
    ) -> None:
        """Make the network with random starting weights and biases of zero."""
        self.layout = Layout(sizes)
        self.sizes = self.layout.sizes
        self.parameters: Array = np.zeros(self.layout.size)
        self.layers = tuple(
            Layer(block, activation)
            for block, activation in zip(
                self.layout.blocks(self.parameters),
                _activations(hidden, output, len(self.sizes) - 2),
                strict=True,
            )
        )
        draw, rng = initialiser(init), checks.generator(seed)
        for layer in self.layers:
            layer.weights[:] = draw(rng, *layer.weights.shape)

    @quiet
    def forward(self, x: npt.ArrayLike) -> Trace:
        """Return the weighted sums and activations of all layers; the network is not changed.

        `x` is one sample (inputs,) or many (n, inputs); the trace always holds (n, ...).
        In each layer z = W a + b (Rumelhart, Hinton and Williams, 1986, equation 1).

        Raises:
            ValueError: another shape, no sample, or numbers that are not finite.
        """
        x = checks.samples("x", x, width=self.sizes[0])  # (n, inputs)
        zs, activations, a = [], [], x
        for layer in self.layers:
            z = a @ layer.weights.T + layer.biases  # (n, in) @ (in, out) + (out,)
            a = layer.activation.value(z)  # (n, out)
            zs.append(z)
            activations.append(a)
        return Trace(x, tuple(zs), tuple(activations))

    def predict(self, x: npt.ArrayLike) -> Array:
        """Return the outputs y only: (outputs,) for one sample, (n, outputs) for many.

        Raises:
            ValueError: as `forward`.
        """
        return self.forward(x).y.reshape(*np.shape(x)[:-1], self.sizes[-1])

    def with_parameters(self, vector: npt.ArrayLike) -> "MLP":
        """Return a network of the same form with these parameters (layout.size,), copied.

        They may be inf or NaN, as they are in a network that has diverged.

        Raises:
            ValueError: another shape.
        """
        values = checks.floats("vector", vector)
        if values.shape != self.parameters.shape:
            raise ValueError(f"vector must have shape {self.parameters.shape}, not {values.shape}")
        names = [layer.activation.name for layer in self.layers]
        twin = MLP(self.sizes, hidden=names[:-1], output=names[-1], init="zeros")
        twin.parameters[:] = values
        return twin

    def __repr__(self) -> str:
        """Return the network as a sentence."""
        sizes = " → ".join(str(size) for size in self.sizes)
        labels = ", ".join(layer.activation.label for layer in self.layers)
        return f"MLP {sizes} ({labels}), {self.layout.size} parameters"


def _activations(hidden: str | Sequence[str], output: str, count: int) -> list[Activation]:
    names = [hidden] * count if isinstance(hidden, str) else list(hidden)
    if isinstance(hidden, str):
        checks.choice("hidden", hidden, ACTIVATIONS)
    if len(names) != count:
        raise ValueError(f"hidden must be one name or {count} names, not {checks.shown(hidden)}")
    for i, name in enumerate(names):
        checks.choice(f"hidden[{i}]", name, ACTIVATIONS)
    return [
        *(ACTIVATIONS[name] for name in names),
        OUTPUTS[checks.choice("output", output, OUTPUTS)],
    ]
