"""The guided tour: seven stops, each with one part to look at and one paragraph about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kit.pictures.network_layout import Spot
from kit.words.calculations import digits_needed, total
from kit.words.foremost import foremost, together
from kit.words.numbers import DIGITS, equals, number
from kit.words.outputs import landed, written
from pycore.nn.backprop import backward
from pycore.nn.objective import mean_loss
from widgets.forward.state import Pass
from widgets.forward.words import result

STOPS = ("Inputs", "Weights", "Bias", "Activation", "Output", "Loss", "Backward")
WANTED = 1.0  # the answer that the tour supposes to be right
NUDGES = (0.1, 0.01, 0.001)


@dataclass(frozen=True)
class Stop:
    """A stop of the tour: its name, the part it shows, the layers computed by then, its words."""

    title: str
    spot: Spot
    step: int
    words: str


def stop(now: Pass, number_of_stop: int) -> Stop:
    """The stop with this number, from 1, in the reader's own network."""
    title = STOPS[number_of_stop - 1]
    last = len(now.sizes) - 1
    match title:
        case "Inputs":
            return Stop(title, Spot("n", 0, 0), 0, _inputs(now))
        case "Weights":
            return Stop(title, Spot("w", 1, 0, 0), 0, _weights(now))
        case "Bias":
            return Stop(title, Spot("b", 1, 0), 0, _bias(now))
        case "Activation":
            return Stop(title, Spot("n", 1, 0), 1, _activation(now))
        case "Output":
            return Stop(title, Spot("n", last, 0), last, _output(now))
        case "Loss":
            return Stop(title, Spot("n", last, 0), last, _loss(now))
    found = steepest(now)
    return Stop(title, found[0][0], last, _backward(now, found))


def slopes(now: Pass) -> dict[Spot, float]:
    """The slope of the loss by every weight and bias."""
    target = np.full(now.trace.y.shape, WANTED)
    found = {}
    for layer, block in enumerate(backward(now.network, now.trace, target, "mse").blocks, start=1):
        for row, (*weights, bias) in enumerate(block.tolist()):
            found[Spot("b", layer, row)] = bias
            found |= {Spot("w", layer, row, column): w for column, w in enumerate(weights)}
    return found


def steepest(now: Pass) -> list[tuple[Spot, float]]:
    """The weight that the loss depends on most, and its slope; several where they are equal."""
    weights = [(spot, slope) for spot, slope in slopes(now).items() if spot.kind == "w"]
    return [weights[index] for index in foremost([abs(slope) for _, slope in weights])]


def _inputs(now: Pass) -> str:
    values = " and ".join(result(now, spot) for spot in now.neurons(0))
    return (
        f"The numbers come in here: {values}. In a real task they may be brightness values of an "
        "image or counts of words. The first column computes nothing; it only hands its numbers on."
    )


def _weights(now: Pass) -> str:
    spot = Spot("w", 1, 0, 0)
    weight, x = now.weight(spot), now.output(now.source(spot))
    return (
        f"Each line has a weight. This one leads {now.name(spot)} and is {number(weight)}. What "
        f"arrives is the product: {total([(weight, x)])} {equals(weight * x)}. Thick lines are "
        "large weights, blue solid ones positive, orange dashed ones negative."
    )


def _bias(now: Pass) -> str:
    name = now.name(Spot("n", 1, 0))
    bias = now.weight(Spot("b", 1, 0))
    return (
        f"The short line from nowhere is the bias of {name}: {number(bias)}. It is added whatever "
        f"the inputs are. So it acts as a threshold: the sum of {name} is positive when the "
        f"weighted inputs exceed {number(-bias)}. Every neuron after the inputs has its own."
    )


def _activation(now: Pass) -> str:
    spot = Spot("n", 1, 0)
    activation = now.activation(1)
    z, a = landed(activation, now.sum(spot)), written(activation, now.output(spot))
    return (
        f"The products and the bias are added up: the sum of {now.name(spot)} is {z}. Then the "
        f"activation function shapes it: {activation.label} makes {a} of {z}. All neurons of this "
        "layer did the same at the same time, each with its own weights."
    )


def _output(now: Pass) -> str:
    last = len(now.sizes) - 1
    spot = Spot("n", last, 0)
    values = ", ".join(result(now, one) for one in now.neurons(last))
    share = (
        " A sigmoid output lies between 0 and 1, so it is often read as a probability; it is no "
        "better than the weights that made it."
        if now.activation(last).name == "sigmoid"
        else " A linear output can be any number, as for a price or a temperature."
    )
    return (
        f"The last layer does just the same and its result is the answer: {values}. "
        f"The output has a bias as well, {number(now.weight(Spot('b', last, spot.target)))}.{share}"
    )


def _loss(now: Pass) -> str:
    (y, *more), loss = now.trace.y[0].tolist(), _loss_of(now)
    digits = DIGITS if more else digits_needed([y], lambda said: (WANTED - said[0]) ** 2)
    said = written(now.activation(len(now.sizes) - 1), y, digits)
    mean = "" if now.sizes[-1] == 1 else ", as the mean over both outputs"
    return (
        f"Suppose the right answer were {number(WANTED)}. The network said {said}. How wrong is "
        f"that? One measure is the squared difference{mean}: {number(loss)} here. Such a number "
        "is called the loss. Training means making it small over many examples."
    )


def _backward(now: Pass, found: Sequence[tuple[Spot, float]]) -> str:
    spot, slope = found[0]
    if slope == 0:
        return (
            "Backpropagation goes from the loss back to every weight and asks how the loss depends "
            "on it. Here their slopes are all 0, so this example would teach the weights nothing."
        )
    change, after = _improved(now, spot, slope)
    verb, which = "Lower" if change < 0 else "Raise", "this weight"
    most = f"Of the weights, most strongly on {now.name(spot)}: its slope is {number(slope)}."
    if len(found) > 1:
        which = f"the weight {now.name(spot)}"
        names = together([now.name(one) for one, _ in found])
        most = (
            f"Of the weights, most strongly on {names}, and equally on each: their slopes have the "
            f"size {number(abs(slope))}."
        )
    return (
        "Backpropagation goes from the loss back to every weight and asks how the loss depends on "
        f"it. {most} "
        f"{verb} {which} by {number(abs(change))} and the loss goes "
        f"from {number(_loss_of(now), 4)} to {number(after, 4)}. "
        "Repeat this with all weights and many examples: that is training."
    )


def _improved(now: Pass, spot: Spot, slope: float) -> tuple[float, float]:
    """A change of the weight that makes the loss smaller, and the loss after it."""
    change, after = 0.0, _loss_of(now)
    for nudge in NUDGES:
        change = -nudge if slope > 0 else nudge
        network = now.network.with_parameters(now.network.parameters)
        network.layers[spot.layer - 1].weights[spot.target, spot.source] += change
        after = mean_loss(network, now.trace.x, np.full(now.trace.y.shape, WANTED), "mse")
        if after < _loss_of(now):
            break
    return change, after


def _loss_of(now: Pass) -> float:
    return mean_loss(now.network, now.trace.x, np.full(now.trace.y.shape, WANTED), "mse")
