"""Pooling: of each window of a picture, or of all of it, one number is left."""

from math import prod
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.layers.windows import image_windows, overlaid, view_windows
from pycore.nn.layer import Layer
from pycore.nn.views import Views
from pycore.numerics import Array, quiet


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
    return image_windows(image, (size, size), ("size", "size"), step, padding=0)


Winners: TypeAlias = tuple[tuple[int, ...], np.ndarray[Any, np.dtype[np.intp]]]
"""The shape of what was pooled, and the number of the one that was chosen in each window."""


class _Pool(Layer):
    """What both kinds of pooling have alike: windows of `side` by `side` pixels."""

    def __init__(self, size: int = 2, stride: int | None = None) -> None:
        self.side = checks.integer("size", size, at_least=1)
        self.stride = self.side if stride is None else checks.integer("stride", stride, at_least=1)

    def _windows(self, x: Array) -> Array:
        """Return what each window holds (n, channels, rows, columns, side side)."""
        if x.ndim != 4 or min(x.shape[2:]) < self.side:
            raise self._refuse(x, f"(n, channels, h, w) with h and w from {self.side}")
        windows = view_windows(x, (self.side, self.side), self.stride, padding=0)
        return windows.reshape(*windows.shape[:4], -1)

    def _overlaid(self, slopes: Array, shape: tuple[int, ...]) -> Array:
        """Return slopes of pictures from those of their windows, with what each holds last."""
        by_windows = slopes.reshape(*slopes.shape[:4], self.side, self.side)
        return overlaid(by_windows, shape, self.stride, padding=0)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"{type(self).__name__}({self.side}, stride={self.stride})"


class MaxPool(_Pool):
    """The largest number of each window of pictures, (n, channels, h, w).

    Goodfellow, Bengio and Courville, "Deep Learning" (2016), section 9.3. The slope goes to the
    number that was chosen; of equal ones to the first, where there is none.

    Args:
        size: Pixels of a window along each side.
        stride: Pixels from one window to the next; None lays them side by side.

    Raises:
        ValueError: lengths below 1.

    >>> from pycore import Network
    >>> Network([MaxPool(2)]).predict([[[[1.0, 2, 5, 6], [3, 4, 7, 8]]]]).tolist()
    [[[[4.0, 8.0]]]]
    """

    def forward(self, x: Array) -> tuple[Array, Winners]:
        """Return the largest (n, channels, rows, columns); keep the shape, and where it stood."""
        windows = self._windows(x)  # (n, channels, rows, columns, side side)
        chosen = windows.argmax(axis=-1)[..., None]  # (n, channels, rows, columns, 1)
        return np.take_along_axis(windows, chosen, axis=-1)[..., 0], (x.shape, chosen)

    def backward(self, kept: Winners, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, channels, h, w)."""
        shape, chosen = kept
        is_chosen = chosen == np.arange(self.side**2)  # (n, channels, rows, columns, side side)
        return self._overlaid(delta[..., None] * is_chosen, shape)


class AveragePool(_Pool):
    """The mean of each window of pictures, (n, channels, h, w).

    LeCun and others, "Gradient-based learning applied to document recognition" (1998), without
    what its subsampling trains.

    Args:
        size: Pixels of a window along each side.
        stride: Pixels from one window to the next; None lays them side by side.

    Raises:
        ValueError: lengths below 1.

    >>> from pycore import Network
    >>> Network([AveragePool(2)]).predict([[[[1.0, 2, 5, 6], [3, 4, 7, 8]]]]).tolist()
    [[[[2.5, 6.5]]]]
    """

    def forward(self, x: Array) -> tuple[Array, tuple[int, ...]]:
        """Return the means (n, channels, rows, columns); keep the shape."""
        mean: Array = self._windows(x).mean(axis=-1)
        return mean, x.shape

    def backward(self, kept: tuple[int, ...], delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, channels, h, w): each pixel has an equal share."""
        pixels = self.side**2
        shares = np.repeat(delta[..., None] / pixels, pixels, axis=-1)  # as the windows
        return self._overlaid(shares, kept)


class GlobalMax(Layer):
    """The largest number of each channel: (n, channels, ...) to (n, channels).

    Where it stood no longer counts (Lin, Chen and Yan, "Network in network", 2014, section 3.2,
    with the largest in place of the mean).

    >>> from pycore import Network
    >>> Network([GlobalMax()]).predict([[[[1.0, 2.0], [4.0, 3.0]]]]).tolist()
    [[4.0]]
    """

    def forward(self, x: Array) -> tuple[Array, Winners]:
        """Return the largest (n, channels); keep the shape, and where it stood."""
        if x.ndim < 3:
            raise self._refuse(x, "(n, channels, ...)")
        every = x.reshape(*x.shape[:2], -1)  # (n, channels, numbers)
        chosen = every.argmax(axis=-1)[..., None]  # (n, channels, 1)
        return np.take_along_axis(every, chosen, axis=-1)[..., 0], (x.shape, chosen)

    def backward(self, kept: Winners, delta: Array, gradient: Views) -> Array:
        """Return the slope by x: all of it goes to the number that was chosen."""
        shape, chosen = kept
        by_x = np.zeros((*shape[:2], prod(shape[2:])))  # (n, channels, numbers)
        np.put_along_axis(by_x, chosen, delta[..., None], axis=-1)
        return by_x.reshape(shape)
