"""The array type of the whole package, and how it treats numbers that overflow."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
"""A NumPy array of 64-bit floats."""

FLOATS = np.dtype(np.float64)
"""The type of its numbers; compared with it, an array's type is told apart in no time."""

quiet = np.errstate(all="ignore")
"""Decorator: inf and NaN travel through the function as values, without NumPy warnings.

A diverging network is a lesson, not an accident: its numbers are looked at afterwards
(`pycore.training.divergence`) and reported in words.
"""
