"""The pass-or-fail widget: its numbers are the engine's, and every road back leads to the bit.

Longer than other files: one tool, whose numbers are tested against each other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.messages import Settings
from kit.words.numbers import number, percent
from pycore import MLP, Trainer, TrainingConfig
from pycore.datasets import Scale, make, split
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import numbers
from widgets.pass_or_fail.students import Students
from widgets.pass_or_fail.widget import answer, for_everyone, times, worth

TRAINED: Settings = {"step": 40.0}


def open_stage(**chosen: Any) -> FakeStage:
    stage = FakeStage("pass-or-fail", **chosen)
    assert not stage.errors, stage.errors[0]["detail"]
    return stage


def engine(epochs: int) -> tuple[MLP, Scale]:
    """The same run, with the engine alone."""
    train, _ = split(make("study", n=200, noise=0.2, seed=3), 0.6, seed=3)
    scale, mlp = Scale.of(train.x), MLP([2, 3, 1], seed=0)
    config = TrainingConfig("binary_cross_entropy", 0.3)
    Trainer(mlp, scale.apply(train.x), train.t, config, batch_size=10, seed=3).run(epochs)
    return mlp, scale


def test_the_chance_is_the_engine_s_after_every_epoch() -> None:
    stage = open_stage()
    for epoch in (0, 1, 7, 40, 7):
        mlp, scale = engine(epoch)
        chance = float(mlp.predict(scale.apply([4.0, 7.0]))[0])
        assert stage.change(step=float(epoch)).text["answer"] == answer(chance)


def test_what_an_hour_is_worth_agrees_with_central_differences() -> None:
    students, h = Students(host=None), 1e-5
    students.train_to(40)
    at = np.array([[4.0, 7.0]])
    tried = [
        float((students.chances(at + h * unit) - students.chances(at - h * unit))[0]) / (2 * h)
        for unit in np.eye(2)
    ]
    assert students.per_hour(at)[0] == pytest.approx([100 * slope for slope in tried], abs=1e-5)
    assert open_stage(**TRAINED).text["here"] == worth(100 * tried[0], 100 * tried[1])


def test_study_counts_most_in_words_and_in_the_lines() -> None:
    students = Students(host=None)
    students.train_to(40)
    study, sleep = students.path_shares()
    assert study > 0.6
    assert study + sleep == pytest.approx(1.0)
    mlp, _ = engine(40)
    first, second = mlp.layers[0].weights, mlp.layers[1].weights
    sums = [sum(abs(second[0, j] * first[j, i]) for j in range(3)) for i in range(2)]
    assert study == pytest.approx(sums[0] / sum(sums))
    said = open_stage(**TRAINED).text["paths"]
    assert said == f"study {percent(study)}, sleep {percent(sleep)}"
    # The config of the data gives an hour of study the weight of two hours of sleep.
    mean = students.per_hour(students.train.x).mean(axis=0)
    assert 1.5 < mean[0] / mean[1] < 2.7
    assert "Study counts" in open_stage(**TRAINED).text["everyone"]


def test_neither_counts_more_where_both_count_alike() -> None:
    assert times(0.51, 0.5) == "Study counts about as much as sleep."
    assert times(0.5, 0.51) == "Study counts about as much as sleep."
    assert times(1.0, 0.5) == "Study counts 2 times as much as sleep."


@pytest.mark.parametrize("epoch", [5, 10, 20, 30, 40])
def test_no_hour_of_study_or_sleep_lowers_the_chance_that_a_trained_network_gives(
    epoch: int,
) -> None:
    students = Students(host=None)
    students.train_to(epoch)
    study, sleep = np.linspace(0, 10, 101), np.linspace(3, 10, 71)
    hours = np.stack(np.meshgrid(study, sleep, indexing="ij"), axis=-1).reshape(-1, 2)
    chances = students.chances(hours).reshape(101, 71)
    assert (np.diff(chances, axis=0) >= 0).all()
    assert (np.diff(chances, axis=1) >= 0).all()


def test_comparisons_are_made_only_where_both_help() -> None:
    assert times(6.0, 3.0) == "Study counts 2 times as much as sleep."
    assert times(3.0, 6.0) == "Sleep counts 2 times as much as study."
    assert times(3.0, -6.0).startswith("As yet")
    assert worth(12.34, -0.06) == "study +12.3, sleep −0.06 percentage points an hour."


@given(st.floats(0.01, 40), st.floats(0.01, 40))
def test_the_comparison_follows_from_the_numbers_as_shown(study: float, sleep: float) -> None:
    one, other, *times_as_much = numbers(for_everyone(study, sleep))
    said = number(times_as_much[0], 1) if times_as_much else "1"  # else "about as much as"
    assert number(max(one, other) / min(one, other), 1) == said


def test_the_picture_says_the_chance_as_the_words_do() -> None:
    stage = open_stage(**TRAINED).change(study=10.0, sleep=10.0)
    chance = stage.text["answer"].partition("chance of ")[2].removesuffix(" to pass.")
    assert chance.endswith("%")
    assert chance in stage.words("network")


def test_the_answer_has_a_sign_beside_its_colour() -> None:
    stage = open_stage(**TRAINED).change(study=9.0)
    assert stage.attributes["judgement", "data-state"] == "right"
    assert stage.text["answer"].startswith("✓ Pass")
    assert "✓ pass" in stage.words("network")
    stage.change(study=0.0)
    assert stage.attributes["judgement", "data-state"] == "wrong"
    assert stage.text["answer"].startswith("✗ Fail")
    assert "✗ fail" in stage.words("network")
    assert stage.words("map").count("✓") + stage.words("map").count("✗") == 120


def test_the_table_has_the_engine_s_chances() -> None:
    mlp, scale = engine(40)
    chance = float(mlp.predict(scale.apply([8.0, 6.0]))[0])
    assert chance > 0.5
    row = next(row for row in open_stage(**TRAINED).rows["table"] if row[0] == "8 h")
    assert row[2] == f"✓ {percent(chance)}"


def test_the_network_is_trained_by_playing_and_pauses_at_a_whole_epoch() -> None:
    stage = open_stage().act("play").tick(400.0)
    assert (stage.settings["step"], stage.text["play"]) == (2, "Pause")
    stage.act("play")
    assert (stage.running, stage.text["play"]) == (False, "Train")
    assert stage.act("step").settings["step"] == 3
    assert stage.act("back").settings["step"] == 2
    stage.act("play").play(100.0)
    assert stage.settings["step"] == 40
    assert stage.attributes["on", "aria-disabled"] == "true"
    assert stage.act("start").settings["step"] == 0


def test_the_student_is_moved_by_pointer_and_keys() -> None:
    stage = FakeStage("pass-or-fail", size=(460.0, 300.0))
    # The frame runs from 44 to 444 across, and from 10 to 274 down.
    stage.point("map", 244, 142)
    assert (stage.settings["study"], stage.settings["sleep"]) == (5, 6.5)
    stage.point("map", 9999, -50, "move")
    assert (stage.settings["study"], stage.settings["sleep"]) == (10, 10)
    stage.press("map", "ArrowLeft").press("map", "ArrowDown", shift=True)
    assert (stage.settings["study"], stage.settings["sleep"]) == (9.5, 9.9)


def test_the_goals_are_detected_each_by_its_own_deed() -> None:
    stage = open_stage(study=0.0, sleep=3.0)
    names = ("train", "edge", "tired", "flat")
    assert [stage.ticks[name] for name in names] == [""] * 4
    stage.change(study=4.0, sleep=7.0, **TRAINED)
    assert [stage.ticks[name] for name in names] == ["✓ done", "", "", ""]
    stage.change(study=9.5, sleep=4.0)
    assert stage.ticks["tired"] == "✓ done"
    stage.change(study=10.0, sleep=10.0)
    assert stage.ticks["flat"] == "✓ done"
    students = Students(host=None)
    students.train_to(40)
    across = np.linspace(0, 10, 1001)
    hours = np.column_stack([across, np.full(1001, 7.0)])
    study = float(across[np.abs(students.chances(hours) - 0.5).argmin()])
    stage.change(study=study, sleep=7.0)
    assert stage.ticks["edge"] == "✓ done"


DEEDS = st.one_of(
    st.sampled_from(["step", "back", "start", "play"]),
    st.tuples(st.just("step"), st.integers(0, 40)),
    st.tuples(st.just("study"), st.floats(0, 10)),
    st.tuples(st.just("sleep"), st.floats(3, 10)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, max_size=8))
def test_whatever_is_done_the_way_back_leads_to_the_bit(
    deeds: list[str | tuple[str, float]],
) -> None:
    stage = open_stage()
    before = dict(stage.text), dict(stage.settings)
    for deed in deeds:
        if isinstance(deed, str):
            stage.act(deed)
        else:
            stage.change(**{deed[0]: float(deed[1])})
        if stage.running:
            stage.tick(300.0)
        assert not stage.errors
        assert "nan" not in " ".join(stage.text.values()).lower()
    if stage.running:
        stage.act("play")
    stage.change(**before[1])
    assert stage.text == before[0]
