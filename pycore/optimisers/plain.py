"""Plain gradient descent, and descent of a heavy ball."""

from dataclasses import dataclass
from typing import ClassVar

from pycore import checks
from pycore.numerics import Array, quiet
from pycore.optimisers.base import Memory, blank, check_step


@dataclass(frozen=True)
class Plain:
    """Plain gradient descent: p = p - rate * gradient (Cauchy, 1847).

    >>> import numpy as np
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
        return blank(0, size)

    @quiet
    def step(self, memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
        """Make one step; see `Optimiser.step`."""
        rate = check_step(memory, 0, parameters, gradient, rate)
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

    >>> import numpy as np
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
        object.__setattr__(self, "beta", checks.number("beta", self.beta, at_least=0, below=1))

    def start(self, size: int) -> Memory:
        """Return a memory of one row: the velocity."""
        return blank(1, size)

    @quiet
    def step(self, memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
        """Make one step; see `Optimiser.step`."""
        rate = check_step(memory, 1, parameters, gradient, rate)
        memory.steps += 1
        velocity = memory.rows[0]
        velocity *= self.beta
        velocity += gradient
        parameters -= rate * velocity
