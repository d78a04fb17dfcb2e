"""A way around layers, and what keeps the numbers on it of one size."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from pycore.nn.layer import Layer, checked_layers
from pycore.nn.views import Views
from pycore.numerics import Array


class Residual(Layer):
    """Layers and a way around them: what they make of x is added to x.

    He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2016).

    Args:
        layers: The layers, of which the last gives the shape that the first receives.

    Attributes:
        inner: The layers.

    Raises:
        ValueError: no layers, or one that shares the numbers of another.

    >>> from pycore import Network
    >>> from pycore.layers import Activate
    >>> Network([Residual([Activate("relu")])]).predict([[-1.0, 2.0]]).tolist()
    [[-1.0, 4.0]]
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.inner = checked_layers("layers", layers)
        for layer in self.inner:
            if layer.shares is not None:
                raise ValueError(f"layers must learn numbers of their own, as {layer!r} does not")

    def forward(self, x: Array) -> tuple[Array, tuple[Any, ...]]:
        """Return x plus what the layers make of it; keep what each of them keeps."""
        a, kept = x, []
        for layer in self.inner:
            a, one = layer.forward(a)
            kept.append(one)
        if a.shape != x.shape:
            raise ValueError(f"{self!r} must give the shape that it receives, {x.shape}")
        return x + a, tuple(kept)  # both (n, ..., width)

    def backward(self, kept: tuple[Any, ...], delta: Array, gradient: Views) -> Array:
        """Return the slope by x: what comes around, and what comes through the layers."""
        through = delta
        for layer, one, views in reversed(list(zip(self.inner, kept, gradient.inner, strict=True))):
            through = layer.backward(one, layer.delta(one, through), views)
        return delta + through

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Residual([{', '.join(map(repr, self.inner))}])"


class Scaled(NamedTuple):
    """What a forward pass through a norm computed.

    Attributes:
        a: The vectors in their new size (n, ..., width).
        factor: By what each was multiplied (n, ..., 1).
    """

    a: Array
    factor: Array


class RMSNorm(Layer):
    """Bring each vector to a mean square of 1: x / sqrt(mean of x^2 + 1e-5), along the last axis.

    Zhang and Sennrich, "Root mean square layer normalization" (2019), without gains. The small
    number keeps a vector of zeros from being divided by 0.

    >>> from pycore import Network
    >>> Network([RMSNorm()]).predict([[3.0, 4.0]]).round(3).tolist()
    [[0.849, 1.131]]
    """

    def forward(self, x: Array) -> tuple[Array, Scaled]:
        """Return vectors x (n, ..., width) in their new size."""
        if x.ndim < 2:
            raise self._refuse(x, "(n, ..., width)")
        factor = 1.0 / np.sqrt((x * x).mean(axis=-1, keepdims=True) + 1e-5)  # (n, ..., 1)
        a = x * factor  # (n, ..., width)
        return a, Scaled(a, factor)

    def backward(self, kept: Scaled, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, ..., width): what only makes a vector longer has none.

        Zhang and Sennrich (2019), section 4.2.
        """
        along = (delta * kept.a).mean(axis=-1, keepdims=True)  # (n, ..., 1)
        by_x: Array = kept.factor * (delta - kept.a * along)
        return by_x
