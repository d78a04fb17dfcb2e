"""What plays: the form's step follows the player, and the player the form's step."""

from __future__ import annotations

import pytest

from kit.kinds.played import Played
from kit.page.view import View

STEP_MS = 100.0
STEPS = 5


def played(step: float = 0.0) -> Played:
    widget = Played(View({}), {"step": step})
    widget.follow(STEPS, STEP_MS)
    widget.view.take()
    return widget


def test_playing_moves_the_step_of_the_form() -> None:
    widget = played()
    widget.act("play")
    widget.tick(2.5 * STEP_MS)
    assert widget.settings["step"] == 2
    assert widget.view.take()["values"] == {"step": 2}


def test_pause_stands_still_at_a_whole_step() -> None:
    widget = played()
    widget.act("play")
    widget.tick(2.5 * STEP_MS)
    widget.act("play")
    assert (widget.player.position, widget.player.running) == (2, False)


def test_the_buttons_go_a_step_on_a_step_back_and_to_the_start() -> None:
    widget = played(step=3.0)
    widget.view.still = True
    assert widget.follow(STEPS, STEP_MS) == 3
    steps = []
    for action in ("step", "back", "back", "start"):
        widget.act(action)
        steps.append(widget.settings["step"])
    assert steps == [4, 3, 2, 0]


def test_a_jump_moves_the_form_too_and_ends_what_is_played() -> None:
    widget = played()
    widget.act("play")
    widget.jump(9)
    assert (widget.settings["step"], widget.player.running) == (STEPS, False)


def test_what_the_form_names_beyond_the_end_is_the_end_and_stays_in_the_form() -> None:
    widget = played(step=9.0)
    assert widget.follow(STEPS, STEP_MS) == STEPS
    assert widget.settings["step"] == 9


@pytest.mark.parametrize(("step", "on", "back"), [(0.0, "false", "true"), (5.0, "true", "false")])
def test_a_button_that_leads_nowhere_says_so(step: float, on: str, back: str) -> None:
    widget = Played(View({}), {"step": step})
    widget.follow(STEPS, STEP_MS)
    shown = widget.view.take()["attributes"]
    assert (shown["on"]["aria-disabled"], shown["back"]["aria-disabled"]) == (on, back)


def test_the_button_says_what_it_does_next() -> None:
    widget = Played(View({}), {"step": 0.0})
    widget.follow(STEPS, STEP_MS)
    assert widget.view.take()["text"]["play"] == "Train"
    widget.act("play")
    widget.follow(STEPS, STEP_MS)
    patch = widget.view.take()
    assert (patch["text"]["play"], patch["running"]) == ("Pause", True)


def test_an_unknown_button_meets_a_sentence() -> None:
    with pytest.raises(ValueError, match="'fly' must be one of play, step, back, replay"):
        played().act("fly")
