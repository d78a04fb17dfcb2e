"""The loss as a landscape: a plane through the space of all parameters.

A plane has an origin and two directions, all vectors of parameters (size,); its point (u, v)
is the network with parameters origin + u d1 + v d2.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.analysis.surfaces import Span, Surface, axis
from pycore.nn.losses import Loss
from pycore.nn.mlp import MLP
from pycore.nn.objective import losses_of, targets
from pycore.nn.softmax import softmax
from pycore.numerics import Array, quiet

AT_ONCE = 100_000
"""Numbers per array while many networks are computed together: 0.8 MB stays in the cache."""


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane in the space of parameters: its origin and two directions (size,)."""

    origin: Array
    d1: Array
    d2: Array

    @quiet
    def coordinates(self, points: npt.ArrayLike) -> Array:
        """Return (u, v) of the places on the plane nearest to some points: (k, size) to (k, 2).

        Raises:
            ValueError: another shape, or numbers that are not finite.

        >>> plane = Plane(np.zeros(3), np.array([2.0, 0, 0]), np.array([0, 1.0, 0]))
        >>> plane.coordinates([[4.0, 5.0, 6.0]]).round(9).tolist()
        [[2.0, 5.0]]
        """
        away = checks.samples("points", points, width=len(self.origin)) - self.origin
        directions = np.column_stack([self.d1, self.d2])  # (size, 2)
        nearest = np.linalg.lstsq(directions, away.T, rcond=None)[0]
        return np.asarray(nearest.T, dtype=np.float64)


def parameter_plane(mlp: MLP, first: int, second: int) -> Plane:
    """Return the plane of two parameters, given by index; u and v are their values.

    Raises:
        ValueError: an index outside the vector, or the same one twice.

    >>> parameter_plane(MLP([2, 1]), 0, 2).d2.tolist()
    [0.0, 0.0, 1.0]
    """
    if first == second:
        raise ValueError(f"first and second must be two parameters, not {first} twice")
    for name, index in (("first", first), ("second", second)):
        checks.integer(name, index, at_least=0, at_most=mlp.layout.size - 1)
    origin = mlp.parameters.copy()
    origin[[first, second]] = 0.0
    units = np.eye(mlp.layout.size)
    return Plane(origin, units[first], units[second])


@quiet
def random_plane(mlp: MLP, seed: int | np.random.Generator = 0) -> Plane:
    """Return a plane of two random directions through the present parameters.

    Each neuron's share of a direction is as long as the neuron's weights, so that one step
    means as much for all (Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss
    landscape of neural nets", 2018, section 4); biases stay as they are.

    Raises:
        ValueError: a seed below 0.

    >>> mlp = MLP([2, 1])
    >>> plane = random_plane(mlp, seed=1)
    >>> round(float(np.linalg.norm(plane.d1) / np.linalg.norm(mlp.parameters)), 9)
    1.0
    """
    rng = checks.generator(seed)
    return Plane(mlp.parameters.copy(), _direction(mlp, rng), _direction(mlp, rng))


def _direction(mlp: MLP, rng: np.random.Generator) -> Array:
    direction = np.zeros(mlp.layout.size)
    for layer, block in zip(mlp.layers, mlp.layout.blocks(direction), strict=True):
        drawn = rng.standard_normal(layer.weights.shape)  # (out, in)
        lengths = np.linalg.norm(layer.weights, axis=1) / np.linalg.norm(drawn, axis=1)
        block[:, :-1] = drawn * lengths[:, None]
    return direction


@quiet
def path_plane(path: npt.ArrayLike) -> Plane:
    """Return the plane that shows most of a training path (k, size): its end is the origin.

    The directions are the first two principal components of the steps from the end (Li et al.,
    2018, section 7).

    Raises:
        ValueError: fewer than three places, fewer than two parameters, or not finite.

    >>> plane = path_plane([[3.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    >>> np.abs([plane.d1[2], plane.d2[2]]).round(9).tolist()
    [0.0, 0.0]
    """
    points = checks.array("path", path, shape=("k", "size"))
    if len(points) < 3 or points.shape[1] < 2:
        rule = "path must have at least three places of at least two parameters"
        raise ValueError(f"{rule}, not shape {points.shape}")
    directions = np.linalg.svd(points - points[-1], full_matrices=False)[2]
    return Plane(points[-1].copy(), directions[0], directions[1])


def loss_rows(
    mlp: MLP,
    x: npt.ArrayLike,
    t: npt.ArrayLike,
    loss: str | Loss,
    plane: Plane,
    u: Array,
    v: Array,
) -> Iterator[Array]:
    """Yield the mean loss at all u (columns,) for one v after the other: a picture row by row.

    The work can stop after any row, so that a page stays live.

    Raises:
        ValueError: samples or targets that do not fit.

    >>> mlp = MLP([1, 1], output="linear")
    >>> plane, places = parameter_plane(mlp, 0, 1), np.array([0.0, 1.0])
    >>> [row.tolist() for row in loss_rows(mlp, [[1.0]], [2.0], "mse", plane, places, places)]
    [[4.0, 1.0], [1.0, 0.0]]
    """
    samples = checks.samples("x", x, width=mlp.sizes[0])
    wanted = targets(mlp, t, loss, (len(samples), mlp.sizes[-1]))
    width = max(mlp.sizes) * len(samples)
    parts = np.array_split(u, min(len(u), -(-len(u) * width // AT_ONCE)))
    for height in v:
        base = plane.origin + height * plane.d2  # (size,)
        rows = [
            _mean_losses(mlp, base + part[:, None] * plane.d1, samples, wanted, loss)
            for part in parts
        ]
        yield np.concatenate(rows)


@quiet
def loss_surface(
    mlp: MLP,
    x: npt.ArrayLike,
    t: npt.ArrayLike,
    loss: str | Loss,
    plane: Plane,
    u_span: Span = (-1.0, 1.0),
    v_span: Span = (-1.0, 1.0),
    resolution: int = 30,
) -> Surface:
    """Return the mean loss of a network on samples x, t everywhere on a piece of a plane.

    Where the loss overflows the value is inf or NaN.

    Raises:
        ValueError: spans that do not ascend, a resolution that is not 2 to 1000, or data that
            do not fit.

    >>> mlp = MLP([1, 1], output="linear")
    >>> plane = parameter_plane(mlp, 0, 1)
    >>> bowl = loss_surface(mlp, [[1.0]], [2.0], "mse", plane, (0, 2), (0, 2), resolution=3)
    >>> bowl.values.tolist()  # (w + b - 2) squared
    [[4.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 4.0]]
    """
    u, v = axis("u_span", u_span, resolution), axis("v_span", v_span, resolution)
    return Surface(u, v, np.array(list(loss_rows(mlp, x, t, loss, plane, u, v))))


@quiet
def _mean_losses(mlp: MLP, vectors: Array, x: Array, t: Array, loss: str | Loss) -> Array:
    """Return the mean loss of many networks (m,), computed together from vectors (m, size)."""
    m, n = len(vectors), len(x)
    a, start = x.T, 0  # (inputs, n), from the first layer on (m, out, n)
    for layer, (out, columns) in zip(mlp.layers, mlp.layout.shapes, strict=True):
        blocks = vectors[:, start : start + out * columns].reshape(m, out, columns)
        start += out * columns
        z = blocks[:, :, :-1] @ a + blocks[:, :, -1:]  # (m, out, in) @ (m, in, n) + (m, out, 1)
        a = softmax(z, axis=1) if layer.activation.name == "softmax" else layer.activation.value(z)
    z, a = (part.transpose(0, 2, 1).reshape(m * n, -1) for part in (z, a))  # (m n, outputs)
    last = mlp.layers[-1].activation
    each = losses_of(last, z, a, np.tile(t, (m, 1)), loss).reshape(m, n)
    means: Array = each.mean(axis=1)
    return means
