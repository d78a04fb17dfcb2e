"""The loss as a landscape: everywhere on a plane through the space of all parameters."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.analysis.planes import Plane
from pycore.analysis.surfaces import Span, Surface, axis
from pycore.nn.losses import Loss
from pycore.nn.mlp import MLP, checked_mlp
from pycore.nn.objective import losses_of, targets
from pycore.nn.softmax import softmax
from pycore.numerics import Array, quiet

AT_ONCE = 100_000
"""Numbers per array while many networks are computed together: 0.8 MB stays in the cache."""


def loss_rows(
    mlp: MLP,
    x: npt.ArrayLike,
    t: npt.ArrayLike,
    loss: str | Loss,
    plane: Plane,
    u: Array,
    v: Array,
) -> Iterator[Array]:
    """Yield the mean loss at all u (columns,) for one v (rows,) after the other: row by row.

    The work can stop after any row, so that a page stays live.

    Raises:
        ValueError: no MLP, samples or targets that do not fit, a plane of another size, or u and v
            that are not rows of finite numbers.

    >>> from pycore import parameter_plane
    >>> mlp = MLP([1, 1], output="linear")
    >>> plane, places = parameter_plane(mlp, 0, 1), np.array([0.0, 1.0])
    >>> [row.tolist() for row in loss_rows(mlp, [[1.0]], [2.0], "mse", plane, places, places)]
    [[4.0, 1.0], [1.0, 0.0]]
    """
    checked_mlp(mlp)
    _check_plane(plane, mlp)
    samples = checks.samples("x", x, width=mlp.sizes[0])
    wanted = targets(mlp, t, loss, (len(samples), mlp.sizes[-1]))
    u, v = checks.array("u", u, shape=("columns",)), checks.array("v", v, shape=("rows",))
    return _loss_rows(mlp, samples, wanted, loss, plane, u, v)


def _check_plane(plane: object, mlp: MLP) -> None:
    if not isinstance(plane, Plane) or len(plane.origin) != mlp.size:
        rule = f"plane must be a Plane of {mlp.size} parameters, as those of mlp"
        raise ValueError(f"{rule}; not {checks.shown(plane)}")


def _loss_rows(
    mlp: MLP, samples: Array, wanted: Array, loss: str | Loss, plane: Plane, u: Array, v: Array
) -> Iterator[Array]:
    width = max(mlp.sizes) * len(samples)
    parts = np.array_split(u, min(len(u), -(-len(u) * width // AT_ONCE)))
    for height in v:
        yield _loss_row(mlp, samples, wanted, loss, plane, parts, float(height))


@quiet
def _loss_row(
    mlp: MLP,
    samples: Array,
    wanted: Array,
    loss: str | Loss,
    plane: Plane,
    parts: Sequence[Array],
    height: float,
) -> Array:
    """Return the mean loss at all u, given in parts, for one v."""
    base = plane.origin + height * plane.d2  # (size,)
    return np.concatenate(
        [
            _mean_losses(mlp, base + part[:, None] * plane.d1, samples, wanted, loss)
            for part in parts
        ]
    )


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
        ValueError: no MLP, a plane of another size, spans that do not ascend, a resolution that is
            not 2 to 1000, or data that do not fit.

    >>> from pycore import parameter_plane
    >>> mlp = MLP([1, 1], output="linear")
    >>> plane = parameter_plane(mlp, 0, 1)
    >>> bowl = loss_surface(mlp, [[1.0]], [2.0], "mse", plane, (0, 2), (0, 2), resolution=3)
    >>> bowl.values.tolist()  # (w + b - 2) squared
    [[4.0, 1.0, 0.0], [1.0, 0.0, 1.0], [0.0, 1.0, 4.0]]
    """
    checked_mlp(mlp)
    _check_plane(plane, mlp)
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
