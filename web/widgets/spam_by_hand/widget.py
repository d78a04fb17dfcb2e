"""The spam-by-hand widget: one forward pass with the reader's own arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kit.kinds.by_hand import ByHand, Problem
from kit.kinds.exercise import Judgement, Values, exact, unclear
from kit.pictures.by_hand_picture import HIDDEN, INPUTS, OUTPUT, Findings, draw_findings, value_rows
from kit.pictures.network_layout import Spot
from kit.words.numbers import number
from pycore.nn.mlp import MLP
from widgets.spam_by_hand.mail import (
    MOST_LINKS,
    MOST_WORDS,
    THRESHOLD,
    TOLERANCE,
    Mail,
    every_neuron_speaks,
    follows_the_story,
)
from widgets.spam_by_hand.steps import spam_steps

FULL_COLOUR = {0: float(MOST_WORDS), 1: 4.0, 2: 4.0}  # by layer


def _into(layer: int, target: int) -> frozenset[Spot]:
    """A neuron and the weights that lead to it."""
    weights = (Spot("w", layer, target, source) for source in (0, 1))
    return frozenset({Spot("n", layer, target), *weights})


NAMES = dict(
    zip(
        (*INPUTS, *HIDDEN, OUTPUT),
        ("suspicious words", "external links", "hidden neuron\xa01", "hidden neuron\xa02", "spam"),
        strict=True,
    )
)
"""What each neuron stands for."""

MARKED = (
    _into(1, 0),
    frozenset({HIDDEN[0]}),
    _into(1, 1),
    frozenset({HIDDEN[1]}),
    _into(2, 0),
    frozenset({OUTPUT}),
)
"""What each step is about."""


class SpamByHand(ByHand):
    """A filter with two hidden ReLU neurons, from the counts of a mail to the decision."""

    last_steps = 2
    tolerance = TOLERANCE

    def make(self, rng: np.random.Generator) -> Problem:
        """Draw a mail and a filter."""
        self._mail = mail = draw_mail(rng)
        y = float(mail.filter.predict(mail.x)[0])
        if y > THRESHOLD:
            outcome = f"the output {number(y)} exceeds {THRESHOLD}, so the e-mail is spam"
        else:
            outcome = f"the output {number(y)} does not exceed {THRESHOLD}, so it is not spam"
        return Problem(spam_steps(mail), outcome)

    def show(self, problem: Problem, verdicts: Sequence[Judgement], current: int | None) -> None:
        """Fill in the mail, the network and the table, as far as they are known."""
        mail = self._mail
        self.view.text("story", _story(mail))
        known = problem.known(verdicts)
        self.view.rows("numbers", _rows(mail, known))
        draw_findings(self.view.pens["network"], mail.filter, _findings(mail, known, current))


def draw_mail(rng: np.random.Generator) -> Mail:
    """Draw numbers until they make a good exercise.

    Spam or not is drawn first, so that both are met. Everything comes out to two decimals at most;
    one hidden neuron is on, the other may be off; the filter agrees with the rule of the data set
    `spam` about this mail, and follows its story for every other; no likely mistake leads to a
    right number.
    """
    is_spam = bool(rng.integers(2))
    network = MLP([2, 2, 1], hidden="relu", output="linear", init="zeros")
    while True:
        x = float(rng.integers(1, MOST_WORDS + 1)), float(rng.integers(1, MOST_LINKS + 1))
        mail = Mail(x, network)
        if mail.is_spam != is_spam:
            continue
        tenths = rng.integers(1, 10, network.layout.size)
        signs = rng.choice([-1.0, 1.0], network.layout.size)
        network.parameters = np.round(signs * tenths / 10, 1)
        if _is_good(mail):
            return mail


def _is_good(mail: Mail) -> bool:
    return (
        _is_clear(mail)
        and follows_the_story(mail.filter)
        and every_neuron_speaks(mail.filter)
        and not unclear(spam_steps(mail), TOLERANCE)
    )


def _is_clear(mail: Mail) -> bool:
    """Whether the decision is the right one, and nothing is a tie."""
    trace = mail.filter.forward([mail.x])
    (z1, z2), y = trace.z[0][0].round(9).tolist(), exact(trace.y[0, 0])
    clear = min(abs(z1), abs(z2)) > 0.05 and max(z1, z2) > 0 and abs(y - THRESHOLD) > 0.05
    return clear and (y > THRESHOLD) == mail.is_spam


def _story(mail: Mail) -> str:
    words, links = (int(count) for count in mail.x)
    return (
        f"The e-mail has {words} suspicious word{'' if words == 1 else 's'} (x₁) "
        f"and {links} external link{'' if links == 1 else 's'} (x₂)."
    )


def _rows(mail: Mail, known: Values) -> list[list[str]]:
    """Each neuron is a column: its weights, its bias, its sum, its output."""
    rows = value_rows(mail.filter)
    for title, line in (("Sum", ("z₁", "z₂", "y")), ("Output", ("h₁", "h₂", "y"))):
        rows.append([title, *(f"{name} = {_known(known, name)}" for name in line)])
    return rows


def _known(known: Values, name: str) -> str:
    return number(known[name]) if name in known else "?"


def _findings(mail: Mail, known: Values, current: int | None) -> Findings:
    """The picture so far: what is known is lit, what the present step needs is marked."""
    inside = dict(zip((*INPUTS, *HIDDEN, OUTPUT), ("x₁", "x₂", "h₁", "h₂", "y"), strict=True))
    lit = dict(zip(INPUTS, mail.x, strict=True))
    beside = {INPUTS[0]: ["x₁"], INPUTS[1]: ["x₂"]}
    for spot, z, h, bias in zip(
        HIDDEN, ("z₁", "z₂"), ("h₁", "h₂"), mail.filter.layers[0].biases.tolist(), strict=True
    ):
        beside[spot] = [f"{h}, bias {number(bias)}"]
        beside[spot] += [f"{z} = {number(known[z])}"] if z in known else []
        lit |= {spot: known[h]} if h in known else {}
    beside[OUTPUT] = [f"y, bias {number(float(mail.filter.layers[1].biases[0]))}"]
    lit |= {OUTPUT: known["y"]} if "y" in known else {}
    if "the decision" in known:
        beside[OUTPUT].append("spam" if known["the decision"] else "not spam")
    inside |= {spot: number(value) for spot, value in lit.items()}
    marked = MARKED[current] if current is not None else frozenset()
    return Findings(inside, lit, FULL_COLOUR, beside, NAMES, marked)
