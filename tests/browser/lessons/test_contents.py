"""The contents of a lesson: dots that follow the reader, and what is still to do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.harness import HeldRuntime, OpenPage, Site, next_frame

REPORT = """async (tasks) => {
    const { ledger } = await import("./stage/stage.js");
    for (const task of tasks) ledger.report({ task, kind: "goal", done: true });
}"""


@pytest.fixture
def lesson(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """The first lesson; Python never arrives."""
    page, watch = open_page()
    runtime = HeldRuntime(page.context)
    page.goto(f"{site.url}neuron.html")
    expect(here(page)).to_have_count(1)
    yield page
    watch.check()
    runtime.give_up()
    page.context.close()


def rail(page: Page) -> Locator:
    return page.get_by_role("navigation", name="In this lesson")


def here(page: Page) -> Locator:
    return rail(page).locator("[aria-current=true]")


def targets(page: Page) -> list[str]:
    """The ids that the contents lead to, in order."""
    hrefs = rail(page).locator("a").evaluate_all("(all) => all.map((one) => one.hash.slice(1))")
    return [str(href) for href in hrefs]


def scroll_to(page: Page, target: str) -> None:
    page.evaluate("(id) => document.getElementById(id).scrollIntoView()", target)


def test_contents_are_the_sections_and_tools_of_the_page_in_its_order(lesson: Page) -> None:
    found = lesson.evaluate(
        """() => [...document.querySelectorAll("main > h2, main > [data-widget]")]
            .map((one) => one.id)"""
    )
    assert targets(lesson) == found
    question = rail(lesson).get_by_role("link", name="Can one neuron be a logic gate?")
    expect(question).to_have_attribute("href", "#gates-1")


def follow_the_reader(page: Page) -> None:
    """Read on from part to part, and go back to the first."""
    first, *others = targets(page)
    expect(here(page)).to_have_attribute("href", f"#{first}")
    for target in others[:-1]:
        scroll_to(page, target)
        expect(here(page)).to_have_attribute("href", f"#{target}")
    expect(rail(page).locator(f'.done [href="#{first}"]')).to_have_text(
        "From a nerve cell to a sum, seen"
    )
    # A tool with goals is done when they are reached, not when it was seen.
    expect(rail(page).locator('.done [href="#gates-1"]')).to_have_count(0)
    scroll_to(page, first)
    expect(here(page)).to_have_attribute("href", f"#{first}")


def test_the_mark_follows_the_reader_and_leaves_full_dots_behind(lesson: Page) -> None:
    follow_the_reader(lesson)


def test_a_jump_past_parts_does_not_call_them_seen(lesson: Page) -> None:
    entries = targets(lesson)
    scroll_to(lesson, entries[-2])
    expect(here(lesson)).to_have_attribute("href", f"#{entries[-2]}")
    expect(rail(lesson).locator(".done")).to_have_count(1)


def test_the_last_part_is_marked_when_it_is_chosen_in_a_high_window(lesson: Page) -> None:
    lesson.set_viewport_size({"width": 1280, "height": 1600})
    last = rail(lesson).locator("a").last
    last.click()
    expect(last).to_have_attribute("aria-current", "true")
    expect(here(lesson)).to_have_count(1)


def test_an_entry_may_lead_to_an_id_that_begins_with_a_digit(
    open_page: OpenPage, site: Site
) -> None:
    page, watch = open_page()
    runtime = HeldRuntime(page.context)

    def rename(route: Route) -> None:
        response = route.fetch()
        text = response.text().replace("stacking-neurons", "2-neurons")
        route.fulfill(response=response, body=text)

    page.route("**/neuron.html", rename)
    page.goto(f"{site.url}neuron.html")
    assert "2-neurons" in targets(page)
    scroll_to(page, "2-neurons")
    expect(here(page)).to_have_attribute("href", "#2-neurons")
    watch.check()
    runtime.give_up()
    page.context.close()


def test_goals_and_right_answers_are_counted_as_they_come(lesson: Page) -> None:
    counts = rail(lesson).locator(".todo li")
    expect(counts).to_have_text(["0 of 6 goals reached", "0 of 4 answers right"])
    lesson.evaluate(REPORT, ["gates-1.and", "gates-1.or"])
    expect(counts.first).to_have_text("2 of 6 goals reached")
    gates = rail(lesson).locator("li", has_text="logic gate")
    expect(gates).not_to_have_class("tool done")
    lesson.evaluate(REPORT, ["gates-1.not"])
    expect(gates).to_have_class("tool done")
    expect(gates).to_have_text("Can one neuron be a logic gate?, done")
    lesson.locator("form[data-quiz] [data-right]").first.check()
    expect(counts.last).to_have_text("1 of 4 answers right")
    lesson.locator("form[data-quiz] input:not([data-right])").first.check()
    expect(counts.last).to_have_text("0 of 4 answers right")


def test_what_was_kept_is_counted_no_more_when_it_is_deleted(lesson: Page) -> None:
    lesson.evaluate(
        """async () => {
            const { ledger } = await import("./stage/stage.js");
            const entry = { kind: "goal", done: true, score: null, tries: 1, answer: null };
            ledger.take({ "gates-1.and": { ...entry, first: null } });
        }"""
    )
    goals = rail(lesson).locator(".todo li").first
    expect(goals).to_have_text("1 of 6 goals reached")
    lesson.evaluate("async () => (await import('./stage/stage.js')).ledger.forget()")
    expect(goals).to_have_text("0 of 6 goals reached")


def test_contents_higher_than_the_window_keep_the_mark_in_view(lesson: Page) -> None:
    lesson.set_viewport_size({"width": 1280, "height": 360})
    target = targets(lesson)[-2]
    scroll_to(lesson, target)
    expect(here(lesson)).to_have_attribute("href", f"#{target}")
    box = rail(lesson).locator("> div")
    assert box.evaluate("(one) => one.scrollHeight > one.clientHeight")
    expect(here(lesson)).to_be_in_viewport(ratio=1)


def test_on_a_phone_they_are_bars_with_the_name_of_one(lesson: Page) -> None:
    lesson.set_viewport_size({"width": 320, "height": 640})
    next_frame(lesson)
    links = rail(lesson).locator("a")
    for box in (one.bounding_box() for one in links.all()):
        assert box
        assert box["width"] >= 24
        assert box["height"] >= 24
    names = rail(lesson).locator("a > span")

    def shown() -> list[str]:
        wide = "(all) => all.filter((one) => one.offsetWidth > 1).map((one) => one.textContent)"
        return [str(name) for name in names.evaluate_all(wide)]

    assert shown() == ["From a nerve cell to a sum"]
    links.nth(1).focus()
    lesson.keyboard.press("Tab")
    assert shown() == ["What does one neuron compute?"]
    links.nth(2).press("Enter")
    expect(here(lesson)).to_have_attribute("href", "#neuron-1")


def test_without_javascript_the_contents_are_whole(open_page: OpenPage, site: Site) -> None:
    page, _ = open_page(java_script_enabled=False)  # what scripts would load is refused
    page.goto(f"{site.url}neuron.html")
    expect(rail(page).locator(".todo li")).to_have_text(["6 goals", "4 questions"])
    rail(page).get_by_role("link", name="Stacking neurons").click()
    expect(page.get_by_role("heading", name="Stacking neurons")).to_be_in_viewport()
    page.context.close()
