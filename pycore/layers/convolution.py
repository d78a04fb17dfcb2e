"""Convolution of pictures: a small window slides over them, one number per place."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.layers.windows import image_windows, overlaid, view_windows
from pycore.nn.activations import ACTIVATIONS
from pycore.nn.dense import Activated, rows
from pycore.nn.initial import initialiser
from pycore.nn.views import Views
from pycore.numerics import Array, quiet

FILTERS: dict[str, Array] = {
    "same": np.array([[0.0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    "blur": np.full((3, 3), 1 / 9),
    "sharpen": np.array([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "outline": np.array([[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "upright edges": np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    "level edges": np.array([[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]]),
}
"""Filters to try, 3 x 3, by name; a network learns its own. The two of edges are Sobel's (1968)."""


@quiet
def conv2d(image: npt.ArrayLike, kernel: npt.ArrayLike, stride: int = 1, padding: int = 0) -> Array:
    """Return the image (h, w) seen through a filter: window times kernel, summed, at each place.

    The kernel (kh, kw) is not turned round, as in all networks; mathematics calls this
    cross-correlation (Goodfellow, Bengio and Courville, "Deep Learning", 2016, equation 9.6).

    Raises:
        ValueError: an image or kernel that is not a grid of finite numbers, a kernel that does not
            fit, a stride below 1, a padding below 0.

    >>> conv2d([[0, 0, 1, 1], [0, 0, 1, 1]], [[-1, 1]]).tolist()
    [[0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]
    """
    weights = checks.array("kernel", kernel, shape=("kh", "kw"))
    height, width = weights.shape
    names = ("the height of kernel", "the width of kernel")
    # Windows of shape (rows, columns, kh, kw).
    patches = image_windows(image, (height, width), names, stride, padding)
    checks.room("image", patches.size)
    return np.tensordot(patches, weights, axes=2)


class Seen(NamedTuple):
    """What a forward pass through a convolution computed.

    Attributes:
        shape: The shape of what it received, (n, channels, h, w).
        patches: What each filter saw at each place (n rows columns, channels size size).
        z: The sums (n, filters, rows, columns).
        a: The activations (n, filters, rows, columns).
    """

    shape: tuple[int, ...]
    patches: Array
    z: Array
    a: Array


class Conv2D(Activated):
    """The same small filters at every place of a picture, (n, channels, h, w).

    LeCun and others, "Gradient-based learning applied to document recognition" (1998), section 2;
    the backward pass is Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 9.5.

    Args:
        channels: Pictures that a sample is made of: 1 of grey, 3 of colours.
        filters: Filters; each makes one picture.
        size: Pixels of a filter along each side.
        stride: Pixels from one place to the next.
        padding: Pixels of 0 around the picture.
        activation: Name of the activation function of one number.
        init: Starting weights: "xavier", "he", "normal" or "zeros".

    Attributes:
        weights: The filters (filters, channels, size, size).
        biases: One for each filter (filters,).

    Raises:
        ValueError: lengths below 1, a padding below 0, or an unknown name.

    >>> from pycore import Network
    >>> edges = Network([Conv2D(1, 1, 2, init="zeros")])
    >>> edges.parameters[:] = [-1.0, 1.0, -1.0, 1.0, 0.0]
    >>> edges.predict([[[[0.0, 0, 1], [0, 0, 1]]]]).tolist()
    [[[[0.0, 2.0]]]]
    """

    weights: Array
    biases: Array

    def __init__(
        self,
        channels: int,
        filters: int,
        size: int,
        stride: int = 1,
        padding: int = 0,
        activation: str = "linear",
        init: str = "he",
    ) -> None:
        self.channels = checks.integer("channels", channels, at_least=1)
        self.filters = checks.integer("filters", filters, at_least=1)
        self.side = checks.integer("size", size, at_least=1)
        self.stride = checks.integer("stride", stride, at_least=1)
        self.padding = checks.integer("padding", padding, at_least=0)
        self.activation = ACTIVATIONS[checks.choice("activation", activation, ACTIVATIONS)]
        initialiser(init)  # refuses a name that it does not know
        self.init = init
        self.shapes = {
            "weights": (self.filters, self.channels, self.side, self.side),
            "biases": (self.filters,),
        }

    @property
    def _matrix(self) -> Array:
        """The filters, each as a row (filters, channels size size)."""
        return self.weights.reshape(self.filters, -1)

    def start(self, rng: np.random.Generator) -> None:
        """Draw the filters; biases start at zero."""
        self._matrix[:] = initialiser(self.init)(rng, *self._matrix.shape)

    def forward(self, x: Array) -> tuple[Array, Seen]:
        """Return a (n, filters, rows, columns) for x (n, channels, h, w)."""
        least = self.side - 2 * self.padding
        if x.ndim != 4 or x.shape[1] != self.channels or min(x.shape[2:]) < least:
            raise self._refuse(x, f"(n, {self.channels}, h, w) with h and w from {max(1, least)}")
        self._check_room(x)
        # What each place sees (n, channels, rows, columns, size, size), then a row for each place.
        windows = view_windows(x, (self.side, self.side), self.stride, self.padding)
        n, _, down, across, *_ = windows.shape
        patches = windows.transpose(0, 2, 3, 1, 4, 5).reshape(n * down * across, -1)
        sums = patches @ self._matrix.T + self.biases  # (n rows columns, filters)
        z = sums.reshape(n, down, across, self.filters).transpose(0, 3, 1, 2)
        a = self.activation.value(z)  # (n, filters, rows, columns)
        return a, Seen(x.shape, patches, z, a)

    def _check_room(self, x: Array) -> None:
        """Refuse pictures (n, channels, h, w) whose windows, or answers, find no room."""
        sides = [pixels + 2 * self.padding for pixels in x.shape[2:]]
        checks.room("padding", *x.shape[:2], *sides)
        rows, columns = ((side - self.side) // self.stride + 1 for side in sides)
        checks.room("x", len(x), rows, columns, max(self.filters, self.channels * self.side**2))

    def backward(self, kept: Seen, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, channels, h, w) from delta (n, filters, rows, columns)."""
        by_sums = rows(delta.transpose(0, 2, 3, 1))  # (n rows columns, filters)
        by_filters = by_sums.T @ kept.patches  # (filters, channels size size)
        gradient.weights += by_filters.reshape(self.weights.shape)
        gradient.biases += by_sums.sum(axis=0)  # (filters,)
        by_patches = by_sums @ self._matrix  # (n rows columns, channels size size)
        n, _, down, across = delta.shape
        by_windows = by_patches.reshape(n, down, across, self.channels, self.side, self.side)
        by_windows = by_windows.transpose(0, 3, 1, 2, 4, 5)  # (n, channels, rows, columns, ...)
        return overlaid(by_windows, kept.shape, self.stride, self.padding)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        settings = f"stride={self.stride}, padding={self.padding}"
        lengths = f"{self.channels}, {self.filters}, {self.side}"
        return f"Conv2D({lengths}, {settings}, activation={self.activation.name!r})"
