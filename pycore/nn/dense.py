"""Layers in which each neuron is fed by all outputs of the layer below.

Longer than other files: with biases or without, they share what sums and slopes are.
"""

from typing import NamedTuple

import numpy as np

from pycore import checks
from pycore.nn.activations import ACTIVATIONS, SOFTMAX, Activation
from pycore.nn.initial import initialiser
from pycore.nn.layer import Layer
from pycore.nn.views import Views
from pycore.numerics import Array


def layer_activation(name: str) -> Activation:
    """Return what a layer may apply last: a function of one number, or softmax over all of them.

    Raises:
        ValueError: there is none of this name; the message lists the names.

    >>> layer_activation("softmax").label
    'softmax'
    """
    chosen = checks.choice("activation", name, [*ACTIVATIONS, SOFTMAX.name])
    return SOFTMAX if chosen == SOFTMAX.name else ACTIVATIONS[chosen]


class Sums(NamedTuple):
    """What a forward pass through neurons computed.

    Attributes:
        x: What the layer received (n, inputs).
        z: The weighted sums (n, outputs).
        a: The activations (n, outputs).
    """

    x: Array
    z: Array
    a: Array


class Activated(Layer):
    """A layer that ends in an activation function, and keeps `Sums` or what has its names."""

    def delta(self, kept: Sums, by_a: Array) -> Array:
        """Return the loss's slope by z from its slope by a (n, outputs): through the activation.

        >>> import numpy as np
        >>> ones = np.ones((1, 2))
        >>> Dense(1, 2, "relu").delta(Sums(ones, z=np.array([[-1.0, 3.0]]), a=ones), ones).tolist()
        [[0.0, 1.0]]
        """
        return self.activation.backward(kept.z, kept.a, by_a)


class Dense(Activated):
    """A layer of neurons, each with one weight per input and a bias: a = f(W x + b).

    Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986).
    Of a sequence (n, steps, inputs) each step is seen by the same neurons.

    Args:
        inputs: Numbers that it receives.
        outputs: Neurons.
        activation: Name of the activation function; "softmax" is allowed.
        init: Starting weights: "xavier", "he", "normal" or "zeros".

    Attributes:
        block: What it learns (outputs, inputs + 1): a row per neuron, its weights, then its bias.

    Raises:
        ValueError: sizes below 1, or an unknown name.

    >>> from pycore import Network
    >>> Network([Dense(2, 1, init="zeros")]).predict([[3.0, 4.0]]).tolist()
    [[0.0]]
    """

    block: Array

    def __init__(
        self, inputs: int, outputs: int, activation: str = "linear", init: str = "xavier"
    ) -> None:
        self.inputs = checks.integer("inputs", inputs, at_least=1)
        self.outputs = checks.integer("outputs", outputs, at_least=1)
        self.activation = layer_activation(activation)
        self.shapes = {"block": (self.outputs, self.inputs + 1)}
        initialiser(init)  # refuses a name that it does not know
        self.init = init

    @property
    def weights(self) -> Array:
        """The weights (outputs, inputs), a view: one row per neuron."""
        return self.block[:, :-1]

    @property
    def biases(self) -> Array:
        """The biases (outputs,), a view."""
        return self.block[:, -1]

    def start(self, rng: np.random.Generator) -> None:
        """Draw the weights; biases start at zero."""
        self.weights[:] = initialiser(self.init)(rng, self.outputs, self.inputs)

    def forward(self, x: Array) -> tuple[Array, Sums]:
        """Return a (n, outputs) for x (n, inputs)."""
        if x.ndim < 2 or x.shape[-1] != self.inputs:
            raise self._refuse(x, f"(n, {self.inputs})")
        z = x @ self.weights.T + self.biases  # (n, inputs) @ (inputs, outputs) + (outputs,)
        a = self.activation.value(z)  # (n, outputs)
        return a, Sums(x, z, a)

    def backward(self, kept: Sums, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, inputs) from delta (n, outputs), the slope by z."""
        gradient.block[:, :-1] += slopes_by_weights(delta, kept.x)  # (outputs, inputs)
        gradient.block[:, -1] += rows(delta).sum(axis=0)  # (outputs,)
        return delta @ self.weights  # (n, outputs) @ (outputs, inputs)

    def spare_biases(self, mask: Views) -> None:
        """Write 0 for each bias."""
        mask.block[:, -1] = 0.0

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Dense({self.inputs}, {self.outputs}, {self.activation.name!r})"


class Projection(Activated):
    """A matrix without biases: a = f(W x), as in the blocks of a transformer.

    Vaswani and others, "Attention is all you need" (2017), section 3.2.2. Of a sequence
    (n, steps, inputs) each step is multiplied by the same matrix.

    Args:
        inputs: Numbers that it receives.
        outputs: Numbers that it makes.
        activation: Name of the function applied last.
        scale: Size of the starting weights: times 1 / sqrt(inputs) it is their standard deviation.

    Attributes:
        weights: What it learns (outputs, inputs).

    Raises:
        ValueError: sizes below 1, an unknown name, or a scale below 0.

    >>> from pycore import Network
    >>> network = Network([Projection(2, 1)])
    >>> network.parameters[:] = [1.0, 10.0]
    >>> network.predict([[3.0, 4.0]]).tolist()
    [[43.0]]
    """

    weights: Array

    def __init__(
        self, inputs: int, outputs: int, activation: str = "linear", scale: float = 1.0
    ) -> None:
        self.inputs = checks.integer("inputs", inputs, at_least=1)
        self.outputs = checks.integer("outputs", outputs, at_least=1)
        self.activation = layer_activation(activation)
        self.scale = checks.number("scale", scale, at_least=0)
        self.shapes = {"weights": (self.outputs, self.inputs)}

    def start(self, rng: np.random.Generator) -> None:
        """Draw the weights."""
        self.weights[:] = rng.normal(0.0, self.scale / np.sqrt(self.inputs), self.weights.shape)

    def forward(self, x: Array) -> tuple[Array, Sums]:
        """Return a (n, outputs) for x (n, inputs)."""
        if x.ndim < 2 or x.shape[-1] != self.inputs:
            raise self._refuse(x, f"(n, {self.inputs})")
        z = x @ self.weights.T  # (n, inputs) @ (inputs, outputs)
        a = self.activation.value(z)  # (n, outputs)
        return a, Sums(x, z, a)

    def backward(self, kept: Sums, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, inputs) from delta (n, outputs), the slope by z."""
        gradient.weights += slopes_by_weights(delta, kept.x)  # (outputs, inputs)
        return delta @ self.weights  # (n, outputs) @ (outputs, inputs)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Projection({self.inputs}, {self.outputs}, {self.activation.name!r})"


def slopes_by_weights(delta: Array, x: Array) -> Array:
    """Return the slope by each weight of z = x W^T (k, i): delta times x, summed over samples.

    From delta (..., n, k), the slope by z, and x (..., n, i). Of sequences each is a product of its
    own and then they are summed: in WebAssembly twice as fast as one product of all their steps,
    since what a product reads stays in the cache.

    >>> slopes_by_weights(np.array([[1.0], [2.0]]), np.array([[3.0, 0.0], [0.0, 5.0]])).tolist()
    [[3.0, 10.0]]
    """
    products = delta.swapaxes(-1, -2) @ x  # (..., k, n) @ (..., n, i)
    summed: Array = products.reshape(-1, *products.shape[-2:]).sum(axis=0)
    return summed


def rows(values: Array) -> Array:
    """Return values (..., k) as rows (m, k): of a sequence, each step of each sample is one.

    >>> rows(np.zeros((2, 5, 3))).shape
    (10, 3)
    """
    return values.reshape(-1, values.shape[-1])
