"""An activation function as a layer of its own."""

from pycore.nn.dense import Activated, Sums, layer_activation
from pycore.nn.views import Views
from pycore.numerics import Array


class Activate(Activated):
    """Apply an activation function to every number, or softmax along the last axis: a = f(x).

    Nielsen, "Neural Networks and Deep Learning" (2015), equation 25; the way back is BP2 there,
    and lies in `Activated.delta`.

    Args:
        activation: Its name.

    Raises:
        ValueError: an unknown name.

    >>> from pycore import Network
    >>> Network([Activate("relu")]).predict([[-1.0, 2.0]]).tolist()
    [[0.0, 2.0]]
    """

    def __init__(self, activation: str) -> None:
        self.activation = layer_activation(activation)

    def forward(self, x: Array) -> tuple[Array, Sums]:
        """Return a, of the shape of x (n, ..., k)."""
        if x.ndim < 2:
            raise self._refuse(x, "(n, ..., k)")
        a = self.activation.value(x)
        return a, Sums(x, x, a)

    def backward(self, kept: Sums, delta: Array, gradient: Views) -> Array:
        """Return the slope by x, which is z itself: delta."""
        return delta

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Activate({self.activation.name!r})"
