"""A page has a Python for its tools, and another beside it: neither disturbs the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Site, Watch, open_alone, wait_answer, wait_live
from tests.browser.python import two_pythons

LESSON = "neuron.html"


@pytest.fixture
def lesson(page: Page, site: Site) -> Page:
    """A lesson whose tools are alive, and a second Python that has not begun."""
    page.goto(site.url + LESSON)
    wait_live(page)
    two_pythons.make(page)
    return page


def test_a_second_python_starts_from_the_same_snapshot_and_has_its_own_memory(lesson: Page) -> None:
    assert two_pythons.start(lesson) == "snapshot"
    assert two_pythons.ask(lesson, "tell", 1)["output"] == 2.5
    assert two_pythons.ask(lesson, "break the engine", 2)["output"] == 42.0
    wait_answer(lesson)
    expect(lesson.locator("#neuron-1 [data-part=sum]")).not_to_contain_text("42")


def test_one_that_hangs_is_killed_and_started_anew_while_the_tools_go_on(lesson: Page) -> None:
    two_pythons.start(lesson)
    two_pythons.ask(lesson, "break the engine", 1)
    lesson.evaluate("() => second.post({ do: 'hang', turn: 2 })")
    wait_answer(lesson)
    lesson.evaluate("() => second.stop()")
    assert lesson.evaluate("() => second.state") == "stopped"
    assert two_pythons.start(lesson) == "snapshot"
    assert two_pythons.ask(lesson, "tell", 3) | {"turn": 0} == {
        "type": "told",
        "turn": 0,
        "heard": 1,
        "output": 2.5,
    }, "the new one knows nothing of the old one"


def test_the_tools_are_started_anew_while_the_second_python_goes_on(lesson: Page) -> None:
    two_pythons.start(lesson)
    two_pythons.ask(lesson, "tell", 1)
    lesson.evaluate(
        """async () => {
            const { Python } = await import("./stage/python/python.js");
            const { post } = Python.prototype;
            const tools = await new Promise((go) => {
                Python.prototype.post = function (...news) {
                    Python.prototype.post = post;
                    go(this);
                    return this.post(...news);
                };
                document.querySelector("form").dispatchEvent(new Event("input", { bubbles: true }));
            });
            tools.fail("the test says so");
        }"""
    )
    lesson.get_by_role("button", name="Start Python again").first.click()
    wait_live(lesson)
    wait_answer(lesson)
    assert two_pythons.ask(lesson, "tell", 2)["heard"] == 2


def test_two_that_start_at_the_same_moment_both_get_a_memory(page: Page, site: Site) -> None:
    open_alone(page, site)
    two_pythons.make(page)
    states = page.evaluate(
        """async () => {
            const { Python } = await import("./stage/python/python.js");
            const { alone } = await import("./stage/python/alone.js");
            const twin = new Python(alone(new URL("second.py", document.baseURI).href));
            twin.addEventListener("started", ({ detail }) => from.push(detail.from));
            await Promise.all([second.start(), twin.start()]);
            return [second.state, twin.state, ...from];
        }"""
    )
    assert states == ["ready", "ready", "snapshot", "snapshot"]


@pytest.mark.parametrize(
    ("entry", "told"),
    [("1 / 0", "ZeroDivisionError: division by zero"), ("import nowhere", "nowhere")],
)
def test_a_file_that_fails_says_why(page: Page, site: Site, entry: str, told: str) -> None:
    open_alone(page, site)
    two_pythons.make(page, entry)
    page.evaluate("() => second.start()")
    page.wait_for_function("() => second.state === 'failed'")
    assert told in page.evaluate("() => window.reason")


def test_a_file_that_is_missing_is_named(page: Page, watch: Watch, site: Site) -> None:
    open_alone(page, site)
    two_pythons.make(page)
    page.route("**/second.py", lambda route: route.fulfill(status=404))
    page.evaluate("() => second.start()")
    page.wait_for_function("() => second.state === 'failed'")
    assert page.evaluate("() => window.reason").endswith("/second.py answered 404")
    watch.take()
