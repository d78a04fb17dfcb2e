"""The fonts of texts: which come, and what moves when they come late."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Playwright

from scripts.fonts.make_faces import of_signs
from tests.browser.gates import checks
from tests.browser.gates.held_fonts import MATH, SANS, SERIF, HeldFonts
from tests.browser.gates.plain_fonts import dejavu, dejavu_chromium
from tests.browser.harness import HeldRuntime, Site, next_frame, open_in

# One page of each type.
PAGES = (
    "index.html",
    "neuron.html",
    "playground.html",
    "teachers.html",
    "progress.html",
    "about.html",
    "embed.html?widget=gates",
)
SIZES = {"390": checks.PHONE, "1280": checks.DESKTOP}
MOST = 0.02  # of layout shift, by the design's budgets
MOST_IF_POOR = 0.035  # one line more at the head of a phone's page, where the only font is wide
MOST_OF_SCRIPTS = 0.005  # before any font has come: what scripts put in has its room

SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries()))
        .observe({ type: "layout-shift", buffered: true });
"""
SHIFTED = "() => window.shifts.reduce((sum, { value }) => sum + value, 0)"
SHIFTED_BY_SCRIPTS = """() => {
    const [{ domInteractive }] = performance.getEntriesByType("navigation");
    const late = window.shifts.filter(({ startTime }) => startTime >= domInteractive);
    return late.reduce((sum, { value }) => sum + value, 0);
}"""
LOADED = """() => document.fonts.ready
    .then(() => [...document.fonts].map(({ status }) => status))"""
ON_THEIR_WAY = (
    """() => [...document.fonts].filter(({ status }) => status === "loading").length > 1"""
)
FILLED = """() => document.documentElement.dataset.python
    && [...document.querySelectorAll("[data-widget]")].every((one) => one.querySelector("form"))"""


@pytest.fixture(scope="module")
def poor(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a machine with DejaVu alone."""
    if not sys.platform.startswith("linux") or not dejavu():
        pytest.skip("needs Linux and its DejaVu fonts")
    with dejavu_chromium(playwright, tmp_path_factory.mktemp("dejavu")) as browser:
        yield browser


def shift_of_fonts(
    browser: Browser, site: Site, name: str, size: str, css: str | None = None
) -> float:
    """How much moves on a page when its fonts come after everything else, Python apart.

    Before that hardly anything moves either.

    With `css`, that stands in the place of the style sheet of tokens.
    """
    width, height = SIZES[size]
    room = {"width": width, "height": height}
    page, _ = open_in(browser, urlsplit(site.url).netloc, viewport=room)
    page.add_init_script(SHIFTS)
    if css is not None:
        page.context.route(
            "**/css/tokens.css", lambda route: route.fulfill(body=css, content_type="text/css")
        )
    runtime, fonts = HeldRuntime(page.context), HeldFonts(page, "*")
    page.goto(site.url + name, wait_until="commit")
    page.wait_for_function(FILLED)
    page.wait_for_function(ON_THEIR_WAY)
    next_frame(page)
    before: float = page.evaluate(SHIFTED)
    assert before <= MOST, "what comes in moves what is there"
    by_scripts: float = page.evaluate(SHIFTED_BY_SCRIPTS)
    assert by_scripts <= MOST_OF_SCRIPTS, "what scripts put in has no room of its own"
    fonts.let_through()
    statuses = page.evaluate(LOADED)
    assert statuses.count("loaded") >= len(set(fonts.asked))
    next_frame(page)
    moved: float = page.evaluate(SHIFTED) - before
    runtime.give_up()
    page.context.close()
    return moved


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_hardly_anything_moves_when_the_fonts_come(
    chromium: Browser, site: Site, name: str, size: str
) -> None:
    assert shift_of_fonts(chromium, site, name, size) <= MOST


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_hardly_anything_moves_on_a_machine_with_one_wide_font(
    poor: Browser, site: Site, name: str, size: str
) -> None:
    assert shift_of_fonts(poor, site, name, size) <= MOST_IF_POOR


def test_without_the_fonts_that_stand_in_much_would_move(poor: Browser, site: Site) -> None:
    css = (site.folder / "css/tokens.css").read_text("utf-8")
    css = css.replace('font-family: "Fitted', 'font-family: "No')
    assert css.count('"No ') == 12
    assert shift_of_fonts(poor, site, "neuron.html", "390", css) > MOST_IF_POOR


FONTS = "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.woff2'))"
COMPLETE = f"() => {FONTS}.length > 1"
FIRST_FONT = f"() => Math.min(...{FONTS}.map(({{ startTime }}) => startTime))"
FIRST_PAINT = "() => performance.getEntriesByType('paint')[0].startTime"
# When the modules of the page run.
MODULES = "() => performance.getEntriesByType('navigation')[0].domInteractive"

# What is shown, what could be shown, and what this document asked for, frames apart. The sign of a
# sum stands for any formula.
SHOWN = """() => [
    [document.body.innerText, document.body.textContent].map((text, all) => {
        const formulas = [...document.querySelectorAll("math")];
        return formulas.some((one) => all || one.checkVisibility()) ? `∑${text}` : text;
    }),
    performance.getEntriesByType("resource").map(({ name }) => name),
]"""


@pytest.mark.parametrize("name", PAGES)
def test_the_font_of_signs_comes_only_where_one_of_them_stands(
    chromium: Browser, site: Site, name: str
) -> None:
    page, _ = open_in(chromium, urlsplit(site.url).netloc)
    runtime = HeldRuntime(page.context)
    page.goto(site.url + name)
    page.wait_for_function(FILLED)
    page.evaluate(LOADED)
    next_frame(page)
    texts, asked = page.evaluate(SHOWN)
    fonts = sorted(PurePosixPath(one).stem for one in asked if one.endswith(".woff2"))
    must, may = (bool(of_signs() & set(map(ord, text))) for text in texts)
    assert must <= (MATH in fonts) <= may
    assert [font for font in fonts if font != MATH] == [SANS, SERIF]
    assert fonts.count(MATH) <= 1
    runtime.give_up()
    page.context.close()


def test_the_fonts_come_after_the_first_picture_and_at_once_on_the_next_page(
    chromium: Browser, site: Site
) -> None:
    page, _ = open_in(chromium, urlsplit(site.url).netloc)
    runtime = HeldRuntime(page.context)
    page.goto(site.url + "about.html")
    page.wait_for_function(COMPLETE)
    assert page.evaluate(FIRST_FONT) >= page.evaluate(FIRST_PAINT)
    with page.expect_navigation():
        page.locator(".brand").click()
    page.wait_for_function(FILLED)
    assert page.evaluate("() => document.referrer") == site.url + "about.html"
    page.wait_for_function(COMPLETE)
    assert page.evaluate(FIRST_FONT) < page.evaluate(MODULES)
    runtime.give_up()
    page.context.close()
