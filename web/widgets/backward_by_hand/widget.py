"""The backward-by-hand widget: one backward step with the reader's own arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kit.kinds.by_hand import ByHand, Problem
from kit.kinds.exercise import Judgement, Values, exact, unclear
from kit.pictures.by_hand_picture import HIDDEN, INPUTS, OUTPUT, Findings, draw_findings, value_rows
from kit.pictures.network_layout import Spot
from kit.words.numbers import equals, number
from pycore.nn.mlp import MLP
from widgets.backward_by_hand.sample import Sample
from widgets.backward_by_hand.steps import DELTA, NEW_W, backward_steps

TOLERANCE = 0.0005
RATES = (0.1, 0.2, 0.5)
INPUT_VALUES = (2.0, 3.0, 4.0)
LARGEST_SUM = 3.0
FULL_COLOUR = {0: INPUT_VALUES[-1], 1: LARGEST_SUM, 2: LARGEST_SUM}  # by layer
W11, V1, V2 = Spot("w", 1, 0, 0), Spot("w", 2, 0, 0), Spot("w", 2, 0, 1)
MARKED = (
    frozenset({OUTPUT}),
    frozenset({OUTPUT}),
    frozenset({HIDDEN[0], V1}),
    frozenset({HIDDEN[0], V1}),
    frozenset({HIDDEN[1], V2}),
    frozenset({INPUTS[0], W11}),
    frozenset({W11}),
)
"""What each step is about."""


class BackwardByHand(ByHand):
    """A network with two hidden ReLU neurons: from the loss back to the update of one weight."""

    tolerance = TOLERANCE

    def make(self, rng: np.random.Generator) -> Problem:
        """Draw a sample and a network."""
        self._sample = sample = draw_sample(rng)
        old, new = float(sample.network.layers[0].weights[0, 0]), new_weight(sample)
        before, after = (
            equals(sample.loss_with(w)).removeprefix("= ").replace("≈", "about") for w in (old, new)
        )
        outcome = (
            f"the update takes w₁₁ from {number(old)} to {number(new)}, "
            f"and that alone takes the loss from {before} to {after}"
        )
        return Problem(backward_steps(sample), outcome)

    def show(self, problem: Problem, verdicts: Sequence[Judgement], current: int | None) -> None:
        """Fill in the sample, the network and the table, as far as they are known."""
        sample = self._sample
        known = problem.known(verdicts)
        self.view.text("story", _story(sample))
        self.view.rows("numbers", _rows(sample, known))
        found = _findings(sample, known, current)
        draw_findings(self.view.pens["network"], sample.network, found)


def draw_sample(rng: np.random.Generator) -> Sample:
    """Draw numbers until they make a good exercise.

    Everything comes out to three decimals at most; the first hidden neuron is on, the second may be
    off; the update lowers the loss; no likely mistake leads to a right number.
    """
    while True:
        network = MLP([2, 2, 1], hidden="relu", output="linear", init="zeros")
        tenths = rng.integers(1, 10, network.layout.size)
        signs = rng.choice([-1.0, 1.0], network.layout.size)
        network.parameters = np.round(signs * tenths / 10, 1)
        x1, x2 = rng.choice(INPUT_VALUES, 2, replace=False).tolist()
        y = float(network.predict([x1, x2])[0])
        error = float(rng.choice([-1, 1]) * rng.integers(1, 10)) / 10
        rate = float(rng.choice(RATES))
        sample = Sample((x1, x2), round(y - error, 2), network, rate)
        if _is_good(sample):
            return sample


def _is_good(sample: Sample) -> bool:
    (z1, z2), _, y = sample.forward
    clear = 0.05 < z1 < LARGEST_SUM and 0.05 < abs(z2) < LARGEST_SUM and abs(y) > 0.05
    if not clear or unclear(backward_steps(sample), TOLERANCE):
        return False
    w11 = float(sample.network.layers[0].weights[0, 0])
    return sample.loss_with(new_weight(sample)) < sample.loss_with(w11)


def new_weight(sample: Sample) -> float:
    """What w₁₁ is after the update."""
    values: dict[str, float] = {}
    for step in backward_steps(sample):
        values[step.name] = exact(step.value(values))
    return values[NEW_W]


def _story(sample: Sample) -> str:
    y = sample.forward[2]
    loss = number((y - sample.t) ** 2)
    return (
        f"For x₁ = {number(sample.x[0])} and x₂ = {number(sample.x[1])} the network answers "
        f"y = {number(y)}. The target is t = {number(sample.t)}, so the loss (y − t)² is {loss}. "
        f"The learning rate is η = {number(sample.rate)}."
    )


def _rows(sample: Sample, known: Values) -> list[list[str]]:
    """Each neuron is a column: its weights, its values, its delta once it is known."""
    (z1, z2), (h1, h2), y = sample.forward
    given = {"z₁": z1, "z₂": z2, "h₁": h1, "h₂": h2, "z": y, "y": y} | dict(known)
    return [
        *value_rows(sample.network),
        *(
            [
                title,
                *(f"{name} = {number(given[name]) if name in given else '?'}" for name in names),
            ]
            for title, names in (
                ("Sum", ("z₁", "z₂", "z")),
                ("Output", ("h₁", "h₂", "y")),
                ("Delta", ("δ₁", "δ₂", DELTA)),
            )
        ),
    ]


def _findings(sample: Sample, known: Values, current: int | None) -> Findings:
    """The picture so far: all values, the deltas that are known, and what the step is about."""
    (z1, z2), (h1, h2), y = sample.forward
    lit = dict(zip((*INPUTS, *HIDDEN, OUTPUT), (*sample.x, h1, h2, y), strict=True))
    beside = {
        INPUTS[0]: ["x₁"],
        INPUTS[1]: ["x₂"],
        HIDDEN[0]: [f"h₁, z₁ = {number(z1)}"],
        HIDDEN[1]: [f"h₂, z₂ = {number(z2)}"],
        OUTPUT: [f"y, t = {number(sample.t)}"],
    }
    for spot, name in ((HIDDEN[0], "δ₁"), (HIDDEN[1], "δ₂"), (OUTPUT, DELTA)):
        if name in known:
            beside[spot].append(f"{name} = {number(known[name])}")
    inside = {spot: number(value) for spot, value in lit.items()}
    marked = MARKED[current] if current is not None else frozenset()
    return Findings(inside, lit, FULL_COLOUR, beside, current=marked)
