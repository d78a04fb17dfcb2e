"""Formulas fit or scroll in their own box with any font, and are as high when their font comes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from tests.browser.gates import checks
from tests.browser.gates.plain_fonts import plain_chromium
from tests.browser.harness import (
    Site,
    next_frame,
    open_in,
    page_names,
    report,
    site_folder,
    wait_live,
)
from tests.browser.reader import drawn_anew, pixels

FONT = "**/fonts/glassbox-math.woff2"
PLANE = ("neuron-1", "plane")
SIZES = {"320": checks.NARROW, "390": checks.PHONE, "1280": checks.DESKTOP}

# How high the box of each formula is that is shown. Words around it may break their lines elsewhere
# when signs come; how much moves then is counted in test_fonts.py.
BOXES = "main :is(.formula, .formulas, .scroller:has(math))"
HEIGHTS = f"""() => [...document.querySelectorAll("{BOXES}")]
    .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)"""
LOADED = "() => document.fonts.ready.then(() => [...document.fonts].map(({ status }) => status))"
STRAY = """() => [...document.querySelectorAll("math")]
    .filter((e) => !e.parentElement.matches(":is(.formula, .formulas) .scroller"))
    .map((e) => e.textContent)"""
# Formulas that wait for a choice are shown, as the choice would.
SHOW_ALL = """() => {
    for (const e of document.querySelectorAll("[hidden]:has(math)")) e.hidden = false;
}"""


def formula_pages() -> list[str]:
    folder = site_folder()
    return [name for name in page_names() if "<math" in (folder / name).read_text("utf-8")]


@pytest.fixture(scope="module")
def plain(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Chromium on Linux can be told which fonts the machine has")
    with plain_chromium(playwright, tmp_path_factory.mktemp("fonts")) as browser:
        yield browser


@pytest.fixture(params=["its own fonts", "plain fonts", "plain fonts, the font blocked"])
def page(request: pytest.FixtureRequest, site: Site) -> Iterator[Page]:
    """A page before Python comes, on three machines."""
    name = "plain" if "plain" in request.param else "chromium"
    page, watch = open_in(request.getfixturevalue(name), urlsplit(site.url).netloc)
    held: list[Route] = []
    page.context.route("**/runtime/**", lambda route: held.append(route))
    if "blocked" in request.param:
        page.context.route(FONT, lambda route: route.abort())
    yield page
    problems = [
        one for one in watch.take() if "glassbox-math" not in one and "ERR_FAILED" not in one
    ]
    for route in held:
        route.abort()
    page.context.close()
    report(problems)


@pytest.mark.parametrize("name", formula_pages())
def test_every_formula_fits_or_scrolls_in_its_box(page: Page, site: Site, name: str) -> None:
    page.goto(site.url + name)
    page.evaluate(LOADED)
    assert page.evaluate(STRAY) == []
    page.evaluate(SHOW_ALL)
    for size in SIZES.values():
        checks.resize(page, size)
        report(checks.overflow(page))
    checks.resize(page, checks.NARROW)
    checks.add_style(page, checks.TEXT_SPACING)
    report(checks.overflow(page))


@pytest.mark.parametrize("size", SIZES)
def test_no_formula_grows_when_the_font_comes(chromium: Browser, site: Site, size: str) -> None:
    width, height = SIZES[size]
    room = {"width": width, "height": height}
    page, _ = open_in(chromium, urlsplit(site.url).netloc, viewport=room)
    page.context.route("**/runtime/**", lambda route: None)
    held: list[Route] = []
    page.context.route(FONT, lambda route: held.append(route))
    for name in formula_pages():
        held.clear()
        with page.expect_request(FONT):
            page.goto(site.url + name, wait_until="commit")
        page.wait_for_function("() => document.documentElement.dataset.python === 'loading'")
        next_frame(page)
        before = page.evaluate(HEIGHTS)
        for route in held:
            route.continue_()
        assert "loaded" in (statuses := page.evaluate(LOADED))
        assert "loading" not in statuses
        next_frame(page)
        assert page.evaluate(HEIGHTS) == before, name
    page.context.close()


def test_a_formula_too_wide_for_its_box_is_a_stop_with_a_name(page: Page, site: Site) -> None:
    page.goto(site.url + "backpropagation.html")
    checks.add_style(page, ".formula .scroller { max-width: 5rem; }")
    box = page.get_by_role("group", name="Formula (scrolls sideways)").first
    expect(box).to_be_visible()
    box.focus()
    page.keyboard.press("ArrowRight")
    expect(box).to_have_attribute("data-more", re.compile("start"))


def test_canvases_are_drawn_again_when_the_font_has_come(plain: Browser, site: Site) -> None:
    page, watch = open_in(plain, urlsplit(site.url).netloc)
    held: list[Route] = []
    page.context.route(FONT, lambda route: held.append(route))
    page.goto(site.url + "neuron.html", wait_until="commit")
    wait_live(page, "neuron-1")
    before = pixels(page, *PLANE)
    for route in held:
        route.continue_()
    drawn_anew(page, *PLANE, before)
    page.context.close()
    watch.check()
