"""A plain recurrent layer: it reads a sequence one step at a time and remembers."""

from typing import NamedTuple

import numpy as np

from pycore import checks
from pycore.nn.dense import rows
from pycore.nn.layer import Layer
from pycore.nn.views import Views
from pycore.numerics import Array


class Memories(NamedTuple):
    """What a forward pass through a recurrent layer computed, the steps of time first.

    Attributes:
        x: What it received (steps, n, inputs).
        h: The state before the first step, and after each (steps + 1, n, hidden).
    """

    x: Array
    h: Array


class Recurrent(Layer):
    """A layer that feeds its own last output back to itself: h = tanh(W x + U h_before + b).

    From Elman, "Finding structure in time" (1990), with tanh as now usual; trained by going back
    through time (Werbos, "Backpropagation through time", 1990).

    Args:
        inputs: Numbers of a step.
        hidden: Neurons, which are also the numbers that it remembers.
        every: Whether it gives the state after every step, (n, steps, hidden), and not only after
            the last, (n, hidden).

    Attributes:
        weights: Of the input (hidden, inputs).
        recurrent: Of the state before (hidden, hidden).
        biases: (hidden,).

    Raises:
        ValueError: sizes below 1, or an `every` that is not a bool.

    >>> from pycore import Network
    >>> network = Network([Recurrent(1, 1, every=True)])
    >>> network.parameters[:] = [1.0, 0.5, 0.0]
    >>> network.predict([[[1.0], [0.0], [0.0]]]).round(3).tolist()  # what is left of one impulse
    [[[0.762], [0.363], [0.18]]]
    """

    weights: Array
    recurrent: Array
    biases: Array

    def __init__(self, inputs: int, hidden: int, every: bool = False) -> None:
        self.inputs = checks.integer("inputs", inputs, at_least=1)
        self.hidden = checks.integer("hidden", hidden, at_least=1)
        self.every = checks.truth("every", every)
        self.shapes = {
            "weights": (self.hidden, self.inputs),
            "recurrent": (self.hidden, self.hidden),
            "biases": (self.hidden,),
        }

    def start(self, rng: np.random.Generator) -> None:
        """Draw the weights with standard deviation 1 / sqrt(hidden); biases start at zero."""
        spread = 1.0 / np.sqrt(self.hidden)
        self.weights[:] = rng.normal(0.0, spread, self.weights.shape)
        self.recurrent[:] = rng.normal(0.0, spread, self.recurrent.shape)

    def forward(self, x: Array) -> tuple[Array, Memories]:
        """Return the state (n, hidden) after a sequence x (n, steps, inputs), or all of them."""
        if x.ndim != 3 or x.shape[2] != self.inputs:
            raise self._refuse(x, f"(n, steps, {self.inputs})")
        x = x.transpose(1, 0, 2)  # (steps, n, inputs)
        drive = x @ self.weights.T + self.biases  # (steps, n, hidden)
        h = np.zeros((len(x) + 1, *drive.shape[1:]))  # (steps + 1, n, hidden)
        for step in range(len(x)):
            h[step + 1] = np.tanh(drive[step] + h[step] @ self.recurrent.T)  # (n, hidden)
        return read_out(h, self.every), Memories(x, h)

    def slopes_in_time(self, kept: Memories, delta: Array) -> tuple[Array, Array]:
        """Return the slopes of the loss by the state after each step, and by its weighted sum.

        Both are (steps, n, hidden); the first shows how far back a mistake is felt (Werbos, 1990).

        >>> from pycore import Network
        >>> reader = Recurrent(1, 1)
        >>> network = Network([reader])
        >>> network.parameters[:] = [1.0, 0.5, 0.0]
        >>> kept = network.forward([[[0.0], [0.0], [0.0]]]).kept[0]
        >>> by_h, by_z = reader.slopes_in_time(kept, np.ones((1, 1)))
        >>> by_h.ravel().tolist()  # half of it is lost with each step back
        [0.25, 0.5, 1.0]
        """
        by_h = written_in(delta, kept.h[1:].shape, self.every)  # (steps, n, hidden)
        by_z = np.empty_like(by_h)
        for step in reversed(range(len(by_h))):
            by_z[step] = by_h[step] * (1.0 - kept.h[step + 1] ** 2)
            if step > 0:
                by_h[step - 1] += by_z[step] @ self.recurrent  # (n, hidden) @ (hidden, hidden)
        return by_h, by_z

    def backward(self, kept: Memories, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, steps, inputs) from that by what the layer gave."""
        by_z = self.slopes_in_time(kept, delta)[1]
        gradient.weights += rows(by_z).T @ rows(kept.x)  # (hidden, steps n) @ (steps n, inputs)
        gradient.recurrent += rows(by_z).T @ rows(kept.h[:-1])  # (hidden, hidden)
        gradient.biases += rows(by_z).sum(axis=0)  # (hidden,)
        return (by_z @ self.weights).transpose(1, 0, 2)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"Recurrent({self.inputs}, {self.hidden}, every={self.every})"


def read_out(h: Array, every: bool) -> Array:
    """Return of states (steps + 1, n, hidden) the last, or those after each step, samples first.

    >>> read_out(np.zeros((5, 2, 3)), every=True).shape
    (2, 4, 3)
    """
    return h[1:].transpose(1, 0, 2) if every else h[-1]


def written_in(delta: Array, shape: tuple[int, ...], every: bool) -> Array:
    """Return the slopes by what was read out as slopes by every state (steps, n, hidden).

    >>> written_in(np.ones((2, 3)), (4, 2, 3), every=False)[:, 0, 0].tolist()
    [0.0, 0.0, 0.0, 1.0]
    """
    by_h = np.zeros(shape)
    by_h[slice(None) if every else slice(-1, None)] = delta.transpose(1, 0, 2) if every else delta
    return by_h
