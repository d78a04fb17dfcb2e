"""The training-loop widget: one run, seen from many sides, and always the same.

Longer than other files: one tool, whose views are tested against each other.
"""

from __future__ import annotations

import re
from math import log
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.words.numbers import number, percent
from pycore import MLP, Trainer, TrainingConfig, diagnose_curve, mean_loss
from pycore.datasets import make
from tests.places import form_of
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import evaluate, read
from widgets.training_loop.loop import PHASES, code, one_epoch
from widgets.training_loop.story import EPOCHS, RATES, SIZES, Story
from widgets.training_loop.words import _backward, _loss, steepest

RUNS = [(depth, pace) for depth in SIZES for pace in RATES]


def open_stage(**chosen: Any) -> FakeStage:
    stage = FakeStage("training-loop", **chosen)
    assert not stage.errors, stage.errors[0]["detail"]
    return stage


def engine(depth: str, pace: str, epochs: int) -> tuple[MLP, Trainer]:
    """The same run, with the engine alone."""
    data, mlp = make("eight"), MLP(SIZES[depth], seed=0)
    config = TrainingConfig("binary_cross_entropy", RATES[pace])
    trainer = Trainer(mlp, data.x / 4, data.t, config, batch_size=2, seed=0)
    trainer.run(epochs)
    return mlp, trainer


@pytest.mark.parametrize(("depth", "pace"), RUNS)
def test_every_figure_is_the_engine_s(depth: str, pace: str) -> None:
    mlp, trainer = engine(depth, pace, 33)
    stage = open_stage(depth=depth, pace=pace, step=33.0, point="6")
    record, data = trainer.history[-1], make("eight")
    chances = mlp.predict(data.x / 4)[:, 0]
    assert stage.text["figures"].startswith(number(record.train_loss))
    assert diagnose_curve(trainer.history).reason in stage.text["fit"]
    assert [row[3] for row in stage.rows["table"]] == [percent(float(y)) for y in chances]
    assert stage.text["sure"].startswith(percent(float(chances[5])))  # point 6 is blue
    assert stage.rows["table"][5][0] == "north-west 2 (highlighted)"
    right = [row[4] == "✓ right" for row in stage.rows["table"]]
    assert right == ((chances > 0.5) == (data.t[:, 0] == 1)).tolist()
    assert record.train_accuracy == np.mean(right)


@pytest.mark.parametrize(("depth", "pace"), RUNS)
def test_the_loop_that_is_shown_makes_the_steps_of_the_run(depth: str, pace: str) -> None:
    story = Story(depth, pace, None)
    for epoch in (0, 10):
        mlp, done = story.slowly(epoch, story.moments - 1)
        assert done.phase == "update"
        assert mlp.parameters == pytest.approx(story.network(epoch + 1).parameters, abs=1e-9)


def test_an_epoch_takes_every_point_once_two_at_a_time() -> None:
    data = make("eight")
    mlp, rng = MLP([2, 1]), np.random.default_rng(2)
    steps = list(one_epoch(mlp, data.x, data.t, rate=0.1, rng=rng))
    assert [phase for phase, _ in steps] == ["shuffle", *PHASES * 4]
    story, seen = Story("shallow", "balanced", None), []
    for moment in range(1, story.moments, len(PHASES)):
        seen += story.slowly(3, moment)[1].batch.tolist()
    assert sorted(seen) == list(range(8))
    assert seen == story.slowly(3, 0)[1].batch.tolist()


def test_the_lines_are_marked_in_turn_and_only_one_at_a_time() -> None:
    stage, marked = open_stage(slow=True), []
    for _ in range(5):
        lines = [line for line in stage.text["code"].splitlines() if "→" in line]
        assert len(lines) == 1
        marked.append(lines[0].split("→ ")[1].split(" ")[0])
        stage.act("step")
    assert marked == ["order", "trace", "loss", "gradient", "mlp.parameters"]
    plain = [line.replace("→", " ") for line in stage.text["code"].splitlines()]
    assert plain == [f"  {line}" for line in code()]


def test_the_texts_of_a_mini_batch_are_worked_out_from_its_numbers() -> None:
    story = Story("shallow", "balanced", None)
    stage = open_stage(slow=True, step=4.0, moment="4")
    before, (after, done) = story.network(4), story.slowly(4, 4)
    batch = done.batch
    names = " and ".join(story.names[point] for point in batch)
    loss = mean_loss(before, story.x[batch], story.t[batch], "binary_cross_entropy")
    assert stage.text["now"] == f"Mini-batch 1 of 4: points {names}. Just done: update."
    told, first, second = re.findall(
        r"(.+) the network answers (\S+) and (\S+)\.$", stage.text["forward"]
    )[0]
    assert told == f"For points {names}"
    answers, targets = [read(first), read(second)], story.t[batch, 0]
    assert answers == pytest.approx(before.predict(story.x[batch])[:, 0], abs=5.1e-4)
    shares = [y if t else 1 - y for y, t in zip(answers, targets, strict=True)]
    assert number(-sum(map(log, shares)) / 2) == number(loss)
    assert stage.text["loss"] == f"Their mean loss is {number(loss)}."
    assert stage.text["update"].startswith("→ ")
    assert done.gradient is not None
    moved = float(after.parameters[np.abs(done.gradient).argmax()])
    calculation, result = re.findall(r": (.+) [=≈] (\S+)\.$", stage.text["update"])[0]
    assert number(evaluate(calculation)) == result == number(moved)
    assert open_stage(slow=True, step=4.0, moment="1").text["loss"] == "–"


def test_slow_motion_goes_over_the_end_of_an_epoch_and_back() -> None:
    stage = open_stage(slow=True, step=2.0, moment="16").act("step")
    assert (stage.settings["step"], stage.settings["moment"]) == (3, "0")
    assert "shuffled" in stage.text["now"]
    stage.act("back")
    assert (stage.settings["step"], stage.settings["moment"]) == (2, "16")
    stage.change(slow=False)
    assert (stage.settings["step"], stage.settings["moment"]) == (2, "0")


def test_playing_reaches_the_end_and_says_so() -> None:
    stage = open_stage().act("play").play(100.0)
    assert stage.settings["step"] == EPOCHS
    assert stage.text["update"].startswith("The run ends here")
    assert stage.act("start").settings["step"] == 0


def test_a_press_highlights_a_point_and_goes_to_an_epoch() -> None:
    stage = FakeStage("training-loop", size=(420.0, 420.0))
    # The map's frame runs from 40 to 408 for -5.5 to 5.5; point 8 lies at (4, -2).
    stage.point("map", 358, 264)
    assert stage.settings["point"] == "8"
    # The curve's frame runs from 50 to 406 for 0 to 120.
    stage.point("curve", 228, 200)
    assert stage.settings["step"] == 60
    stage.point("curve", 9999, 200).point("curve", 0, 0, "move")
    assert stage.settings["step"] == EPOCHS


def test_the_goals_are_detected_each_by_its_own_deed() -> None:
    stage = open_stage()
    goals = ("first", "unstable", "under", "batch")
    assert [stage.ticks[goal] for goal in goals] == [""] * 4
    story = Story("shallow", "balanced", None)
    first = story.first_all_right()
    assert first is not None
    stage.change(step=float(first + 1))
    assert stage.ticks["first"] == ""
    stage.change(step=float(first))
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "", "", ""]
    stage.change(pace="aggressive", step=20.0)
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", "", ""]
    stage.change(pace="gentle", step=40.0)
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", "✓ done", ""]
    stage.change(slow=True, moment="4")
    assert stage.ticks["batch"] == "✓ done"


DEEDS = st.one_of(
    st.sampled_from(["step", "back", "start", "play"]),
    st.tuples(st.just("step"), st.integers(0, EPOCHS).map(float)),
    st.tuples(st.just("depth"), st.sampled_from(list(SIZES))),
    st.tuples(st.just("pace"), st.sampled_from(list(RATES))),
    st.tuples(st.just("slow"), st.booleans()),
    st.tuples(st.just("point"), st.sampled_from("12345678")),
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, max_size=8))
def test_whatever_is_done_the_way_back_leads_to_the_bit(
    deeds: list[str | tuple[str, object]],
) -> None:
    stage = open_stage()
    before, form = shown(stage), dict(stage.settings)
    for deed in deeds:
        if isinstance(deed, str):
            stage.act(deed)
        else:
            stage.change(**{deed[0]: deed[1]})
        if stage.running:
            stage.tick(300.0)
        assert not stage.errors
        assert "nan" not in " ".join(stage.text.values()).lower()
    if stage.running:
        stage.act("play")
    assert shown(stage.change(**form)) == before


def shown(stage: FakeStage) -> tuple[dict[str, str], list[list[str]]]:
    return dict(stage.text), stage.rows["table"]


def test_points_and_slopes_that_are_equal_share_their_superlative() -> None:
    story = Story("shallow", "balanced", None)
    words = _loss(story, 0, [0.2, 0.9, 0.3, 0.9])
    assert words.endswith("Points north-west 1 and south-east 1 cost most, 0.9 each.")
    assert _loss(story, 0, [0.2, 0.9]).endswith("Point north-west 1 costs most, 0.9.")
    mlp = story.network(0)
    found = steepest(mlp, np.array([0.5, -0.5, *[0.1] * (mlp.layout.size - 2)]))
    told = _backward(mlp, found, mlp.layout.size)
    assert "those of x₁ → h₁ and x₂ → h₁ are equally steep, 0.5, and no other" in told


def test_a_single_neuron_turns_its_line_and_underfits_to_the_end() -> None:
    story = Story("single", "balanced", None)
    assert story.last == EPOCHS
    assert number(story.record(EPOCHS).train_loss) == "0.693"  # log 2: it says one half everywhere
    assert max(each.train_accuracy or 0.0 for each in story.records) == 6 / 8
    assert story.first_all_right() is None
    for epoch in (1, 10, 24, EPOCHS):
        fit = open_stage(depth="single", step=float(epoch)).text["fit"]
        assert fit.endswith("So it underfits however long it trains."), epoch
    assert "however long" not in open_stage(depth="single").text["fit"]
    assert "however long" not in open_stage(depth="shallow", step=9.0).text["fit"]


def test_each_network_and_each_rate_says_what_it_is_for() -> None:
    said = {open_stage(depth=depth, pace=pace).text["choice"] for depth, pace in RUNS}
    assert len(said) == len(RUNS)
    assert all("is there to" in words for words in said)
    rates = [re.search(r"rate, ([\d.]+),", words) for words in said]
    assert {float(found[1]) for found in rates if found} == set(RATES.values())


def test_points_are_named_by_their_corner_in_the_form_and_on_the_map() -> None:
    story = Story("shallow", "balanced", None)
    form = form_of("training-loop").read_text("utf-8")
    offered = re.findall(r'<option value="(\d)"[^>]*>([^<]+)</option>', form)
    assert offered == [(str(n), name) for n, name in enumerate(story.names, 1)]
    for (x, y), name in zip(story.points.tolist(), story.names, strict=True):
        assert ("north" in name) == (y > 0)
        assert ("east" in name) == (x > 0)
    assert len(set(story.names)) == 8
