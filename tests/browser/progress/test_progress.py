"""Progress: kept only if the reader asks, shown again, taken along as a file, deleted.

Python is held back on most of these pages: quizzes do not need it, and what a widget says of a
goal is reported by the test. Two tests let a real widget reach one.

Longer than other files: keeping, showing, taking along and deleting are one promise.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gates import checks
from tests.browser.harness import OpenPage, Shelf, Site, report, wait_live
from tests.browser.progress.keeping import (
    GOAL,
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
    row,
    store,
    stored,
)
from tests.browser.reader import slider, tick


@pytest.fixture
def page(shelf: Shelf) -> Page:
    """A page of that browser, in place of the fixture that lets Python arrive."""
    return shelf[0].new_page()


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
    report(checks.axe(page))
    page.get_by_role("button", name="Keep my progress").press("Enter")
    expect(page.locator("[data-keeping]")).to_contain_text("✓ Your progress is kept from now on")
    expect(page.locator("[data-keeping] a")).to_be_focused()
    done = {
        "bias": prediction("it turns"),
        GOAL: goal(),
        "q1": answer("2", right=True),
        "q2": answer("3", right=False),
    }
    assert stored(page) == record(neuron=done)

    go(page, site, "neuron.html")
    why = page.locator("[data-quiz] .why")
    expect(why.nth(0)).to_have_text("Your answer before: ✓ Right. 2 × 1 + (−1) × 1 − 0.5 = 0.5.")
    expect(why.nth(1)).to_contain_text("Your answer before: ✗ Not quite. The decision depends")
    expect(page.locator("input[name=q2][value='3']")).to_be_checked()
    expect(page.locator("[data-prediction=bias]")).to_have_text("You predicted: it turns.")
    before = page.locator('#neuron-1 [data-goal="line"] + .done-before')
    expect(before).to_have_text("✓ done before")
    report(checks.axe(page))
    reach_goal(page)
    expect(before).to_be_hidden()
    expect(page.locator('#neuron-1 [data-goal="line"]')).to_have_text("✓ done")

    go(page, site, "index.html")
    mark = page.locator('[data-lesson="neuron"] .mark')
    expect(mark).to_have_text("Continue: 1 of 4 answers right, 1 of 6 goals reached")
    expect(page.locator(".mark:visible")).to_have_count(1)
    begin = page.get_by_role("link", name="Continue: lesson 1", exact=True)
    expect(begin).to_have_attribute("href", "./neuron.html")
    report(checks.axe(page))
    go(page, site, "progress.html")
    assert row(page, "neuron") == "The artificial neuron ◐ begun 1 of 4 1 of 3 1 of 6"
    assert "nothing yet 0 of 6" in row(page, "activations")
    report(checks.axe(page) + checks.tab_walk(page))
    assert json.loads(part(page, "raw").text_content() or "") == stored(page)


def test_a_quiz_can_be_taken_again_and_the_newest_answer_counts(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    answers = {f"q{i}": answer("1", right=i == 2) for i in range(1, 5)}
    store(page, json.dumps(record(neuron=answers)))
    go(page, site, "neuron.html")
    expect(page.locator("[data-score]")).to_have_text("1 of 4 right.")
    page.get_by_role("button", name="Take this quiz again").press("Enter")
    expect(page.locator("input[name=q1]").first).to_be_focused()
    expect(page.locator("[data-score]")).to_be_empty()
    for name, right in (("q1", "2"), ("q3", "3"), ("q4", "2")):
        choose(page, name, right)
    assert page.locator("input[name=q2]:checked").count() == 0, "it stays cleared"
    kept = stored(page)["lessons"]["neuron"]["results"]
    assert all(one["score"] == [1, 1] for one in kept.values())
    assert kept["q1"] == answers["q1"] | {
        "answer": "2",
        "score": [1, 1],
        "done": True,
        "tries": 2,
    }
    choose(page, "q2", "1")
    expect(page.locator("[data-score]")).to_have_text(
        "4 of 4 right in the end, 1 at the first answer."
    )
    go(page, site, "index.html")
    expect(page.locator('[data-lesson="neuron"] .mark')).to_contain_text("✓ done: 4 of 4")
    begin = page.get_by_role("link", name="Continue: lesson 2", exact=True)
    expect(begin).to_have_attribute("href", "./activations.html")


CHANGED = {
    "q1": answer("1", right=True),  # another choice is right now
    "q2": answer("1", right=False),  # it was judged wrong, and is right now
    "q3": answer("7", right=False),  # the choice is gone
    "q9": answer("1", right=True),  # the question is gone
}
OF_EARLIER_QUESTIONS = CHANGED | {
    "bias": prediction("a choice that is gone"),
    "neuron-1.gone": goal(),
}


def test_what_was_kept_of_an_earlier_question_counts_nowhere(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    store(page, json.dumps(record(neuron=OF_EARLIER_QUESTIONS)))
    page.reload()
    assert row(page, "neuron") == "The artificial neuron ○ opened 0 of 4 0 of 3 0 of 6"
    go(page, site, "index.html")
    expect(page.locator('[data-lesson="neuron"] .mark')).to_have_text(
        "Continue: 0 of 4 answers right, 0 of 6 goals reached"
    )
    go(page, site, "neuron.html")
    assert page.locator("[data-quiz] input:checked, [data-predict] input:checked").count() == 0
    choose(page, "q4", "2")
    go(page, site, "index.html")
    expect(page.locator('[data-lesson="neuron"] .mark')).to_contain_text("1 of 4 answers right")


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_home_counts_an_answer_if_and_only_if_the_lesson_shows_it_as_right(
    page: Page, site: Site, right: bool
) -> None:
    """The first choice of every question, judged as it is now or as by an earlier question."""
    go(page, site, "index.html")
    asked = json.loads((site.folder / "lesson-tasks.json").read_text("utf-8"))
    for slug, questions in ((slug, tasks["questions"]) for slug, tasks in asked.items()):
        answers = {name: answer(one["choices"][0], right=right) for name, one in questions.items()}
        lesson: dict[str, Any] = {slug: answers}
        store(page, json.dumps(record(**lesson)))
        go(page, site, f"{slug}.html")
        shown = page.locator("[data-quiz] input[data-right]:checked").count()
        go(page, site, "progress.html")
        assert f" {shown} of {len(questions)} " in row(page, slug)


def test_a_score_says_in_which_sense_it_is_meant(page: Page, site: Site) -> None:
    go(page, site, "neuron.html")
    score = page.locator("[data-score]")
    right = {"q1": "2", "q2": "1", "q3": "3", "q4": "2"}
    for name in right:
        choose(page, name, "4" if name == "q4" else "1" if name != "q2" else "2")
    expect(score).to_have_text("0 of 4 right.")
    for name, choice in right.items():
        choose(page, name, choice)
    expect(score).to_have_text("4 of 4 right in the end, 0 at the first answer.")


def test_a_goal_that_a_widget_reaches_is_kept(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page()
    go(page, site, "progress.html")
    part(page, "toggle").press("Enter")
    page.goto(site.url + "neuron.html#gates-1.w1=1&gates-1.w2=1&gates-1.b=-1.5")
    wait_live(page)
    expect(page.locator('#gates-1 [data-goal="and"]')).to_have_text("✓ made")
    assert stored(page) == record(neuron={"gates-1.and": goal()})
    page.context.close()
    watch.check()


def test_ticks_stay_when_python_is_started_anew(open_page: OpenPage, site: Site) -> None:
    """A Python that knew nothing of the goal would report it again when it is met again."""
    page, watch = open_page()
    page.goto(site.url + "neuron.html#gates-1.w1=1&gates-1.w2=1&gates-1.b=-1.5")
    wait_live(page)
    made = tick(page, "gates-1", "and")
    status = page.locator('#gates-1 [data-part="status"]')
    expect(made).to_have_text("✓ made")
    page.evaluate(
        """async () => {
            const { ledger } = await import("./stage/stage.js");
            window.heard = [];
            ledger.addEventListener("change", ({ detail }) => heard.push(detail.entry.task));
        }"""
    )
    slider(page, "gates-1", "w1").fill("0")
    expect(status).to_contain_text("3 of 4 rows")
    page.workers[-1].evaluate("void setTimeout(() => { throw new Error('the worker broke'); })")
    button = page.locator("#gates-1").get_by_role("button", name="again")
    button.press("Enter")
    expect(button).to_be_hidden()
    wait_live(page)
    expect(made).to_have_text("✓ made")
    slider(page, "gates-1", "w1").fill("1")
    expect(status).to_contain_text("AND is made")
    slider(page, "gates-1", "b").fill("-0.5")
    expect(status).to_contain_text("2 of 4 rows")
    assert page.evaluate("heard") == []
    page.context.close()
    assert watch.take()  # the error that ended the first worker


def test_a_record_of_version_1_is_shown_and_brought_along(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    old = {
        "answers": {"q1": {"choice": "2", "right": True}, "q2": {"choice": "3", "right": False}},
        "predictions": {"bias": "it turns"},
        "goals": ["neuron-1.goal-line", "gates-1.made-and"],
    }
    store(page, json.dumps(record_of_version_1(neuron=old)))
    page.reload()
    assert row(page, "neuron") == "The artificial neuron ◐ begun 1 of 4 1 of 3 2 of 6"
    go(page, site, "neuron.html")
    expect(page.locator("input[name=q1][value='2']")).to_be_checked()
    expect(page.locator("input[name=q2][value='3']")).to_be_checked()
    expect(page.locator(".done-before")).to_have_count(2)
    expect(page.locator("[data-prediction=bias]")).to_have_text("You predicted: it turns.")
    for name, value in (("q2", "1"), ("q3", "3"), ("q4", "2")):
        choose(page, name, value)
    expect(page.locator("[data-score]")).to_have_text("4 of 4 right in the end.")
    unknown = {"first": None}
    assert stored(page) == record(
        neuron={
            "q1": answer("2", right=True) | unknown,
            "q2": answer("1", right=True, tries=2) | unknown,
            "q3": answer("3", right=True),
            "q4": answer("2", right=True),
            "bias": prediction("it turns") | unknown,
            GOAL: goal() | unknown,
            "gates-1.and": goal() | unknown,
        }
    )


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
    ours = {"q1": answer("1", right=False), "bias": prediction("it turns"), GOAL: goal()}
    store(page, json.dumps(record(neuron=ours)))
    page.reload()
    with page.expect_download() as download:
        part(page, "export").press("Enter")
    assert download.value.suggested_filename == "glassbox-progress.json"
    download.value.save_as(tmp_path / "mine.json")
    text = (tmp_path / "mine.json").read_text("utf-8")
    assert json.loads(text) == record(keeping=False, neuron=ours)

    theirs = {"q1": answer("2", right=True), "q2": answer("1", right=True)}
    store(page, json.dumps(record(keeping=False, neuron=theirs)))
    give(page, text)
    expect(part(page, "did")).to_have_text(
        "✓ The file was added: 0 answers, 1 prediction and 1 goal are new here."
    )
    assert stored(page) == record(neuron=ours | theirs)


def test_a_deletion_can_be_undone_until_something_is_kept(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    kept = record(neuron={GOAL: goal()})
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


# --- words that are true no longer --------------------------------------------------------------


def test_the_offer_and_the_promise_end_when_another_tab_makes_them_untrue(
    page: Page, site: Site
) -> None:
    go(page, site, "neuron.html")
    other = page.context.new_page()
    go(other, site, "progress.html")
    choose(page, "q1", "2")
    words = page.locator("[data-keeping]")
    expect(words).to_contain_text("This course can remember your answers")
    part(other, "toggle").press("Enter")
    expect(words).to_be_empty()
    part(other, "delete").press("Enter")
    choose(page, "q1", "2")
    choose(page, "q2", "1")
    page.get_by_role("button", name="Keep my progress").press("Enter")
    expect(words).to_contain_text("✓ Your progress is kept from now on")
    part(other, "toggle").press("Enter")
    expect(words).to_be_empty()


def test_what_was_said_of_a_file_ends_when_all_is_deleted_elsewhere(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    give(page, json.dumps(record(neuron={GOAL: goal()})))
    expect(part(page, "did")).to_contain_text("✓ The file was added")
    other = page.context.new_page()
    go(other, site, "progress.html")
    part(other, "delete").press("Enter")
    expect(part(page, "did")).to_be_empty()


def test_a_deletion_is_not_said_beside_what_is_kept_again(page: Page, site: Site) -> None:
    go(page, site, "progress.html")
    store(page, json.dumps(record(neuron={GOAL: goal()})))
    page.reload()
    part(page, "delete").press("Enter")
    expect(part(page, "did")).to_have_text("✓ Everything that was kept is deleted.")
    other = page.context.new_page()
    go(other, site, "progress.html")
    part(other, "toggle").press("Enter")
    expect(part(page, "undo")).to_be_hidden()
    expect(part(page, "did")).to_be_empty()
