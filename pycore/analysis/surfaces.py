"""Pictures of a network as numbers: what each neuron answers everywhere on a plane of inputs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.mlp import MLP, checked_mlp
from pycore.nn.softmax import softmax
from pycore.numerics import Array, quiet

Span = tuple[float, float]
"""Lowest and highest value along an axis, both included."""


@dataclass(frozen=True, eq=False)
class Surface:
    """Values on a grid: values[i, j] belongs to the point (x[j], y[i]); both axes ascend.

    Attributes:
        x: Places along the horizontal axis (columns,).
        y: Places along the vertical axis (rows,).
        values: The values (rows, columns); inf or NaN where a network has diverged.
    """

    x: Array
    y: Array
    values: Array


@dataclass(frozen=True, eq=False)
class NeuronMaps:
    """What every neuron answers on a grid of inputs.

    Attributes:
        x: Values of the first input (columns,).
        y: Values of the second input (rows,).
        layers: Per layer the activations (neurons, rows, columns).
    """

    x: Array
    y: Array
    layers: tuple[Array, ...]


FINEST = 1000
"""Places along an axis: a million points, more than a page has room for."""


@quiet
def axis(name: str, span: Span, resolution: int) -> Array:
    """Return evenly spaced places (resolution,) from the low to the high end of a span.

    Raises:
        ValueError: a span that does not ascend, or a resolution that is not 2 to 1000.

    >>> axis("x_span", (-1.0, 1.0), resolution=3).tolist()
    [-1.0, 0.0, 1.0]
    """
    low, high = checks.array(name, span, shape=(2,)).tolist()
    if not low < high:
        raise ValueError(f"{name} must ascend, as (-1, 1); not {checks.shown(span)}")
    places = checks.integer("resolution", resolution, at_least=2, at_most=FINEST)
    return np.linspace(low, high, places)


def grid_points(x: Array, y: Array) -> Array:
    """Return all points (rows * columns, 2) of the grid over two axes, row by row.

    >>> grid_points(np.array([1.0, 2.0]), np.array([5.0])).tolist()
    [[1.0, 5.0], [2.0, 5.0]]
    """
    return np.column_stack([np.tile(x, len(y)), np.repeat(y, len(x))])


@quiet
def neuron_maps(
    mlp: MLP,
    x_span: Span,
    y_span: Span,
    resolution: int = 100,
    inputs: Callable[[Array], npt.ArrayLike] | None = None,
) -> NeuronMaps:
    """Return the activation of every neuron on a grid of `resolution` by `resolution` points.

    `inputs` turns points (n, 2) into the network's inputs (n, inputs); without it the points
    themselves are the inputs.

    Raises:
        ValueError: no MLP, a span that does not ascend, a resolution that is not 2 to 1000 or finds
            no room for so many neurons, or inputs that do not fit the network.

    >>> maps = neuron_maps(MLP([2, 3, 1]), (-1, 1), (-1, 1), resolution=20)
    >>> [layer.shape for layer in maps.layers]
    [(3, 20, 20), (1, 20, 20)]
    """
    checked_mlp(mlp)
    x, y = axis("x_span", x_span, resolution), axis("y_span", y_span, resolution)
    checks.room("resolution", sum(mlp.sizes), len(x), len(y))
    if inputs is not None:
        checks.function("inputs", inputs)
    points = grid_points(x, y)  # (n, 2)
    chosen = points if inputs is None else inputs(points)
    a = checks.samples("inputs", chosen, width=mlp.sizes[0]).T  # (inputs, n)
    layers = []
    for layer in mlp.layers:  # one row per neuron: each row is a picture
        z = np.dot(layer.weights, a)  # (out, in) @ (in, n)
        z += layer.biases[:, None]
        a = softmax(z, axis=0) if layer.activation.name == "softmax" else layer.activation.value(z)
        layers.append(a.reshape(-1, len(y), len(x)))
    return NeuronMaps(x, y, tuple(layers))


def decision_map(
    mlp: MLP,
    x_span: Span,
    y_span: Span,
    resolution: int = 100,
    inputs: Callable[[Array], npt.ArrayLike] | None = None,
    output: int = 0,
) -> Surface:
    """Return one output of the network on a grid of `resolution` by `resolution` points.

    Raises:
        ValueError: as `neuron_maps`, or there is no such output.

    >>> flat = decision_map(MLP([2, 1], init="zeros"), (-1, 1), (-1, 1), resolution=2)
    >>> flat.values.tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """
    checked_mlp(mlp)
    output = checks.integer("output", output, at_least=0, at_most=mlp.sizes[-1] - 1)
    maps = neuron_maps(mlp, x_span, y_span, resolution, inputs)
    return Surface(maps.x, maps.y, maps.layers[-1][output])
