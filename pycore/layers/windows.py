"""Windows that slide over a picture: how many there are, and what is in each.

Sizes and strides follow Dumoulin and Visin, "A guide to convolution arithmetic for deep
learning" (2016).
"""

from collections.abc import Callable
from typing import cast

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array


def output_size(size: int, window: int, stride: int = 1, padding: int = 0) -> int:
    """Return in how many places a window fits along one side of an image, all in pixels.

    It is (size + 2 padding - window) / stride, rounded down, plus 1 (Dumoulin and Visin, 2016,
    relationship 6): what the last stride does not reach is left out.

    Raises:
        ValueError: lengths or a stride below 1, a padding below 0, a window that does not fit.

    >>> output_size(5, window=3, stride=2, padding=1)
    3
    """
    size = checks.integer("size", size, at_least=1)
    return _places("window", size, window, stride, padding)


def _places(name: str, size: int, window: int, stride: int, padding: int) -> int:
    """Return how many windows fit; `name` stands for the length of the window in messages."""
    size += 2 * checks.integer("padding", padding, at_least=0)
    window = checks.integer(name, window, at_least=1, at_most=size)
    return (size - window) // checks.integer("stride", stride, at_least=1) + 1


def sliding_windows(
    image: npt.ArrayLike, shape: tuple[int, int], stride: int = 1, padding: int = 0
) -> Array:
    """Return every window of an image (h, w), as (rows, columns, window h, window w).

    `padding` pixels of 0 are put around the image first; windows start `stride` pixels apart.

    Raises:
        ValueError: an image that is not a grid of finite numbers, a shape that is not two lengths
            or does not fit, a stride below 1, a padding below 0.

    >>> sliding_windows([[1, 2, 3], [4, 5, 6]], (2, 2)).tolist()
    [[[[1.0, 2.0], [4.0, 5.0]], [[2.0, 3.0], [5.0, 6.0]]]]
    """
    height, width = checks.entries("shape", shape, "two lengths", count=2)
    sides = checks.integer("shape[0]", height), checks.integer("shape[1]", width)
    return image_windows(image, sides, ("shape[0]", "shape[1]"), stride, padding)


def image_windows(
    image: npt.ArrayLike, shape: tuple[int, int], names: tuple[str, str], stride: int, padding: int
) -> Array:
    """Return every window as `sliding_windows`; `names` stand for its two lengths in messages.

    Raises:
        ValueError: as `sliding_windows`.

    >>> image_windows([[1, 2]], (1, 1), ("height", "width"), stride=1, padding=0).shape
    (1, 2, 1, 1)
    """
    pixels = checks.array("image", image, shape=("h", "w"))
    for name, size, window in zip(names, pixels.shape, shape, strict=True):
        _places(name, size, window, stride, padding)  # refuses what does not fit
    checks.room("padding", *(size + 2 * padding for size in pixels.shape))
    return view_windows(pixels, shape, stride, padding)


def view_windows(x: Array, shape: tuple[int, int], stride: int, padding: int) -> Array:
    """Return every window of pictures x (..., h, w), as (..., rows, columns, window h, window w).

    It is a view: nothing is copied but what the padding asks for.

    >>> view_windows(np.zeros((5, 3, 8, 8)), (3, 3), stride=1, padding=0).shape
    (5, 3, 6, 6, 3, 3)
    """
    if padding:
        x = np.pad(x, [(0, 0)] * (x.ndim - 2) + [(padding, padding)] * 2)
    slide = cast(Callable[..., Array], np.lib.stride_tricks.sliding_window_view)
    every = slide(x, shape, axis=(-2, -1))  # NumPy's types know of one axis only
    return every[..., ::stride, ::stride, :, :]


def overlaid(slopes: Array, shape: tuple[int, ...], stride: int, padding: int) -> Array:
    """Return the sums of windows laid back to where they came from: the way back of the view.

    From slopes (..., rows, columns, window h, window w) to slopes of pictures of this shape,
    (..., h, w): a pixel that several windows saw gets the sum of what each of them says.

    >>> overlaid(np.ones((1, 2, 1, 2)), (1, 3), stride=1, padding=0).tolist()
    [[1.0, 2.0, 1.0]]
    """
    rows, columns, height, width = slopes.shape[-4:]
    *others, h, w = shape
    padded = np.zeros((*others, h + 2 * padding, w + 2 * padding))
    for i in range(height):
        for j in range(width):
            down, across = (
                slice(i, i + stride * rows, stride),
                slice(j, j + stride * columns, stride),
            )
            padded[..., down, across] += slopes[..., i, j]
    return padded[..., padding : padding + h, padding : padding + w]
