"""Convolution and pooling of a picture: a small window slides over it, one number per place.

Sizes and strides follow Dumoulin and Visin, "A guide to convolution arithmetic for deep
learning" (2016).
"""

import numpy as np
import numpy.typing as npt

from pycore import checks
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


def output_size(size: int, window: int, stride: int = 1, padding: int = 0) -> int:
    """Return in how many places a window fits along one side of an image, all in pixels.

    It is (size + 2 padding - window) / stride, rounded down, plus 1 (Dumoulin and Visin, 2016,
    relationship 6): what the last stride does not reach is left out.

    Raises:
        ValueError: lengths or a stride below 1, a padding below 0, a window that does not fit.

    >>> output_size(5, window=3, stride=2, padding=1)
    3
    """
    checks.integer("size", size, at_least=1)
    return _places("window", size, window, stride, padding)


def _places(name: str, size: int, window: int, stride: int, padding: int) -> int:
    """Return how many windows fit; `name` stands for the length of the window in messages."""
    size += 2 * checks.integer("padding", padding, at_least=0)
    window = checks.integer(name, window, at_least=1, at_most=size)
    return (size - window) // checks.integer("stride", stride, at_least=1) + 1


def windows(
    image: npt.ArrayLike, shape: tuple[int, int], stride: int = 1, padding: int = 0
) -> Array:
    """Return every window of an image (h, w), as (rows, columns, window h, window w).

    `padding` pixels of 0 are put around the image first; windows start `stride` pixels apart.

    Raises:
        ValueError: an image that is not a grid of finite numbers, a shape that is not two lengths
            or does not fit, a stride below 1, a padding below 0.

    >>> windows([[1, 2, 3], [4, 5, 6]], (2, 2)).tolist()
    [[[[1.0, 2.0], [4.0, 5.0]], [[2.0, 3.0], [5.0, 6.0]]]]
    """
    checks.entries("shape", shape, "two lengths", count=2)
    return _windows(image, shape, ("shape[0]", "shape[1]"), stride, padding)


def _windows(
    image: npt.ArrayLike, shape: tuple[int, int], names: tuple[str, str], stride: int, padding: int
) -> Array:
    """Return every window; `names` stand for its two lengths in messages."""
    pixels = checks.array("image", image, shape=("h", "w"))
    for name, size, window in zip(names, pixels.shape, shape, strict=True):
        _places(name, size, window, stride, padding)  # refuses what does not fit
    every = np.lib.stride_tricks.sliding_window_view(np.pad(pixels, padding), shape)
    return every[::stride, ::stride]


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
    patches = _windows(image, (height, width), names, stride, padding)  # (rows, columns, kh, kw)
    return np.tensordot(patches, weights, axes=2)


def max_pool(image: npt.ArrayLike, size: int = 2, stride: int | None = None) -> Array:
    """Return the largest pixel of each window, `size` pixels wide and high.

    The windows of an image (h, w) lie side by side unless `stride` says otherwise; a border too
    narrow for a window is left out (Goodfellow and others, 2016, section 9.3).

    Raises:
        ValueError: an image that is not a grid of finite numbers, a size that is below 1 or does
            not fit, a stride below 1.

    >>> max_pool([[1, 2, 5, 6], [3, 4, 7, 8]]).tolist()
    [[4.0, 8.0]]
    """
    largest: Array = _tiles(image, size, stride).max(axis=(2, 3))
    return largest


@quiet
def average_pool(image: npt.ArrayLike, size: int = 2, stride: int | None = None) -> Array:
    """Return the mean of each window, `size` pixels wide and high.

    The windows of an image (h, w) lie side by side unless `stride` says otherwise; a border too
    narrow for a window is left out. It is the subsampling of LeCun and others, "Gradient-based
    learning applied to document recognition" (1998), without what that trains and its sigmoid.

    Raises:
        ValueError: an image that is not a grid of finite numbers, a size that is below 1 or does
            not fit, a stride below 1.

    >>> average_pool([[1, 2, 5, 6], [3, 4, 7, 8]]).tolist()
    [[2.5, 6.5]]
    """
    mean: Array = _tiles(image, size, stride).mean(axis=(2, 3))
    return mean


def _tiles(image: npt.ArrayLike, size: int, stride: int | None) -> Array:
    size = checks.integer("size", size, at_least=1)
    step = size if stride is None else stride
    return _windows(image, (size, size), ("size", "size"), step, padding=0)
