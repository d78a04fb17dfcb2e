"""Cells that read a sequence one step at a time and remember: a plain one and an LSTM.

One row of weights per neuron, as everywhere: `w` meets the input, `u` the cell's own last output.
Each step takes the state and returns the next; the cells themselves store nothing.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.activations import activation
from pycore.numerics import Array, quiet

sigmoid = activation("sigmoid").value


@dataclass(frozen=True, eq=False)
class RecurrentCell:
    """A plain recurrent cell: h = tanh(w x + u h_before + b).

    From Elman, "Finding structure in time" (1990), with tanh as now usual. `w` is
    (hidden, inputs), `u` (hidden, hidden), `b` (hidden,).

    Raises:
        ValueError: numbers that are not finite, or shapes that do not fit together.

    >>> cell = RecurrentCell(w=np.array([[1.0]]), u=np.array([[0.5]]), b=np.array([0.0]))
    >>> cell.run([[1.0], [0.0], [0.0]]).round(3).tolist()  # what is left of one impulse
    [[0.762], [0.363], [0.18]]
    >>> RecurrentCell.random(inputs=2, hidden=3).step([1.0, 0.0], h=[0.0, 0.0, 0.0]).shape
    (3,)
    """

    w: Array
    u: Array
    b: Array

    def __post_init__(self) -> None:
        hidden = len(checks.array("b", self.b, shape=("hidden",)))
        _keep_checked(self, hidden, rows=hidden)

    @classmethod
    def random(
        cls, inputs: int, hidden: int, seed: int | np.random.Generator = 0
    ) -> "RecurrentCell":
        """Return a cell with random weights of standard deviation 1 / sqrt(hidden), bias 0.

        Raises:
            ValueError: inputs or hidden below 1, or a seed below 0.
        """
        return cls(*_random_weights(inputs, hidden, 1, seed))

    @quiet
    def step(self, x: npt.ArrayLike, h: npt.ArrayLike) -> Array:
        """Return the next h (hidden,) from the input x (inputs,) and the present h (hidden,).

        Raises:
            ValueError: another shape, or numbers that are not finite.
        """
        x = checks.array("x", x, shape=(self.w.shape[1],))
        h = checks.array("h", h, shape=(len(self.b),))
        return np.tanh(self.w @ x + self.u @ h + self.b)

    def run(self, sequence: npt.ArrayLike) -> Array:
        """Return h after each step (steps, hidden) of a sequence (steps, inputs), begun at h = 0.

        Raises:
            ValueError: another shape, empty, or numbers that are not finite.
        """
        steps = checks.array("sequence", sequence, shape=("steps", self.w.shape[1]))
        h = np.zeros(len(self.b))
        return np.array([h := self.step(x, h) for x in steps])


class LSTMState(NamedTuple):
    """What an LSTM has after a step, and how it came about; all of shape (hidden,).

    Attributes:
        h: The output, o * tanh(c).
        c: The memory, forget * (memory before) + write * candidate.
        write: Input gate, 0 to 1: how much of the candidate is written (in books: i).
        forget: Forget gate, 0 to 1: how much of the memory is kept (f).
        candidate: What could be written, -1 to 1 (g).
        show: Output gate, 0 to 1: how much of the memory is shown (o).
    """

    h: Array
    c: Array
    write: Array
    forget: Array
    candidate: Array
    show: Array


@dataclass(frozen=True, eq=False)
class LSTMCell:
    """A long short-term memory cell.

    From Hochreiter and Schmidhuber, "Long short-term memory" (1997), with the forget gate of
    Gers, Schmidhuber and Cummins, "Learning to forget" (2000). `w` is (4 hidden, inputs), `u`
    (4 hidden, hidden), `b` (4 hidden,), in four blocks of rows: write, forget, candidate, show.

    Raises:
        ValueError: numbers that are not finite, or shapes that do not fit together.

    >>> cell = LSTMCell.holding()
    >>> cell.run([[1.0], [0.0], [0.0]])[-1].c.round(2).tolist()  # an impulse, kept for two steps
    [0.99]
    >>> LSTMCell.random(inputs=2, hidden=1).step([0.0, 0.0], h=[0.0], c=[1.0]).c.tolist()  # half
    [0.5]
    """

    w: Array
    u: Array
    b: Array

    def __post_init__(self) -> None:
        rows = len(checks.array("b", self.b, shape=("4 hidden",)))
        if rows % 4:
            raise ValueError(f"b must hold four numbers per hidden neuron, not {rows}")
        _keep_checked(self, rows // 4, rows=rows)

    @classmethod
    def random(cls, inputs: int, hidden: int, seed: int | np.random.Generator = 0) -> "LSTMCell":
        """Return a cell with random weights of standard deviation 1 / sqrt(hidden), bias 0.

        Raises:
            ValueError: inputs or hidden below 1, or a seed below 0.
        """
        return cls(*_random_weights(inputs, hidden, 4, seed))

    @classmethod
    def holding(cls) -> "LSTMCell":
        """Return a cell of one input and one neuron, set by hand, that keeps what is not 0.

        The forget gate stays open (bias 6, so it keeps 99.75 % a step); the write gate opens only
        for an input near 1; the output gate is open.
        """
        w = np.array([[12.0], [0.0], [3.0], [0.0]])
        return cls(w, u=np.zeros((4, 1)), b=np.array([-6.0, 6.0, 0.0, 6.0]))

    @property
    def hidden(self) -> int:
        """The number of neurons, each with a memory of its own."""
        return len(self.b) // 4

    @quiet
    def step(self, x: npt.ArrayLike, h: npt.ArrayLike, c: npt.ArrayLike) -> LSTMState:
        """Return the next state from the input x (inputs,), the output h and memory c (hidden,).

        Raises:
            ValueError: another shape, or numbers that are not finite.
        """
        x = checks.array("x", x, shape=(self.w.shape[1],))
        h = checks.array("h", h, shape=(self.hidden,))
        before = checks.array("c", c, shape=(self.hidden,))
        z = (self.w @ x + self.u @ h + self.b).reshape(4, self.hidden)
        write, forget, show = sigmoid(z[[0, 1, 3]])
        candidate = np.tanh(z[2])
        memory = forget * before + write * candidate
        return LSTMState(show * np.tanh(memory), memory, write, forget, candidate, show)

    def run(self, sequence: npt.ArrayLike) -> list[LSTMState]:
        """Return the state after each step of a sequence (steps, inputs), begun at h = c = 0.

        Raises:
            ValueError: another shape, empty, or numbers that are not finite.
        """
        states: list[LSTMState] = []
        h = c = np.zeros(self.hidden)
        for x in checks.array("sequence", sequence, shape=("steps", self.w.shape[1])):
            states.append(self.step(x, h, c))
            h, c = states[-1].h, states[-1].c
        return states


def _keep_checked(cell: RecurrentCell | LSTMCell, hidden: int, rows: int) -> None:
    """Check the weights of a cell and put copies in their place."""
    w = checks.array("w", cell.w, shape=(rows, "inputs"))
    u = checks.array("u", cell.u, shape=(rows, hidden))
    for name, values in {"w": w, "u": u, "b": checks.array("b", cell.b)}.items():
        object.__setattr__(cell, name, values.copy())


def _random_weights(
    inputs: int, hidden: int, blocks: int, seed: int | np.random.Generator
) -> tuple[Array, Array, Array]:
    rows = blocks * checks.integer("hidden", hidden, at_least=1)
    inputs = checks.integer("inputs", inputs, at_least=1)
    rng = checks.generator(seed)
    spread = 1 / np.sqrt(hidden)
    w = spread * rng.standard_normal((rows, inputs))
    return w, spread * rng.standard_normal((rows, hidden)), np.zeros(rows)
