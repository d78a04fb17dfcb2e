"""What the doctor sees in the network: what stops it from learning, whatever the data."""

from __future__ import annotations

import numpy as np

from kit.words.numbers import number
from pycore.nn.backprop import backward
from widgets.playground.doctor.finding import Remedy, Trouble, another_start, at_rate, slower
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

LEAKY = Remedy("Use leaky ReLU", {"activation": "leaky_relu"})
TANH = Remedy("Use tanh", {"activation": "tanh"})


def diverged(bench: Workbench) -> Trouble | None:
    """A run whose numbers have become too large."""
    found = bench.run.divergence
    if found is None:
        return None
    where = (
        "the loss" if found.layer is None else f"the {found.quantity}s of layer {found.layer + 1}"
    )
    words = f"A rate of {number(bench.run.rate, 4)} made {where} overflow in epoch {found.epoch}."
    smaller = _surviving_rate(bench, found.epoch + TRIAL)
    if smaller is None:
        why = "No rate of the list holds from this start; another start may."
        return Trouble("diverged", words, (another_start(bench.recipe.net.seed, why), _gentler()))
    why = f"It shows the state before that. Tried from the start, {number(smaller, 4)} holds."
    lower = slower(smaller)
    remedies = at_rate("Start again at", smaller, why, anew=True), _again(lower)
    return Trouble("diverged", words, remedies)


def _gentler() -> Remedy:
    return Remedy("Use Adam", {"optimiser": "adam"}, "Adam keeps the length of its steps in check.")


def _again(rate: float | None) -> Remedy | None:
    """A smaller rate, from the start."""
    return at_rate("Start again at", rate, "Shorter steps may hold.", anew=True)


def _surviving_rate(bench: Workbench, epochs: int) -> float | None:
    """The largest smaller rate of the list with which a copy of the run learns for some epochs."""
    for rate in reversed([rate for rate in RATES if rate < bench.run.rate]):
        trial = Workbench(bench.recipe, rate, bench.host).run
        trial.train(min(epochs, MOST_TRIED))
        history = trial.history
        if trial.divergence is None and history[-1].train_loss < history[0].train_loss:
            return rate
    return None


def step_neurons(bench: Workbench) -> Trouble | None:
    """Hidden neurons without a slope."""
    net = bench.recipe.net
    if net.activation != "step" or not net.hidden or bench.run.epoch < 1:
        return None
    words = "A step is flat everywhere, so no slope reaches the weights below it: they stand still."
    return Trouble("step", words, (TANH, LEAKY))


def symmetric(bench: Workbench) -> Trouble | None:
    """Neurons that began alike and stay so."""
    if bench.run.epoch < 1 or bench.recipe.net.start != "zeros":
        return None
    for number_, layer in enumerate(bench.run.mlp.layers[:-1], start=1):
        if len(layer.block) > 1 and np.ptp(layer.block, axis=0).max() < 1e-12:
            words = (
                f"All {len(layer.block)} neurons of layer {number_} have the same weights, since "
                f"they began alike at zero. {_fate_of_the_alike(bench)}"
            )
            return Trouble("symmetry", words, (Remedy("Start at random", {"start": "xavier"}),))
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


def dead(bench: Workbench) -> Trouble | None:
    """ReLU neurons that are off for every point."""
    if bench.recipe.net.activation != "relu" or bench.run.epoch < 1:
        return None
    trace = bench.run.mlp.forward(bench.inputs(bench.train.x))
    for number_, z in enumerate(trace.z[:-1], start=1):
        count = int((z <= 0).all(axis=0).sum())
        if count >= max(DEAD_SHARE * z.shape[1], 1):
            words = (
                f"{_who(count, z.shape[1], number_)} dead: the sum is below 0 for every training "
                "point, where ReLU is flat. So nothing is learnt there any more."
            )
            remedies = LEAKY, _again(slower(bench.run.rate))
            return Trouble("dead", words, remedies)
    return None


def saturated(bench: Workbench) -> Trouble | None:
    """Neurons that lie where their activation is flat, for nearly every point."""
    net = bench.recipe.net
    if net.activation not in ("tanh", "sigmoid") or bench.run.epoch < PATIENCE:
        return None
    trace = bench.run.mlp.forward(bench.inputs(bench.train.x))
    for number_, z in enumerate(trace.z[:-1], start=1):
        slopes = bench.run.mlp.layers[number_ - 1].activation.derivative(z)
        full = int(((slopes < FLAT).mean(axis=0) > MOSTLY).sum())
        if full >= max(z.shape[1] / 2, 1):
            words = (
                f"{_who(full, z.shape[1], number_)} saturated: for nearly all points the sum lies "
                f"where {net.activation} is flat, so next to nothing is learnt there."
            )
            return Trouble("saturated", words, _out_of_saturation(bench))
    return None


def _out_of_saturation(bench: Workbench) -> tuple[Remedy | None, ...]:
    smaller = Remedy("Start smaller", {"start": "xavier"})
    again = at_rate("Start again at", slower(bench.run.rate), anew=True)
    return smaller if bench.recipe.net.start == "normal" else None, again, LEAKY


def _who(count: int, of: int, layer: int) -> str:
    """Which neurons are so.

    >>> _who(1, 1, 2), _who(3, 4, 1)
    ('The only neuron in layer 2 is', '3 of 4 neurons in layer 1 are')
    """
    if of == 1:
        return f"The only neuron in layer {layer} is"
    return f"{count} of {of} neurons in layer {layer} {'is' if count == 1 else 'are'}"
