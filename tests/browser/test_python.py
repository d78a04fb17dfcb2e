"""The page's patience with Python, under a clock of our own and with a Python that is played."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Site, open_alone

PATIENCE = 8000  # milliseconds

# In place of a way to Python: one is there at once, or when `held` is settled, and the test hears
# and speaks for it.
START = """async () => {
    const { Python } = await import("./stage/python/python.js");
    window.python = new Python(async (hear) => {
        window.hear = hear;
        await window.held;
        return { post() {} };
    });
    window.said = [];
    for (const word of ["silent", "heard"]) python.addEventListener(word, () => said.push(word));
    await python.start();
}"""


@pytest.fixture
def python(page: Page, site: Site) -> Page:
    """A page of the site's host with a Python that is ready, and a clock that stands still."""
    page.clock.install(time=0)
    open_alone(page, site)
    page.clock.pause_at(60_000)
    page.evaluate(START)
    return page


def post(page: Page, turn: int) -> None:
    page.evaluate("(turn) => python.post({ type: 'turn', id: 'some', turn })", turn)


def answer(page: Page, turn: int) -> None:
    page.evaluate("(turn) => hear({ type: 'patch', id: 'some', turn })", turn)


def said(page: Page) -> list[str]:
    words: list[str] = page.evaluate("said")
    return words


def test_who_does_not_answer_is_silent_and_then_heard_again(python: Page) -> None:
    post(python, 1)
    python.clock.run_for(PATIENCE - 1)
    assert said(python) == []
    python.clock.run_for(1)
    assert said(python) == ["silent"]
    answer(python, 1)
    python.clock.run_for(2 * PATIENCE)
    assert said(python) == ["silent", "heard"]


def test_two_tools_that_take_turns_are_answered_all_the_time(python: Page) -> None:
    """Each answer comes when the other tool has asked already."""
    post(python, 1)
    for turn in range(1, 11):
        post(python, turn + 1)
        python.clock.run_for(PATIENCE // 4)
        answer(python, turn)
    assert said(python) == []
    python.clock.run_for(PATIENCE)
    assert said(python) == ["silent"], "the last question had no answer"


def test_who_answers_one_of_two_and_then_no_more_is_silent(python: Page) -> None:
    post(python, 1)
    post(python, 2)
    python.clock.run_for(PATIENCE // 2)
    answer(python, 1)
    python.clock.run_for(PATIENCE - 1)
    assert said(python) == []
    python.clock.run_for(1)
    assert said(python) == ["silent"]


@pytest.mark.parametrize("moment", ["before", "meanwhile"])
def test_a_page_whose_version_is_no_longer_served_is_loaded_again(
    python: Page, moment: str
) -> None:
    python.evaluate("() => { window.held = new Promise((go) => { window.go = go; }); }")
    deeds = ["document.documentElement.dataset.outdated = ''", "void python.start()"]
    for deed in deeds if moment == "before" else reversed(deeds):
        python.evaluate(f"() => {{ {deed}; }}")
    if moment == "meanwhile":
        python.evaluate("() => go()")
    python.wait_for_function("() => document.readyState === 'complete' && !('python' in window)")
    assert python.locator("html").get_attribute("data-outdated") is None
