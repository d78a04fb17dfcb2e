"""The player: pace, pause, steps in both directions, and readers who want no motion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.run.players import ACTIONS, Player


def test_play_runs_to_the_end_at_its_pace_and_then_starts_again() -> None:
    player = Player(length=2, step_ms=100)
    player.act("play")
    for _ in range(3):
        player.tick(50)
    assert (player.position, player.running) == (1.5, True)
    player.tick(5000)
    assert (player.position, player.running) == (2.0, False)
    player.act("play")
    assert (player.position, player.running) == (0.0, True)


def test_play_again_pauses_where_it_is_and_goes_on_from_there() -> None:
    player = Player(length=3, step_ms=100)
    player.act("play")
    player.tick(150)
    player.act("play")
    player.tick(1000)
    assert (player.position, player.running) == (1.5, False)
    player.act("play")
    player.tick(20)
    assert player.position == pytest.approx(1.7)


def test_twice_the_speed_is_half_the_time() -> None:
    player = Player(length=9, step_ms=100)
    player.act("play")
    player.tick(100, speed=2)
    assert player.position == 2.0


def test_a_step_ends_at_a_whole_number_and_back_undoes_it() -> None:
    player = Player(length=3, step_ms=100)
    player.act("step")
    player.tick(1000)
    assert (player.position, player.running) == (1.0, False)
    player.act("step")
    player.tick(40)
    player.act("back")
    assert player.position == 1.0
    player.act("back")
    player.act("back")
    assert player.position == 0.0


def test_without_motion_a_step_is_a_jump_and_playing_shows_whole_steps() -> None:
    player = Player(length=3, step_ms=100, still=True)
    player.act("step")
    assert (player.step, player.running) == (1, False)
    player.act("play")
    player.tick(50)
    assert (player.step, player.share) == (1, 0.0)
    player.tick(60)
    assert (player.step, player.share) == (2, 0.0)


def test_seeking_stops_it_but_passing_a_step_is_no_seeking() -> None:
    player = Player(length=3, step_ms=100)
    player.act("play")
    player.tick(150)
    player.seek(1)
    assert player.running
    player.seek(2)
    assert (player.position, player.running) == (2.0, False)
    player.seek(99)
    assert player.position == 3.0


def test_it_plays_on_to_a_step_and_goes_back_to_one_at_once() -> None:
    player = Player(length=4, step_ms=100)
    player.run_to(2)
    player.tick(150)
    assert (player.position, player.running) == (1.5, True)
    player.tick(100)
    assert (player.position, player.running) == (2.0, False)
    player.run_to(1)
    assert (player.position, player.running) == (1.0, False)
    player.still = True
    player.run_to(9)
    assert (player.position, player.running) == (4.0, False)


def test_a_shorter_scene_keeps_the_position_inside() -> None:
    player = Player(length=9, step_ms=100, position=7.0, goal=9.0)
    player.resize(4)
    assert (player.position, player.goal, player.running) == (4.0, 4.0, False)


def test_an_unknown_button_is_refused() -> None:
    with pytest.raises(ValueError, match="'jump' must be one of play, step, back, replay"):
        Player(length=3, step_ms=100).act("jump")


@given(st.lists(st.one_of(st.sampled_from(ACTIONS), st.floats(0, 500)), max_size=40), st.booleans())
def test_whatever_is_pressed_the_position_stays_on_the_scene(
    deeds: list[str | float], still: bool
) -> None:
    player = Player(length=3, step_ms=100, still=still)
    for deed in deeds:
        player.act(deed) if isinstance(deed, str) else player.tick(deed)
        assert 0 <= player.position <= player.goal <= 3
        assert 0 <= player.share < 1


def test_a_jump_ends_what_is_played_and_stays_within_the_length() -> None:
    player = Player(length=4, step_ms=100.0)
    player.act("play")
    player.tick(150.0)
    for step, there in ((2.0, 2.0), (9.0, 4.0), (-1.0, 0.0)):
        player.jump(step)
        assert (player.position, player.running) == (there, False)
