"""The multilayer perceptron: layers of neurons, each fed by all outputs of the layer below."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Self, TypeVar

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.activations import ACTIVATIONS, SOFTMAX
from pycore.nn.dense import Dense
from pycore.nn.layout import Layout
from pycore.nn.network import Network
from pycore.numerics import Array

T = TypeVar("T", bound="MLP")


class MLP(Network):
    """A network of dense layers, each fed by all outputs of the layer below.

    Args:
        sizes: Number of inputs, then of neurons in each layer: [2, 8, 8, 1].
        hidden: Activation of the hidden layers: one name, or one name for each.
        output: Activation of the last layer; "softmax" is allowed here.
        init: Starting weights: "xavier", "he", "normal" or "zeros".
        seed: Seed or random generator for the starting weights.

    Attributes:
        sizes: As given.
        layout: Where each parameter lies in the vector.
        layers: The layers; their weights and biases are views into `parameters`.

    Raises:
        ValueError: sizes below 1 or fewer than two, unknown names, a seed below 0.

    >>> xor = MLP([2, 2, 1], hidden="relu", output="linear", init="zeros")
    >>> xor.parameters[:] = [1, 1, 0,  1, 1, -1,  1, -2, 0]
    >>> xor.predict([[0, 0], [0, 1], [1, 0], [1, 1]]).ravel().tolist()
    [0.0, 1.0, 1.0, 0.0]
    """

    layers: tuple[Dense, ...]

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
        names = _activations(hidden, output, len(self.sizes) - 2)
        super().__init__(
            [
                Dense(inputs, neurons, name, init)
                for (inputs, neurons), name in zip(pairwise(self.sizes), names, strict=True)
            ],
            seed,
        )

    @property
    def form(self) -> str:
        """The sizes in words; networks of one form differ in their parameters and functions."""
        return f"sizes {self.sizes}"

    def samples(self, x: npt.ArrayLike, name: str = "x") -> Array:
        """Return one sample (inputs,) or many (n, inputs) as (n, inputs).

        Raises:
            ValueError: another shape, no sample, or numbers that are not finite.
        """
        return checks.samples(name, x, width=self.sizes[0])

    def predict(self, x: npt.ArrayLike) -> Array:
        """Return the outputs y only: (outputs,) for one sample, (n, outputs) for many.

        Raises:
            ValueError: as `forward`.

        >>> MLP([2, 1], init="zeros").predict([1.0, 2.0]).tolist()
        [0.5]
        """
        return self.forward(x).y.reshape(*np.shape(x)[:-1], self.sizes[-1])

    def with_parameters(self, vector: npt.ArrayLike) -> Self:
        """Return a network of the same form with these parameters (size,), copied.

        They may be inf or NaN, as they are in a network that has diverged.

        Raises:
            ValueError: another shape.

        >>> MLP([1, 1], output="linear").with_parameters([2.0, 1.0]).predict([3.0]).tolist()
        [7.0]
        """
        return _rebuilt(type(self), self.sizes, self._names(), self._checked("vector", vector))

    def _names(self) -> list[str]:
        return [layer.activation.name for layer in self.layers]

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle as a whole, so that the layers of the copy are views as well."""
        return _rebuilt, (type(self), self.sizes, self._names(), self.parameters)

    def __repr__(self) -> str:
        """Return the network as a sentence."""
        sizes = " → ".join(str(size) for size in self.sizes)
        labels = ", ".join(layer.activation.label for layer in self.layers)
        return f"MLP {sizes} ({labels}), {self.size} parameters"


def checked_mlp(mlp: object) -> None:
    """Refuse what is no multilayer perceptron.

    Raises:
        ValueError: it is none.

    >>> checked_mlp([2, 3, 1])
    Traceback (most recent call last):
    ValueError: mlp must be a network of dense layers, such as MLP([2, 3, 1]); not [2, 3, 1]
    """
    checks.instance("mlp", mlp, MLP, "a network of dense layers, such as MLP([2, 3, 1])")


def _rebuilt(kind: type[T], sizes: Sequence[int], names: list[str], parameters: Array) -> T:
    *hidden, output = names
    mlp = kind(sizes, hidden=hidden, output=output, init="zeros")
    mlp.parameters = parameters
    return mlp


def _activations(hidden: str | Sequence[str], output: str, count: int) -> list[str]:
    if isinstance(hidden, str):
        names = [checks.choice("hidden", hidden, ACTIVATIONS)] * count
    else:
        rule = f"one name or a list of {count} name{'' if count == 1 else 's'}"
        given = checks.entries("hidden", hidden, rule, count)
        names = [checks.choice(f"hidden[{i}]", name, ACTIVATIONS) for i, name in enumerate(given)]
    return [*names, checks.choice("output", output, [*ACTIVATIONS, SOFTMAX.name])]
