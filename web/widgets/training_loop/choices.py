"""What the networks and rates are for, and what state a run with them is in."""

from __future__ import annotations

from kit.words.numbers import number
from pycore import CurveDiagnosis
from widgets.training_loop.story import RATES

PURPOSES = {
    "single": "A single neuron has one straight line: see what training cannot do for it.",
    "shallow": "Three hidden neurons draw three lines, and the output joins them: enough here.",
    "deep": "Two layers of four have more room than these points need: see whether it helps.",
    "gentle": "The gentle rate, {}, is there to be too slow.",
    "balanced": "The balanced rate, {}, is there to learn with.",
    "aggressive": "The aggressive rate, {}, is there to overshoot.",
}
"""What each network and each rate is for; the rate stands at the braces."""

STRAIGHT = (
    "One neuron turns its line and never bends it, and no straight line parts these corners. "
    "So it underfits however long it trains."
)


def choice_words(depth: str, pace: str) -> str:
    """What the chosen network and the chosen rate are for."""
    return f"{PURPOSES[depth]} {PURPOSES[pace].format(number(RATES[pace]))}"


def state_words(depth: str, epoch: int, found: CurveDiagnosis) -> str:
    """The state of a run with its reason; an untrained network has none."""
    if epoch == 0:
        return "Not trained yet: the weights are those of chance."
    said = f"{found.state.capitalize()}: {found.reason}"
    return f"{said} {STRAIGHT}" if depth == "single" else said
