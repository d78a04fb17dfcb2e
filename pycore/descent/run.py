"""A ball rolls down a function of a vector, one optimiser step at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array, quiet
from pycore.optimisers import Optimiser
from pycore.optimisers import optimiser as optimiser_named

MOST_STEPS = 100_000
"""A run keeps every step; this many in two variables are 4 MB, and seconds of work."""

LIMIT = 1e6
"""Beyond this coordinate a ball is lost: a hundred thousand times farther than any view box."""

LEVEL = 1e-9
"""A slope and a move below this are rest: neither can be seen, and a million steps show no more."""


class Differentiable(Protocol):
    """A function of a vector together with its gradient; a `Landscape` is one."""

    def value(self, point: Array, /) -> npt.ArrayLike:
        """Return the height at `point` (d,), a number."""

    def gradient(self, point: Array, /) -> npt.ArrayLike:
        """Return the gradient at `point` (d,), of the same shape."""


@dataclass(frozen=True)
class Function:
    """Any function of a vector with its gradient, ready for `descend`.

    Raises:
        ValueError: one of them cannot be called.

    >>> square = Function(value=lambda p: p @ p, gradient=lambda p: 2 * p)
    >>> descend(square, start=[3.0, 4.0], rate=0.25, steps=2).values.tolist()
    [25.0, 6.25, 1.5625]
    """

    value: Callable[[Array], npt.ArrayLike]
    gradient: Callable[[Array], npt.ArrayLike]

    def __post_init__(self) -> None:
        checks.function("value", self.value)
        checks.function("gradient", self.gradient)


@dataclass(frozen=True)
class Descent:
    """A descent: the start and the points after each of its k steps, all numbers finite.

    Attributes:
        path: Points (k + 1, d).
        values: Heights (k + 1,).
        gradients: Gradients (k + 1, d).
        stop: Why it ended: "steps" (all made), "rest" (slope and last move below 1e-9),
            "out of range" (the last point lies beyond the limit) or "not finite" (the next
            point, height or gradient would be infinite or NaN; it is not in the path).
        optimiser: Name of the optimiser.
        rate: Learning rate.
    """

    path: Array
    values: Array
    gradients: Array
    stop: str
    optimiser: str
    rate: float

    @property
    def steps(self) -> int:
        """The number of steps in the path, k."""
        return len(self.path) - 1

    def __str__(self) -> str:
        return (
            f"{self.steps} steps of {self.optimiser} at rate {self.rate:g}: "
            f"height {self.values[0]:.4g} to {self.values[-1]:.4g}; ended by: {self.stop}"
        )


class _Footprint(NamedTuple):
    point: Array
    value: float
    gradient: Array

    def is_finite(self) -> bool:
        return bool(np.isfinite([self.value, *self.point, *self.gradient]).all())


@quiet
def descend(
    function: Differentiable,
    start: npt.ArrayLike,
    optimiser: str | Optimiser = "plain",
    *,
    rate: float,
    steps: int = 100,
    limit: float = LIMIT,
) -> Descent:
    """Roll a ball from `start` (d,) down `function`; return the whole run.

    Each step is one of the `optimiser` (a name or an object) at the learning rate `rate`. The
    run ends after `steps` steps, or earlier: see `Descent.stop`.

    Raises:
        ValueError: `start` is not a vector of finite numbers within `limit`, or the function
            refuses it or is not finite there; an unknown `optimiser`; `rate` not above 0; `steps`
            not a whole number from 1 to 100,000, or too many to be kept; a gradient of another
            shape than the point; a function without one.

    >>> from pycore.landscapes import landscape
    >>> print(descend(landscape("parabola"), start=[3.0], rate=0.5, steps=4))
    4 steps of plain at rate 0.5: height 4.5 to 0.01758; ended by: steps
    >>> print(descend(landscape("parabola"), start=[3.0], rate=2.5))
    32 steps of plain at rate 2.5: height 4.5 to 8.376e+11; ended by: out of range
    """
    _check_function(function)
    rule = optimiser_named(optimiser)
    rate = checks.number("rate", rate, above=0)
    steps = checks.integer("steps", steps, at_least=1, at_most=MOST_STEPS)
    limit = checks.number("limit", limit, above=0)
    trail = [_first(function, start, limit)]
    checks.room("steps", steps + 1, trail[0].point.size)
    memory = rule.start(trail[0].point.size)
    point = trail[0].point.copy()  # the optimiser changes it in place
    while not (stop := _reason_to_stop(trail, steps, limit)):
        rule.step(memory, point, trail[-1].gradient, rate)
        trail.append(_look(function, point))
    if stop == "not finite":
        trail.pop()
    path, values, gradients = (np.array(column) for column in zip(*trail, strict=True))
    return Descent(path, values, gradients, stop, rule.name, rate)


def _check_function(function: object) -> None:
    for name in ("value", "gradient"):
        if isinstance(function, type) or not callable(getattr(function, name, None)):
            rule = "function must have a value and a gradient, as a Function or a landscape"
            raise ValueError(f"{rule}; not {checks.shown(function)}")


def _first(function: Differentiable, start: npt.ArrayLike, limit: float) -> _Footprint:
    """Look at the start, and refuse one from which there is nothing to see."""
    point = checks.array("start", start, shape=("d",))
    if np.abs(point).max() > limit:
        raise ValueError(f"start must lie within {limit:g} of zero, not at {checks.shown(start)}")
    try:
        answers = function.value(point), function.gradient(point)
    except ValueError as error:
        raise ValueError(f"start must suit the function, but {error}") from error
    first = _footprint(point, *answers)
    if not first.is_finite():
        raise ValueError(
            f"start must be a place with finite height and slope, not {point.tolist()}"
        )
    return first


def _look(function: Differentiable, point: Array) -> _Footprint:
    return _footprint(point, function.value(point), function.gradient(point))


def _footprint(point: Array, height: npt.ArrayLike, slope: npt.ArrayLike) -> _Footprint:
    value, gradient = checks.floats("value", height), checks.floats("gradient", slope)
    if value.size != 1:
        raise ValueError(f"value must return one number, not an array of shape {value.shape}")
    if gradient.shape != point.shape:
        raise ValueError(f"gradient must return shape {point.shape}, not {gradient.shape}")
    return _Footprint(point.copy(), value.item(), gradient.copy())


def _reason_to_stop(trail: list[_Footprint], steps: int, limit: float) -> str:
    """Return the name of the reason to stop here, or nothing."""
    here = trail[-1]
    if not here.is_finite():
        return "not finite"
    if np.abs(here.point).max() > limit:
        return "out of range"
    last_move = here.point - trail[-2].point if len(trail) > 1 else 0.0
    if max(np.abs(here.gradient).max(), np.abs(last_move).max()) <= LEVEL:
        return "rest"
    return "steps" if len(trail) > steps else ""
