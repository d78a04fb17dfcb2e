"""Progress where a device or a file does not do as it should: nothing is harmed, and it is said.

Longer than other files: each way in which a device or a file can fail, and the words for it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Shelf, Site
from tests.browser.progress.keeping import (
    GOAL,
    KEY,
    answer,
    choose,
    give,
    go,
    goal,
    part,
    prediction,
    reach_goal,
    record,
    record_of_version_1,
    store,
    stored,
)


@pytest.fixture
def page(shelf: Shelf) -> Page:
    """A page of that browser, in place of the fixture that lets Python arrive."""
    return shelf[0].new_page()


NEWER = {"schema": "glassbox-progress", "version": 3, "lessons": {}}
BAD_TEXTS = {
    "": "is not JSON",
    "\ufeffPK\x03\x04": "is not JSON",
    "null": "does not come from this course",
    "[1, 2]": "does not come from this course",
    "[" * 100_000 + "]" * 100_000: "does not come from this course",
    '{"schema": "another", "version": 1}': "does not come from this course",
    json.dumps(NEWER): "was written by a newer version of the course",
    json.dumps(NEWER | {"version": "one"}): "does not say which version",
    json.dumps(NEWER | {"version": 1, "lessons": []}): "something in “lessons”",
    json.dumps(NEWER | {"version": 1, "more": 1}): "something in “record”",
    json.dumps(record(neuron={"<b>": goal()})): "something in “lessons.neuron.results”",
    json.dumps(record(neuron={"q1": "2"})): "something in “lessons.neuron.results.q1”",
    json.dumps(record(neuron={"bias": prediction("x" * 201)})): "neuron.results.bias”",
    json.dumps(record(neuron={"q1": goal() | {"more": 1}})): "neuron.results.q1”",
    json.dumps(record()).replace("{}", '{"__proto__": {"results": {}}}'): "something in “lessons”",
    json.dumps(record(neuron={})).replace(
        '"results"', '"__proto__"'
    ): "something in “lessons.neuron”",
    json.dumps(record_of_version_1(neuron={"goals": "all"})): "“lessons.neuron.goals”",
    json.dumps(record_of_version_1(neuron={"answers": {"q1": "2"}})): "“lessons.neuron.answers.q1”",
    json.dumps(record_of_version_1(neuron={"goals": ["a" * 60] * 9000})): (
        "is longer than 500000 characters"
    ),
}


def test_a_file_that_does_not_fit_is_refused_in_words_and_changes_nothing(
    page: Page, site: Site
) -> None:
    go(page, site, "progress.html")
    kept = record(neuron={GOAL: goal()})
    store(page, json.dumps(kept))
    for text, words in BAD_TEXTS.items():
        give(page, text)
        assert words in part(page, "did").inner_text(), (text[:80], part(page, "did").inner_text())
        assert part(page, "did").inner_text().endswith("Nothing was changed.")
        assert stored(page) == kept
    give(page, " " * 1_000_001, "large.json")
    expect(part(page, "did")).to_contain_text("large.json has 1.01 MB, and 1 MB is the most")
    assert page.evaluate("({}).results") is None


# --- two tabs -----------------------------------------------------------------------------------


def test_two_tabs_lose_nothing_and_show_each_other(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    one, other = page.context.new_page(), page.context.new_page()
    go(one, site, "neuron.html")
    go(other, site, "neuron.html")
    choose(one, "q1", "2")
    choose(other, "q2", "1")
    choose(one, "q3", "3")
    expect(one.locator("input[name=q2][value='1']")).to_be_checked()
    expect(other.locator("input[name=q3][value='3']")).to_be_checked()
    expect(page.locator('tr[data-lesson="neuron"]')).to_contain_text("3 of 4")
    assert set(stored(page)["lessons"]["neuron"]["results"]) == {"q1", "q2", "q3"}
    part(page, "delete").press("Enter")
    other.wait_for_function(f"() => localStorage.getItem('{KEY}') === null")
    choose(other, "q4", "2")
    assert stored(page) is None, "what was deleted does not come back from another tab"


def test_the_newest_answer_is_kept_also_where_another_tab_had_a_better_one(
    page: Page, site: Site
) -> None:
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    one, other = page.context.new_page(), page.context.new_page()
    go(one, site, "neuron.html")
    go(other, site, "neuron.html")
    choose(one, "q1", "2")
    expect(other.locator("input[name=q1][value='2']")).to_be_checked()
    choose(other, "q1", "1")
    expect(one.locator("input[name=q1][value='1']")).to_be_checked()
    first = {"answer": "2", "score": [1, 1]}
    newest = answer("1", right=False, done=True, tries=2, first=first)
    assert stored(page) == record(neuron={"q1": newest})


def test_what_was_deleted_elsewhere_is_not_kept_again_with_what_is_done_next(
    page: Page, site: Site
) -> None:
    go(page, site, "progress.html")
    store(page, json.dumps(record(neuron={"q1": answer("1", right=False), GOAL: goal()})))
    lesson = page.context.new_page()
    go(lesson, site, "neuron.html")
    expect(lesson.locator("input[name=q1][value='1']")).to_be_checked()
    page.reload()
    lesson.evaluate("() => addEventListener('storage', () => (window.told = true))")
    part(page, "delete").press("Enter")
    lesson.wait_for_function("() => window.told")
    choose(lesson, "q1", "2")
    lesson.get_by_role("button", name="Keep my progress").press("Enter")
    assert stored(page) == record(neuron={"q1": answer("2", right=True)})


def test_tabs_that_agree_are_quiet(page: Page, site: Site) -> None:
    """Each tab adds what it misses of its own; that must come to an end."""
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    tabs = [page.context.new_page() for _ in range(2)]
    for tab, question, value in zip(tabs, ["q1", "q2"], ["2", "1"], strict=True):
        go(tab, site, "neuron.html")
        choose(tab, question, value)
    expect(page.locator('tr[data-lesson="neuron"]')).to_contain_text("2 of 4")
    late = {"q3": answer("3", right=True)}
    store(page, json.dumps(record(neuron=late)))  # without what the tabs know
    expect(page.locator('tr[data-lesson="neuron"]')).to_contain_text("3 of 4")
    page.evaluate("() => { window.heard = 0; addEventListener('storage', () => heard++); }")
    rounds = 20  # in which tabs that answer each other for ever would write a hundred times
    for count in range(rounds):
        tabs[1].evaluate("(count) => localStorage.setItem('count', count)", count)
        page.wait_for_function(
            "(count) => Number(localStorage.getItem('count')) === count", arg=count
        )
    assert page.evaluate("heard") <= rounds + 4


def test_what_another_tab_has_written_over_comes_back(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    other = page.context.new_page()
    go(other, site, "neuron.html")
    choose(other, "q1", "2")
    expect(page.locator('tr[data-lesson="neuron"]')).to_contain_text("1 of 4")
    late = {"q2": answer("1", right=True)}
    store(page, json.dumps(record(neuron=late)))
    expect(page.locator('tr[data-lesson="neuron"]')).to_contain_text("2 of 4")
    both = {"q1": answer("2", right=True)} | late
    assert stored(page) == record(neuron=both)


# --- a device that does not do as it should -----------------------------------------------------


def test_where_storage_is_blocked_the_course_works_and_says_so(shelf: Shelf, site: Site) -> None:
    context, _ = shelf
    context.add_init_script(
        """Object.defineProperty(window, "localStorage", {
            get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });"""
    )
    page = context.new_page()
    go(page, site, "neuron.html")
    choose(page, "q1", "2")
    expect(page.locator("[data-quiz] .why").first).to_contain_text("✓ Right.")
    expect(page.get_by_role("button", name="Keep my progress")).to_have_count(0)
    go(page, site, "progress.html")
    expect(part(page, "state")).to_contain_text("does not let the course store anything")
    expect(part(page, "toggle")).to_have_attribute("aria-disabled", "true")
    part(page, "toggle").press("Enter")
    expect(part(page, "file")).to_be_disabled()


def test_when_the_device_is_full_it_is_said_and_what_was_kept_stays(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    go(page, site, "neuron.html")
    choose(page, "q1", "2")
    before = stored(page)
    page.evaluate(
        """() => {
            for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2))
                try {
                    localStorage.setItem(`f${size}`, "x".repeat(size));
                } catch {}
        }"""
    )
    choose(page, "q3", "3")
    expect(page.locator("[data-keeping]")).to_contain_text("storage for this site is full")
    expect(page.locator("[data-quiz] .why").nth(2)).to_contain_text("✓ Right.")
    assert stored(page) == before
    page.evaluate("localStorage.removeItem('f4194304')")
    choose(page, "q4", "2")
    expect(page.locator("[data-keeping]")).to_be_empty()
    assert set(stored(page)["lessons"]["neuron"]["results"]) == {"q1", "q4"}


FULL = """() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def test_keeping_does_not_begin_where_there_is_no_room(page: Page, site: Site) -> None:
    go(page, site, "neuron.html")
    page.evaluate(FULL)
    choose(page, "q1", "2")
    page.get_by_role("button", name="Keep my progress").press("Enter")
    expect(page.locator("[data-keeping]")).to_contain_text("storage for this site is full")
    expect(page.locator("[data-keeping] a")).to_be_focused()
    assert stored(page) is None


def test_what_cannot_be_read_is_left_alone_until_the_reader_decides(
    page: Page, site: Site, tmp_path: Path
) -> None:
    go(page, site, "progress.html")
    lesson = page.context.new_page()
    go(lesson, site, "neuron.html")
    texts = dict(list(BAD_TEXTS.items())[::4]) | {"x" * 3_000_000: "is longer than"}
    for text, words in texts.items():
        store(page, text)
        expect(lesson.locator("[data-keeping]")).to_contain_text("cannot be used")
        expect(lesson.locator("[data-keeping]")).to_contain_text(words.split("“")[0])
        choose(lesson, "q1", "1")
        choose(lesson, "q1", "2")
        expect(lesson.locator("[data-quiz] .why").first).to_contain_text("✓ Right.")
        assert page.evaluate(f"localStorage.getItem('{KEY}')") == text
    expect(lesson.get_by_role("button", name="Keep my progress")).to_have_count(0)
    lesson.reload()
    expect(lesson.locator("[data-keeping]")).to_contain_text("cannot be used")
    page.reload()
    expect(part(page, "toggle")).to_have_attribute("aria-disabled", "true")
    expect(part(page, "raw")).to_contain_text("… and 2998000 more characters")
    with page.expect_download() as download:
        part(page, "export").press("Enter")
    download.value.save_as(tmp_path / "broken.json")
    assert (tmp_path / "broken.json").read_text("utf-8") == "x" * 3_000_000
    part(page, "delete").press("Enter")
    part(page, "undo").press("Enter")
    assert page.evaluate(f"localStorage.getItem('{KEY}').length") == 3_000_000
    part(page, "delete").press("Enter")
    part(page, "toggle").press("Enter")
    assert stored(page) == record()


def test_a_tool_in_a_frame_keeps_nothing(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    page.goto(site.url + "embed.html?widget=neuron")
    page.wait_for_selector('[data-widget][data-state="waiting"]')
    reach_goal(page)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    assert stored(page) == record()


def test_a_record_that_becomes_unreadable_in_another_tab_leaves_the_page_whole(
    page: Page, site: Site
) -> None:
    go(page, site, "progress.html")
    other = page.context.new_page()
    go(other, site, "index.html")
    store(other, "no record")
    expect(part(page, "state")).to_contain_text("cannot be used: it is not JSON")
    expect(page.get_by_role("heading", name="Your progress")).to_be_visible()
