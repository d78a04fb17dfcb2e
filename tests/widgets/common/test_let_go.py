"""A ball that is placed on a landscape waits while it is held, and rolls when it is let go."""

from __future__ import annotations

import pytest

from tests.widgets.fake_stage import FakeStage

MAPS = {"descent-curve": "curve", "descent-landscape": "map", "optimisers": "map"}

pytestmark = pytest.mark.parametrize("tool", MAPS)


def test_a_tap_places_the_ball_and_lets_it_roll_to_its_end(tool: str) -> None:
    stage = FakeStage(tool, step="3").point(MAPS[tool], 120, 60)
    assert (stage.settings["step"], stage.running) == ("0", False)
    stage.point(MAPS[tool], 120, 60, "up")
    assert stage.running
    assert stage.settings["step"] == "0"
    stage.play(100.0)
    last = stage.settings["step"]
    assert int(last) > 3
    assert stage.act("step").settings["step"] == last


def test_a_drag_holds_the_ball_until_its_end(tool: str) -> None:
    stage = FakeStage(tool).point(MAPS[tool], 120, 60)
    stage.point(MAPS[tool], 160, 80, "move").point(MAPS[tool], 200, 100, "move")
    assert not stage.running
    assert stage.point(MAPS[tool], 200, 100, "up").running


def test_where_nothing_may_move_the_whole_path_stands_at_once(tool: str) -> None:
    still = FakeStage(tool).prefer_stillness().point(MAPS[tool], 120, 60)
    still.point(MAPS[tool], 120, 60, "up")
    assert not still.running
    rolled = FakeStage(tool).point(MAPS[tool], 120, 60).point(MAPS[tool], 120, 60, "up").play(100.0)
    assert still.settings["step"] == rolled.settings["step"] != "0"
