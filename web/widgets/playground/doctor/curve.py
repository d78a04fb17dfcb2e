"""What the doctor reads off the loss curve, and what may bring it down."""

from __future__ import annotations

import numpy as np

from kit.words.numbers import number
from pycore.datasets import CLASSIFICATION, REGRESSION
from pycore.training.history import Record
from widgets.playground.doctor.finding import (
    Remedy,
    Trouble,
    another_start,
    at_rate,
    faster,
    slower,
)
from widgets.playground.doctor.network import TANH
from widgets.playground.doctor.trend import trend
from widgets.playground.recipe import LABELS, MOST_NEURONS
from widgets.playground.workbench import Workbench

PENALTIES = (0.001, 0.01, 0.03)
"""L2 penalties against overfitting, the mildest first."""

MOST_COUNT = 1000.0
"""The most points that a built-in data set has."""

DEEP = 3
"""From so many hidden layers on, another one is not advice."""

SHORT_STEPS = 0.01
"""Below this rate the steps are short."""

LINE_WANTED = {CLASSIFICATION: 0.95, REGRESSION: 0.9}
"""A network without a bend stands still for good: what it must reach to be let alone, ..."""

RECENT = 20
"""... by the median of so many records at most."""


def by_the_curve(bench: Workbench, since: int) -> Trouble | None:
    """What is wrong with the curve since an epoch."""
    run = bench.run
    past = [record for record in run.history if record.epoch <= run.epoch]
    if _is_linear(bench):
        wanted = LINE_WANTED[bench.recipe.data.task]
        now = trend(past, since=since, right=goodness(bench), wanted=wanted)
    else:
        now = trend(past, since=since)
    if now is None:
        return None
    if now.kind == "unstable":
        words = f"{now.words} Steps this long jump across the valley."
        return Trouble("unstable", words, (at_rate("Use", slower(run.rate)),))
    if now.kind == "overfitting":
        words = f"{now.words} The network learns its training points by heart."
        return Trouble("overfitting", words, _against_overfitting(bench))
    return Trouble("stalled", now.words, _onwards(bench))


def goodness(bench: Workbench) -> float:
    """How good the network has been lately: the median over the last records."""
    past = [record for record in bench.run.history if record.epoch <= bench.run.epoch]
    recent = past[-RECENT:] or [bench.run.record]
    return float(np.median([_share(bench, record) for record in recent]))


def _share(bench: Workbench, record: Record) -> float:
    """The share of right answers, or of the variance of the heights that is explained."""
    if record.train_accuracy is not None:
        return record.train_accuracy
    return 1 - record.train_loss / (float(bench.train.t.var()) or 1.0)


def _is_linear(bench: Workbench) -> bool:
    return not bench.recipe.net.hidden or bench.recipe.net.activation == "linear"


def _against_overfitting(bench: Workbench) -> tuple[Remedy | None, ...]:
    data, now = bench.recipe.data, bench.recipe.training.l2
    stronger = next((one for one in PENALTIES if one > now), None)
    penalty = None if stronger is None else Remedy(f"Use L2 {stronger:g}", {"l2": f"{stronger:g}"})
    count = min(2.0 * data.count, MOST_COUNT)
    fixed = data.is_own or data.name == "eight" or count <= data.count
    why = "More points leave less room for accidents."
    points = None if fixed else Remedy(f"Use {number(count)} points", {"count": count}, why)
    return penalty, points


def _onwards(bench: Workbench) -> tuple[Remedy | None, ...]:
    """What may bring a run on that stands still; the first are what most often helps."""
    if _is_linear(bench):
        return _missing_input(bench), _bend(bench)
    return (
        _missing_input(bench),
        _longer_steps(bench),
        _adam(bench),
        _wider(bench),
        _deeper(bench),
        another_start(bench.recipe.net.seed, "Another start may lead into a deeper valley."),
    )


def _missing_input(bench: Workbench) -> Remedy | None:
    inputs = bench.recipe.net.inputs
    if {"x1", "x2"} & set(inputs) == {"x1", "x2"} or set(inputs) - {"x1", "x2"}:
        return None
    missing = "x2" if "x1" in inputs else "x1"
    why = f"The network is not told {LABELS[missing]}."
    return Remedy(f"Tell it {LABELS[missing]}", {missing: True}, why)


def _bend(bench: Workbench) -> Remedy:
    """What a network needs whose answer is linear in its inputs."""
    net = bench.recipe.net
    is_plain = set(net.inputs) <= {"x1", "x2"}
    shape = "as simple as the inputs"
    if is_plain:
        shape = "a straight line" if net.output == "sigmoid" else "an even slope"
    what = "boundary" if net.output == "sigmoid" else "map"
    if net.hidden:
        why = f"Linear layers together are one linear layer, so the {what} stays {shape}."
        return Remedy(TANH.button, TANH.settings, why)
    why = f"Without a hidden layer the {what} stays {shape}, however long it trains."
    return Remedy("Add a layer of 4", {"sizes": "4", "activation": _bending(net.activation)}, why)


def _bending(activation: str) -> str:
    """An activation that bends: the present one, if it does."""
    return "tanh" if activation in ("linear", "step") else activation


def _longer_steps(bench: Workbench) -> Remedy | None:
    if bench.run.rate >= SHORT_STEPS:
        return None
    why = f"The steps are short: a rate of {number(bench.run.rate, 4)}."
    return at_rate("Use", faster(bench.run.rate), why)


def _adam(bench: Workbench) -> Remedy | None:
    if bench.recipe.training.optimiser != "plain":
        return None
    why = "Plain descent may be on a plateau; Adam crosses it with longer steps."
    return Remedy("Use Adam", {"optimiser": "adam", "rate": "0.01"}, why)


def _wider(bench: Workbench) -> Remedy | None:
    hidden = bench.recipe.net.hidden
    sizes = [min(count + 4, MOST_NEURONS) for count in hidden]
    if sizes == list(hidden):
        return None
    loss = number(bench.run.record.train_loss)
    why = f"At a loss of {loss} this network may be too small for these points."
    return Remedy("Add neurons", {"sizes": "-".join(map(str, sizes))}, why)


def _deeper(bench: Workbench) -> Remedy | None:
    hidden = bench.recipe.net.hidden
    if len(hidden) >= DEEP:
        return None
    sizes = "-".join(map(str, (*hidden, hidden[-1])))
    return Remedy("Add a layer", {"sizes": sizes}, "One more layer can bend the answer further.")
