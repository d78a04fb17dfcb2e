"""The same descent at many learning rates, side by side: how much the rate decides."""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.descent.run import LEVEL, LIMIT, MOST_STEPS, Descent
from pycore.landscapes.base import Landscape
from pycore.numerics import Array, quiet
from pycore.optimisers import Plain


@quiet
def sweep(
    ground: Landscape, start: npt.ArrayLike, rates: npt.ArrayLike, *, steps: int = 100
) -> list[Descent]:
    """Roll a ball by plain descent from `start` (d,), once for each of `rates` (n,).

    The runs are those of `descend`, one for each rate. All balls make their steps together, so
    fifty runs cost hardly more NumPy calls than one.

    Raises:
        ValueError: `start` is not d finite numbers within a million; `rates` is empty or holds a
            number that is not finite and above 0; `steps` is not a whole number from 1 to 100,000;
            `ground` is no landscape; or there is no room for so many steps at so many rates.

    >>> from pycore.landscapes import landscape
    >>> for run in sweep(landscape("parabola"), start=[3.0], rates=[0.5, 2.5], steps=50):
    ...     print(run)
    32 steps of plain at rate 0.5: height 4.5 to 2.439e-19; ended by: rest
    32 steps of plain at rate 2.5: height 4.5 to 8.376e+11; ended by: out of range
    """
    checks.instance("ground", ground, Landscape, "a landscape, such as landscape('bowl')")
    first = checks.array("start", start, shape=(ground.dimensions,))
    if np.abs(first).max() > LIMIT:
        raise ValueError(f"start must lie within {LIMIT:g} of zero, not at {checks.shown(start)}")
    etas = checks.array("rates", rates, shape=("n",))
    checks.number("rates", float(etas.min()), above=0)
    steps = checks.integer("steps", steps, at_least=1, at_most=MOST_STEPS)
    checks.room("rates", len(etas), steps + 1, ground.dimensions)
    points = np.empty((steps + 1, len(etas), ground.dimensions))
    slopes = np.empty_like(points)
    points[0] = first
    for k in range(steps):
        slopes[k] = ground.gradient(points[k])
        points[k + 1] = points[k] - etas[:, None] * slopes[k]
    slopes[steps] = ground.gradient(points[steps])
    values = ground.value(points)  # (k + 1, n)
    return [_run(points[:, i], values[:, i], slopes[:, i], rate) for i, rate in enumerate(etas)]


def _run(points: Array, values: Array, slopes: Array, rate: float) -> Descent:
    """End a run of one ball where `descend` would have ended it."""
    finite = np.isfinite(points).all(axis=1) & np.isfinite(slopes).all(axis=1)
    finite &= np.isfinite(values)
    far = np.abs(points).max(axis=1) > LIMIT
    moves = np.abs(np.diff(points, axis=0, prepend=points[:1])).max(axis=1)
    calm = np.maximum(np.abs(slopes).max(axis=1), moves) <= LEVEL
    ends = ~finite | far | calm
    last = int(ends.argmax()) if ends.any() else len(points) - 1
    if not finite[last]:
        stop, last = "not finite", last - 1
    else:
        stop = "out of range" if far[last] else "rest" if calm[last] else "steps"
    kept = slice(last + 1)
    return Descent(points[kept], values[kept], slopes[kept], stop, Plain.name, float(rate))
