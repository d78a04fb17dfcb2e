"""Where each weight and bias of a network lies in its one flat vector of parameters.

Layer by layer, neuron by neuron: the neuron's weights, one per input, and then its bias.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pycore import checks
from pycore.numerics import Array

MOST = 10_000_000
"""Parameters in a network: 80 MB, and far more than can be trained here."""


@dataclass(frozen=True)
class Place:
    """One parameter: which layer, neuron and input it belongs to, all counted from 0.

    `input` is None for a bias.

    Raises:
        ValueError: a number that is not whole, or below 0.

    >>> print(Place(layer=0, neuron=2, input=None))
    layer 1, neuron 3, bias
    """

    layer: int
    neuron: int
    input: int | None

    def __post_init__(self) -> None:
        for name in ("layer", "neuron", "input"):
            if (value := getattr(self, name)) is not None or name != "input":
                object.__setattr__(self, name, checks.integer(name, value, at_least=0))

    def __str__(self) -> str:
        """Return the place in words, counted from 1 as readers do."""
        parameter = "bias" if self.input is None else f"weight {self.input + 1}"
        return f"layer {self.layer + 1}, neuron {self.neuron + 1}, {parameter}"


class Layout:
    """The order of the parameters of a network with these layer `sizes`, inputs first.

    Attributes:
        sizes: Number of inputs, then of neurons in each layer.
        size: Number of parameters.
        shapes: Per layer (neurons, inputs + 1); the last column is the bias.

    Raises:
        ValueError: fewer than two sizes, a size below 1, or over ten million parameters.

    >>> Layout([2, 3, 1]).size
    13
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        given = checks.entries("sizes", sizes, "a list of whole numbers, as [2, 8, 1]")
        if len(given) < 2:
            rule = "sizes must name the inputs and at least one layer, as [2, 8, 1]"
            raise ValueError(f"{rule}; not {checks.shown(sizes)}")
        self.sizes = tuple(
            checks.integer(f"sizes[{i}]", size, at_least=1) for i, size in enumerate(given)
        )
        self.shapes = [(neurons, inputs + 1) for inputs, neurons in pairwise(self.sizes)]
        self._starts = [0]
        for neurons, columns in self.shapes:
            self._starts.append(self._starts[-1] + neurons * columns)
        self.size = self._starts[-1]
        if self.size > MOST:
            raise ValueError(f"sizes must give at most {MOST:,} parameters, not {self.size:,}")

    def blocks(self, vector: Array) -> list[Array]:
        """Return per layer a view of the vector (size,) with shape (neurons, inputs + 1).

        Raises:
            ValueError: a vector of another shape.

        >>> import numpy as np
        >>> vector = np.zeros(13)
        >>> Layout([2, 3, 1]).blocks(vector)[1][0, 3] = 7.0
        >>> float(vector[12])
        7.0
        """
        checks.vector("vector", vector, self.size)
        return [
            vector[start:end].reshape(shape)
            for (start, end), shape in zip(pairwise(self._starts), self.shapes, strict=True)
        ]

    def index(self, layer: int, neuron: int, input: int | None = None) -> int:
        """Return the index in the vector of a weight, or of the bias if `input` is None.

        Raises:
            ValueError: there is no such layer, neuron or input; all are counted from 0.

        >>> Layout([2, 3, 1]).index(layer=0, neuron=1, input=0)
        3
        """
        layer = checks.integer("layer", layer, at_least=0, at_most=len(self.shapes) - 1)
        neurons, columns = self.shapes[layer]
        neuron = checks.integer("neuron", neuron, at_least=0, at_most=neurons - 1)
        if input is None:
            input = columns - 1
        else:
            input = checks.integer("input", input, at_least=0, at_most=columns - 2)
        return self._starts[layer] + neuron * columns + input

    def place(self, index: int) -> Place:
        """Return the layer, neuron and input of one index in the vector.

        Raises:
            ValueError: the index is outside the vector.

        >>> Layout([2, 3, 1]).place(3)
        Place(layer=0, neuron=1, input=0)
        """
        index = checks.integer("index", index, at_least=0, at_most=self.size - 1)
        layer = max(i for i, start in enumerate(self._starts) if start <= index)
        columns = self.shapes[layer][1]
        neuron, column = divmod(index - self._starts[layer], columns)
        return Place(layer, neuron, column if column < columns - 1 else None)
