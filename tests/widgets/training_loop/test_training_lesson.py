"""What the text of the training lesson says of a run is what the tool beside it says."""

from __future__ import annotations

import html
import re
from itertools import groupby
from math import log
from typing import Any

import pytest

from tests.places import WEB
from tests.widgets.fake_stage import FakeStage
from widgets.overfitting.lab import Remedies, Trial
from widgets.overfitting.widget import judgement
from widgets.training_loop.story import Story

pytestmark = pytest.mark.cpython_only("the text of the page is not shipped with the tests")


@pytest.fixture(scope="module")
def lesson() -> str:
    """The text of the lesson without its markup."""
    page = (WEB / "content/pages/training.html").read_text("utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def states(**chosen: Any) -> list[tuple[int, str]]:
    """The epochs at which a run's state changes, each with the new one."""
    stage = FakeStage("training-loop", **chosen)
    told = [stage.change(step=float(epoch)).text["fit"].split(":")[0] for epoch in range(121)]
    return [
        (next(group)[0], state) for state, group in groupby(enumerate(told), lambda one: one[1])
    ]


def test_the_gentle_run_underfits_when_the_page_says_so(lesson: str) -> None:
    said = "From epoch 24 on its state reads underfitting, and from epoch 80 on learning."
    assert said in lesson
    assert states(pace="gentle", depth="shallow")[-2:] == [(24, "Underfitting"), (80, "Learning")]
    assert "After 120 epochs it has only begun to learn." in lesson
    assert states(pace="gentle", depth="deep")[-1][1] == "Learning"


def test_the_aggressive_run_is_unstable_to_the_end(lesson: str) -> None:
    assert "Such a run is unstable, and more epochs do not heal it." in lesson
    for depth in ("shallow", "deep"):
        found = states(pace="aggressive", depth=depth)
        assert found[-1][1] == "Unstable", found


def test_a_single_neuron_stays_where_the_page_says(lesson: str) -> None:
    story = Story("single", "balanced", None)
    assert "Within twenty epochs its loss comes down to 0.693" in lesson
    losses = [each.train_loss for each in story.records]
    assert min(losses[:21]) < 0.6935 < losses[0]
    assert all(abs(loss - log(2)) < 0.001 for loss in losses[20:])
    assert "no epoch are more than six of the eight points right" in lesson
    assert max(each.train_accuracy or 0 for each in story.records) == 6 / 8


def test_a_loss_that_still_falls_is_no_underfitting() -> None:
    trial = Trial(Remedies("small", 20, 0.0), None)
    told = [judgement(trial, epoch) for epoch in range(1, trial.last + 1)]
    for epoch, words in enumerate(told, start=1):
        before = trial.records[max(epoch - 9, 0)].train_loss
        falls = trial.records[epoch].train_loss < 0.99 * before
        assert not (words.startswith("Underfitting") and falls), epoch
