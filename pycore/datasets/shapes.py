"""Points of two classes in the plane: circles, corners, clouds, moons and spirals.

The scale is that of tensorflow/playground (Smilkov and others, "Direct-manipulation visualization
of deep networks", 2017), a box from -6 to 6; circles, corners and clouds are after it. Each
function takes the number of samples n, the noise (0 to 1) and a random generator, and returns
x (n, 2) and t (n, 1). Both classes have n / 2 samples; of an odd n, class 0 has one more.
Noise moves each point, without changing its class.
"""

from math import pi

import numpy as np

from pycore.numerics import Array

JITTER = 1.5
"""Standard deviation of a point's displacement at noise 1: a quarter of the way to the edge."""

EIGHT: Array = np.array(
    [[2, 4], [-2, 4], [-2, -4], [2, -4], [4, 2], [-4, 2], [-4, -2], [4, -2]], dtype=np.float64
)
"""Two points in each corner, so placed that class 0 (signs agree) and class 1 alternate."""

Samples = tuple[Array, Array]


def two_circles(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Class 1 is a disc of radius 2.5, class 0 a ring around it, of radius 3.5 to 5.

    >>> x, t = two_circles(4, noise=0.0, rng=np.random.default_rng(0))
    >>> (np.hypot(*x.T) < 2.5).astype(int).tolist(), t.ravel().tolist()
    ([0, 1, 0, 1], [0.0, 1.0, 0.0, 1.0])
    """
    t = _halves(n)
    inner, outer = rng.uniform(0, 2.5, n), rng.uniform(3.5, 5, n)
    angle = rng.uniform(0, 2 * pi, n)
    return _jittered(_polar(np.where(t[:, 0] == 1, inner, outer), angle), noise, rng), t


def xor(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Class 1 when just one of x1 and x2 is positive; without noise, 0.3 or more from the axes.

    >>> x, t = xor(4, noise=0.0, rng=np.random.default_rng(0))
    >>> (x.prod(axis=1) < 0).astype(int).tolist(), t.ravel().tolist()
    ([0, 1, 0, 1], [0.0, 1.0, 0.0, 1.0])
    """
    t = _halves(n)
    size = rng.uniform(0.3, 5, (n, 2))
    sign = rng.choice([-1.0, 1.0], n)
    x = size * np.column_stack([sign, np.where(t[:, 0] == 1, -sign, sign)])
    return _jittered(x, noise, rng), t


def two_gaussians(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Class 1 is a cloud around (2, 2), class 0 around (-2, -2), 0.7 wide; at noise 1, 2.7 wide.

    >>> x, t = two_gaussians(1000, noise=0.0, rng=np.random.default_rng(0))
    >>> np.abs(x[t[:, 0] == 1].mean(axis=0)).round().tolist()
    [2.0, 2.0]
    """
    t = _halves(n)
    return 4 * t - 2 + (0.7 + 2 * noise) * rng.standard_normal((n, 2)), t


def two_moons(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Two half circles that reach into each other, as scikit-learn's `make_moons`.

    With class 0 at (cos u, sin u) and class 1 at (1 - cos u, 1/2 - sin u), 0 <= u <= pi, as
    there; moved to the middle and drawn three times as large.

    >>> x, t = two_moons(20, noise=0.0, rng=np.random.default_rng(0))
    >>> np.allclose(np.hypot(*(x[t[:, 0] == 0] + [1.5, 0.75]).T), 3.0)  # a circle of radius 3
    True
    """
    t = _halves(n)
    u = rng.uniform(0, pi, (n, 1))
    upper = np.hstack([np.cos(u), np.sin(u)])
    lower = np.hstack([1 - np.cos(u), 0.5 - np.sin(u)])
    return _jittered(3 * (np.where(t == 1, lower, upper) - [0.5, 0.25]), noise, rng), t


def spiral(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Two arms of one and three quarter turns, half a turn apart.

    The task is Lang and Witbrock's ("Learning to tell two spirals apart", 1988), with fewer turns.

    >>> x, t = spiral(100, noise=0.0, rng=np.random.default_rng(0))
    >>> bool((np.hypot(*x.T) <= 5).all())
    True
    """
    t = _halves(n)
    way = rng.uniform(0.05, 1, n)  # from near the centre, where the arms would touch, to the end
    x = _polar(5 * way, 1.75 * 2 * pi * way + pi * t[:, 0])
    return _jittered(x, 0.4 * noise, rng), t  # at noise 1 neighbouring arms just mix


def eight(n: int, noise: float, rng: np.random.Generator) -> Samples:
    """Eight points, two in each corner; class 1 where the signs of x1 and x2 differ.

    >>> x, t = eight(3, noise=0.0, rng=np.random.default_rng(0))
    >>> x.tolist(), t.ravel().tolist()
    ([[2.0, 4.0], [-2.0, 4.0], [-2.0, -4.0]], [0.0, 1.0, 0.0])
    """
    return _jittered(EIGHT[:n], noise, rng), _halves(n)


def _halves(n: int) -> Array:
    """Return targets (n, 1) that alternate, 0 first, so that any beginning of the set has both."""
    return np.resize([0.0, 1.0], n)[:, None]


def _polar(radius: Array, angle: Array) -> Array:
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _jittered(x: Array, noise: float, rng: np.random.Generator) -> Array:
    moved: Array = x + noise * JITTER * rng.standard_normal(x.shape)
    return moved
