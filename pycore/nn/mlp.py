"""The multilayer perceptron: layers of neurons, each fed by all outputs of the layer below."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.activations import ACTIVATIONS, SOFTMAX, Activation
from pycore.nn.initial import initialiser
from pycore.nn.layer import Layer, Trace
from pycore.nn.layout import Layout
from pycore.numerics import Array, quiet

OUTPUTS = {**ACTIVATIONS, "softmax": SOFTMAX}
"""What an output layer may use: any activation function, or softmax over the whole layer."""


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
        parameters: All weights and biases (layout.size,); write into it, or assign a vector,
            which is copied into it.
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
        self._parameters: Array = np.zeros(self.layout.size)
        self.layers = tuple(
            Layer(block, activation)
            for block, activation in zip(
                self.layout.blocks(self._parameters),
                _activations(hidden, output, len(self.sizes) - 2),
                strict=True,
            )
        )
        draw, rng = initialiser(init), checks.generator(seed)
        for layer in self.layers:
            layer.weights[:] = draw(rng, *layer.weights.shape)

    @property
    def parameters(self) -> Array:
        """All weights and biases (layout.size,), of which the layers are views.

        A vector assigned is copied into it. It may hold inf or NaN, as after a divergence.

        Raises:
            ValueError: a vector of another shape.

        >>> mlp = MLP([2, 1])
        >>> mlp.parameters = [1.0, 2.0, 3.0]
        >>> mlp.layers[0].weights.tolist(), mlp.layers[0].biases.tolist()
        ([[1.0, 2.0]], [3.0])
        """
        return self._parameters

    @parameters.setter
    def parameters(self, vector: npt.ArrayLike) -> None:
        self._parameters[:] = self._checked("parameters", vector)

    def _checked(self, name: str, vector: npt.ArrayLike) -> Array:
        values = checks.floats(name, vector)
        if values.shape != (self.layout.size,):
            raise ValueError(f"{name} must have shape ({self.layout.size},), not {values.shape}")
        return values

    @quiet
    def forward(self, x: npt.ArrayLike) -> Trace:
        """Return the weighted sums and activations of all layers; the network is not changed.

        `x` is one sample (inputs,) or many (n, inputs); the trace always holds (n, ...).
        In each layer z = W a + b (Rumelhart, Hinton and Williams, 1986, equation 1).

        Raises:
            ValueError: another shape, no sample, or numbers that are not finite.

        >>> trace = MLP([2, 3, 1]).forward([[0.1, 0.2], [0.3, 0.4]])
        >>> [a.shape for a in trace.a]
        [(2, 3), (2, 1)]
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

        >>> MLP([2, 1], init="zeros").predict([1.0, 2.0]).tolist()
        [0.5]
        """
        return self.forward(x).y.reshape(*np.shape(x)[:-1], self.sizes[-1])

    def with_parameters(self, vector: npt.ArrayLike) -> "MLP":
        """Return a network of the same form with these parameters (layout.size,), copied.

        They may be inf or NaN, as they are in a network that has diverged.

        Raises:
            ValueError: another shape.

        >>> MLP([1, 1], output="linear").with_parameters([2.0, 1.0]).predict([3.0]).tolist()
        [7.0]
        """
        *hidden, output = [layer.activation.name for layer in self.layers]
        return _rebuilt(self.sizes, hidden, output, self._checked("vector", vector))

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle as a whole, so that the layers of the copy are views as well."""
        *hidden, output = [layer.activation.name for layer in self.layers]
        return _rebuilt, (self.sizes, hidden, output, self.parameters)

    def __repr__(self) -> str:
        """Return the network as a sentence."""
        sizes = " → ".join(str(size) for size in self.sizes)
        labels = ", ".join(layer.activation.label for layer in self.layers)
        return f"MLP {sizes} ({labels}), {self.layout.size} parameters"


def _rebuilt(sizes: Sequence[int], hidden: list[str], output: str, parameters: Array) -> MLP:
    mlp = MLP(sizes, hidden=hidden, output=output, init="zeros")
    mlp.parameters = parameters
    return mlp


def _activations(hidden: str | Sequence[str], output: str, count: int) -> list[Activation]:
    if isinstance(hidden, str):
        names = [checks.choice("hidden", hidden, ACTIVATIONS)] * count
    else:
        rule = f"one name or a list of {count} name{'' if count == 1 else 's'}"
        given = checks.entries("hidden", hidden, rule, count)
        names = [checks.choice(f"hidden[{i}]", name, ACTIVATIONS) for i, name in enumerate(given)]
    return [
        *(ACTIVATIONS[name] for name in names),
        OUTPUTS[checks.choice("output", output, OUTPUTS)],
    ]
