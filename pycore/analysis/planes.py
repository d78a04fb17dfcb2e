"""A plane through the space of all parameters of a network.

A plane has an origin and two directions, all vectors of parameters (size,); its point (u, v)
is the network with parameters origin + u d1 + v d2.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.mlp import MLP, checked_mlp
from pycore.numerics import Array, quiet


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane in the space of parameters: its origin and two directions (size,), copied.

    Raises:
        ValueError: one of them is no vector of numbers, or they differ in length.
    """

    origin: Array
    d1: Array
    d2: Array

    def __post_init__(self) -> None:
        for name in ("origin", "d1", "d2"):
            vector = checks.floats(name, getattr(self, name)).copy()
            if vector.ndim != 1 or vector.shape != np.shape(self.origin):
                rule = f"{name} must have shape (size,), the same as the others of the plane"
                raise ValueError(f"{rule}, not {vector.shape}")
            object.__setattr__(self, name, vector)

    @quiet
    def coordinates(self, points: npt.ArrayLike) -> Array:
        """Return (u, v) of the places on the plane nearest to some points: (k, size) to (k, 2).

        Raises:
            ValueError: another shape, or numbers that are not finite, in the plane too.

        >>> plane = Plane(np.zeros(3), np.array([2.0, 0, 0]), np.array([0, 1.0, 0]))
        >>> plane.coordinates([[4.0, 5.0, 6.0]]).round(9).tolist()
        [[2.0, 5.0]]
        """
        away = checks.samples("points", points, width=len(self.origin)) - self.origin
        directions = np.column_stack([self.d1, self.d2])  # (size, 2)
        if not (np.isfinite(away).all() and np.isfinite(directions).all()):
            raise ValueError("points must lie a finite way from a plane of finite numbers")
        nearest = np.linalg.lstsq(directions, away.T, rcond=None)[0]
        return np.asarray(nearest.T, dtype=np.float64)


def parameter_plane(mlp: MLP, first: int, second: int) -> Plane:
    """Return the plane of two parameters, given by index; u and v are their values.

    Raises:
        ValueError: no MLP, an index outside the vector, or the same one twice.

    >>> parameter_plane(MLP([2, 1]), 0, 2).d2.tolist()
    [0.0, 0.0, 1.0]
    """
    checked_mlp(mlp)
    first = checks.integer("first", first, at_least=0, at_most=mlp.layout.size - 1)
    second = checks.integer("second", second, at_least=0, at_most=mlp.layout.size - 1)
    if first == second:
        raise ValueError(f"first and second must be two parameters, not {first} twice")
    origin, d1, d2 = mlp.parameters.copy(), *np.zeros((2, mlp.layout.size))
    origin[[first, second]] = 0.0
    d1[first] = d2[second] = 1.0
    return Plane(origin, d1, d2)


@quiet
def random_plane(mlp: MLP, seed: int | np.random.Generator = 0) -> Plane:
    """Return a plane of two random directions through the present parameters.

    Each neuron's share of a direction is as long as the neuron's weights, so that one step
    means as much for all (Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss
    landscape of neural nets", 2018, section 4); biases stay as they are.

    Raises:
        ValueError: no MLP, or a seed below 0.

    >>> mlp = MLP([2, 1])
    >>> plane = random_plane(mlp, seed=1)
    >>> round(float(np.linalg.norm(plane.d1) / np.linalg.norm(mlp.parameters)), 9)
    1.0
    """
    checked_mlp(mlp)
    rng = checks.generator(seed)
    return Plane(mlp.parameters, _direction(mlp, rng), _direction(mlp, rng))


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
    steps = points - points[-1]
    if not np.isfinite(steps).all():
        raise ValueError("path must have steps of finite length")
    directions = np.linalg.svd(steps, full_matrices=False)[2]
    return Plane(points[-1], directions[0], directions[1])
