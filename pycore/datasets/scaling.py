"""Inputs of one size: hours, counts and centimetres brought to mean 0 and spread 1."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array, quiet

LARGEST = 1e100
"""The sum of squares of more samples than fit in memory still stays finite."""

ROUNDING = 1e-12
"""Equal numbers have a spread of some 1e-16 of their size, since their mean is rounded."""


@dataclass(frozen=True, eq=False)
class Scale:
    """The `mean` (d,) and `spread` (d,), a standard deviation, of each input.

    Networks learn faster from inputs around 0 and of one size (LeCun, Bottou, Orr and Müller,
    "Efficient BackProp", 1998, section 4.3), and only then can their weights be compared. Take
    the scale from the training samples alone: the test samples must stay unseen.

    Raises:
        ValueError: means or spreads that are not finite, shapes that differ, or a spread that is
            not above 0.

    >>> scale = Scale.of([[1.0, 200.0], [3.0, 400.0]])
    >>> scale.apply([2.0, 400.0]).tolist()
    [0.0, 1.0]
    >>> scale.undo([0.0, 1.0]).tolist()
    [2.0, 400.0]
    """

    mean: Array
    spread: Array

    def __post_init__(self) -> None:
        mean = checks.array("mean", self.mean, shape=("d",)).copy()
        spread = checks.array("spread", self.spread, shape=mean.shape).copy()
        checks.number("spread", spread.min(), above=0)
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "spread", spread)

    @classmethod
    def of(cls, x: npt.ArrayLike) -> "Scale":
        """Return the scale of samples x (n, d); an input that never changes gets spread 1.

        Raises:
            ValueError: `x` is empty, not finite, has another shape, or is too large to square.
        """
        samples = checks.array("x", x, shape=("n", "d"))
        size = np.abs(samples).max(axis=0)
        if size.max() > LARGEST:
            raise ValueError(f"x must lie within {LARGEST:g} of zero, not reach {size.max():g}")
        spread = samples.std(axis=0)
        changes = spread > ROUNDING * size
        return cls(samples.mean(axis=0), np.where(changes, spread, 1.0))

    @quiet
    def apply(self, x: npt.ArrayLike) -> Array:
        """Return x, (d,) or (n, d), in units of the spread, counted from the mean.

        Raises:
            ValueError: `x` has another width, is empty or not finite.
        """
        samples = checks.samples("x", x, width=len(self.mean))
        return ((samples - self.mean) / self.spread).reshape(np.shape(x))

    @quiet
    def undo(self, x: npt.ArrayLike) -> Array:
        """Return scaled x, (d,) or (n, d), in the units it came from.

        Raises:
            ValueError: as `apply`.
        """
        samples = checks.samples("x", x, width=len(self.mean))
        return (samples * self.spread + self.mean).reshape(np.shape(x))
