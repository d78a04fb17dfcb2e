"""What the home page says and leads to, before Python comes and where something fails."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gates import checks
from tests.browser.harness import Shelf, Site, Watch, report, without_snapshot
from tests.browser.python.test_failures import expect_failure_in_words, reported, start_again
from tests.browser.reader import part, slider
from tests.places import ROOT

HERO = "hero-1"
BEGIN = "Start with one neuron"


@pytest.fixture
def home(shelf: Shelf, site: Site) -> Page:
    """The home page, to which Python does not come."""
    page = shelf[0].new_page()
    page.goto(site.url + "index.html")
    page.locator("header .open-menu").wait_for(state="attached")
    return page


def test_one_promise_one_paragraph_four_proofs_and_three_doors(home: Page) -> None:
    promise = home.locator(".promise")
    assert promise.evaluate(
        "(e) => [...e.children].map((one) => one.className || one.localName)"
    ) == [
        "h1",
        "lead",
        "acts",
    ]
    assert promise.locator(".primary").all_text_contents() == [BEGIN]
    proofs = home.locator(".proofs li > b").all_text_contents()
    assert proofs == ["Nothing is faked", "Real Python inside", "Yours alone", "For everyone"]
    assert home.locator(".proofs li").count() == len(proofs)
    assert home.locator(".doors h3").all_text_contents() == ["Learn", "Teach", "Build"]
    for door in home.locator(".doors > *").all():
        assert door.get_by_role("link").count() == 3


def test_parts_have_the_names_of_the_course_in_the_menu_and_on_the_path(home: Page) -> None:
    course = json.loads((ROOT / "web/content/course.json").read_text("utf-8"))
    names = [part["title"] for part in course["parts"]]
    assert home.locator(".path h3").all_text_contents() == names
    menu = home.locator("#menu-course .menu-part > p").all_text_contents()
    assert [name.partition(" ")[2] for name in menu] == names


def test_a_button_sinks_while_it_is_pressed(home: Page) -> None:
    home.emulate_media(reduced_motion="no-preference")
    button = home.locator(".promise .primary")
    button.hover()
    rises, sinks = "0px -1px", "0px 1px"
    expect(button).to_have_css("translate", rises)
    home.mouse.down()
    expect(button).to_have_css("translate", sinks)
    home.mouse.move(0, 0)  # or the link would be followed
    home.mouse.up()
    button.hover()
    expect(button).to_have_css("translate", rises)


def test_where_storage_is_blocked_the_home_page_is_whole(shelf: Shelf, site: Site) -> None:
    context, watch = shelf
    context.add_init_script(
        """Object.defineProperty(window, "localStorage", {
            get() { throw new DOMException("The operation is insecure.", "SecurityError"); } });"""
    )
    page = context.new_page()
    page.goto(site.url + "index.html")
    page.get_by_role("button", name="Theme").press("Enter")
    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("Escape")
    expect(page.locator("header .ring")).to_be_hidden()
    assert "".join(page.locator(".path .mark").all_text_contents()).strip() == ""
    watch.check()
    page.get_by_role("link", name=BEGIN).first.press("Enter")
    page.wait_for_url("**/neuron.html")


def test_where_scripts_are_blocked_the_tool_says_so_and_the_links_lead_on(
    page: Page, site: Site, watch: Watch
) -> None:
    page.context.route("**/stage/stage.js", lambda route: route.abort())
    page.goto(site.url + "index.html")
    expect(part(page, HERO, "status")).to_contain_text("This part cannot start")
    page.get_by_role("link", name=BEGIN).first.press("Enter")
    page.wait_for_url("**/neuron.html")
    assert [one for one in watch.take() if "stage.js" not in one and "ERR_FAILED" not in one] == []


def test_where_python_does_not_come_it_is_said_and_can_be_tried_again(
    page: Page, site: Site, watch: Watch
) -> None:
    without_snapshot(page)
    page.context.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=503))
    page.goto(site.url + "index.html")
    hero = page.locator(f"#{HERO}")
    button = expect_failure_in_words(hero)
    expect(page.get_by_role("link", name=BEGIN).first).to_be_visible()
    report(checks.axe(page))
    checks.resize(page, checks.NARROW)
    report(checks.overflow(page) + checks.targets(page))
    hero.locator("summary").press("Enter")
    slider(page, HERO, "x1").press("ArrowLeft")
    kept = slider(page, HERO, "x1").input_value()
    page.context.unroute("**/pyodide.asm.wasm")
    start_again(page, hero, button, kept)
    expect(part(page, HERO, "status")).to_contain_text(f"x₁ = {kept}")
    assert any("pyodide.asm.wasm" in problem for problem in reported(page, watch))
