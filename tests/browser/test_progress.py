"""Progress: kept only if the reader asks, shown, taken along, deleted; storage may fail as it likes.

Python is held back on most of these pages: quizzes do not need it, and what a widget says of a
goal is put there by the test. One test lets a real widget reach one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.harness import OpenPage, Site, Watch, wait_live

KEY = "glassbox-progress"
GOAL = "neuron-1.goal-line"

Shelf = tuple[BrowserContext, Watch]


def record(*, keeping: bool = True, **lessons: dict[str, Any]) -> dict[str, Any]:
    """A record as the course writes it."""
    nothing: dict[str, Any] = {"answers": {}, "predictions": {}, "goals": []}
    filled = {name: nothing | lesson for name, lesson in lessons.items()}
    on = {"keeping": True} if keeping else {}
    return {"schema": "glassbox-progress", "version": 1} | on | {"lessons": filled}


def answer(choice: str, *, right: bool) -> dict[str, Any]:
    return {"choice": choice, "right": right}


@pytest.fixture
def shelf(open_page: OpenPage) -> Iterator[Shelf]:
    """A browser with an empty storage, in which Python never arrives."""
    page, watch = open_page()
    context = page.context
    page.close()
    held: list[Route] = []
    context.route("**/runtime/**", held.append)
    yield context, watch
    for route in held:
        route.abort()
    context.close()
    watch.check()


@pytest.fixture
def page(shelf: Shelf) -> Page:
    return shelf[0].new_page()


def stored(page: Page) -> Any:
    """The record on the device, or None."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def store(page: Page, text: object) -> None:
    page.evaluate(f"(text) => localStorage.setItem('{KEY}', text)", text)


def go(page: Page, site: Site, name: str) -> None:
    page.goto(site.url + name)
    if name == "progress.html":
        page.wait_for_function("() => document.documentElement.dataset.keeping")
    elif page.locator("[data-quiz]").count():
        page.wait_for_function("() => document.querySelector('.why')")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').check()


def part(page: Page, name: str) -> Any:
    return page.locator(f'[data-progress="{name}"]')


def row(page: Page, slug: str) -> str:
    return page.locator(f'tr[data-lesson="{slug}"]').inner_text()


def reach_goal(page: Page) -> None:
    """What Python does when a goal is reached."""
    page.locator('#neuron-1 [data-part="goal-line"]').evaluate("(e) => e.textContent = '✓ done'")


def give(page: Page, text: str, name: str = "some.json") -> None:
    """Choose a file with this text on the page of progress."""
    part(page, "did").evaluate("(e) => e.textContent = ''")
    file = {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    part(page, "file").set_input_files(file)  # type: ignore[arg-type]
    expect(part(page, "did")).not_to_be_empty()


# --- a reader's way -----------------------------------------------------------------------------


def test_nothing_is_kept_until_it_is_asked_for_and_the_offer_is_quiet(
    page: Page, site: Site
) -> None:
    go(page, site, "neuron.html")
    keep = page.get_by_role("button", name="Keep my progress")
    choose(page, "q1", "1")
    choose(page, "predict-bias", "it shifts")
    expect(keep).to_have_count(0)
    choose(page, "q1", "2")
    expect(keep).to_be_visible()
    choose(page, "q2", "1")
    expect(keep).to_have_count(1)
    assert page.evaluate("document.activeElement.name") == "q2", "an offer takes no focus"
    assert stored(page) is None
    page.reload()
    page.wait_for_function("() => document.querySelector('.why')")
    assert page.locator("input:checked[name^=q]").count() == 0


def test_what_was_done_is_shown_again_and_counted(page: Page, site: Site) -> None:
    go(page, site, "neuron.html")
    choose(page, "predict-bias", "it turns")
    reach_goal(page)
    choose(page, "q2", "3")
    choose(page, "q1", "2")
    page.get_by_role("button", name="Keep my progress").press("Enter")
    expect(page.locator("[data-keeping]")).to_contain_text("✓ Your progress is kept from now on")
    expect(page.locator("[data-keeping] a")).to_be_focused()
    done = {
        "answers": {"q1": answer("2", right=True), "q2": answer("3", right=False)},
        "predictions": {"bias": "it turns"},
        "goals": [GOAL],
    }
    assert stored(page) == record(neuron=done)

    go(page, site, "neuron.html")
    why = page.locator("[data-quiz] .why")
    expect(why.nth(0)).to_have_text("Your answer before: ✓ Right. 2 × 1 + (−1) × 1 − 0.5 = 0.5.")
    expect(why.nth(1)).to_contain_text("Your answer before: ✗ Not quite. The decision depends")
    expect(page.locator("input[name=q2][value='3']")).to_be_checked()
    expect(page.locator("[data-prediction=bias]")).to_have_text("You predicted: it turns.")
    goal = page.locator('#neuron-1 [data-part="goal-line"] + .done-before')
    expect(goal).to_have_text("✓ done before")
    reach_goal(page)
    expect(goal).to_be_hidden()

    go(page, site, "index.html")
    mark = page.locator('[data-lesson="neuron"] .mark')
    expect(mark).to_have_text("◐ Begun: 1 of 4 answers right, 1 of 6 goals reached")
    expect(page.locator(".mark:visible")).to_have_count(1)
    go(page, site, "progress.html")
    assert row(page, "neuron").split("\n") == [
        "The artificial neuron",
        "◐ begun\t1 of 4\t1 of 3\t1 of 6",
    ]
    assert "not opened\t0 of 6" in row(page, "activations")
    assert json.loads(part(page, "raw").text_content()) == stored(page)


def test_a_quiz_can_be_taken_again_and_the_newest_answer_counts(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    answers = {f"q{i}": answer("1", right=i == 2) for i in range(1, 5)}
    store(page, json.dumps(record(neuron={"answers": answers})))
    go(page, site, "neuron.html")
    expect(page.locator("[data-score]")).to_have_text("1 of 4 right.")
    page.get_by_role("button", name="Take this quiz again").press("Enter")
    expect(page.locator("input[name=q1]").first).to_be_focused()
    expect(page.locator("[data-score]")).to_be_empty()
    for name, right in (("q1", "2"), ("q3", "3"), ("q4", "2")):
        choose(page, name, right)
    assert page.locator("input[name=q2]:checked").count() == 0, "it stays cleared"
    assert {
        name: one["right"] for name, one in stored(page)["lessons"]["neuron"]["answers"].items()
    } == {
        "q1": True,
        "q2": True,
        "q3": True,
        "q4": True,
    }
    go(page, site, "index.html")
    expect(page.locator('[data-lesson="neuron"] .mark')).to_contain_text("✓ Finished: 4 of 4")


def test_a_question_that_has_changed_does_not_show_an_old_answer(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    old = {
        "q1": answer("1", right=True),
        "q9": answer("1", right=True),
        "q2": answer("7", right=False),
    }
    store(page, json.dumps(record(neuron={"answers": old, "goals": ["neuron-1.goal-gone"]})))
    go(page, site, "neuron.html")
    choose(page, "q3", "3")
    assert page.locator("input[name^=q]:checked").count() == 1
    go(page, site, "progress.html")
    assert row(page, "neuron").endswith("2 of 4\t0 of 3\t0 of 6")


def test_a_goal_that_a_widget_reaches_is_kept(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page()
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    page.goto(site.url + "neuron.html#gates-1.w1=1&gates-1.w2=1&gates-1.b=-1.5")
    wait_live(page)
    expect(page.locator('#gates-1 [data-part="made-and"]')).to_have_text("✓ made")
    assert stored(page) == record(neuron={"goals": ["gates-1.made-and"]})
    page.context.close()
    watch.check()


# --- the page -----------------------------------------------------------------------------------


def test_keeping_can_be_stopped_and_begun_again(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    expect(part(page, "state")).to_contain_text("Nothing is kept")
    part(page, "toggle").press("Enter")
    expect(part(page, "toggle")).to_have_text("Stop keeping it")
    assert stored(page) == record()
    part(page, "toggle").press("Enter")
    expect(part(page, "state")).to_contain_text("Nothing new is kept")
    assert stored(page) == record(keeping=False)
    go(page, site, "neuron.html")
    choose(page, "q1", "2")
    assert stored(page) == record(keeping=False)
    expect(page.get_by_role("button", name="Keep my progress")).to_have_count(0)


def test_it_goes_to_another_device_as_a_file_which_adds_and_takes_nothing(
    page: Page, site: Site, tmp_path: Path
) -> None:
    go(page, site, "progress.html")
    ours = {"answers": {"q1": answer("1", right=False)}, "predictions": {"bias": "it turns"}}
    store(page, json.dumps(record(neuron=ours | {"goals": [GOAL]})))
    page.reload()
    with page.expect_download() as download:
        part(page, "export").press("Enter")
    assert download.value.suggested_filename == "glassbox-progress.json"
    download.value.save_as(tmp_path / "mine.json")
    text = (tmp_path / "mine.json").read_text("utf-8")
    assert json.loads(text) == record(keeping=False, neuron=ours | {"goals": [GOAL]})

    theirs = {"answers": {"q1": answer("2", right=True), "q2": answer("1", right=True)}}
    store(page, json.dumps(record(keeping=False, neuron=theirs)))
    give(page, text)
    expect(part(page, "did")).to_have_text(
        "✓ The file was added: 0 answers, 1 prediction and 1 goal are new here."
    )
    assert stored(page) == record(neuron=ours | theirs | {"goals": [GOAL]})


def test_a_deletion_can_be_undone_until_something_is_kept(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    kept = record(neuron={"goals": [GOAL]})
    store(page, json.dumps(kept))
    page.reload()
    part(page, "delete").press("Enter")
    assert page.evaluate("Object.keys(localStorage)") == []
    expect(part(page, "export")).to_have_attribute("aria-disabled", "true")
    part(page, "undo").press("Enter")
    expect(part(page, "did")).to_have_text("✓ It is back.")
    expect(part(page, "toggle")).to_be_focused()
    assert stored(page) == kept
    part(page, "delete").press("Enter")
    part(page, "toggle").press("Enter")
    expect(part(page, "undo")).to_be_hidden()


NEWER = {"schema": "glassbox-progress", "version": 2, "lessons": {}}
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
    json.dumps(record(neuron={"goals": "all"})): "something in “lessons.neuron.goals”",
    json.dumps(record(neuron={"goals": ["<b>"]})): "something in “lessons.neuron.goals”",
    json.dumps(record(neuron={"answers": {"q1": "2"}})): "something in “lessons.neuron.answers.q1”",
    json.dumps(record(neuron={"predictions": {"bias": "x" * 201}})): "predictions.bias”",
    json.dumps(record()).replace("{}", '{"__proto__": {"goals": []}}'): "something in “lessons”",
    json.dumps(record(neuron={})).replace(
        '"answers"', '"__proto__"'
    ): "something in “lessons.neuron”",
    json.dumps(record(neuron={"goals": ["a" * 60] * 9000})): "is longer than 500000 characters",
}


def test_a_file_that_does_not_fit_is_refused_in_words_and_changes_nothing(
    page: Page, site: Site
) -> None:
    go(page, site, "progress.html")
    kept = record(neuron={"goals": [GOAL]})
    store(page, json.dumps(kept))
    for text, words in BAD_TEXTS.items():
        give(page, text)
        assert words in part(page, "did").inner_text(), (text[:80], part(page, "did").inner_text())
        assert part(page, "did").inner_text().endswith("Nothing was changed.")
        assert stored(page) == kept
    give(page, " " * 1_000_001, "large.json")
    expect(part(page, "did")).to_contain_text("large.json is larger than a million characters")
    assert page.evaluate("({}).goals") is None


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
    assert set(stored(page)["lessons"]["neuron"]["answers"]) == {"q1", "q2", "q3"}
    expect(page.locator('tr[data-lesson="neuron"]')).to_contain_text("3 of 4")
    part(page, "delete").press("Enter")
    choose(other, "q4", "2")
    assert stored(page) is None, "what was deleted does not come back from another tab"


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
                for (let n = 0; n < 3; n += 1)
                    try {
                        localStorage.setItem("fill", (localStorage.getItem("fill") ?? "") + "x".repeat(size));
                    } catch {}
        }"""
    )
    choose(page, "q3", "3")
    expect(page.locator("[data-keeping]")).to_contain_text("storage for this site is full")
    expect(page.locator("[data-quiz] .why").nth(2)).to_contain_text("✓ Right.")
    assert stored(page) == before
    page.evaluate("localStorage.removeItem('fill')")
    choose(page, "q4", "2")
    expect(page.locator("[data-keeping]")).to_be_empty()
    assert set(stored(page)["lessons"]["neuron"]["answers"]) == {"q1", "q4"}


def test_a_full_device_can_still_stop_and_delete_but_not_begin(shelf: Shelf, site: Site) -> None:
    context, _ = shelf
    page = context.new_page()
    go(page, site, "neuron.html")
    page.evaluate(
        """() => {
            Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
        }"""
    )
    choose(page, "q1", "2")
    page.get_by_role("button", name="Keep my progress").press("Enter")
    expect(page.locator("[data-keeping]")).to_contain_text("storage for this site is full")
    expect(page.locator("[data-keeping] a")).to_be_focused()
    assert stored(page) is None


def test_what_cannot_be_read_is_left_alone_until_the_reader_decides(
    page: Page, site: Site, tmp_path: Path
) -> None:
    go(page, site, "neuron.html")
    for text, words in {**BAD_TEXTS, "x" * 3_000_000: "is longer than"}.items():
        if not text:
            continue
        store(page, text)
        page.reload()
        expect(page.locator("[data-keeping]")).to_contain_text("cannot be used")
        expect(page.locator("[data-keeping]")).to_contain_text(words.split("“")[0])
        choose(page, "q1", "2")
        expect(page.locator("[data-quiz] .why").first).to_contain_text("✓ Right.")
        assert page.evaluate(f"localStorage.getItem('{KEY}')") == text
    go(page, site, "progress.html")
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
