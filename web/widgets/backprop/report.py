"""The words of the backprop widget: where the run stands, what was computed, why, and the goals.

Longer than other files: one method for each part of the form, in the order of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.page.view import View
from kit.pictures.network_layout import Spot
from kit.pictures.network_picture import name_of, weight_of
from kit.words.numbers import equals, number
from kit.words.outputs import FLAT
from widgets.backprop import weight
from widgets.backprop.outcome import outcome
from widgets.backprop.run import Cycle, Cycles
from widgets.backprop.steps import (
    PHASES,
    TITLES,
    Kind,
    Operation,
    Phase,
    Position,
    end_of,
    operations,
)
from widgets.backprop.weight import UNKNOWN, Reason
from widgets.backprop.words import gradient_of, neuron_name, rows_of

HALF = 0.5  # of the loss at the start: a goal
NOTHING = 5e-4  # a gradient below this hardly moves a weight at any rate on offer
LATE = 40  # cycles after which a good learning rate has long brought the loss down


class Report:
    """Says everything that the widget says."""

    def __init__(self, view: View, reach: Callable[..., bool]) -> None:
        """Speak through this view; `reach` is `Widget.reach`."""
        self.view = view
        self._reach = reach
        self._weight: tuple[object, ...] = ()
        self._last: tuple[Position, Spot] | None = None
        self._picking = False
        """Whether the reader's last deed was to pick a weight, so that it is spoken of."""

    def tell_position(self, run: Cycles, cycle: Cycle, place: Position, running: bool) -> None:
        """The four steps with their results, and the operation done last."""
        for phase in PHASES:
            done = place.has_reached(phase)
            self.view.text(f"{phase}-result", _result(cycle, phase) if done else "–")
            now = place.last is not None and place.last.phase == phase
            self.view.attribute(f"{phase}-step", "aria-current", "step" if now else None)
        losses = run.losses(place.finished)
        self.view.text("counter", f"{place.cycle + 1}, with sample {cycle.sample + 1}")
        self.view.text("sample", _sample(cycle))
        self.view.text("mean", f"{number(losses[0])} → {number(losses[-1])}")
        told = _told(place)
        self.view.text("operation-name", _name(cycle, told))
        rows = [row for operation in told for row in rows_of(cycle, operation)]
        self.view.rows("operation", rows or [_NOTHING_YET])
        self.view.text("flat", _flat(cycle, place))
        self.view.text("play-word", "Pause" if running else "Play")

    def tell_weight(
        self,
        cycle: Cycle,
        place: Position,
        spot: Spot,
        reasons: Sequence[Reason],
        *,
        check: bool,
    ) -> None:
        """The picked weight, so far as it is computed, and the table of all, when they changed."""
        found, moved = (place.has(kind, spot.layer, spot.target) for kind in _DEEDS)
        key = (cycle, spot, check, found, moved, *(reason.known for reason in reasons))
        if key == self._weight:
            return
        self._weight = key
        view, gradient = self.view, gradient_of(cycle, spot)
        name = name_of(spot, cycle.before.sizes)
        view.text("weight-name", name if spot.kind == "b" else f"weight {name}")
        view.text("chain", weight.chain(reasons, bias=spot.kind == "b"))
        numbers = weight.chain_in_numbers(reasons, gradient if found else None)
        view.text("chain-numbers", f"= {numbers}")
        view.rows("factors", weight.rows(reasons))
        view.text("change", weight.change_words(cycle, spot) if moved else UNKNOWN)
        view.text("meaning", _meaning(cycle, spot, gradient) if found else UNKNOWN)
        whole = weight.checked(cycle) if check else None
        view.rows("parameters", weight.table(cycle, whole))
        view.attribute("proof", "hidden", not check)
        if whole is not None:
            view.rows("measured", weight.measured(cycle, spot))
            worst = number(float(whole.errors.max()), 2)
            verdict = "✓ All agree" if whole.passed else "✗ Not all agree"
            words = f"{verdict}: {len(whole.claimed)} gradients, largest error {worst}."
            view.text("check-all", words if whole.passed else f"{words} {_WHY_NOT}")

    def judge(self, run: Cycles, cycle: Cycle, place: Position, spot: Spot) -> None:
        """Tick the goals, which stay reached, and say where the run stands or what was picked."""
        losses = run.losses(place.finished)
        known = place.has("gradient", spot.layer, spot.target)
        now = {
            "half": losses[-1] < HALF * losses[0],
            "worse": place.finished >= LATE and losses[-1] > losses[0],
            "stuck": known and abs(gradient_of(cycle, spot)) < NOTHING,
        }
        new = self._reach(**now)
        if self._last is not None and self._last != (place, spot):
            self._picking = self._last[0] == place
        self._last = (place, spot)
        words = _picked(cycle, spot, known) if self._picking else _status(run, cycle, place)
        self.view.status(f"✓ You have reached a goal. {words}" if new else words)


_WHY_NOT = "Nudging fails where a ReLU bends within the nudge, and where numbers are huge."
_DEEDS: tuple[Kind, Kind] = ("gradient", "update")
_WHOLE: dict[Phase, str] = {
    "forward": "Forward, the whole step: the sum of each neuron and its activation",
    "backward": "Backward, the whole step: δ of each neuron, and the gradients that follow from it",
    "update": "Update, the whole step: new value = old value − rate × gradient",
}
_NOTHING_YET = ["nothing yet", "press “Forward pass”", "–"]


def _result(cycle: Cycle, phase: Phase) -> str:
    match phase:
        case "forward":
            return f"y {equals(float(cycle.trace.y[0, 0]))}"
        case "loss":
            return f"L {equals(cycle.loss)}"
        case "backward":
            gradients = cycle.gradients.vector
            return f"largest |∂| {equals(float(abs(gradients).max()))}"
    return f"L now {equals(cycle.loss_after)}"


def _sample(cycle: Cycle) -> str:
    x1, x2 = (number(float(x)) for x in cycle.x[0])
    return f"x₁ = {x1}, x₂ = {x2}, target t = {number(float(cycle.t[0, 0]))}"


def _told(place: Position) -> list[Operation]:
    """What was just computed: the operation done last, or a whole step that it has completed."""
    if place.last is None:
        return []
    phase = place.last.phase
    if place.done < end_of(phase, place.sizes):
        return [place.last]
    return [operation for operation in place.made if operation.phase == phase]


def _name(cycle: Cycle, told: Sequence[Operation]) -> str:
    if not told:
        return "Nothing computed yet in this cycle"
    operation = told[-1]
    if len(told) > 1:
        return _WHOLE[operation.phase]
    name = neuron_name(cycle, operation.layer, operation.neuron)
    words = {
        "activation": f"Forward: the sum of {name} and its activation",
        "loss": "Loss: how far y is from its target",
        "delta": f"Backward: δ of {name}, which is ∂L/∂z there",
        "gradient": f"Backward: the gradients of what leads into {name}",
        "update": f"Update: new value = old value − rate × gradient, into {name}",
    }
    return words[operation.kind]


def _flat(cycle: Cycle, place: Position) -> str:
    """Which neurons are saturated, so far as the forward pass has come."""
    flat = [
        f"{neuron_name(cycle, op.layer, op.neuron)} (slope {number(slope)})"
        for op in place.made
        if op.kind == "activation" and abs(slope := cycle.slope(op.layer, op.neuron)) < FLAT
    ]
    if not flat:
        return "None in this cycle so far."
    return f"{', '.join(flat)}: little of the signal passes here on its way back."


def _status(run: Cycles, cycle: Cycle, place: Position) -> str:
    losses = run.losses(place.finished)
    if place.finished >= run.length and run.length < place.finished + 1:
        return f"The run ends after {run.length} cycles. Mean loss {equals(losses[-1])}."
    if place.last is None:
        return f"Start. Mean loss {equals(losses[0])}. Press “Forward pass” or “Play”."
    if place.done == len(operations(run.sizes)):
        return f"Cycle {place.finished} complete. {outcome(run, cycle, losses)}"
    last = rows_of(cycle, place.last)[-1]
    return f"Cycle {place.cycle + 1}, {TITLES[place.last.phase]}: {last[0]} {last[2]}."


def _picked(cycle: Cycle, spot: Spot, known: bool) -> str:
    """What is said of a weight when the reader comes to it."""
    name = name_of(spot, cycle.before.sizes)
    kind = "The " if spot.kind == "b" else "Weight "
    value = number(weight_of(cycle.before, spot))
    if not known:
        return f"{kind}{name} is {value}; its gradient comes with the backward pass."
    return f"{kind}{name} is {value}, its gradient {number(gradient_of(cycle, spot))}."


def _meaning(cycle: Cycle, spot: Spot, gradient: float) -> str:
    """What the gradient says, and what the update does with it."""
    what = "bias" if spot.kind == "b" else "weight"
    if gradient == 0:
        return f"For this sample the {what} makes no difference: nothing pulls at it."
    way, other = ("up", "down") if gradient > 0 else ("down", "up")
    value = number(weight_of(cycle.before, spot))
    rise = f"The loss grows if this {what} goes {way} from {value}"
    return f"{rise}. The gradient points uphill, so the update takes it {other}."
