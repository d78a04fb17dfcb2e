"""The menu: every page is in it, the keyboard is enough, and open menus pass the gates too.

What a reader does with it is written once, for Chromium here and for Firefox in
`lessons/test_firefox.py`. Longer than other files: sheets, dialog, theme and ring are one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.gates import checks
from tests.browser.gates.references import References, read
from tests.browser.harness import OpenPage, Shelf, Site, page_names, report, wait_live
from tests.browser.progress import keeping
from tests.browser.reader import in_ink

PAGE = "neuron.html"
PICTURE = ("neuron-1", "plane")
SIZES = [checks.DESKTOP, checks.PHONE, checks.NARROW]
ALONE = {"404.html"}
"""Pages that nobody goes to, and those that stand in frames."""


@pytest.fixture
def page(shelf: Shelf, site: Site) -> Page:
    """A lesson without Python, as wide as a desk's screen."""
    page = shelf[0].new_page()
    checks.resize(page, checks.DESKTOP)
    go(page, site)
    return page


def go(page: Page, site: Site, name: str = PAGE) -> None:
    """Open a page whose menu answers."""
    page.goto(site.url + name)
    page.locator("header .open-menu").wait_for(state="attached")


def is_bare(site: Site, name: str) -> bool:
    return '<body class="bare' in (site.folder / name).read_text("utf-8")


def pages_in(found: References) -> set[str]:
    addresses = (urlsplit(address).path for tag, _, address in found.found if tag == "a")
    return {address.removeprefix("./") for address in addresses if address.endswith(".html")}


def test_every_page_is_reached_from_the_menu_and_from_the_foot(site: Site) -> None:
    whole = {name for name in page_names() if not is_bare(site, name)} - ALONE
    top, _, rest = (site.folder / "index.html").read_text("utf-8").partition("<main")
    foot = rest.partition("</main>")[2]
    assert pages_in(References(top)) == whole
    assert pages_in(References(foot)) == whole
    for name in whole:
        assert whole <= pages_in(read(site, name)), name


# --- sheets -------------------------------------------------------------------------------------


def walk_the_sheet(page: Page) -> None:
    """Open the lessons by keyboard, walk through them, leave them, close them by Escape."""
    button = page.get_by_role("button", name="Course")
    sheet = page.locator("#menu-course")
    lessons = sheet.get_by_role("link")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(sheet).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    for number in range(lessons.count()):
        page.keyboard.press("Tab")
        expect(lessons.nth(number)).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Space")
    lessons.last.focus()
    page.keyboard.press("Tab")
    expect(sheet).to_be_hidden()
    expect(
        page.locator("header").get_by_role("link", name="Playground", exact=True)
    ).to_be_focused()
    button.press("Enter")
    expect(sheet).to_be_visible()
    page.locator("main").click(position={"x": 2, "y": 2})
    expect(sheet).to_be_hidden()
    assert sheet.locator("[aria-current=page]").count() == 1


def walk_the_dialog(page: Page) -> None:
    """Open the menu of a phone by keyboard, see that the focus stays in it, close it both ways."""
    checks.resize(page, checks.PHONE)
    button = page.get_by_role("button", name="Menu")
    dialog = page.get_by_role("dialog", name="Menu")
    button.press("Enter")
    close = dialog.get_by_role("button", name="Close")
    expect(close).to_be_focused()
    links = dialog.locator("a:not(.theme a)")
    for number in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(number)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    close.press("Enter")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    expect(dialog.get_by_role("radio", name="Dark")).to_be_visible()
    checks.resize(page, checks.DESKTOP)
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main").get_by_role("link").first).to_be_visible()


GROUND = "getComputedStyle(document.body).backgroundColor"


def choose_a_theme(page: Page) -> None:
    """Choose each theme by keyboard: the page changes at once, and nothing is stored."""
    before = page.evaluate(GROUND)
    page.get_by_role("button", name="Theme").press("Enter")
    page.get_by_role("radio", name="As the device").focus()
    grounds = []
    for name in ("Light", "Dark", "As the device"):
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name=name)).to_be_checked()
        grounds.append(page.evaluate(GROUND))
    assert grounds[0] != grounds[1]
    assert grounds[2] == before
    assert page.evaluate("localStorage.length") == 0


def test_the_sheet_needs_no_pointer(page: Page) -> None:
    walk_the_sheet(page)


def test_the_dialog_of_a_phone_needs_no_pointer(page: Page) -> None:
    walk_the_dialog(page)


def test_a_theme_is_chosen_and_nothing_is_stored(page: Page) -> None:
    choose_a_theme(page)


def test_a_theme_holds_against_the_device_and_paper_is_always_light(page: Page) -> None:
    checks.look(page, "light")
    light = page.evaluate(GROUND)
    page.get_by_role("button", name="Theme").press("Enter")
    page.get_by_role("radio", name="Dark").check()
    dark = page.evaluate(GROUND)
    page.emulate_media(media="print")
    assert [light != dark, page.evaluate(GROUND)] == [True, light]
    page.emulate_media(media="screen", color_scheme="dark")
    page.get_by_role("radio", name="Light").check()
    assert page.evaluate(GROUND) == light
    page.get_by_role("radio", name="As the device").check()
    assert page.evaluate(GROUND) == dark


def open_everything(page: Page, size: tuple[int, int]) -> Iterator[str]:
    """Open each menu of this width in turn; yields its name."""
    checks.resize(page, size)
    names = ["Course", "Theme"] if size == checks.DESKTOP else ["Menu"]
    for name in names:
        page.get_by_role("button", name=name, exact=True).press("Enter")
        yield name
        page.keyboard.press("Escape")


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone", "narrow"])
@pytest.mark.parametrize("look", checks.LOOKS)
def test_open_menus_pass_the_gates(page: Page, look: str, size: tuple[int, int]) -> None:
    checks.look(page, look)
    for name in open_everything(page, size):
        found = checks.axe(page) + checks.overflow(page) + checks.targets(page)
        report([f"{name}: {problem}" for problem in found + checks.small_text(page)])


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone", "narrow"])
def test_open_menus_pass_what_takes_longer_and_bear_spaced_text(
    page: Page, shelf: Shelf, size: tuple[int, int]
) -> None:
    for name in open_everything(page, size):
        found = checks.sniff(page) + checks.headings(page) + checks.storage(page)
        checks.add_style(page, checks.TEXT_SPACING)
        found += checks.overflow(page) + checks.targets(page)
        page.evaluate("() => { document.adoptedStyleSheets.pop(); }")
        report([f"{name}: {problem}" for problem in found])
    assert set(shelf[1].requests) == {shelf[1].host}


@pytest.mark.parametrize("size", SIZES, ids=["desktop", "phone", "narrow"])
def test_the_header_is_one_line_that_stays_unless_the_window_is_low(
    page: Page, size: tuple[int, int]
) -> None:
    checks.resize(page, size)
    header = page.locator("header.site")
    box = header.bounding_box()
    assert box is not None
    assert box["height"] <= 66
    page.evaluate("scrollTo(0, 900)")
    expect(header).to_be_in_viewport()
    checks.resize(page, (size[0], 500))
    page.evaluate("scrollTo(0, 900)")
    expect(header).not_to_be_in_viewport()


def test_without_a_script_sheets_open_and_a_phone_finds_all_pages(
    open_page: OpenPage, site: Site
) -> None:
    page, watch = open_page(java_script_enabled=False)
    page.goto(site.url + PAGE)
    page.get_by_role("button", name="Course").click()
    expect(page.locator("#menu-course")).to_be_visible()
    expect(page.get_by_role("button", name="Theme")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Menu").click()
    expect(page.get_by_role("navigation", name="All pages")).to_be_in_viewport()
    page.context.close()
    # Chromium says of each module that it is not fetched, and of nothing else.
    report([problem for problem in watch.take() if not problem.endswith(".js (csp)")])


# --- what is kept -------------------------------------------------------------------------------


def finished_lesson(site: Site, slug: str) -> dict[str, object]:
    """Results in which each question of a lesson is answered right."""
    asked = json.loads((site.folder / "lesson-tasks.json").read_text("utf-8"))
    questions = asked[slug]["questions"].items()
    return {name: keeping.answer(one["right"], right=True) for name, one in questions}


def test_the_ring_is_there_only_for_who_keeps_progress_and_moves_nothing(
    page: Page, site: Site
) -> None:
    ring = page.locator("header .ring")
    expect(ring).to_be_hidden()
    done = keeping.record(neuron=finished_lesson(site, "neuron"), layers={})
    keeping.store(page, json.dumps(done, separators=(",", ":")))  # as the course writes it
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => (window.before =
            document.querySelector("header nav").getBoundingClientRect().right));"""
    )
    go(page, site)
    expect(ring).to_have_text("Your progress: 1 of 8 done")
    right = "document.querySelector('header nav').getBoundingClientRect().right"
    assert page.evaluate(right) == page.evaluate("before")
    page.get_by_role("button", name="Course").press("Enter")
    lesson = page.locator('#menu-course [data-slug="neuron"]')
    expect(lesson).to_contain_text("30 min · ● here · ✓ done")
    expect(page.locator("#menu-course .done")).to_have_count(1)
    report(checks.axe(page))
    page.keyboard.press("Escape")
    checks.resize(page, checks.NARROW)
    report(checks.axe(page) + checks.overflow(page))
    ring.press("Enter")
    page.wait_for_url("**/progress.html")
    keeping.part(page, "toggle").press("Enter")
    expect(ring).to_be_hidden()


def test_the_ring_heeds_how_things_stand_when_its_list_comes_and_asks_again_for_one_that_failed(
    page: Page, site: Site, shelf: Shelf
) -> None:
    ring = page.locator("header .ring")
    done = json.dumps(keeping.record(neuron={}), separators=(",", ":"))
    keeping.store(page, done)
    page.context.route("**/lesson-tasks.json", lambda route: route.fulfill(status=503))
    with page.expect_response("**/lesson-tasks.json"):
        go(page, site)
    expect(page.locator("html")).not_to_have_attribute("data-kept", "")
    expect(ring).to_be_hidden()
    assert all("503" in problem for problem in shelf[1].take())
    held: list[Route] = []
    page.context.unroute("**/lesson-tasks.json")
    page.route("**/lesson-tasks.json", lambda route: held.append(route))
    other = page.context.new_page()
    keeping.go(other, site, "progress.html")
    with page.expect_request("**/lesson-tasks.json"):
        keeping.part(other, "toggle").press("Enter")
    keeping.part(other, "delete").press("Enter")
    page.wait_for_function("() => localStorage.length === 0")
    held[0].continue_()
    page.evaluate(
        """async () => (await import("./stage/course/asked.js"))
            .talliesOf({ look: () => ({ record: { lessons: {} } }) })"""
    )
    expect(ring).to_be_hidden()
    keeping.part(other, "undo").press("Enter")
    keeping.part(other, "toggle").press("Enter")
    expect(ring).to_have_text("Your progress: 0 of 8 done")


def test_a_theme_is_kept_with_progress_shown_in_other_tabs_and_deleted_with_it(
    page: Page, site: Site
) -> None:
    root = page.locator("html")
    keeping.store(page, json.dumps(keeping.record()))
    go(page, site)
    other = page.context.new_page()
    keeping.go(other, site, "progress.html")
    page.get_by_role("button", name="Theme").press("Enter")
    page.get_by_role("radio", name="Dark").check()
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    assert keeping.stored(page) == keeping.record(neuron={})
    expect(keeping.part(other, "raw")).to_contain_text("Theme: dark")
    page.add_init_script(
        "document.addEventListener('readystatechange', () => (window.early ??="
        " document.documentElement.dataset.theme));"
    )
    go(page, site)
    assert page.evaluate("early") == "dark", "before the first picture"
    keeping.part(other, "delete").press("Enter")
    expect(root).to_have_attribute("data-theme", "dark")
    go(page, site)
    expect(root).not_to_have_attribute("data-theme", "dark")
    keeping.part(other, "undo").press("Enter")
    go(page, site)
    expect(root).to_have_attribute("data-theme", "dark")


def test_who_begins_to_keep_in_one_tab_keeps_no_theme_of_another(page: Page, site: Site) -> None:
    page.get_by_role("button", name="Theme").press("Enter")
    page.get_by_role("radio", name="Dark").check()
    other = page.context.new_page()
    keeping.go(other, site, "progress.html")
    keeping.part(other, "toggle").press("Enter")
    expect(page.locator("header .ring")).to_have_text("Your progress: 0 of 8 done")
    assert page.evaluate("localStorage.getItem('glassbox-theme')") is None
    expect(other.locator("html")).not_to_have_attribute("data-theme", "dark")


def test_pictures_take_the_colours_of_a_theme(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page()
    page.emulate_media(color_scheme="light")
    page.goto(site.url + PAGE)
    wait_live(page, PICTURE[0])
    in_ink(page, *PICTURE)
    page.get_by_role("button", name="Theme").press("Enter")
    page.get_by_role("radio", name="Dark").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    in_ink(page, *PICTURE)
    page.context.close()
    watch.check()
