"""What compiled runs and the textbook's are compared by."""

import numpy as np

from pycore import Trainer
from pycore.numerics import Array


def difference(one: Array, other: Array) -> float:
    """The largest difference, relative to the largest number."""
    return float(np.abs(one - other).max() / np.abs(other).max())


def tolerance(optimiser: str) -> float:
    """Twelve digits, over any network whatever.

    Adam divides a gradient by its own size, which makes a visible difference of the rounding of one
    that is nearly 0. Of usual networks it keeps twelve digits, too.
    """
    return 1e-7 if optimiser == "adam" else 1e-12


def diverged(run: Trainer) -> bool:
    """Whether a run ended early; asked anew after each change."""
    return run.divergence is not None
