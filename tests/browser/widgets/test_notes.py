"""A tool's notes: each ends with the next deed, and stands in sight of what it answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.embed.test_embedding import embed
from tests.browser.harness import Site, widget_names

OPEN = "(all) => all.forEach((e) => { e.open = true; })"
COPIED = "The link to these settings is copied."


@pytest.fixture
def page(page: Page) -> Page:
    """Notes are the page's own: they need no Python."""
    page.context.route("**/runtime/**", lambda route: None)
    page.add_init_script("navigator.clipboard.writeText = async () => {};")
    return page


def note(page: Page) -> Locator:
    return page.locator("[data-part=note]")


def open_tool(page: Page, site: Site, tool: str) -> None:
    page.goto(embed(site.url, tool))
    expect(page.locator("[data-widget] form")).to_be_attached()
    page.wait_for_function("() => document.querySelector('[data-widget]').dataset.state")


DEEDS: dict[str, Callable[[Page], object]] = {
    "a key on a button": lambda page: page.get_by_role("button", name="Undo").press("Enter"),
    "a click": lambda page: page.get_by_role("button", name="Step", exact=True).click(),
    "a press on a picture": lambda page: page.locator(".frame").click(position={"x": 9, "y": 9}),
    "a key on a picture": lambda page: page.locator("[data-keys]").press("Home"),
    "a slider": lambda page: page.locator("[name=x1]").press("ArrowRight"),
    "a choice": lambda page: page.locator("[name=activation]").select_option("tanh"),
    "reset": lambda page: page.get_by_role("button", name="Reset").press("Enter"),
    "a program's click": lambda page: page.locator("[data-do=undo]").evaluate("(e) => e.click()"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_a_note_ends_with_the_next_deed(
    page: Page, site: Site, deed: Callable[[Page], object]
) -> None:
    open_tool(page, site, "forward")
    page.locator("[data-do=undo]").evaluate("(e) => e.removeAttribute('aria-disabled')")
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(note(page)).to_have_text(COPIED)
    deed(page)
    expect(note(page)).to_have_text("")
    expect(page.locator(".nearby")).to_have_count(0)


def test_to_pass_by_is_no_deed_and_the_link_in_a_note_can_be_taken(page: Page, site: Site) -> None:
    page.add_init_script("navigator.clipboard.writeText = async () => { throw new Error(); };")
    open_tool(page, site, "forward")
    page.get_by_role("button", name="Copy link").press("Enter")
    expect(note(page)).to_contain_text("The link: http")
    page.locator(".frame").hover()
    page.keyboard.press("Tab")
    note(page).dblclick()
    expect(note(page)).to_contain_text("The link: http")


def test_what_a_field_says_that_is_left_by_a_press_survives_that_press(
    page: Page, site: Site
) -> None:
    open_tool(page, site, "forward")
    page.get_by_label("Input x1, as a number").fill("many")
    page.get_by_role("button", name="Step", exact=True).click()
    expect(note(page)).to_contain_text("needs a number")
    page.get_by_role("button", name="Step", exact=True).click()
    expect(note(page)).to_have_text("")


GAP = """(e) => {
    const here = e.getBoundingClientRect();
    const seen = [...document.querySelectorAll("[data-part=note], .nearby")]
        .filter((note) => note.textContent)
        .map((note) => note.getBoundingClientRect())
        .filter(({ bottom }) => bottom <= innerHeight)
        .map(({ top }) => top - here.bottom).filter((gap) => gap >= -1);
    return Math.min(...seen);
}"""


@pytest.mark.parametrize("tool", widget_names())
def test_an_answer_stands_beside_or_under_what_was_used(page: Page, site: Site, tool: str) -> None:
    far = []
    open_tool(page, site, tool)
    page.locator("details:has([data-do=copy-link])").evaluate_all(OPEN)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        fields = page.locator("input.number:not([name])").filter(visible=True)
        for control in [page.locator("[data-do=copy-link]"), *fields.all()[:1], *fields.all()[-1:]]:
            if "number" in (control.get_attribute("class") or ""):
                control.fill("many")
            control.press("Enter")
            expect(page.locator(".note:not(:empty)").last).not_to_have_text("")
            gap = control.evaluate(GAP)
            if gap > 200:
                far.append((width, control.get_attribute("aria-label") or "Copy link", gap))
        page.get_by_role("button", name="Reset").first.press("Enter")
        expect(note(page)).to_have_text("")
        expect(page.locator(".nearby")).to_have_count(0)
    assert not far
