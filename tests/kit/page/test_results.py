"""What a widget reports of tasks: each once, also to a Python that was started anew."""

from __future__ import annotations

from typing import Any

import pytest

from kit.page.view import View
from kit.page.widget import Widget
from tests.widgets.fake_stage import FakeStage
from widgets import WIDGETS

GOAL = {"kind": "goal", "done": True, "score": None}


def test_a_goal_is_reported_once_and_stays_reached() -> None:
    widget = Widget(View({}), {})
    assert not widget.reach(all_four=False, **{"and": False})
    assert widget.view.take() == {}
    assert widget.reach(all_four=True, **{"and": True})
    assert widget.view.take()["results"] == [GOAL | {"task": "all-four"}, GOAL | {"task": "and"}]
    assert not widget.reach(all_four=False, **{"and": True})
    assert widget.view.take() == {}
    assert widget.reached == {"all-four", "and"}


@pytest.mark.parametrize(
    ("kind", "done", "score"), [("challenge", False, (5, 6)), ("exam", True, (31.5, 40))]
)
def test_another_kind_of_result_is_reported_with_its_score(
    kind: str, done: bool, score: tuple[float, float]
) -> None:
    view = View({})
    view.result("xor", kind=kind, done=done, score=score)
    assert view.take() == {
        "results": [{"task": "xor", "kind": kind, "done": done, "score": list(score)}]
    }
    assert view.take() == {}


def test_what_the_page_knows_as_reached_is_neither_praised_nor_reported_again() -> None:
    on_the_line: dict[str, Any] = {"w1": 1.0, "w2": 1.0, "b": 0.0, "x1": 1.0, "x2": -1.0}
    first = FakeStage("neuron", **on_the_line)
    assert first.status.startswith("✓ You have reached a goal.")
    assert first.results == [GOAL | {"task": "line"}]
    anew = FakeStage("neuron", reached=["line"], **on_the_line)
    assert anew.status == first.status.removeprefix("✓ You have reached a goal. ")
    assert anew.results == []
    assert anew.change(w2=0.0).results == [GOAL | {"task": "useless"}]


def test_a_solved_level_is_a_result_of_its_own_kind_and_reported_once() -> None:
    stage = FakeStage("backward-by-hand", level="last")
    assert stage.results == []
    step = len([part for part in stage.form.parts if part.startswith("step-")])
    right = stage._dispatcher._open["here"]._verdicts()[step - 1].right  # type: ignore[attr-defined]
    stage.change(**{f"a{step}": repr(right)}).act("check").act("check")
    solved = {"task": "last", "kind": "exercise", "done": True, "score": None}
    assert stage.results == [solved]
    again = FakeStage("backward-by-hand", reached=["last"], **stage.settings)
    assert again.results == []
    assert again.ticks == {"last": "✓ solved", "all": ""}


@pytest.mark.parametrize("name", sorted(WIDGETS))
def test_no_form_keeps_a_place_that_python_writes_a_tick_into(name: str) -> None:
    parts = FakeStage(name).form.parts
    assert not {part for part in parts if part.startswith(("goal-", "made-", "solved-"))}
