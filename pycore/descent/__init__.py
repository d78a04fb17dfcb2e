"""Gradient descent on any function of a vector: the run of a ball downhill.

`run` rolls a ball and keeps its path; `rates` rolls one for each of many learning rates; `verdict`
says whether a rate was too small or too large.
"""

from pycore.descent.rates import sweep
from pycore.descent.run import Descent, Differentiable, Function, descend

__all__ = ["Descent", "Differentiable", "Function", "descend", "sweep"]
