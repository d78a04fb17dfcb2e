"""The playground with a fake page."""

from __future__ import annotations

from tests.widgets.fake_stage import FakeStage


def test_it_starts() -> None:
    stage = FakeStage("playground")
    assert not stage.errors, stage.errors[0]["detail"]
    stage.act("train")
    for _ in range(10):
        stage.tick()
    assert not stage.errors, stage.errors[0]["detail"]
    print(stage.text, stage.status)
    stage.act("train")
    assert not stage.running
    stage.change(step=3.0)
    assert not stage.errors, stage.errors[0]["detail"]
    print(stage.text, stage.status, stage.settings)
