"""Use a widget as curious hands do: each control at its ends, each choice, each button."""

from __future__ import annotations

import re

from tests.places import form_of
from tests.widgets.fake_stage import FakeStage

EPOCHS = 200
_ACTION = re.compile(r'data-action="([\w-]+)"')


def use(stage: FakeStage) -> None:
    """Press every button and let 200 frames pass, then move every control, and press all again."""
    press_all(stage, EPOCHS)
    for control, ends in stage.form.ends.items():
        for value in ends:
            stage.change(**{control: value})
    for control in list(stage.form.choices):
        for choice in stage.form.choices[control]:
            stage.change(**{control: choice})
    press_all(stage, 2)


def press_all(stage: FakeStage, frames: int) -> None:
    """Press every button that says something to Python, and let frames pass after each."""
    form = form_of(stage.form.name).read_text("utf-8")
    for action in dict.fromkeys(_ACTION.findall(form)):
        stage.act(action)
        for _ in range(frames):
            if stage.running:
                stage.tick()
