"""A widget without room draws nothing, says all it has to say, and draws when room comes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.widgets.fake_stage import FakeStage
from widgets import WIDGETS

ROOM = (420.0, 300.0)
NO_ROOM = [(0.0, 0.0), (0.0, 100.0), (100.0, 0.0), (1.0, 1.0), (15.0, 300.0)]
PAINTS = {"fill", "stroke", "fillText", "strokeText", "drawImage", "clearRect"}

pytestmark = [
    pytest.mark.parametrize("name", WIDGETS),
    pytest.mark.cpython_only("every widget in five sizes takes more than a minute in Pyodide"),
]


def painted(stage: FakeStage) -> dict[str, int]:
    """How often each picture was painted on."""
    calls = {part: canvas.context.calls for part, canvas in stage.canvases.items()}
    return {part: sum(name in PAINTS for name, *_ in made) for part, made in calls.items()}


def said(stage: FakeStage) -> tuple[Any, ...]:
    return stage.status, stage.text, stage.rows, stage.attributes, stage.settings


def use(stage: FakeStage) -> None:
    """Move every control to its other end or to another choice, and let ten frames pass."""
    form = stage.form
    for control, (low, high) in form.ends.items():
        if not stage.attributes.get((control, "disabled")):
            stage.change(**{control: high if stage.settings[control] == low else low})
    for control in [name for name, choices in form.choices.items() if len(choices) > 1]:
        stage.change(**{control: form.choices[control][-1]})
    for _ in range(10):
        if stage.running:
            stage.tick()


@pytest.mark.parametrize("size", NO_ROOM)
def test_nothing_is_painted_without_room_and_everything_is_said(
    name: str, size: tuple[float, float]
) -> None:
    hidden, shown = FakeStage(name, size=size), FakeStage(name, size=ROOM)
    assert hidden.errors == []
    assert set(painted(hidden).values()) == {0}
    assert said(hidden) == said(shown)


@pytest.mark.parametrize("size", NO_ROOM)
def test_everything_is_painted_when_room_comes(name: str, size: tuple[float, float]) -> None:
    stage, shown = FakeStage(name, size=size), FakeStage(name, size=ROOM)
    stage.resize(ROOM)
    assert stage.errors == []
    assert painted(stage) == painted(shown)
    assert sum(painted(stage).values()) > 0


def test_a_widget_is_used_while_its_room_comes_and_goes(name: str) -> None:
    hidden, shown = FakeStage(name, size=NO_ROOM[0]), FakeStage(name, size=ROOM)
    use(hidden)
    use(shown)
    assert set(painted(hidden).values()) == {0}
    hidden.resize(ROOM).resize(NO_ROOM[0])
    before = painted(hidden)
    use(hidden)
    use(shown)
    assert painted(hidden) == before
    assert hidden.errors == []
    assert whats_new(hidden) == whats_new(shown)


def whats_new(stage: FakeStage) -> set[str]:
    """The pictures that are painted when their size becomes another."""
    before = painted(stage)
    after = painted(stage.resize((500.0, 320.0)))
    return {part for part, count in after.items() if count > before[part]}
