"""Long short-term memory: a recurrent layer with gates that say what is kept."""

from typing import NamedTuple

import numpy as np

from pycore import checks
from pycore.layers.recurrent import read_out, written_in
from pycore.nn.dense import rows
from pycore.nn.layer import Layer
from pycore.nn.views import Views
from pycore.numerics import Array

GATES = ("write", "forget", "show")
"""The gates, in the order of their blocks; the fourth block is the candidate."""

HALF = np.array([[0.5], [0.5], [0.5], [1.0]])
"""For the gates what makes a sigmoid of tanh, for the candidate what leaves it: (4, 1)."""


class CellMemories(NamedTuple):
    """What a forward pass through an LSTM computed, the steps of time first.

    Attributes:
        x: What it received (steps, n, inputs).
        h: The output before the first step, and after each (steps + 1, n, hidden).
        c: The memory, likewise.
        parts: The gates write, forget and show, from 0 to 1, and the candidate, from -1 to 1:
            (steps, n, 4, hidden). In books they are called i, f, o and g.
    """

    x: Array
    h: Array
    c: Array
    parts: Array

    def gate(self, name: str) -> Array:
        """Return one of the gates "write", "forget" and "show", or "candidate" (steps, n, hidden).

        Raises:
            ValueError: another name.

        >>> from pycore import Network
        >>> kept = Network([LSTM(1, 1)]).forward([[[0.0], [0.0]]]).kept[0]
        >>> kept.gate("write").ravel().tolist()
        [0.5, 0.5]
        """
        names = (*GATES, "candidate")
        return self.parts[:, :, names.index(checks.choice("name", name, names))]


class LSTM(Layer):
    """A layer with a memory c beside its output h = show * tanh(c).

    At each step c = forget * c_before + write * candidate. From Hochreiter and Schmidhuber, "Long
    short-term memory" (1997), with the forget gate of Gers, Schmidhuber and Cummins, "Learning to
    forget" (2000).

    Args:
        inputs: Numbers of a step.
        hidden: Numbers that it remembers.
        forget_bias: Start of the forget gates' biases: the larger, the longer a new layer
            remembers (Jozefowicz, Zaremba and Sutskever, "An empirical exploration of recurrent
            network architectures", 2015).
        every: Whether it gives the output of every step, (n, steps, hidden), and not only of the
            last, (n, hidden).

    Attributes:
        weights: Of the input (4 hidden, inputs), in blocks of rows: write, forget, show, candidate.
        recurrent: Of the output before (4 hidden, hidden).
        biases: (4 hidden,).

    Raises:
        ValueError: sizes below 1, a bias that is not finite, or an `every` that is not a bool.

    >>> from pycore import Network
    >>> keeper = LSTM(1, 1, forget_bias=100.0, every=True)
    >>> network = Network([keeper])
    >>> keeper.weights[:], keeper.recurrent[:] = [[100.0], [0.0], [0.0], [1.0]], 0.0
    >>> kept = network.forward([[[1.0], [0.0], [0.0]]]).kept[0]
    >>> kept.c.ravel().round(3).tolist()  # an impulse, kept
    [0.0, 0.762, 0.762, 0.762]
    """

    weights: Array
    recurrent: Array
    biases: Array

    def __init__(
        self, inputs: int, hidden: int, forget_bias: float = 1.0, every: bool = False
    ) -> None:
        self.inputs = checks.integer("inputs", inputs, at_least=1)
        self.hidden = checks.integer("hidden", hidden, at_least=1)
        self.forget_bias = checks.number("forget_bias", forget_bias)
        self.every = checks.truth("every", every)
        self.shapes = {
            "weights": (4 * self.hidden, self.inputs),
            "recurrent": (4 * self.hidden, self.hidden),
            "biases": (4 * self.hidden,),
        }

    def start(self, rng: np.random.Generator) -> None:
        """Draw the weights with standard deviation 1 / sqrt(hidden), and set the forget biases."""
        spread = 1.0 / np.sqrt(self.hidden)
        self.weights[:] = rng.normal(0.0, spread, self.weights.shape)
        self.recurrent[:] = rng.normal(0.0, spread, self.recurrent.shape)
        self.biases.reshape(4, -1)[GATES.index("forget")] = self.forget_bias

    def forward(self, x: Array) -> tuple[Array, CellMemories]:
        """Return the output (n, hidden) after a sequence x (n, steps, inputs), or all of them."""
        if x.ndim != 3 or x.shape[2] != self.inputs:
            raise self._refuse(x, f"(n, steps, {self.inputs})")
        x = x.transpose(1, 0, 2)  # (steps, n, inputs)
        steps, n, _ = x.shape
        drive = x @ self.weights.T + self.biases  # (steps, n, 4 hidden)
        parts = np.empty((steps, n, 4, self.hidden))
        h, c = np.zeros((2, steps + 1, n, self.hidden))
        for step in range(steps):
            z = drive[step] + h[step] @ self.recurrent.T  # (n, 4 hidden)
            parts[step] = self._squashed(z.reshape(n, 4, self.hidden))
            write, forget, show, candidate = parts[step].transpose(1, 0, 2)  # each (n, hidden)
            c[step + 1] = forget * c[step] + write * candidate
            h[step + 1] = show * np.tanh(c[step + 1])
        return read_out(h, self.every), CellMemories(x, h, c, parts)

    @staticmethod
    def _squashed(z: Array) -> Array:
        """Return the sigmoid of the gates and tanh of the candidate, of sums (n, 4, hidden).

        Since sigmoid(z) = tanh(z / 2) / 2 + 1 / 2, one tanh serves all four blocks.
        """
        return HALF * np.tanh(HALF * z) + (1.0 - HALF)

    def slopes_in_time(self, kept: CellMemories, delta: Array) -> tuple[Array, Array]:
        """Return the slopes of the loss by the memory c after each step, and by the weighted sums.

        They are (steps, n, hidden) and (steps, n, 4 hidden); the first shows how far back a
        mistake is felt (Gers, Schmidhuber and Cummins, 2000, without their cut in time).

        >>> from pycore import Network
        >>> keeper = LSTM(1, 1, forget_bias=100.0)
        >>> network = Network([keeper])
        >>> keeper.weights[:], keeper.recurrent[:] = 0.0, 0.0
        >>> kept = network.forward([[[0.0], [0.0], [0.0]]]).kept[0]
        >>> by_c, by_z = keeper.slopes_in_time(kept, np.ones((1, 1)))
        >>> by_c.ravel().tolist()  # nothing is lost on the way back; the show gate is half open
        [0.5, 0.5, 0.5]
        """
        by_h = written_in(delta, kept.h[1:].shape, self.every)  # (steps, n, hidden)
        by_c, by_z = np.zeros_like(by_h), np.empty_like(kept.parts)  # ..., (steps, n, 4, hidden)
        forget, show = kept.gate("forget"), GATES.index("show")
        h_by_c = kept.gate("show") * (1.0 - np.tanh(kept.c[1:]) ** 2)  # (steps, n, hidden)
        by_sums = self._slopes_by_sums(kept)  # (steps, n, 4, hidden)
        for step in reversed(range(len(by_h))):
            by_c[step] += by_h[step] * h_by_c[step]
            by_z[step] = by_c[step, :, None] * by_sums[step]  # (n, 1, hidden) * (n, 4, hidden)
            by_z[step, :, show] = by_h[step] * by_sums[step, :, show]  # (n, hidden)
            if step > 0:
                by_c[step - 1] = by_c[step] * forget[step]
                flat = by_z[step].reshape(-1, 4 * self.hidden)
                by_h[step - 1] += flat @ self.recurrent  # (n, 4 hidden) @ (4 hidden, hidden)
        return by_c, by_z.reshape(*by_h.shape[:2], 4 * self.hidden)

    @staticmethod
    def _slopes_by_sums(kept: CellMemories) -> Array:
        """Return how c changes with the sums of its parts, and h with that of show.

        All steps at once: (steps, n, 4, hidden).
        """
        write, forget, show, candidate = kept.parts.transpose(2, 0, 1, 3)  # (steps, n, hidden)
        slopes = (
            candidate * write * (1.0 - write),
            kept.c[:-1] * forget * (1.0 - forget),
            np.tanh(kept.c[1:]) * show * (1.0 - show),
            write * (1.0 - candidate**2),
        )
        return np.stack(slopes, axis=2)

    def backward(self, kept: CellMemories, delta: Array, gradient: Views) -> Array:
        """Return the slope by x (n, steps, inputs) from that by what the layer gave."""
        by_z = self.slopes_in_time(kept, delta)[1]
        gradient.weights += rows(by_z).T @ rows(kept.x)  # (4 hidden, steps n) @ (steps n, inputs)
        gradient.recurrent += rows(by_z).T @ rows(kept.h[:-1])  # (4 hidden, hidden)
        gradient.biases += rows(by_z).sum(axis=0)  # (4 hidden,)
        return (by_z @ self.weights).transpose(1, 0, 2)

    def __repr__(self) -> str:
        """Return the layer as in code."""
        return f"LSTM({self.inputs}, {self.hidden}, every={self.every})"
