"""A button that plays and pauses says what it will do now, in every widget that has one."""

from __future__ import annotations

import re

import pytest

from tests.places import form_of
from tests.widgets.fake_stage import FakeStage, runs
from widgets import WIDGETS

BUTTON = re.compile(r'<button [^>]*data-action="(play|train)"[^>]*>(.*?)</button>')


def play_button(name: str) -> re.Match[str] | None:
    return BUTTON.search(form_of(name).read_text(encoding="utf-8"))


def part_of(button: re.Match[str]) -> str:
    parts = re.findall(r'data-part="([\w-]+)"', button[0])
    assert len(parts) == 1
    return str(parts[0])


PLAYING = [name for name in WIDGETS if play_button(name)]


@pytest.mark.parametrize("name", PLAYING)
def test_the_word_of_the_button_agrees_with_what_runs(name: str) -> None:
    found = play_button(name)
    assert found
    assert "aria-label" not in found[0], "a name of its own would have to follow, too"
    part = part_of(found)
    page = FakeStage(name)
    at_rest = page.text[part]
    assert at_rest == re.sub("<.*?>", "", found[2])
    page.act(found[1])
    assert runs(page)
    assert page.text[part] == "Pause"
    page.tick(16.0)
    page.act(found[1])
    assert not runs(page)
    assert page.text[part] in {at_rest, "Go on"}


@pytest.mark.parametrize("name", PLAYING)
def test_what_plays_ends_with_a_reset_even_before_its_first_step(name: str) -> None:
    found = play_button(name)
    assert found
    page = FakeStage(name)
    at_rest = page.text[part_of(found)]
    for elapsed in (0.0, 16.0, 1000.0):
        page.act(found[1]).tick(elapsed)
        page.follow_link()
        assert not runs(page)
        assert page.text[part_of(found)] == at_rest


def test_there_are_such_buttons() -> None:
    assert {"loss-map", "forward", "playground", "backprop"} <= set(PLAYING)
