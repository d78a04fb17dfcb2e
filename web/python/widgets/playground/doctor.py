"""The failure doctor: names what is wrong in a run, where and why, and what helps."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from kit.messages import Settings
from kit.numbers import number
from pycore.backprop import backward
from widgets.playground.curve import trend
from widgets.playground.recipe import RATES
from widgets.playground.workbench import Workbench

PATIENCE = 40
"""Epochs before neurons that hardly learn are worth a word."""

DEAD_SHARE = 0.25
"""A layer with this share of dead neurons is worth a word."""

FLAT, MOSTLY = 0.02, 0.95
"""A neuron is saturated where its slope is below 0.02 for 95 % of the training points."""

TRIAL, MOST_TRIED = 20, 60
"""Epochs beyond the failure that a smaller rate must survive to be recommended; at most so many."""


@dataclass(frozen=True)
class Finding:
    """What is wrong, in one or two sentences, and the settings that help.

    Attributes:
        kind: A word for it, in tests.
        words: What the reader is told.
        button: What the button says that applies the remedy; "" if there is none.
        remedy: Settings to change.
    """

    kind: str
    words: str
    button: str = ""
    remedy: Settings = field(default_factory=dict)


def examine(bench: Workbench) -> Finding | None:
    """The most important thing that is wrong with a run as it is now; None if it is well."""
    return (
        _diverged(bench)
        or _step_neurons(bench)
        or _symmetric(bench)
        or _dead(bench)
        or _saturated(bench)
        or _by_the_curve(bench)
    )


def _diverged(bench: Workbench) -> Finding | None:
    found = bench.run.divergence
    if found is None:
        return None
    where = (
        "the loss" if found.layer is None else f"the {found.quantity}s of layer {found.layer + 1}"
    )
    words = f"A rate of {number(bench.run.rate)} made {where} overflow in epoch {found.epoch}."
    smaller = _surviving_rate(bench, found.epoch + TRIAL)
    if smaller is None:
        told = f"{words} No rate of the list holds from this start; another start may."
        return Finding("diverged", told, "New start", {"seed": bench.recipe.net.seed % 999 + 1.0})
    told = f"{words} It shows the state before that. Tried from the start, {number(smaller)} holds."
    remedy: Settings = {"rate": _rate_text(smaller), "step": 0.0}
    return Finding("diverged", told, f"Start again at {number(smaller)}", remedy)


def _surviving_rate(bench: Workbench, epochs: int) -> float | None:
    """The largest smaller rate of the list with which a copy of the run learns for some epochs."""
    for rate in reversed([rate for rate in RATES if rate < bench.run.rate]):
        trial = Workbench(bench.recipe, rate, bench.host).run
        trial.train(min(epochs, MOST_TRIED))
        history = trial.history
        if trial.divergence is None and history[-1].train_loss < history[0].train_loss:
            return rate
    return None


def _step_neurons(bench: Workbench) -> Finding | None:
    net = bench.recipe.net
    if net.activation != "step" or not net.hidden or bench.run.epoch < 1:
        return None
    words = "A step is flat everywhere, so no slope reaches the weights below it: they stand still."
    return Finding("step", words, "Use tanh", {"activation": "tanh"})


def _symmetric(bench: Workbench) -> Finding | None:
    if bench.run.epoch < 1 or bench.recipe.net.start != "zeros":
        return None
    for number_, layer in enumerate(bench.run.mlp.layers[:-1], start=1):
        if len(layer.block) > 1 and np.ptp(layer.block, axis=0).max() < 1e-12:
            words = (
                f"All {len(layer.block)} neurons of layer {number_} have the same weights, since "
                f"they began alike at zero. {_fate_of_the_alike(bench)}"
            )
            return Finding("symmetry", words, "Start at random", {"start": "xavier"})
    return None


def _fate_of_the_alike(bench: Workbench) -> str:
    """Whether neurons that began alike move at all, by the gradient over all training points."""
    mlp = bench.run.mlp
    trace = mlp.forward(bench.inputs(bench.train.x))
    slopes = backward(mlp, trace, bench.train.t, bench.recipe.net.loss).vector
    if slopes[:-1].any():
        return "So they learn alike, and work as one."
    return (
        "The slope by every weight is exactly 0, so they learn nothing: only the last bias moves."
    )


def _dead(bench: Workbench) -> Finding | None:
    if bench.recipe.net.activation != "relu" or bench.run.epoch < 1 or _is_good(bench):
        return None
    trace = bench.run.mlp.forward(bench.inputs(bench.train.x))
    for number_, z in enumerate(trace.z[:-1], start=1):
        dead = int((z <= 0).all(axis=0).sum())
        if dead >= max(DEAD_SHARE * z.shape[1], 1):
            words = (
                f"{dead} of {z.shape[1]} neurons in layer {number_} are dead: their sum is below "
                "0 for every training point, where ReLU is flat. They cannot learn any more."
            )
            return Finding("dead", words, "Use leaky ReLU", {"activation": "leaky_relu"})
    return None


def _saturated(bench: Workbench) -> Finding | None:
    net = bench.recipe.net
    if net.activation not in ("tanh", "sigmoid") or bench.run.epoch < PATIENCE or _is_good(bench):
        return None
    trace = bench.run.mlp.forward(bench.inputs(bench.train.x))
    for number_, z in enumerate(trace.z[:-1], start=1):
        slopes = bench.run.mlp.layers[number_ - 1].activation.derivative(z)
        full = int(((slopes < FLAT).mean(axis=0) > MOSTLY).sum())
        if full >= max(z.shape[1] / 2, 1):
            words = (
                f"{full} of {z.shape[1]} neurons in layer {number_} are saturated: for nearly all "
                f"points their sum lies where {net.activation} is flat, so they hardly learn."
            )
            if net.start == "normal":
                return Finding("saturated", words, "Start smaller", {"start": "xavier"})
            slower = _next_rate(bench.run.rate, down=True)
            remedy: Settings = {"rate": _rate_text(slower), "step": 0.0}
            return Finding("saturated", words, f"Start again at {number(slower)}", remedy)
    return None


def _by_the_curve(bench: Workbench) -> Finding | None:
    run = bench.run
    past = [record for record in run.history if record.epoch <= run.epoch]
    now = trend(past) if past else None  # a link may bring weights whose loss is no number
    if now is None:
        return None
    if now.kind == "unstable":
        slower = _next_rate(run.rate, down=True)
        words = f"{now.words} Steps this long jump across the valley."
        return Finding("unstable", words, f"Use {number(slower)}", {"rate": _rate_text(slower)})
    if now.kind == "overfitting":
        words = f"{now.words} The network learns its training points by heart."
        stronger = {0.0: 0.001, 0.001: 0.01}.get(bench.recipe.training.l2, 0.03)
        return Finding("overfitting", words, f"Use L2 {stronger}", {"l2": f"{stronger:g}"})
    return _stalled(bench, now.words)


def _stalled(bench: Workbench, told: str) -> Finding:
    net, loss = bench.recipe.net, number(bench.run.record.train_loss)
    if not net.hidden:
        words = f"{told} Without a hidden layer the boundary stays as simple as the inputs."
        return Finding("stalled", words, "Add a layer of 4", {"sizes": "4"})
    if net.activation == "linear":
        words = f"{told} Linear layers together are one linear layer."
        return Finding("stalled", words, "Use tanh", {"activation": "tanh"})
    if bench.run.rate < 0.01:
        faster = _next_rate(bench.run.rate, down=False)
        words = f"{told} The steps are short: a rate of {number(bench.run.rate)}."
        return Finding("stalled", words, f"Use {number(faster)}", {"rate": _rate_text(faster)})
    if bench.recipe.training.optimiser == "plain":
        words = f"{told} Plain descent may be on a plateau; Adam crosses it with longer steps."
        remedy: Settings = {"optimiser": "adam", "rate": "0.01"}
        return Finding("stalled", words, "Use Adam", remedy)
    wider = "-".join(str(min(count + 4, 16)) for count in net.hidden)
    words = f"{told} At a loss of {loss} this network may be too small for these points."
    return Finding("stalled", words, "Add neurons", {"sizes": wider})


def _is_good(bench: Workbench) -> bool:
    record = bench.run.record
    return record.train_accuracy is not None and record.train_accuracy >= 0.95


def _next_rate(rate: float, *, down: bool) -> float:
    """The rate of the list that is about a third of this one, or three times as large."""
    if down:
        return max((one for one in RATES if one < rate * 0.5), default=RATES[0])
    return min((one for one in RATES if one > rate * 2), default=RATES[-1])


def _rate_text(rate: float) -> str:
    """A rate as the form's choices are written."""
    return f"{rate:g}"
