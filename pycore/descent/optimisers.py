"""Optimisers: from parameters and their gradient to better parameters.

An optimiser is its settings alone and never changes; what it remembers from step to step is
a `Memory` beside it, which can be copied with the parameters (a checkpoint needs both).
To add an optimiser, write one class here and one entry in `registry`.
"""

from dataclasses import dataclass
from math import inf, sqrt
from typing import ClassVar, Protocol, runtime_checkable

import numpy as np

from pycore import checks
from pycore.numerics import Array, quiet


@dataclass
class Memory:
    """What an optimiser remembers: `rows` (k, size), k as it needs, and the `steps` made.

    >>> Momentum().start(2)
    Memory(rows=array([[0., 0.]]), steps=0)
    """

    rows: Array
    steps: int = 0

    def copy(self) -> "Memory":
        """Return a memory of its own with the same content.

        >>> memory = Plain().start(2)
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


@dataclass(frozen=True)
class Plain:
    """Plain gradient descent: p = p - rate * gradient (Cauchy, 1847).

    >>> p = np.array([3.0])
    >>> plain = Plain()
    >>> plain.step(plain.start(1), p, gradient=np.array([2.0]), rate=0.5)
    >>> p.tolist()
    [2.0]
    """

    name: ClassVar[str] = "plain"
    label: ClassVar[str] = "plain"

    def start(self, size: int) -> Memory:
        """Return a memory without rows: plain descent forgets."""
        return _blank(0, size)

    @quiet
    def step(self, memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
        """Make one step; see `Optimiser.step`."""
        _check(memory, parameters, gradient, rate)
        memory.steps += 1
        parameters -= rate * gradient


@dataclass(frozen=True)
class Momentum:
    """Descent of a heavy ball: v = beta v + gradient, then p = p - rate v.

    The method is from Polyak, "Some methods of speeding up the convergence of iteration
    methods" (1964); in this form, with the rate outside the velocity v, a changed rate acts at
    once. `beta` is the share of the velocity kept: on a steady slope the ball reaches
    1 / (1 - beta) times the speed of plain descent.

    Raises:
        ValueError: `beta` is not in 0 <= beta < 1.

    >>> p = np.array([3.0])
    >>> heavy = Momentum(beta=0.5)
    >>> memory = heavy.start(1)
    >>> heavy.step(memory, p, gradient=np.array([1.0]), rate=0.1)
    >>> heavy.step(memory, p, gradient=np.array([1.0]), rate=0.1)
    >>> p.round(3).tolist(), memory.rows.tolist()
    ([2.75], [[1.5]])
    """

    name: ClassVar[str] = "momentum"
    label: ClassVar[str] = "momentum"
    beta: float = 0.9

    def __post_init__(self) -> None:
        checks.number("beta", self.beta, at_least=0, below=1)

    def start(self, size: int) -> Memory:
        """Return a memory of one row: the velocity."""
        return _blank(1, size)

    @quiet
    def step(self, memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
        """Make one step; see `Optimiser.step`."""
        _check(memory, parameters, gradient, rate)
        memory.steps += 1
        velocity = memory.rows[0]
        velocity *= self.beta
        velocity += gradient
        parameters -= rate * velocity


@dataclass(frozen=True)
class Adam:
    """Adam: momentum, with the step of each parameter measured against its usual gradient.

    Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1, with its
    default settings. The first step moves each parameter by the rate, however steep the slope.

    Raises:
        ValueError: `beta1` or `beta2` is not in 0 <= beta < 1, or `epsilon` is not above 0.

    >>> p = np.array([3.0, 3.0])
    >>> adam = Adam()
    >>> adam.step(adam.start(2), p, gradient=np.array([100.0, -0.01]), rate=0.1)
    >>> p.round(3).tolist()
    [2.9, 3.1]
    """

    name: ClassVar[str] = "adam"
    label: ClassVar[str] = "Adam"
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        checks.number("beta1", self.beta1, at_least=0, below=1)
        checks.number("beta2", self.beta2, at_least=0, below=1)
        checks.number("epsilon", self.epsilon, above=0)

    def start(self, size: int) -> Memory:
        """Return a memory of two rows: the running means of the gradient and of its square."""
        return _blank(2, size)

    @quiet
    def step(self, memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
        """Make one step; see `Optimiser.step`."""
        _check(memory, parameters, gradient, rate)
        memory.steps += 1
        mean, square = memory.rows
        mean += (1 - self.beta1) * (gradient - mean)
        square += (1 - self.beta2) * (gradient**2 - square)
        # Both began at zero and lag behind; dividing by 1 - beta^steps makes up for it.
        unlag1 = 1 - self.beta1**memory.steps
        unlag2 = sqrt(1 - self.beta2**memory.steps)
        parameters -= rate / unlag1 * mean / (np.sqrt(square) / unlag2 + self.epsilon)


def _blank(rows: int, size: int) -> Memory:
    return Memory(np.zeros((rows, checks.integer("size", size, at_least=1))))


def _check(memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
    """Refuse what does not fit together; no NumPy call, since this runs at every step."""
    if gradient.shape != parameters.shape:
        raise ValueError(
            f"gradient must have the shape of parameters, {parameters.shape}, not {gradient.shape}"
        )
    if memory.rows.shape[1:] != parameters.shape:
        raise ValueError(
            f"memory must come from start({parameters.size}), not start({memory.rows.shape[-1]})"
        )
    if not 0 < rate < inf:
        checks.number("rate", rate, above=0)
