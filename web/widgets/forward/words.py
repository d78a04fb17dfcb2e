"""What a part of the network computes, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from kit.pictures.network_layout import Spot
from kit.words.calculations import total
from kit.words.numbers import equals, is_short, number
from kit.words.outputs import digits_to_land, effect, stated
from kit.words.sentences import joined
from widgets.forward.state import Pass

WAITING = "Not computed yet: the signal has not come this far. Press Step or Forward pass."
NOTHING = "Tap a neuron or a line of the picture, or walk there with the arrow keys."


@dataclass(frozen=True)
class Words:
    """A part's title, its equation and one or two sentences."""

    title: str
    equation: str
    meaning: str


def words_for(now: Pass, spot: Spot | None) -> Words:
    """What to say about a part."""
    if spot is None:
        return Words("Nothing is picked", "–", NOTHING)
    if spot.kind == "n":
        return _input(now, spot) if spot.layer == 0 else _neuron(now, spot)
    return _bias(now, spot) if spot.kind == "b" else _weight(now, spot)


def kind_of(now: Pass, spot: Spot) -> str:
    """What sort of neuron it is, with its name."""
    if spot.layer == 0:
        return f"Input {now.name(spot)}"
    if spot.layer == len(now.sizes) - 1:
        return f"Output neuron {now.name(spot)}"
    return f"Neuron {now.name(spot)} of hidden layer {spot.layer}"


def result(now: Pass, spot: Spot) -> str:
    """A neuron and its output: "h₂ = 0.86", or ≈ where digits were dropped."""
    if spot.layer == 0:
        return f"{now.name(spot)} {equals(now.output(spot))}"
    return f"{now.name(spot)} {stated(now.activation(spot.layer), now.output(spot))}"


def _input(now: Pass, spot: Spot) -> Words:
    meaning = (
        "An input computes nothing. It hands its number on to every neuron of the next layer; "
        "you set it with the slider below."
    )
    return Words(kind_of(now, spot), result(now, spot), meaning)


def _neuron(now: Pass, spot: Spot) -> Words:
    activation, name = now.activation(spot.layer), now.name(spot)
    weights = now.weights_into(spot)
    bias = now.weight(Spot("b", spot.layer, spot.target))
    if not now.known(spot):
        letters = [f"{number(now.weight(w))} {now.name(now.source(w))}" for w in weights]
        inside = joined([*letters, number(bias)])
        return Words(kind_of(now, spot), f"{name} = {activation.label}({inside})", WAITING)
    terms = [(now.weight(w), now.output(now.source(w))) for w in weights]
    z, a = now.sum(spot), now.output(spot)
    digits, label = digits_to_land(activation, z), activation.label
    exact = is_short(z, digits) and all(is_short(value) for pair in terms for value in pair)
    inside = f"{'=' if exact else '≈'} {label}({number(z, digits)})"
    calculation = f"{label}({total(terms, bias, digits)})"
    equation = f"{name} = {calculation} {inside} {stated(activation, a)}"
    return Words(kind_of(now, spot), equation, effect(activation, z, a))


def _weight(now: Pass, spot: Spot) -> Words:
    title = f"Weight {now.name(spot)}"
    source, target = now.name(now.source(spot)), now.name(now.target(spot))
    weight = now.weight(spot)
    if not now.known(spot):
        return Words(title, f"{number(weight)} × {source}", WAITING)
    x, product = now.output(now.source(spot)), now.product(spot)
    sign = "=" if is_short(x) and is_short(product) else "≈"
    equation = f"{total([(weight, x)])} {sign} {number(product)}"
    return Words(
        title, equation, f"{source}’s contribution to the sum of {target}. {_push(weight, x)}"
    )


def _push(weight: float, x: float) -> str:
    if weight == 0 or x == 0:
        which = "weight" if weight == 0 else "input"
        return f"Whatever the other factor, it adds nothing: the {which} is 0."
    if weight * x < 0:
        why = (
            "" if weight < 0 else " although the weight is positive, because the input is negative"
        )
        return f"It pulls the sum down{why}."
    why = (
        "" if weight > 0 else " although the weight is negative, because the input is negative too"
    )
    return f"It pushes the sum up{why}."


def _bias(now: Pass, spot: Spot) -> Words:
    name, bias = now.name(now.target(spot)), now.weight(spot)
    meaning = (
        f"It is added to the sum of {name} whatever the inputs are. "
        f"The sum is positive when the weighted inputs exceed {number(-bias)}."
    )
    return Words(f"Bias of {name}", f"{number(bias)} × 1 = {number(bias)}", meaning)
