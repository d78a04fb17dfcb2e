"""A run in single cycles: it is plain training, and any place in it can be entered."""

from __future__ import annotations

import numpy as np
import pytest

from kit.pen.scales import Box
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.parameters import spots_of
from kit.words.numbers import number
from pycore.nn.mlp import MLP
from pycore.nn.objective import mean_loss
from pycore.training.config import TrainingConfig
from pycore.training.textbook_step import textbook_step
from tests.widgets.printed import evaluate, prints, read
from widgets.backprop.run import LONGEST, Cycles, CycleSetup, samples
from widgets.backprop.steps import PHASES, Position, end_of, operations, start_of
from widgets.backprop.weight import next_spot, reasons, rows
from widgets.backprop.words import rows_of

XOR = CycleSetup("xor", (2,), "tanh", "mse", 1.0, 8)
SIZES = (2, 2, 1)


def plans() -> list[CycleSetup]:
    """One of each kind."""
    return [
        XOR,
        CycleSetup("and", (3, 2), "sigmoid", "binary_cross_entropy", 2.0, 1),
        CycleSetup("gaussians", (1,), "relu", "mse", 0.5, 5),
        CycleSetup("circles", (2, 2, 2), "leaky_relu", "binary_cross_entropy", 0.3, 3),
        CycleSetup("xor", (4,), "linear", "mse", 0.1, 0),
    ]


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.data)
def test_a_run_is_plain_training_with_one_sample_after_the_other(plan: CycleSetup) -> None:
    run = Cycles(plan)
    mlp = MLP(run.sizes, hidden=plan.activation, seed=plan.seed)
    mlp.parameters[:] = mlp.parameters.round(2)
    config = TrainingConfig(plan.loss, plan.rate)
    memory = config.optimiser.start(mlp.layout.size)
    for index in range(25):
        cycle = run.cycle(index)
        assert cycle.before.parameters.tobytes() == mlp.parameters.tobytes()
        row = slice(cycle.sample, cycle.sample + 1)
        assert cycle.sample == index % len(run.x)
        assert cycle.loss == mean_loss(mlp, run.x[row], run.t[row], plan.loss)
        textbook_step(mlp, run.x[row], run.t[row], config, memory)
        assert cycle.after.parameters.tobytes() == mlp.parameters.tobytes()
        assert run.losses(index + 1)[-1] == mean_loss(mlp, run.x, run.t, plan.loss)


def test_entering_late_gives_the_same_bits_as_walking_there() -> None:
    walked, jumped = Cycles(XOR), Cycles(XOR)
    for index in range(40):
        walked.cycle(index)
    late = jumped.cycle(39).after.parameters
    assert late.tobytes() == walked.cycle(39).after.parameters.tobytes()


def test_a_run_that_leaves_the_finite_numbers_ends_before_it_does() -> None:
    run = Cycles(CycleSetup("circles", (4, 3), "linear", "binary_cross_entropy", 10.0, 3))
    losses = run.losses(LONGEST)
    assert run.length < LONGEST
    assert len(losses) == run.length + 1
    assert np.isfinite(losses).all()
    assert np.isfinite(run.cycle(LONGEST).before.parameters).all()


@pytest.mark.parametrize("data", ["xor", "and", "gaussians", "circles"])
def test_samples_have_at_most_one_decimal_and_both_targets(data: str) -> None:
    x, t = samples(data, seed=4)
    assert np.array_equal(x, x.round(1))
    assert set(t[:, 0]) == {0.0, 1.0}
    assert np.abs(x).max() <= 2.0


def test_a_cycle_of_the_first_network_has_thirteen_operations_in_four_steps() -> None:
    order = operations(SIZES)
    assert len(order) == 13
    assert [op.phase for op in order] == ["forward"] * 3 + ["loss"] + ["backward"] * 6 + [
        "update"
    ] * 3
    assert [(start_of(phase, SIZES), end_of(phase, SIZES)) for phase in PHASES] == [
        (0, 3),
        (3, 4),
        (4, 10),
        (10, 13),
    ]


def test_no_delta_is_computed_before_those_above_it() -> None:
    order = operations((2, 3, 2, 1))
    deltas = [op.layer for op in order if op.kind == "delta"]
    assert deltas == sorted(deltas, reverse=True)
    for op in order:
        if op.kind == "gradient":
            before = order[: order.index(op)]
            assert any(
                (b.kind, b.layer, b.neuron) == ("delta", op.layer, op.neuron) for b in before
            )


@pytest.mark.parametrize("step", [0, 1, 12, 13, 14, 26, 27])
def test_a_position_and_its_step_are_the_same_place(step: int) -> None:
    place = Position.at(step, SIZES)
    assert place.step == step
    assert place.finished == step // 13
    assert (place.last is None) == (step == 0)


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.data)
def test_every_printed_calculation_gives_its_printed_result(plan: CycleSetup) -> None:
    run = Cycles(plan)
    checked = 0
    for index in (0, 3, 7, 20):
        cycle = run.cycle(index)
        for operation in operations(run.sizes):
            for _, words, result in rows_of(cycle, operation):
                calculation = words.rpartition("= ")[2]
                if any(letter.isalpha() for letter in calculation):
                    continue  # tanh(…), sigmoid(…), ln …, or words
                assert number(evaluate(calculation)) == result.strip("=≈ "), words
                checked += 1
    assert checked > 40


@pytest.mark.parametrize("plan", plans(), ids=lambda plan: plan.data)
def test_the_origin_of_a_factor_gives_the_printed_factor(plan: CycleSetup) -> None:
    run = Cycles(plan)
    end, checked = Position(0, len(operations(run.sizes)), run.sizes), 0
    for index in (0, 3, 7, 20):
        cycle = run.cycle(index)
        for spot in spots_of(cycle.before.sizes):
            for _, value, words in rows(reasons(cycle, spot, end)):
                calculation = words.partition(": ")[2].partition(";")[0]
                if not calculation or any(letter.isalpha() for letter in calculation):
                    continue
                assert prints(evaluate(calculation), value), words
                checked += 1
    assert checked > 10


def test_the_first_cycle_is_worked_out_by_hand() -> None:
    cycle = Cycles(XOR).cycle(0)
    lines = [row for operation in operations(SIZES) for row in rows_of(cycle, operation)]
    told = {row[0]: row[1:] for row in lines}
    # h₁: −0.42 × (−1) + 1.19 × (−1) = −0.77; tanh(−0.77) = −0.6469
    assert told["z of h₁"] == ["(−0.42) × (−1) + 1.19 × (−1) + 0", "= −0.77"]
    assert told["h₁"] == ["tanh(−0.77)", "≈ −0.647"]
    # y = sigmoid(1.05 × (−0.6469) − 0.31 × (−0.2636)) = sigmoid(−0.5975) = 0.3549; L = 0.3549²
    assert told["loss L"] == ["(0.355 − 0)²", "≈ 0.126"]
    # δ of y = 2 × 0.3549 × 0.3549 × 0.6451 = 0.1625; times 1.05, times 1 − 0.6469²
    assert told["δ of y"] == ["0.71 × 0.229", "≈ 0.163"]
    assert told["δ of h₁"][1] == "≈ 0.0992"
    assert told["∂L/∂(x₂ → h₁)"] == ["0.0992 × (−1)", "≈ −0.0992"]
    assert told["x₂ → h₁"] == ["1.19 − 1 × (−0.0992)", "≈ 1.289"]


def test_cross_entropy_has_the_difference_as_its_delta() -> None:
    cycle = Cycles(CycleSetup("xor", (2,), "tanh", "binary_cross_entropy", 1.0, 8)).cycle(1)
    (delta,) = (op for op in operations(SIZES) if (op.kind, op.layer) == ("delta", 2))
    ((name, words, _),) = rows_of(cycle, delta)
    assert name == "δ of y"
    assert words.startswith("y − t = ")


def test_a_certain_output_does_not_ask_for_the_logarithm_of_0() -> None:
    run = Cycles(CycleSetup("xor", (2,), "tanh", "binary_cross_entropy", 1.0, 8))
    cycle = run.cycle(0)
    cycle.before.layers[1].biases[:] = 100.0
    (loss,) = (op for op in operations(SIZES) if op.kind == "loss")
    ((_, words, result),) = rows_of(cycle, loss)
    assert "rounded to 1" in words
    assert read(result) == pytest.approx(99.4, abs=0.1)  # softplus(100 − 0.6)


def test_the_keys_reach_every_weight_and_bias() -> None:
    layout = NetworkLayout(Box(0, 0, 400, 300), (2, 3, 2, 1))
    seen, spot = [], next_spot(layout, Spot("w", 2, 1, 0), "Home")
    for layer in range(1, 4):
        column = layout.into_layer(layer)
        while spot != column[0]:
            spot = next_spot(layout, spot, "ArrowUp")
        for _ in column:
            seen.append(spot)
            spot = next_spot(layout, spot, "ArrowDown")
        spot = next_spot(layout, spot, "ArrowRight")
    assert set(seen) == set(
        spots_of(Cycles(CycleSetup("xor", (3, 2), "tanh", "mse", 1.0, 0)).sizes)
    )
    assert next_spot(layout, spot, "End") == layout.edges[-1]
    assert next_spot(layout, layout.edges[0], "ArrowLeft").layer == 1
