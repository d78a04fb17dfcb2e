"""What a descent says: the arithmetic of a step, where a run ends, what its rate was worth."""

from __future__ import annotations

import numpy as np

from kit.contours import Grid
from kit.figures import counted, equals, factor, figure, point
from pycore.descent import Run
from pycore.landscapes import Landscape
from pycore.numerics import quiet
from pycore.verdict import Verdict

NEAR = 0.02  # of the view's width: as near as the engine's own `Landscape.place` asks for
STAY = 3  # steps
LOST = ("out of range", "not finite")


def move(name: str, here: float, rate: float, slope: float) -> str:
    """One step of plain descent for one variable, in numbers.

    >>> move("w", 1.2, 0.1, 2.4)
    'w ← 1.2 − 0.1 × 2.4 = 0.96'
    """
    result = equals(here - rate * slope)
    return f"{name} ← {figure(here)} − {figure(rate)} × {factor(slope)} {result}"


def arrival(ground: Landscape, run: Run) -> int | None:
    """The step from which the ball stays near the minimum where it ends; None if it ends elsewhere.

    Near is within 2 % of the width of the view. A ball that bounces may be near by chance when the
    run ends; so it must have been there for some steps, unless it rests.
    """
    if run.stop in LOST:
        return None
    away = _distances(ground, run) >= NEAR * (ground.view[0][1] - ground.view[0][0])
    goal = int(np.argmin(away[-1])) if not away[-1].all() else None
    if goal is None:
        return None
    outside = np.flatnonzero(away[:, goal])
    arrived = int(outside[-1]) + 1 if len(outside) else 0
    return arrived if run.stop == "rest" or run.steps - arrived >= STAY else None


@quiet
def _distances(ground: Landscape, run: Run) -> Grid:
    """From each point of the run to each minimum, (k + 1, minima)."""
    between = run.path[:, None, :] - np.array(ground.minima)
    distances: Grid = np.linalg.norm(np.clip(between, -1e6, 1e6), axis=-1)
    return distances


def ending(ground: Landscape, run: Run) -> str:
    """Where the run ends, and after how many steps it got there, in one sentence."""
    if run.stop in LOST:
        return f"The ball is lost after {counted(run.steps, 'step')}: it leaps farther and farther."
    if not run.steps:
        return "The ball stays where it is: the ground is level here, so there is no step."
    place = _named(ground, ground.place(run.path[-1]))
    arrived = arrival(ground, run)
    if arrived is not None:
        return f"It reaches {place} after {counted(arrived, 'step')}, and stays."
    if place:
        return (
            f"After {counted(run.steps, 'step')} it is at {place}, which is level but no minimum."
        )
    where = point(run.path[-1]) if ground.dimensions > 1 else figure(float(run.path[-1, 0]))
    return f"After {counted(run.steps, 'step')} it is at {where}, and has reached no minimum."


def _named(ground: Landscape, place: str) -> str:
    """What the engine calls a place, as the lesson calls it; nothing for a mere slope."""
    alone = len(ground.minima) == 1
    heights = ground.value(ground.minima)
    equal = bool(np.allclose(heights, heights[0]))
    match place:
        case "minimum" if alone:
            return "the minimum"
        case "minimum" | "higher minimum" if equal:
            return "one of the two minima"
        case "minimum":
            return "the lower minimum"
        case "higher minimum":
            return "the higher minimum"
        case "slope":
            return ""
    return f"the {place}"


def judged(found: Verdict) -> str:
    """The verdict on the rate, with its reason.

    >>> judged(Verdict("too small", "It creeps.", 0.0))
    'Too small. It creeps.'
    """
    mark = "✓ " if found.name == "just right" else ""
    return f"{mark}{found.name.capitalize()}. {found.reason}"


def curvature(ground: Landscape) -> float | None:
    """The largest curvature λ of a landscape that has the same everywhere; None for others.

    A height is a sum of squares exactly when its gradient is linear; then the gradients at the
    unit vectors are the columns of its second derivatives.
    """
    units = np.eye(ground.dimensions)
    columns = ground.gradient(units) - ground.gradient(np.zeros(ground.dimensions))
    probe = np.linspace(1.5, 3.0, ground.dimensions)
    if not np.allclose(ground.gradient(probe), probe @ columns):
        return None
    return float(np.linalg.eigvalsh(columns)[-1])


def limit(ground: Landscape, rate: float) -> str:
    """The exact limit of the rate, 2 / λ, where the landscape has one."""
    steepest = curvature(ground)
    if steepest is None:
        return "No single limit: here the curvature λ changes from place to place."
    border = 2 / steepest
    share = rate / border
    side = "below it" if share < 1 else "exactly at it" if share == 1 else "beyond it"
    where = f"λ = {figure(steepest)}, so 2 / λ = {figure(border)}."
    return f"{where} Your rate, {figure(rate)}, is {side}: {figure(100 * share)} % of the limit."


def opinion(name: str) -> str:
    """A verdict's name in the middle of a sentence."""
    long = {"diverged": "far too large: the run diverges", "undecided": "not put to use"}
    return long.get(name, name)
