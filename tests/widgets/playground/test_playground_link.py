"""The share link is packed when a run rests, or is asked for, and what is behind loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from kit.messages import Settings
from tests.widgets.fake_stage import FakeStage
from widgets.playground.run.session import Session
from widgets.playground.widget import Playground

FRAME_MS = 16.0
FRAMES = 100
SETTINGS: Settings = {"data": "xor", "count": 40.0, "batch": "5", "speed": "one"}
EDITED: dict[str, Any] = {"picked": "w1.1.1"}
"""With edited weights a link holds the network itself."""


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a millisecond passes between two looks at the clock, however busy the machine."""
    looks = iter(range(10**9))
    monkeypatch.setattr("widgets.playground.widget.perf_counter", lambda: next(looks) / 1e4)


@pytest.fixture
def packings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every pair of texts that was made for a link, in order."""
    made: list[tuple[str, str]] = []
    pack = Session._texts_for_link

    def counting(session: Session) -> tuple[str, str]:
        made.append(pack(session))
        return made[-1]

    monkeypatch.setattr(Session, "_texts_for_link", counting)
    return made


def begun(*, edited: bool) -> FakeStage:
    """A run that has just been set going."""
    stage = FakeStage("playground", **SETTINGS, **(EDITED if edited else {}))
    if edited:
        stage.act("epoch").change(weight=0.5)
    stage.act("train").tick(FRAME_MS)
    assert not stage.errors
    return stage


def pass_frames(stage: FakeStage, count: int = FRAMES, elapsed: float = 5 * FRAME_MS) -> None:
    for _ in range(count):
        stage.tick(elapsed)


def state(stage: FakeStage) -> tuple[int, int, list[float]]:
    assert not stage.errors, stage.errors[0]["detail"]
    widget = stage._dispatcher._open["here"]
    assert isinstance(widget, Playground)
    run = widget._session.run
    return run.epoch, run.batch, run.mlp.parameters.tolist()


def opened(stage: FakeStage) -> FakeStage:
    """The tool opened anew with the form as it is: after a restart of Python, or by a link."""
    other = FakeStage("playground", **stage.settings)
    return other.play()


both = pytest.mark.parametrize("edited", [False, True], ids=["past", "network"])


@both
def test_no_link_is_packed_while_a_run_goes_on_and_one_at_its_pause(
    edited: bool, packings: list[tuple[str, str]]
) -> None:
    stage = begun(edited=edited)
    packings.clear()
    before = state(stage)[0]
    pass_frames(stage)
    assert state(stage)[0] > before + 5
    assert packings == []
    stage.act("train")
    assert len(packings) == 1
    assert (stage.settings["past"], stage.settings["trained"]) == packings[0]


@both
def test_copy_link_while_a_run_goes_on_packs_once_what_the_run_is_then(
    edited: bool, packings: list[tuple[str, str]]
) -> None:
    stage = begun(edited=edited)
    pass_frames(stage)
    packings.clear()
    stage.share()
    assert stage.running
    assert len(packings) == 1
    assert (stage.settings["past"], stage.settings["trained"]) == packings[0]
    assert str(state(stage)[0]) == stage.settings["past"].rpartition("_")[2] or edited
    assert state(FakeStage("playground", **stage.settings)) == state(stage)


@both
def test_a_pause_that_the_page_announces_packs_once_and_is_no_news(
    edited: bool, packings: list[tuple[str, str]]
) -> None:
    stage = begun(edited=edited)
    pass_frames(stage)
    packings.clear()
    before = dict(stage.share().settings)
    stage.act("train")
    assert len(packings) == 1
    assert stage.settings == before, "from Train to Pause is one entry of Undo"


@both
def test_a_restart_in_the_middle_of_a_run_loses_no_step_of_it(edited: bool) -> None:
    stage = begun(edited=edited)
    pass_frames(stage)
    assert state(opened(stage)) == state(stage)


@both
def test_a_restart_within_an_epoch_comes_back_to_the_mini_batch(edited: bool) -> None:
    stage = begun(edited=edited)
    stage.change(speed="batch")
    pass_frames(stage, 17)
    assert stage.settings["within"] != ""
    assert state(opened(stage)) == state(stage)


def test_a_change_of_the_rate_while_a_run_goes_on_is_not_lost(
    packings: list[tuple[str, str]],
) -> None:
    stage = begun(edited=False)
    pass_frames(stage)
    packings.clear()
    stage.change(rate="0.3")
    assert len(packings) == 1
    pass_frames(stage)
    assert len(packings) == 1
    assert "rate*0.3_" in stage.settings["past"]
    assert state(opened(stage)) == state(stage)


def test_a_weight_set_while_a_run_goes_on_is_not_lost(packings: list[tuple[str, str]]) -> None:
    stage = begun(edited=True)
    pass_frames(stage)
    packings.clear()
    stage.change(weight=1.5)
    pass_frames(stage)
    assert len(packings) == 1
    assert state(opened(stage)) == state(stage)


def test_a_very_long_run_is_packed_now_and_then_so_that_little_is_made_again(
    monkeypatch: pytest.MonkeyPatch, packings: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr("widgets.playground.run.story.MOST_WORK", 3000)
    stage = begun(edited=False)
    packings.clear()
    pass_frames(stage)
    assert 2 < len(packings) < FRAMES / 4
    assert state(opened(stage)) == state(stage)
