"""What an optimiser is: from parameters and their gradient to better parameters.

An optimiser is its settings alone and never changes; what it remembers from step to step is
a `Memory` beside it, which can be copied with the parameters (a checkpoint needs both).
To add an optimiser, write one class beside the others and one entry in `registry`.
"""

from dataclasses import dataclass
from math import inf
from typing import ClassVar, Protocol, runtime_checkable

import numpy as np

from pycore import checks
from pycore.numerics import FLOATS, Array


@dataclass
class Memory:
    """What an optimiser remembers: `rows` (k, size), k as it needs, and the `steps` made.

    Raises:
        ValueError: rows of another shape, or steps that are not a whole number from 0.

    >>> from pycore.optimisers import Momentum
    >>> Momentum().start(2)
    Memory(rows=array([[0., 0.]]), steps=0)
    """

    rows: Array
    steps: int = 0

    def __post_init__(self) -> None:
        self.rows = checks.floats("rows", self.rows)
        if self.rows.ndim != 2:
            raise ValueError(f"rows must have shape (k, size), not {self.rows.shape}")
        self.steps = checks.integer("steps", self.steps, at_least=0)

    def copy(self) -> "Memory":
        """Return a memory of its own with the same content.

        >>> memory = blank(0, 2)
        >>> memory.copy().rows is memory.rows
        False
        """
        return Memory(self.rows.copy(), self.steps)


@runtime_checkable
class Optimiser(Protocol):
    """What every optimiser offers."""

    name: ClassVar[str]
    label: ClassVar[str]

    def start(self, size: int) -> Memory:
        """Return an empty memory for `size` parameters."""

    def step(self, memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
        """Make one step: change `parameters` (size,) and `memory` in place.

        Numbers that overflow become inf or NaN, for the caller to look at.

        Raises:
            ValueError: shapes that differ, or a `rate` that is not above 0.
        """


def blank(rows: int, size: int) -> Memory:
    """Return a memory of rows of zeros for `size` parameters.

    Raises:
        ValueError: a size below 1, or one for which there is no room.

    >>> blank(1, 2).rows.tolist()
    [[0.0, 0.0]]
    """
    rows = checks.integer("rows", rows, at_least=0)
    size = checks.integer("size", size, at_least=1)
    checks.room("size", max(1, rows), size)
    return Memory(np.zeros((rows, size)))


def check_step(memory: Memory, rows: int, parameters: Array, gradient: Array, rate: float) -> float:
    """Refuse what does not fit together, and return the rate as a float.

    The memory must have so many `rows`. There is no NumPy call in it, since it runs at every step.

    Raises:
        ValueError: no memory, or of another optimiser; what is no array of floats, or cannot be
            changed; shapes that differ; or a rate that is not above 0.

    >>> check_step(blank(1, 2), 1, np.zeros(2), np.zeros(3), rate=0.1)
    Traceback (most recent call last):
    ValueError: gradient must have the shape of parameters, (2,), not (3,)
    """
    checks.instance("memory", memory, Memory, "what start of this optimiser returned")
    for name, values in (("parameters", parameters), ("gradient", gradient)):
        if type(values) is not np.ndarray or values.dtype != FLOATS:
            raise ValueError(f"{name} must be a plain array of floats, not {checks.shown(values)}")
    if not parameters.flags.writeable:
        raise ValueError("parameters must be an array that can be changed, not a read-only one")
    if gradient.shape != parameters.shape:
        raise ValueError(
            f"gradient must have the shape of parameters, {parameters.shape}, not {gradient.shape}"
        )
    if memory.rows.shape[1:] != parameters.shape:
        raise ValueError(
            f"memory must come from start({parameters.size}), not start({memory.rows.shape[-1]})"
        )
    if len(memory.rows) != rows:
        raise ValueError(f"memory must have {rows} rows, as start makes, not {len(memory.rows)}")
    return rate if type(rate) is float and 0 < rate < inf else checks.number("rate", rate, above=0)
