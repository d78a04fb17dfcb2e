"""Gradient descent on any function of a vector: optimisers, and the run of a ball downhill.

`optimisers` holds the rules of the step, `registry` their names; they also train the network,
whose parameters are one vector. `run` rolls a ball and keeps its path; `sweep` rolls one for each
of many learning rates.
"""

from pycore.descent.optimisers import Adam, Memory, Momentum, Optimiser, Plain
from pycore.descent.registry import OPTIMISERS, optimiser
from pycore.descent.run import Descent, Differentiable, Function, descend
from pycore.descent.sweep import sweep

__all__ = [
    "OPTIMISERS",
    "Adam",
    "Descent",
    "Differentiable",
    "Function",
    "Memory",
    "Momentum",
    "Optimiser",
    "Plain",
    "descend",
    "optimiser",
    "sweep",
]
