"""One backward step by hand: its numbers, its hints, and what is printed.

Longer than other files: one tool, and each wrong answer with its hint.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from kit.kinds.exercise import exact
from pycore.nn.backprop import backward
from pycore.nn.mlp import MLP
from tests.widgets.by_hand import Reader, narrowest_gap
from tests.widgets.fake_stage import FakeStage
from widgets.backward_by_hand.sample import Sample
from widgets.backward_by_hand.steps import backward_steps
from widgets.backward_by_hand.widget import TOLERANCE, draw_sample, new_weight

SEEDS = range(1, 61)
STEPS = range(1, 8)

# x = (3, 2): z₁ = 0.4 × 3 − 0.2 × 2 + 0.5 = 1.3, z₂ = −0.7 × 3 + 0.6 × 2 − 0.3 = −1.2,
# y = 0.8 × 1.3 + 0.9 × 0 − 0.1 = 0.94, target 0.24, so ∂L/∂y = 1.4
SAMPLE = Sample((3.0, 2.0), 0.24, MLP([2, 2, 1], hidden="relu", output="linear", init="zeros"), 0.1)
SAMPLE.network.parameters = [0.4, -0.2, 0.5, -0.7, 0.6, -0.3, 0.8, 0.9, -0.1]
# δ = 1.4, ∂L/∂v₁ = 1.4 × 1.3 = 1.82, δ₁ = 1.4 × 0.8 = 1.12, δ₂ = 0,
# ∂L/∂w₁₁ = 1.12 × 3 = 3.36, new w₁₁ = 0.4 − 0.336 = 0.064
RIGHT = ("1.4", "1.4", "1.82", "1.12", "0", "3.36", "0.064")


def reader_of(level: str = "all", **settings: str) -> Reader:
    return Reader("backward-by-hand", level, **settings)


@cache
def samples() -> list[Sample]:
    return [draw_sample(np.random.default_rng([seed, 2])) for seed in SEEDS]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every exercise is about the sample whose numbers are worked out above."""
    monkeypatch.setattr("widgets.backward_by_hand.widget.draw_sample", lambda _: SAMPLE)


def results(sample: Sample) -> dict[str, float]:
    values: dict[str, float] = {}
    for step in backward_steps(sample):
        values[step.name] = exact(step.value(values))
    return values


# --- the numbers ---


def test_the_steps_are_those_of_backpropagation() -> None:
    for sample in samples():
        trace = sample.network.forward([sample.x])
        gradients = backward(sample.network, trace, [[sample.t]])
        hidden, output = gradients.deltas
        first, second = gradients.blocks
        w11 = sample.network.parameters[0]
        wanted = [output[0, 0], output[0, 0], second[0, 0], *hidden[0], first[0, 0]]
        found = list(results(sample).values())
        assert found == pytest.approx([*wanted, w11 - sample.rate * first[0, 0]], abs=1e-9)


def test_the_numbers_have_three_decimals_at_most() -> None:
    for sample in samples():
        values = [sample.t, *sample.forward[0], sample.forward[2], *results(sample).values()]
        for value in values:
            assert round(value, 3) == pytest.approx(value, abs=1e-12)


def test_the_second_neuron_is_on_and_off_and_outputs_miss_on_both_sides() -> None:
    off = Counter(sample.forward[0][1] < 0 for sample in samples())
    above = Counter(sample.forward[2] > sample.t for sample in samples())
    assert min(off[True], off[False], above[True], above[False]) > len(SEEDS) / 5


def test_the_update_lowers_the_loss() -> None:
    for sample in samples():
        before = sample.network.predict([sample.x])[0, 0] - sample.t
        changed = sample.network.parameters.copy()
        changed[0] = new_weight(sample)
        after = sample.network.with_parameters(changed).predict([sample.x])[0, 0] - sample.t
        assert after**2 < before**2


def test_no_likely_mistake_leads_to_a_right_number_or_to_another_hint() -> None:
    assert min(narrowest_gap(backward_steps(sample)) for sample in samples()) > 2 * TOLERANCE


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_printed_is_what_pycore_computes(seed: int) -> None:
    """The numbers are read off the page, put into a network and computed anew."""
    stage = FakeStage("backward-by-hand", seed=str(seed))
    cells = [cell for row in stage.rows["numbers"] for cell in row[1:]]
    results = [stage.text[f"numbers-{step}"] for step in STEPS]
    pairs = ((text.split(" = ")[0], text.rsplit(" = ")[-1]) for text in [*cells, *results])
    shown = {name: float(value.replace("−", "-")) for name, value in pairs}
    words = stage.text["story"].replace(",", "").replace(". ", " ").rstrip(".").split(" ")
    told = {
        words[i - 1]: float(words[i + 1].replace("−", "-")) for i, w in enumerate(words) if w == "="
    }
    network = MLP([2, 2, 1], hidden="relu", output="linear", init="zeros")
    names = ("w₁₁", "w₁₂", "b₁", "w₂₁", "w₂₂", "b₂", "v₁", "v₂", "c")
    network.parameters = [shown[name] for name in names]
    trace = network.forward([[told["x₁"], told["x₂"]]])
    gradients = backward(network, trace, [[told["t"]]])
    assert told["y"] == pytest.approx(trace.y[0, 0], abs=1e-9)
    assert [shown["z₁"], shown["z₂"]] == pytest.approx(trace.z[0][0].tolist(), abs=1e-9)
    assert [shown["δ₁"], shown["δ₂"]] == pytest.approx(gradients.deltas[0][0].tolist(), abs=1e-9)
    assert shown["δ"] == shown["∂L/∂y"] == pytest.approx(gradients.deltas[1][0, 0], abs=1e-9)
    slopes = gradients.vector
    assert [shown["∂L/∂w₁₁"], shown["∂L/∂v₁"]] == pytest.approx([slopes[0], slopes[6]], abs=1e-9)
    new = network.parameters[0] - told["η"] * slopes[0]
    assert shown["new w₁₁"] == pytest.approx(new, abs=1e-9)


# --- the hints ---


@pytest.mark.parametrize(
    ("step", "typed", "hint"),
    [
        (1, "0.7", "The factor 2 is missing"),
        (1, "-1.4", "The sign is turned round"),
        (1, "-0.7", "and the slope of a square has a factor 2"),
        (1, "0.49", "That is the loss itself"),
        (1, "0.98", "has no square any more"),
        (1, "14", "the decimal point"),
        (1, "5", "First the difference 0.94 − 0.24"),
        (2, "0", "is not flat"),
        (2, "1.316", "times the output y"),
        (2, "2.8", "in ∂L/∂y already"),
        (2, "0.7", "not halved"),
        (3, "1.12", "takes what it carries, h₁"),
        (3, "0", "That is h₂"),
        (3, "4.2", "That is the input x₁"),
        (3, "1.316", "the value at its end"),
        (3, "1.3", "The delta is missing"),
        (3, "1.4", "multiply δ by h₁"),
        (3, "-1.82", "the sign is not"),
        (3, "1.8", "rounded or cut off"),
        (4, "1.26", "through the other weight"),
        (4, "0.8", "The output’s delta is missing"),
        (4, "1.4", "The weight on the way is missing"),
        (4, "1.456", "Wanted is the slope of ReLU there"),
        (4, "0", "there ReLU has the slope 1"),
        (4, "1.82", "the gradient of v₁"),
        (4, "0.8652", "after its update"),  # 1.4 × (0.8 − 0.1 × 1.82)
        (5, "1.26", "The slope of ReLU is missing"),
        (5, "1.12", "through the other weight"),
        (5, "-1.512", "Wanted is the slope of ReLU there"),
        (6, "2.24", "That is x₂"),
        (6, "4.2", "the delta of the output"),
        (6, "1.456", "the value at its end"),
        (6, "0.448", "takes what it carries, x₁"),
        (6, "1.12", "multiply δ₁ by x₁"),
        (6, "3", "multiply x₁ by δ₁"),
        (7, "0.736", "Descent goes against the gradient"),
        (7, "-2.96", "take away only 0.1 of it"),
        (7, "3.76", "and descent takes away"),
        (7, "0.336", "the size of the step"),
        (7, "-0.336", "Add it to the old w₁₁"),
        (7, "0.4", "the old weight"),
        (7, "0.464", "starts from v₁"),
        (7, "0.288", "which is δ₁ × x₁"),
        (7, "0.218", "the gradient of v₁"),
        (7, "0.06", "rounded or cut off"),
    ],
)
@pytest.mark.usefixtures("known")
def test_a_wrong_answer_meets_the_hint_that_fits(step: int, typed: str, hint: str) -> None:
    assert hint in reader_of().meet(step, typed)


# --- the way through ---


@pytest.mark.usefixtures("known")
def test_right_answers_lead_to_the_end() -> None:
    reader = reader_of()
    for step, typed in zip(STEPS, RIGHT, strict=True):
        assert reader.answer(step, typed) == "✓ Right."
    assert reader.stage.focus == "new"
    # y falls by 0.336 × 3 × 0.8 to 0.1336; (0.1336 − 0.24)² = 0.01132
    assert reader.stage.status == (
        "✓ Done: 7 right. Here the update takes w₁₁ from 0.4 to 0.064, "
        "and that alone takes the loss from 0.49 to about 0.0113."
    )


@pytest.mark.usefixtures("known")
def test_later_steps_follow_the_readers_own_number() -> None:
    reader = reader_of()
    reader.answer(1, "0.7")
    assert reader.answer(2, "0.7") == "✓ Right for your ∂L/∂y = 0.7, which is not right yet."
    assert reader.answer(3, "0.91").startswith("✓ Right for your δ = 0.7")
    reader.answer(4, "0.56")
    assert reader.answer(5, "0") == "✓ Right."
    reader.answer(6, "1.68")
    assert reader.answer(7, "0.232").startswith("✓ Right for your ∂L/∂w₁₁ = 1.68")
    assert reader.states() == ["wrong", *["carried"] * 3, "right", *["carried"] * 2]
    assert reader.stage.focus == "field-1"


@pytest.mark.usefixtures("known")
def test_the_middle_level_leaves_the_update() -> None:
    reader = reader_of("last")
    assert reader.states() == ["given"] * 6 + ["blank"]
    assert reader.stage.text["numbers-7"] == "new w₁₁ = 0.4 − 0.1 × 3.36"
    reader.answer(7, "0,064")
    assert reader.stage.status.startswith("✓ Done: 1 right.")


def test_the_worked_example_shows_everything() -> None:
    reader = reader_of("worked")
    assert reader.states() == ["given"] * 7
    assert reader.stage.status.startswith("A worked example: the update takes w₁₁ from ")


@pytest.mark.usefixtures("known")
def test_the_picture_shows_each_delta_when_it_is_found() -> None:
    reader = reader_of()
    assert {"3", "2", "1.3", "0", "0.94", "y, t = 0.24"} <= set(reader.stage.words("network"))
    for step in (1, 2):
        assert "δ = 1.4" not in reader.stage.words("network")
        reader.answer(step, "1.4")
    assert "δ = 1.4" in reader.stage.words("network")
    for step, typed in ((3, "1.82"), (4, "1.12"), (5, "0")):
        reader.answer(step, typed)
    assert {"δ₁ = 1.12", "δ₂ = 0"} <= set(reader.stage.words("network"))
