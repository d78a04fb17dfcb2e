"""What a layer is: numbers that it learns, a way forward, and the way back through it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from math import prod
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.activations import ACTIVATIONS, Activation
from pycore.nn.views import Shapes, Views
from pycore.numerics import Array

Kept = Any
"""What a layer's forward pass keeps for the way back, and for pictures: its own affair."""


class Layer(ABC):
    """One layer of a `Network`.

    A layer of one's own is a subclass with the `shapes` of what it learns and two methods,
    `forward` and `backward`. Once it is in a network each name in `shapes` is an attribute: a view
    into the network's vector of parameters.

    Attributes:
        shapes: The arrays it learns, by name, with their shapes; those called `biases` cost no
            penalty.
        inner: The layers it is made of, if it is made of layers.
        shares: The layer of the same network whose numbers it uses in place of its own, if any.
        activation: The function that it applies last; `linear` if it applies none. A layer that
            applies one is a `pycore.nn.dense.Activated`.

    >>> class Scaling(Layer):
    ...     shapes = {"weights": (3,)}
    ...     def start(self, rng):
    ...         self.weights[:] = 1.0
    ...     def forward(self, x):  # (n, 3)
    ...         return x * self.weights, x
    ...     def backward(self, x, delta, gradient):  # what forward kept; both (n, 3)
    ...         gradient.weights += (delta * x).sum(axis=0)
    ...         return delta * self.weights
    >>> from pycore import Network
    >>> Network([Scaling()]).predict([[1.0, 2.0, 3.0]]).tolist()
    [[1.0, 2.0, 3.0]]
    """

    shapes: Shapes = MappingProxyType({})
    inner: tuple["Layer", ...] = ()
    shares: "Layer | None" = None
    activation: Activation = ACTIVATIONS["linear"]

    @property
    def size(self) -> int:
        """How many numbers it learns, those of its inner layers included."""
        own = sum(prod(shape) for shape in self.shapes.values())
        return own + sum(layer.size for layer in self.inner)

    def with_inner(self) -> Iterator["Layer"]:
        """Yield itself, then the layers that it is made of, and theirs.

        >>> from pycore.layers import Residual, RMSNorm
        >>> list(Residual([RMSNorm()]).with_inner())
        [Residual([RMSNorm()]), RMSNorm()]
        """
        yield self
        for layer in self.inner:
            yield from layer.with_inner()

    def views(self, vector: Array) -> Views:
        """Return its arrays as views into a vector (size,): its own, then those of inner layers.

        >>> from pycore.layers import Recurrent
        >>> Recurrent(1, 2).views(np.arange(8.0)).biases.tolist()
        [6.0, 7.0]
        """
        start = sum(prod(shape) for shape in self.shapes.values())
        inner = []
        for layer in self.inner:
            inner.append(layer.views(vector[start : start + layer.size]))
            start += layer.size
        return Views(self.shapes, vector, inner)

    def bind(self, own: Views) -> None:
        """Take its arrays, which are views into the parameters of a network."""
        self.__dict__["_is_bound"] = True
        for name in self.shapes:
            setattr(self, name, getattr(own, name))
        for layer, views in zip(self.inner, own.inner, strict=True):
            layer.bind(views)

    def __setattr__(self, name: str, value: object) -> None:
        """Write into an array that it learns, which stays a view; set what else there is.

        Raises:
            ValueError: numbers of another shape.
        """
        if name not in self.shapes or name not in self.__dict__:
            object.__setattr__(self, name, value)
            return
        numbers = checks.floats(name, cast(npt.ArrayLike, value))
        if numbers.shape != self.shapes[name]:
            raise ValueError(f"{name} must have shape {self.shapes[name]}, not {numbers.shape}")
        self.__dict__[name][...] = numbers

    def start(self, rng: np.random.Generator) -> None:
        """Write the starting numbers into its arrays, which hold zeros; inner layers do theirs."""
        for layer in self.inner:
            layer.start(rng)

    @abstractmethod
    def forward(self, x: Array) -> tuple[Array, Kept]:
        """Return what it makes of x (n, ...), and what `backward` needs; nothing is changed."""

    def delta(self, kept: Kept, by_a: Array) -> Array:
        """Return the loss's slope by z, what went into the activation, from that by a."""
        return by_a

    @abstractmethod
    def backward(self, kept: Kept, delta: Array, gradient: Views) -> Array:
        """Return the loss's slope by x from its slope by z; add the slopes by its own numbers.

        They are added to what `gradient` holds, since another layer may share them.
        """

    def spare_biases(self, mask: Views) -> None:
        """Write 0 into a mask of ones where a number is no weight, so that it costs no penalty."""
        if "biases" in self.shapes:
            mask.biases[:] = 0.0
        for layer, views in zip(self.inner, mask.inner, strict=True):
            layer.spare_biases(views)

    def __getstate__(self) -> Mapping[str, object]:
        """Copy what it is, without the numbers of the network that it is part of."""
        left_out = {*self.shapes, "_is_bound"}
        return {name: value for name, value in self.__dict__.items() if name not in left_out}

    def __repr__(self) -> str:
        """Return its name and the shapes of what it learns."""
        shapes = ", ".join(f"{name} {shape}" for name, shape in self.shapes.items())
        return f"{type(self).__name__}({shapes})"

    def _refuse(self, x: Array, wanted: str) -> ValueError:
        """Return the error for an x of another shape."""
        return ValueError(f"x must have shape {wanted} for {self!r}, not {x.shape}")


def checked_layers(name: str, layers: object) -> tuple[Layer, ...]:
    """Return layers as a tuple, at least one.

    Raises:
        ValueError: no list of layers, or an empty one.

    >>> checked_layers("layers", [3])
    Traceback (most recent call last):
    ValueError: layers must be a list of layers, at least one; not [3]
    """
    rule = "a list of layers, at least one"
    given = checks.entries(name, layers, rule)
    found = [entry for entry in given if isinstance(entry, Layer)]
    if not given or len(found) < len(given):
        raise ValueError(f"{name} must be {rule}; not {checks.shown(layers)}")
    return tuple(found)


def check_new(layers: Sequence[Layer]) -> None:
    """Refuse a layer that is part of a network, or is met twice: it can have one place only.

    Raises:
        ValueError: there is one, among the layers or within them.

    >>> from pycore.layers import Flatten
    >>> check_new([Flatten()] * 2)
    Traceback (most recent call last):
    ValueError: layers must be new, but Flatten() has a place already
    """
    met: list[Layer] = []
    for layer in layers:
        for each in layer.with_inner():
            if "_is_bound" in vars(each) or any(each is other for other in met):
                raise ValueError(f"layers must be new, but {each!r} has a place already")
            met.append(each)
