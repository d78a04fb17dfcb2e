"""The spam filter by hand: its six steps, and the mistakes that are likely in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kit.kinds.exercise import Slip, Step, Values, near
from kit.words.calculations import total
from kit.words.numbers import factor, number
from kit.words.sentences import named
from pycore.nn.activations import activation
from pycore.nn.neuron import Neuron
from widgets.spam_by_hand.mail import THRESHOLD, TOLERANCE, Mail

DECISIONS = {1.0: "“spam”", 0.0: "“not spam”"}
RELU = activation("relu")


def spam_steps(mail: Mail) -> tuple[Step, ...]:
    """The six steps: two sums and what ReLU makes of them, the output, the decision."""
    return (
        _hidden_sum(mail, 1),
        _hidden_output(1),
        _hidden_sum(mail, 2),
        _hidden_output(2),
        _output(mail),
        _decision(),
    )


def _hidden_sum(mail: Mail, index: int) -> Step:
    neuron, other = mail.neuron(0, index - 1), mail.neuron(0, 2 - index)
    x, bias = mail.x, named("b", index)
    words, links = (f"{named('w', 10 * index + i)} {named('x', i)}" for i in (1, 2))
    return Step(
        name=named("z", index),
        letters=f"{named('z', index)} = {words} + {links} + {bias}",
        numbers=lambda _: f"{named('z', index)} = {_total(neuron, x)}",
        value=lambda _: float(neuron.weighted_sum(x)),
        slips=lambda _: [
            *_sum_slips(neuron, x, bias, f"{named('w', 10 * index + 1)} belongs to x₁"),
            Slip(
                float(other.weighted_sum(x)),
                f"That is the sum of the other neuron. Take the weights into {named('h', index)}.",
            ),
            *_early_relu(float(neuron.weighted_sum(x))),
        ],
        advice=lambda _: _in_pieces(neuron, x),
    )


def _hidden_output(index: int) -> Step:
    z, h = named("z", index), named("h", index)

    def slips(values: Values) -> Sequence[Slip]:
        before = values[z]
        if before > 0:
            hint = f"ReLU gives 0 only for a negative sum. Here {z} is positive: it stays."
            return [Slip(0.0, hint), Slip(-before, f"ReLU does not turn the sign of {z} round.")]
        forgotten = f"That is {z} itself. ReLU puts something else in place of a negative sum."
        dropped = "ReLU does not drop the minus sign: it replaces the whole negative sum."
        return [Slip(before, forgotten), Slip(-before, dropped)]

    return Step(
        name=h,
        letters=f"{h} = ReLU({z})",
        numbers=lambda values: f"{h} = ReLU({number(values[z])})",
        value=lambda values: float(RELU.value(values[z])),
        slips=slips,
        advice=lambda _: (
            f"ReLU knows two cases: a negative sum becomes 0, any other stays. Which case is {z}?"
        ),
    )


def _output(mail: Mail) -> Step:
    neuron = mail.neuron(1, 0)

    def slips(values: Values) -> Sequence[Slip]:
        h = values["h₁"], values["h₂"]
        z = values["z₁"], values["z₂"]
        found = _sum_slips(neuron, h, "c", "v₁ belongs to h₁")
        if not (near(h[0], z[0], TOLERANCE) and near(h[1], z[1], TOLERANCE)):
            hint = "A negative z has slipped in. The output neuron receives h₁ and h₂, after ReLU."
            found.append(Slip(float(neuron.weighted_sum(z)), hint))
        hint = "Those are the inputs of the e-mail. The output neuron receives h₁ and h₂."
        found.append(Slip(float(neuron.weighted_sum(mail.x)), hint))
        right = float(neuron.weighted_sum(h))
        if right < 0:
            hint = "The output neuron has no ReLU here: its sum may be negative, and stays so."
            found.append(Slip(0.0, hint))
        return found

    return Step(
        name="y",
        letters="y = v₁ h₁ + v₂ h₂ + c",
        numbers=lambda values: f"y = {_total(neuron, (values['h₁'], values['h₂']))}",
        value=lambda values: float(neuron.weighted_sum([values["h₁"], values["h₂"]])),
        slips=slips,
        advice=lambda values: _in_pieces(neuron, (values["h₁"], values["h₂"])),
    )


def _decision() -> Step:
    def compared(values: Values) -> str:
        return f"{number(values['y'])} {'>' if values['y'] > THRESHOLD else '≤'} {THRESHOLD}"

    def slips(values: Values) -> Sequence[Slip]:
        wrong = 0.0 if values["y"] > THRESHOLD else 1.0
        return [Slip(wrong, f"Compare: {compared(values)}. Spam is what exceeds {THRESHOLD}.")]

    return Step(
        name="the decision",
        letters=f"spam if y > {THRESHOLD}",
        numbers=compared,
        value=lambda values: float(values["y"] > THRESHOLD),
        slips=slips,
        advice=lambda values: f"Compare: {compared(values)}.",
        label=lambda value: DECISIONS.get(value, number(value)),
        leads=": ",
        is_typed=False,
    )


def _sum_slips(neuron: Neuron, x: tuple[float, float], bias: str, belongs: str) -> list[Slip]:
    """What goes wrong in a weighted sum; a term of 0 cannot be forgotten."""
    first, second = neuron.terms(x).tolist()
    b = neuron.bias
    swapped = float(np.dot(neuron.weights[::-1], x)) + b
    once_more = "Look at the sign of each weight: minus times plus is minus."
    forgotten = "One of the two products is missing. Each input is multiplied and added."
    found = [
        Slip(first + second, f"The bias is missing. Add {bias} = {number(b)} to the two products."),
        Slip(first + second - b, f"The bias has the wrong sign: {bias} is {number(b)}."),
        Slip(swapped, f"The two weights look swapped: {belongs}, the other to the other."),
    ]
    for term, rest in ((first, second), (second, first)):
        if term:
            found += [Slip(rest - term + b, once_more)]
        if term and rest:
            found += [Slip(rest + b, forgotten)]
    return [slip for slip in found if not near(slip.value, first + second + b, 1e-9)]


def _early_relu(z: float) -> list[Slip]:
    hint = "That is already after ReLU. Here the sum itself is wanted, and it may be negative."
    return [Slip(0.0, hint)] if z < 0 else []


def _total(neuron: Neuron, x: tuple[float, float]) -> str:
    return total(list(zip(neuron.weights.tolist(), x, strict=True)), neuron.bias)


def _in_pieces(neuron: Neuron, x: tuple[float, float]) -> str:
    pieces = [
        f"{factor(w)} × {factor(x_i)}" for w, x_i in zip(neuron.weights.tolist(), x, strict=True)
    ]
    return f"Go piece by piece: {pieces[0]}, then {pieces[1]}, then add {factor(neuron.bias)}."
