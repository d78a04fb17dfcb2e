"""The overfitting widget: two losses, the engine's, and remedies that do what they promise."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.words.numbers import number
from pycore import MLP, Record, Trainer, TrainingConfig
from pycore.datasets import make
from pycore.optimisers import Adam
from tests.hosts import host_here
from tests.widgets.fake_stage import FakeStage
from widgets.overfitting.lab import EPOCHS, SIZES, UNTREATED, Remedies, Trial, overfits
from widgets.overfitting.widget import judgement


@pytest.fixture(scope="module")
def untreated() -> Trial:
    return Trial(UNTREATED, host_here())


def open_stage(**chosen: Any) -> FakeStage:
    stage = FakeStage("overfitting", **chosen)
    assert not stage.errors, stage.errors[0]["detail"]
    return stage


def engine(l2: float, epochs: int) -> Record:
    """The last record of the same run, with the engine alone."""
    train, test = make("moons", 20, 0.8, seed=5), make("moons", 200, 0.8, seed=105)
    config = TrainingConfig("binary_cross_entropy", 0.01, Adam(), l2=l2)
    trainer = Trainer(
        MLP([2, 16, 16, 1], seed=5),
        train.x / 6,
        train.t,
        config,
        test=(test.x / 6, test.t),
        batch_size=10,
        seed=5,
    )
    trainer.run(epochs)
    return trainer.history[-1]


@pytest.mark.parametrize(("l2", "epoch"), [(0.0, 40), (0.03, 25)])
def test_both_losses_are_the_engine_s(l2: float, epoch: int) -> None:
    record = engine(l2, epoch)
    stage = open_stage(l2=f"{l2:g}", step=float(epoch))
    assert record.test_loss is not None
    assert stage.rows["table"][0][:3] == [
        f"Now, epoch {epoch}",
        number(record.train_loss),
        number(record.test_loss),
    ]


def test_without_remedy_the_losses_part_company(untreated: Trial) -> None:
    end, best = untreated.records[-1], untreated.best
    assert end.train_loss < 0.1
    assert best.test_loss is not None
    assert end.test_loss is not None
    assert end.test_loss > 2 * best.test_loss
    assert overfits(untreated.records)
    assert judgement(untreated, EPOCHS).startswith(f"Overfitting: since epoch {best.epoch}")
    assert judgement(untreated, best.epoch).startswith("Here the test loss is lowest")


@pytest.mark.parametrize("points", [20, 200])
def test_each_remedy_lowers_the_test_loss_at_the_end(points: int, untreated: Trial) -> None:
    remedies = Remedies("large", points, 0.03 if points == 20 else 0.0)
    treated, plain = Trial(remedies, host_here()).records[-1], untreated.records[-1]
    assert treated.test_loss is not None
    assert plain.test_loss is not None
    assert treated.test_loss < 0.6 * plain.test_loss


def test_there_are_far_more_weights_than_points() -> None:
    # 2 × 16 + 16, 16 × 16 + 16, 16 + 1
    assert open_stage().text["size"] == "337 weights and biases, 20 points"
    assert SIZES["large"] == (2, 16, 16, 1)


def test_the_button_stops_early(untreated: Trial) -> None:
    stage = open_stage(step=200.0).act("best")
    assert stage.settings["step"] == untreated.best.epoch
    assert stage.rows["table"][0][1:] == stage.rows["table"][1][1:]
    assert stage.text["judgement"].startswith("Here the test loss is lowest")


def test_a_press_on_the_curve_goes_there() -> None:
    # The curve's frame runs from 50 to 406 for 0 to 300.
    stage = FakeStage("overfitting").point("curve", 228, 100)
    assert stage.settings["step"] == 150
    assert stage.point("curve", 9999, 100).settings["step"] == EPOCHS


def test_test_points_are_drawn_only_when_they_are_asked_for() -> None:
    stage = open_stage()
    few = len(stage.canvases["map"].context.calls)
    first = stage.change(showtest=True).canvases["map"].context.calls[few:]
    assert sum(name == "rect" for name, *_ in first) >= 100
    assert sum(name == "rect" for name, *_ in stage.canvases["map"].context.calls[:few]) < 20


def test_the_goals_are_detected_each_by_its_own_deed(untreated: Trial) -> None:
    stage = open_stage()
    goals = ("over", "early", "l2", "under")
    assert [stage.ticks[goal] for goal in goals] == [""] * 4
    stage.change(step=float(EPOCHS))
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "", "", ""]
    stage.change(step=float(untreated.best.epoch))
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", "", ""]
    stage.change(l2="0.3", step=float(EPOCHS))
    assert stage.ticks["under"] == "✓ done"
    stage.change(l2="0.01")
    assert [stage.ticks[goal] for goal in goals] == ["✓ done"] * 4


DEEDS = st.one_of(
    st.sampled_from(["step", "back", "start", "play", "best"]),
    st.tuples(st.just("step"), st.integers(0, EPOCHS).map(float)),
    st.tuples(st.just("size"), st.sampled_from(list(SIZES))),
    st.tuples(st.just("l2"), st.sampled_from(["0", "0.01", "0.03", "0.3"])),
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, max_size=6))
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
