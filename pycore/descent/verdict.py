"""The verdict on a descent: was its learning rate too small, just right or too large?

It is read from the run alone, so it holds for any function, in any number of variables, with
any optimiser. The rule, in the order in which it is asked:

1. diverged: the run left every sane range, or each step of its second half ended higher than
   it began. Near a minimum of curvature c, plain descent multiplies the distance by 1 - rate c
   at each step, so from rate 2 / c on every step climbs.
2. just right: the ball settled. In the last quarter of its steps it stayed where it ended (within
   5 % of the way from the start to there: on a picture, about the ball's own size), that place is
   near the lowest it met, and it does not creep on evenly, at a pace that would lead away within
   as many steps again. Moves that overshoot are allowed: in a bowl with curvatures from m to M
   the best rate is 2 / (m + M), and it overshoots across the steep way at every step (Polyak,
   "Introduction to Optimization", 1987, chapter 1).
3. too large or too small: it did not settle, and the steps of its second half say why. After a
   move, the slope along the move tells what a slightly longer one would have done: downhill, it
   would have come lower; uphill, the move went past the lowest point of its line. (For plain
   descent this slope is, up to its length, the derivative of the height by the learning rate:
   Baydin and others, "Online learning rate adaptation with hypergradient descent", 2018.) If
   more than a quarter of the way was made by moves that went past, the rate is too large (a ball
   that swings spends half of its way so, one that creeps nearly none); otherwise too small.

What it cannot know: a ball at rest on a level plateau looks like one at rest in a minimum, and
more steps may yet bring a slow ball home. It judges the run it is shown.
"""

from dataclasses import dataclass

import numpy as np

from pycore import checks
from pycore.descent.run import Descent
from pycore.numerics import Array, quiet

SETTLED = 0.05
"""Share of the way, and of the drop, that still counts as nothing."""

PAST = 0.25
"""Share of the way made by moves that went past the lowest point, above which a rate is large."""

EVEN = 0.45
"""Last quarter by last half of the way: 0.5 at an even pace, at most 0.05^(1/3) = 0.37 if each
step leaves the same share of the distance and the ball settles."""

TINY = 1e-300
"""Stands in for the longest move where no move is longer."""

FEWEST_CLIMBS = 4
"""So many steps uphill in a row, or more, are divergence; fewer happen in a run that recovers."""

VERDICTS = ("too small", "just right", "too large", "diverged", "undecided")
"""The names of all verdicts; "undecided" is for a ball that never moved."""


@dataclass(frozen=True)
class Verdict:
    """What a run says about its learning rate.

    Attributes:
        name: One of `VERDICTS`.
        reason: Why, in a sentence about this run.
        overshoot: Share (0 to 1) of the way of its second half made by moves that went past the
            lowest point of their line.
    """

    name: str
    reason: str
    overshoot: float

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@quiet
def verdict(run: Descent) -> Verdict:
    """Judge the learning rate of a run by what the run did.

    Raises:
        ValueError: it is no descent.

    >>> from pycore.descent import descend
    >>> from pycore.landscapes import landscape
    >>> for rate in (0.001, 0.5, 1.999, 2.1):
    ...     print(verdict(descend(landscape("parabola"), [-3.0], rate=rate)).name)
    too small
    just right
    too large
    diverged
    """
    checks.instance("run", run, Descent, "a descent, as descend returns it")
    overshoot = _overshoot(run)
    name, reason = _judge(run, overshoot)
    return Verdict(name, reason, overshoot)


def _judge(run: Descent, overshoot: float) -> tuple[str, str]:
    if run.stop == "not finite":
        return "diverged", f"After step {run.steps} the next numbers are too large to be computed."
    if run.stop == "out of range":
        where = "higher" if run.values[-1] > run.values[0] else "lower"
        return "diverged", f"At step {run.steps} the ball is far outside and {where} than before."
    if _is_climbing(run):
        return "diverged", "Each step of the second half ends higher than it began."
    if run.steps == 0:
        return "undecided", "The ball has not moved: the ground is level where it stands."
    if _has_settled(run, overshoot):
        return "just right", f"The ball came to rest within {run.steps} steps."
    if overshoot > PAST or not _is_near_lowest(run):
        return "too large", f"After {run.steps} steps the ball still jumps past the lowest point."
    return "too small", f"After {run.steps} steps the ball is still on its way downhill."


def _second_half(run: Descent) -> slice:
    """The moves of the second half; the only one, of a run with one."""
    return slice(run.steps // 2, run.steps)


def _overshoot(run: Descent) -> float:
    moves = np.diff(run.path, axis=0)[_second_half(run)]  # (k / 2, d)
    uphill = (moves * run.gradients[1:][_second_half(run)]).sum(axis=1) > 0
    lengths = np.linalg.norm(moves / np.abs(moves).max(initial=TINY), axis=1)  # none overflows
    return float(lengths[uphill].sum() / lengths.sum()) if lengths.any() else 0.0


def _is_climbing(run: Descent) -> bool:
    climbs = np.diff(run.values)[_second_half(run)]
    return len(climbs) >= FEWEST_CLIMBS and bool((climbs > 0).all())


def _has_settled(run: Descent, overshoot: float) -> bool:
    if run.stop == "rest" or not _is_near_lowest(run):
        return _is_near_lowest(run)
    distances = _distances_to_end(run)
    if not distances.any():  # the steps were too small to change the numbers
        return False
    half, quarter = distances[run.steps // 2 :].max(), distances[run.steps * 3 // 4 :].max()
    is_even = overshoot <= PAST and quarter > EVEN * half
    leads_away = 4 * quarter > SETTLED * distances[0]  # within as many steps again
    return bool(quarter <= SETTLED * distances[0] and not (is_even and leads_away))


def _is_near_lowest(run: Descent) -> bool:
    """Whether the run ends near the lowest height it met, measured by its whole drop."""
    first, lowest, last = run.values[0], run.values.min(), run.values[-1]
    return bool(last - lowest <= SETTLED * (first - lowest))


def _distances_to_end(run: Descent) -> Array:
    distances: Array = np.linalg.norm(run.path - run.path[-1], axis=1)
    return distances
