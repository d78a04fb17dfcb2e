"""The brain's patience with Python, under a clock of our own and with a Python that is played."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Site, open_alone

PATIENCE = 8000  # milliseconds

# In place of the ports: a worker is there at once, or when `held` is settled, and the test hears
# and speaks for it.
PORTS = """
export class WorkerRefused extends Error {}
export async function openWorker(hear) {
    window.hear = hear;
    await window.held;
    return { post() {} };
}
export const openOnPage = openWorker;
"""

START = """async () => {
    const { Brain } = await import("./stage/brain.js");
    window.brain = new Brain();
    window.said = [];
    for (const word of ["silent", "heard"]) brain.addEventListener(word, () => said.push(word));
    await brain.start();
}"""


@pytest.fixture
def brain(page: Page, site: Site) -> Page:
    """A page of the site's host with a brain that is ready, and a clock that stands still."""
    page.route(
        "**/stage/ports.js",
        lambda route: route.fulfill(body=PORTS, content_type="text/javascript"),
    )
    page.clock.install(time=0)
    open_alone(page, site)
    page.clock.pause_at(60_000)
    page.evaluate(START)
    return page


def post(page: Page, turn: int) -> None:
    page.evaluate("(turn) => brain.post({ type: 'turn', id: 'some', turn })", turn)


def answer(page: Page, turn: int) -> None:
    page.evaluate("(turn) => hear({ type: 'patch', id: 'some', turn })", turn)


def said(page: Page) -> list[str]:
    words: list[str] = page.evaluate("said")
    return words


def test_who_does_not_answer_is_silent_and_then_heard_again(brain: Page) -> None:
    post(brain, 1)
    brain.clock.run_for(PATIENCE - 1)
    assert said(brain) == []
    brain.clock.run_for(1)
    assert said(brain) == ["silent"]
    answer(brain, 1)
    brain.clock.run_for(2 * PATIENCE)
    assert said(brain) == ["silent", "heard"]


def test_two_tools_that_take_turns_are_answered_all_the_time(brain: Page) -> None:
    """Each answer comes when the other tool has asked already."""
    post(brain, 1)
    for turn in range(1, 11):
        post(brain, turn + 1)
        brain.clock.run_for(PATIENCE // 4)
        answer(brain, turn)
    assert said(brain) == []
    brain.clock.run_for(PATIENCE)
    assert said(brain) == ["silent"], "the last question had no answer"


def test_who_answers_one_of_two_and_then_no_more_is_silent(brain: Page) -> None:
    post(brain, 1)
    post(brain, 2)
    brain.clock.run_for(PATIENCE // 2)
    answer(brain, 1)
    brain.clock.run_for(PATIENCE - 1)
    assert said(brain) == []
    brain.clock.run_for(1)
    assert said(brain) == ["silent"]


@pytest.mark.parametrize("moment", ["before", "meanwhile"])
def test_a_page_whose_version_is_no_longer_served_is_loaded_again(brain: Page, moment: str) -> None:
    brain.evaluate("() => { window.held = new Promise((go) => { window.go = go; }); }")
    deeds = ["document.documentElement.dataset.outdated = ''", "void brain.start()"]
    for deed in deeds if moment == "before" else reversed(deeds):
        brain.evaluate(f"() => {{ {deed}; }}")
    if moment == "meanwhile":
        brain.evaluate("() => go()")
    brain.wait_for_function("() => document.readyState === 'complete' && !('brain' in window)")
    assert brain.locator("html").get_attribute("data-outdated") is None
