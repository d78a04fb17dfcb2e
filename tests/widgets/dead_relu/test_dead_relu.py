"""The dead-ReLU widget: real training, a gradient of exactly 0, and a leak that leads out.

Longer than other files: one tool, a sentence a test.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.words.numbers import number
from pycore.nn.mlp import MLP
from pycore.training.config import TrainingConfig
from pycore.training.textbook_step import textbook_step
from pycore.training.trainer import Trainer
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import close, read
from widgets.dead_relu.one_neuron_run import NeuronRun, T, X
from widgets.dead_relu.picture import silent

GOALS = ["alive", "learnt", "killed"]
HEALTHY = {"w": 0.5, "b": 0.0}


def done(stage: FakeStage) -> list[bool]:
    return [stage.ticks[goal] == "✓ done" for goal in GOALS]


def test_the_start_is_worked_out_by_hand() -> None:
    stage = FakeStage("dead-relu")
    assert stage.rows["neurons"][0] == ["ReLU", "−0.8", "−0.2", "0 of 6", "2.388", "0", "0"]
    # the mean of t² is (0.04 + 0.36 + 1 + 2.56 + 3.61 + 6.76) / 6 = 14.33 / 6
    assert NeuronRun("relu", -0.8, -0.2, 0.1).until(0)[0].loss == pytest.approx(14.33 / 6)
    assert stage.rows["samples"][0] == ["0.5", "0.2", "−0.6", "0", "−0.6", "0.01"]
    # by b: the mean of 2 (0.01 z − t) 0.01, with means of z −1.6 and of t 1.31666…
    state = NeuronRun("leaky_relu", -0.8, -0.2, 0.1).until(0)[0]
    assert state.gradient[1] == pytest.approx(2 * (0.01 * -1.6 - 7.9 / 6) * 0.01)


@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
@pytest.mark.parametrize(("w", "b", "rate"), [(-0.8, -0.2, 0.1), (0.5, 0.0, 0.3), (1.0, -1.0, 0.2)])
def test_the_steps_are_the_engine_s_own(activation: str, w: float, b: float, rate: float) -> None:
    mlp = MLP([1, 1], output=activation, init="zeros")
    mlp.parameters[:] = [w, b]
    config = TrainingConfig("mse", rate=rate)
    memory = config.optimiser.start(2)
    for state in NeuronRun(activation, w, b, rate).until(150):
        assert [state.weight, state.bias] == mlp.parameters.tolist()
        textbook_step(mlp, X, T, config, memory)


def test_the_training_is_what_a_trainer_does() -> None:
    mlp = MLP([1, 1], output="leaky_relu", init="zeros")
    mlp.parameters[:] = [-0.8, -0.2]
    trainer = Trainer(
        mlp, X, T, TrainingConfig("mse", rate=0.1), batch_size=len(X), task="regression"
    )
    trainer.run(epochs=200)
    end = NeuronRun("leaky_relu", -0.8, -0.2, 0.1).until(200)[-1]
    assert [end.weight, end.bias] == pytest.approx(mlp.parameters.tolist(), rel=1e-9)
    assert end.loss == pytest.approx(trainer.history[-1].train_loss, rel=1e-9)


def test_the_best_line_is_the_one_that_least_squares_find() -> None:
    slope, height = np.polyfit(X[:, 0], T[:, 0], 1)
    end = NeuronRun("relu", 0.5, 0.0, 0.1).until(400)[-1]
    assert [end.weight, end.bias] == pytest.approx([slope, height], abs=1e-5)


def test_a_dead_neuron_does_not_move_by_a_single_bit() -> None:
    states = NeuronRun("relu", -0.8, -0.2, 0.5).until(400)
    assert {(state.weight, state.bias, state.gradient) for state in states} == {
        (-0.8, -0.2, (0.0, 0.0))
    }


def test_a_run_that_is_asked_twice_goes_on_and_a_look_back_changes_nothing() -> None:
    run = NeuronRun("leaky_relu", -0.8, -0.2, 0.1)
    early = run.until(10)
    assert run.until(120)[:11] == early
    assert run.until(10) == early


@pytest.mark.parametrize(
    ("settings", "relu", "leaky"),
    [
        ({}, "Dead:", "Asleep:"),
        ({"steps": 400.0}, "Dead:", "Alive: every sample"),
        ({"w": 1.0, "b": -1.0}, "Alive: 4 of 6", "Alive: 4 of 6"),
    ],
)
def test_what_became_of_a_neuron_is_said(settings: dict[str, float], relu: str, leaky: str) -> None:
    stage = FakeStage("dead-relu").change(**settings)
    assert stage.text["verdict-relu"].startswith(relu)
    assert stage.text["verdict-leaky_relu"].startswith(leaky)


def test_each_goal_is_ticked_by_its_own_deed_and_stays_ticked() -> None:
    stage = FakeStage("dead-relu")
    assert done(stage) == [False] * 3
    assert done(stage.change(steps=100.0)) == [False] * 3
    assert done(stage.change(steps=130.0)) == [True, False, False]
    assert stage.status.startswith("✓ You have reached a goal. After 130 steps")
    assert done(stage.change(steps=0.0, **HEALTHY)) == [True, False, False]
    assert done(stage.change(steps=50.0)) == [True, True, False]
    assert done(stage.change(rate=0.3)) == [True, True, True]
    assert done(stage.change(rate=0.1, steps=0.0, w=-0.8)) == [True, True, True]


def test_a_neuron_that_began_dead_was_not_killed() -> None:
    assert not any(done(FakeStage("dead-relu").change(rate=0.5, steps=20.0)))


@pytest.mark.parametrize(
    ("weight", "bias", "zone"),
    [
        (1.0, -1.0, (0.0, 1.0)),
        (-1.0, 2.0, (2.0, 3.5)),
        (0.0, 0.0, (0.0, 3.5)),
        (-1.0, -1.0, (0.0, 3.5)),
    ],
)
def test_the_silent_inputs_are_marked(
    weight: float, bias: float, zone: tuple[float, float]
) -> None:
    assert silent(weight, bias) == zone


@pytest.mark.parametrize(("weight", "bias"), [(0.0, 1.0), (1.0, 1.0), (-0.1, 2.0)])
def test_a_neuron_that_hears_everything_has_no_silent_inputs(weight: float, bias: float) -> None:
    low, high = silent(weight, bias)
    assert low >= high


def test_a_drag_along_the_losses_moves_the_steps() -> None:
    # 420 px wide: steps 0 to 400 lie between 40 and 402
    stage = FakeStage("dead-relu").point("losses", 40 + 362 / 2, 100)
    assert stage.settings["steps"] == 200
    assert "After 200 steps" in stage.status
    assert stage.point("losses", 9999, 0, "move").settings["steps"] == 400
    assert stage.point("losses", 0, 0, "up").settings["steps"] == 400


def test_training_runs_to_the_end_in_six_seconds_and_can_be_paused() -> None:
    stage = FakeStage("dead-relu")
    assert stage.text["play"] == "Train"
    stage.act("play")
    assert (stage.running, stage.text["play"]) == (True, "Pause")
    stage.tick(150)
    assert stage.settings["steps"] == 10
    stage.act("play")
    assert (stage.running, stage.text["play"], stage.settings["steps"]) == (False, "Train", 10)
    stage.act("play").tick(5000.0).tick(850)
    assert (stage.running, stage.settings["steps"]) == (False, 400)
    assert stage.ticks["alive"] == "✓ done"
    stage.act("play")
    assert stage.settings["steps"] == 0


def test_a_hand_on_the_slider_stops_the_training() -> None:
    stage = FakeStage("dead-relu").act("play").tick(150)
    assert not stage.change(steps=200.0).running
    stage.act("play").tick(15)
    assert stage.settings["steps"] == 201


def test_without_motion_the_training_is_there_at_once() -> None:
    stage = FakeStage("dead-relu").prefer_stillness().act("play")
    assert (stage.running, stage.settings["steps"]) == (False, 400)


def test_an_unknown_button_is_reported_with_its_name() -> None:
    assert "'fly'" in FakeStage("dead-relu").act("fly").errors[0]["message"]


def test_what_the_page_says_of_the_training_holds() -> None:
    start = NeuronRun("leaky_relu", -0.8, -0.2, 0.1).until(400)
    first = next(step for step, state in enumerate(start) if state.active)
    assert 90 < first < 130  # "about a hundred steps", with the steps that follow
    assert start[first + 15].loss < 0.2 < 2 < start[first].loss  # "the rest goes quickly"
    restless = [state.loss for state in NeuronRun("leaky_relu", 0.5, 0.0, 0.3).until(400)]
    for part in (restless[200:300], restless[300:]):
        assert min(part) < 0.1
        assert max(part) > 2  # "its loss leaps up and down"


def test_the_future_is_not_drawn() -> None:
    def reaches(steps: float) -> float:
        stage = FakeStage("dead-relu").change(steps=steps)
        calls = stage.canvases["losses"].context.calls
        start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
        clip = max(i for i, (name, *_) in enumerate(calls) if name == "clip")
        assert clip > start
        return max(float(args[0]) for name, args, _ in calls[clip:] if name == "lineTo")

    # 420 px wide: steps 0 to 400 lie between 40 and 402
    assert reaches(100.0) == pytest.approx(40 + 362 / 4)
    assert reaches(400.0) == pytest.approx(402)


moves = st.fixed_dictionaries(
    {},
    optional={
        "steps": st.integers(0, 60).map(float),
        "rate": st.integers(1, 50).map(lambda n: n / 100),
        "w": st.integers(-20, 20).map(lambda n: n / 10),
        "b": st.integers(-20, 20).map(lambda n: n / 10),
    },
)


@given(st.lists(moves, min_size=1, max_size=3))
def test_whatever_the_reader_sets_picture_equation_and_tables_agree(
    steps: list[dict[str, float]],
) -> None:
    stage = FakeStage("dead-relu")
    for step in steps:
        stage.change(**step)
    assert not stage.errors
    now = stage.settings
    for row, name in zip(stage.rows["neurons"], ("relu", "leaky_relu"), strict=True):
        label, weight, bias, active, loss, by_weight, by_bias = row
        run = NeuronRun(name, now["w"], now["b"], now["rate"]).until(int(now["steps"]))
        assert read(weight) == close(run[-1].weight)
        assert read(bias) == close(run[-1].bias)
        assert read(loss) == close(run[-1].loss)
        assert stage.text[f"neuron-{name}"].startswith(f"y = {label}({weight} x ")
        assert bias.removeprefix("−") in stage.text[f"neuron-{name}"]
        assert f" {by_weight}, ∂L/∂b" in stage.text[f"gradient-{name}"]
        assert stage.text[f"gradient-{name}"].endswith(f" {by_bias}")
        assert stage.words(name)[-2].startswith(f"{label}: {active}")
        assert f"{label} has {active} samples active, loss {loss}" in stage.status
        column = 3 if name == "relu" else 5
        slopes = [cells[column] for cells in stage.rows["samples"]]
        assert sum(slope == "1" for slope in slopes) == int(active[0])
        for x, _, *sums in stage.rows["samples"]:  # what is computed from what is shown is shown
            printed = read(weight) * read(x) + read(bias)
            assert number(round(printed, 9)) == sums[column - 3]


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0.01, 0.5))
def test_no_setting_leaves_the_finite_numbers(w: float, b: float, rate: float) -> None:
    for name in ("relu", "leaky_relu"):
        assert all(np.isfinite(state.loss) for state in NeuronRun(name, w, b, rate).until(60))
