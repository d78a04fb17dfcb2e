"""The search: by keyboard, without Python, in frames, and for whoever cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.gates import checks
from tests.browser.harness import HeldRuntime, OpenPage, Site, report

NEURON = "What does one neuron compute?"


@pytest.fixture
def lesson(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """A lesson in which Python never arrives."""
    page, watch = open_page()
    held = HeldRuntime(page.context)
    page.goto(site.url + "layers.html")
    expect(opener(page)).to_be_visible()
    yield page
    problems = watch.take()
    held.give_up()
    page.context.close()
    report(problems)


def opener(page: Page) -> Locator:
    return page.locator("header [data-open-search]")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def field(page: Page) -> Locator:
    return page.get_by_label("Words of a lesson or a tool")


def found(page: Page) -> Locator:
    return dialog(page).get_by_role("link")


def search(page: Page, words: str) -> None:
    """Open the search by its button and type."""
    opener(page).press("Enter")
    expect(field(page)).to_be_focused()
    page.keyboard.type(words)


def test_typing_filters_at_once_in_groups_and_the_count_is_told(lesson: Page) -> None:
    assert "Search" in opener(lesson).inner_text()
    expect(opener(lesson)).to_have_attribute("aria-keyshortcuts", "Control+K")
    search(lesson, "neuro")
    expect(found(lesson).first).to_contain_text("The artificial neuron")
    expect(dialog(lesson).get_by_role("heading", name="Lessons")).to_be_visible()
    expect(dialog(lesson).get_by_role("heading", name="Tools")).to_be_visible()
    lessons, tools = (dialog(lesson).locator("ul").nth(nth).locator("li").count() for nth in (0, 1))
    words = f"Found: {lessons} lessons, {tools} tools"
    expect(dialog(lesson).get_by_role("status")).to_contain_text(words)


def test_arrow_keys_move_letters_go_on_typing_and_escape_gives_the_focus_back(
    lesson: Page,
) -> None:
    search(lesson, "gradient")
    expect(found(lesson).first).to_contain_text("Gradient descent")
    lesson.keyboard.press("ArrowDown")
    expect(found(lesson).first).to_be_focused()
    lesson.keyboard.press("ArrowDown")
    expect(found(lesson).nth(1)).to_be_focused()
    for _ in range(2):
        lesson.keyboard.press("ArrowUp")
    expect(field(lesson)).to_be_focused()
    lesson.keyboard.press("ArrowDown")
    lesson.keyboard.type("s")
    expect(field(lesson)).to_be_focused()
    expect(field(lesson)).to_have_value("gradients")
    lesson.keyboard.press("Escape")
    expect(dialog(lesson)).to_be_hidden()
    expect(opener(lesson)).to_be_focused()


def test_enter_in_the_field_opens_the_first_that_was_found(lesson: Page, site: Site) -> None:
    search(lesson, "one neuron compute")
    expect(found(lesson).first).to_contain_text(NEURON)
    lesson.keyboard.press("Enter")
    lesson.wait_for_url(f"{site.url}neuron.html#neuron-1")


def test_a_place_on_the_same_page_is_reached_and_the_dialog_closes(
    lesson: Page, site: Site
) -> None:
    tool = lesson.locator("[data-widget]").first
    search(lesson, tool.locator("h3").inner_text())
    expect(found(lesson).first).to_contain_text(tool.locator("h3").inner_text())
    found(lesson).first.press("Enter")
    lesson.wait_for_url(f"{site.url}layers.html#{tool.get_attribute('id')}")
    expect(dialog(lesson)).to_be_hidden()
    expect(tool).to_be_in_viewport()


def test_what_is_not_found_is_said_and_all_lessons_are_offered(lesson: Page) -> None:
    search(lesson, "xylophone")
    expect(dialog(lesson).get_by_role("status")).to_have_text(
        "No lesson, tool or page has these words. Here are all lessons."
    )
    lessons = lesson.evaluate(
        "fetch('./search.json').then((r) => r.json()).then(([{ entries }]) => entries.length)"
    )
    expect(found(lesson)).to_have_count(lessons)


def test_control_k_opens_it_from_anywhere_and_no_single_key_does(lesson: Page) -> None:
    for key in ("/", "k", "s"):
        lesson.keyboard.press(key)
    expect(dialog(lesson)).to_be_hidden()
    slider = lesson.locator("input[type=range]").first
    slider.focus()
    lesson.keyboard.press("Control+k")
    expect(field(lesson)).to_be_focused()
    lesson.keyboard.press("Escape")
    expect(slider).to_be_focused()


def test_a_press_beside_it_closes_it(lesson: Page) -> None:
    search(lesson, "a")
    lesson.mouse.click(5, 400)
    expect(dialog(lesson)).to_be_hidden()


@pytest.mark.parametrize("look", checks.LOOKS)
@pytest.mark.parametrize("words", ["", "neuron", "xylophone"])
def test_axe_finds_nothing_while_it_is_open(lesson: Page, look: str, words: str) -> None:
    search(lesson, words)
    expect(found(lesson).first).to_be_visible()
    checks.look(lesson, look)
    report(checks.axe(lesson))


@pytest.mark.parametrize("size", [checks.DESKTOP, checks.PHONE, checks.NARROW])
def test_it_fits_and_its_targets_are_large_enough(lesson: Page, size: tuple[int, int]) -> None:
    search(lesson, "neuron")
    checks.resize(lesson, size)
    expect(found(lesson).first).to_be_visible()
    report(checks.targets(lesson) + checks.small_text(lesson))
    assert dialog(lesson).evaluate("(e) => e.scrollWidth <= e.clientWidth")
    box = dialog(lesson).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]


def test_a_list_that_cannot_be_had_is_said_and_asked_for_again(
    open_page: OpenPage, site: Site
) -> None:
    page, watch = open_page()
    held = HeldRuntime(page.context)
    page.goto(site.url + "about.html")
    page.route("**/search.json", lambda route: route.abort())
    search(page, "n")
    expect(dialog(page).get_by_role("status")).to_contain_text("could not be loaded")
    page.unroute("**/search.json")
    page.keyboard.type("euron")
    expect(found(page).first).to_contain_text("The artificial neuron")
    problems = watch.take()
    assert all("search.json" in one or "ERR_FAILED" in one for one in problems), problems
    held.give_up()
    page.context.close()


def test_it_works_in_a_sandboxed_frame(page: Page, site: Site) -> None:
    body = f"""<!doctype html><html lang="en"><title>A host</title><link rel="icon" href="data:,">
<iframe name="course" title="Course" width="900" height="700" sandbox="allow-scripts"
src="{site.url}about.html"></iframe></html>"""
    address = site.grounds_url + "sandbox.html"
    page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(address)
    frame = page.frame_locator("iframe")
    frame.locator("header [data-open-search]").press("Enter")
    frame.get_by_label("Words of a lesson or a tool").fill("descent")
    expect(frame.get_by_role("dialog").get_by_role("link").first).to_contain_text("descent")


def test_nothing_is_asked_of_a_host_before_it_is_opened(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page()
    page.goto(site.url + "about.html")
    expect(opener(page)).to_be_visible()
    asked = [urlsplit(url).path.rpartition("/")[2] for url in watch.requests[watch.host]]
    assert "search.json" not in asked
    search(page, "n")
    expect(found(page).first).to_be_visible()
    asked = [urlsplit(url).path.rpartition("/")[2] for url in watch.requests[watch.host]]
    assert asked.count("search.json") == 1
    page.context.close()
    watch.check()
