"""What a landscape is: a height over one or two variables, its slope, and what is known of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import dist

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array, quiet


@dataclass(frozen=True)
class Landscape:
    """A function of one or two variables, with its gradient and what there is to see.

    Attributes:
        name: Key in `LANDSCAPES`.
        label: Name as the reader sees it.
        about: What it shows, one sentence.
        formula: The height in plain text.
        height: From the coordinates (arrays of one shape) to the height (the same shape).
        slope: From the coordinates to one derivative per coordinate (each the same shape).
        view: The box to draw: (low, high) for each coordinate.
        minima: Every minimum as a point, the lowest first.
        unstable: Level points that are not minima (a saddle, in one variable a top): a ball placed
            exactly there does not move.
        start: Where a ball starts unless the reader chooses.
        rate: A learning rate of plain descent that is just right from `start`.
        steps: A number of steps that suffices for it.
    """

    name: str
    label: str
    about: str
    formula: str
    height: Callable[..., Array] = field(repr=False)
    slope: Callable[..., tuple[Array, ...]] = field(repr=False)
    view: tuple[tuple[float, float], ...]
    minima: tuple[tuple[float, ...], ...]
    unstable: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]
    rate: float
    steps: int

    @property
    def dimensions(self) -> int:
        """The number of variables, d: 1 or 2."""
        return len(self.view)

    @quiet
    def value(self, point: npt.ArrayLike, /) -> Array:
        """Return the height (...) at one point (d,) or at many (..., d).

        Raises:
            ValueError: another last axis, or no real numbers. What overflows becomes infinite.

        >>> from pycore.landscapes import landscape
        >>> landscape("bowl").value([[0.0, 0.0], [3.0, 4.0]]).tolist()
        [0.0, 12.5]
        """
        return np.asarray(self.height(*self._coordinates(point)))

    @quiet
    def gradient(self, point: npt.ArrayLike, /) -> Array:
        """Return the gradient (..., d) at one point (d,) or at many (..., d).

        It points uphill, and its length is the steepness (height per unit of way).

        Raises:
            ValueError: as `value`.

        >>> from pycore.landscapes import landscape
        >>> landscape("bowl").gradient([3.0, 4.0]).tolist()
        [3.0, 4.0]
        """
        return np.stack(self.slope(*self._coordinates(point)), axis=-1)

    def place(self, point: npt.ArrayLike, within: float = 0.02) -> str:
        """Name what is at `point` (d,): "minimum", "higher minimum", "saddle", "top" or "slope".

        It is there when it is nearer than `within` of the width of the view.

        Raises:
            ValueError: `point` is not d finite numbers, or `within` is not above 0.

        >>> from pycore.landscapes import landscape
        >>> landscape("saddle").place([0.0, 0.0])
        'saddle'
        """
        here = checks.array("point", point, shape=(self.dimensions,)).tolist()
        low, high = self.view[0]
        reach = checks.number("within", within, above=0) * (high - low)
        for minimum in self.minima:
            if dist(here, minimum) < reach:
                lowest = np.isclose(self.value(minimum), self.value(self.minima[0]))
                return "minimum" if lowest else "higher minimum"
        if any(dist(here, perch) < reach for perch in self.unstable):
            return "saddle" if self.dimensions > 1 else "top"
        return "slope"

    def _coordinates(self, point: npt.ArrayLike) -> tuple[Array, ...]:
        points = checks.floats("point", point)
        if points.shape[-1:] != (self.dimensions,):
            plural = "" if self.dimensions == 1 else "s"
            rule = f"point must have {self.dimensions} coordinate{plural} in its last axis"
            raise ValueError(f"{rule}, not shape {points.shape}")
        return tuple(points[..., axis] for axis in range(self.dimensions))
