"""What a descent says: the arithmetic of a step, where a run ends, what its rate was worth."""

from __future__ import annotations

import numpy as np

from kit.pictures.contours import Grid
from kit.words.calculations import added, stepped, worked
from kit.words.numbers import equals, number
from kit.words.sentences import counted, point
from pycore.descent import Descent
from pycore.descent.verdict import Verdict, verdict
from pycore.landscapes import Landscape
from pycore.numerics import quiet

NEAR = 0.02  # of the view's width: as near as the engine's own `Landscape.place` asks for
STAY = 3  # steps
SMALLEST = 1e-12  # far below what a ball at rest still moves; a height goes with its square
LOST = ("out of range", "not finite")


def move(name: str, here: float, rate: float, slope: float) -> str:
    """One step of plain descent for one variable, in numbers.

    >>> move("w", 1.2, 0.1, 2.4)
    'w ← 1.2 − 0.1 × 2.4 = 0.96'
    """
    return f"{name} ← {stepped(here, rate, slope)} {equals(added([here, -rate * slope]))}"


def seen(run: Descent, k: int) -> tuple[list[float], list[float], float]:
    """Place, slopes and height after k steps, without what binary fractions leave of a zero."""
    place, slopes = (
        [value if abs(value) > SMALLEST else 0.0 for value in values.tolist()]
        for values in (run.path[k], run.gradients[k])
    )
    height = float(run.values[k])
    return place, slopes, height if abs(height) > SMALLEST**2 else 0.0


def height_words(ground: Landscape, place: list[float], height: float) -> str:
    """A height with its place, in as many digits as the height needs."""
    texts = worked(place, lambda values: float(ground.value(values)))
    return f"L({', '.join(texts)}) {equals(height)}"


def arrival(ground: Landscape, run: Descent) -> int | None:
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
def _distances(ground: Landscape, run: Descent) -> Grid:
    """From each point of the run to each minimum, (k + 1, minima)."""
    between = run.path[:, None, :] - np.array(ground.minima)
    distances: Grid = np.linalg.norm(np.clip(between, -1e6, 1e6), axis=-1)
    return distances


def ending(ground: Landscape, run: Descent) -> str:
    """Where the run ends, and after how many steps it got there, in words that fit the verdict."""
    if run.stop in LOST:
        return f"The ball is lost after {counted(run.steps, 'step')}: it leaps farther and farther."
    if not run.steps:
        return "The ball stays where it is: the ground is level here, so there is no step."
    kind, found = ground.place(run.path[-1]), verdict(run).name
    place = _named(ground, kind)
    arrived = arrival(ground, run)
    if arrived is not None:
        return _arriving(place, counted(arrived, "step"), found)
    settled = found == "just right"
    after = f"After {counted(run.steps, 'step')} it"
    if "minimum" in kind:
        still = " and still jumps to and fro" if found == "too large" else ""
        return f"{after} has come close to {place}, but has not stayed there yet{still}."
    if place and settled:
        return f"{after} is at {place}, which is level but no minimum."
    if settled:
        near = _nearest(ground, run.path[-1])
        return f"{after} has almost come to rest at {_at(run.path[-1])}, short of {near}."
    return f"{after} is at {_at(run.path[-1])}, and has reached no minimum."


def _arriving(place: str, steps: str, found: str) -> str:
    match found:
        case "too small":
            return f"It reaches {place} after {steps}, and stays: slow, but it arrives."
        case "too large":
            return f"It overshoots, but it arrives: it reaches {place} after {steps}, and stays."
        case "diverged":
            return f"It comes near {place} after {steps}, but now each step ends higher."
    return f"It reaches {place} after {steps}, and stays."


def _at(place: Grid) -> str:
    return point(place) if len(place) > 1 else number(float(place[0]))


def _nearest(ground: Landscape, here: Grid) -> str:
    """The minimum nearest to a place, with where it is."""
    minima = np.array(ground.minima)
    minimum = minima[int(np.argmin(np.linalg.norm(minima - here, axis=1)))]
    return f"{_named(ground, ground.place(minimum))} at {_at(minimum)}"


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


def judged(found: Verdict, ground: Landscape, run: Descent) -> str:
    """The verdict on the rate, with a reason that agrees with `ending`; a tick at a minimum."""
    name = found.name.capitalize()
    arrived = arrival(ground, run)
    if arrived is not None and found.name in _AT_A_MINIMUM:
        return _AT_A_MINIMUM[found.name].format(since=_since(arrived))
    if found.name != "just right":
        return f"{name}. {found.reason}"
    if run.stop == "rest" or ground.place(run.path[-1]) in ("saddle", "top"):
        return f"{name}, but the ball came to rest at a place that is no minimum."
    return f"{name}, but slow at the end: the ball has almost come to rest before the minimum."


_AT_A_MINIMUM = {
    "just right": "✓ Just right. {since} the ball has stayed at the minimum.",
    "too small": "Too small. {since} the ball is near the minimum, and it still creeps closer.",
    "too large": "Too large. {since} the ball stays near the minimum, but its jumps go past it.",
}
"""The verdict on a ball that has arrived: its reason speaks of the same step as the ending."""


def _since(step: int) -> str:
    return f"Since step {step}" if step else "From the start"


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
    largest = "the curvature" if ground.dimensions == 1 else "the largest curvature"
    where = f"λ, {largest}, is {number(steepest)}, so 2 / λ {equals(border)}."
    return f"{where} Your rate, {number(rate)}, is {side}: {number(100 * share)} % of the limit."


def opinion(name: str) -> str:
    """A verdict's name in the middle of a sentence."""
    long = {"diverged": "far too large: the run diverges", "undecided": "not put to use"}
    return long.get(name, name)
