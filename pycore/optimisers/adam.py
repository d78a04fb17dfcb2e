"""Adam: momentum, with each step measured against the usual gradient."""

from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

import numpy as np

from pycore import checks
from pycore.numerics import Array, quiet
from pycore.optimisers.base import Memory, blank, check_step


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
        for name in ("beta1", "beta2"):
            beta = checks.number(name, getattr(self, name), at_least=0, below=1)
            object.__setattr__(self, name, beta)
        object.__setattr__(self, "epsilon", checks.number("epsilon", self.epsilon, above=0))

    def start(self, size: int) -> Memory:
        """Return a memory of two rows: the running means of the gradient and of its square."""
        return blank(2, size)

    @quiet
    def step(self, memory: Memory, parameters: Array, gradient: Array, rate: float) -> None:
        """Make one step; see `Optimiser.step`."""
        rate = check_step(memory, 2, parameters, gradient, rate)
        memory.steps += 1
        mean, square = memory.rows
        mean += (1 - self.beta1) * (gradient - mean)
        square += (1 - self.beta2) * (gradient**2 - square)
        # Both began at zero and lag behind; dividing by 1 - beta^steps makes up for it.
        unlag1 = 1 - self.beta1**memory.steps
        unlag2 = sqrt(1 - self.beta2**memory.steps)
        parameters -= rate / unlag1 * mean / (np.sqrt(square) / unlag2 + self.epsilon)
