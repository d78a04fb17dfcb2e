"""The fonts of texts: which come, what moves when they come late, and what is drawn anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Request, Route, expect

from scripts.fonts.make_faces import of_signs
from tests.browser.gates import checks
from tests.browser.gates.plain_fonts import dejavu, dejavu_chromium
from tests.browser.harness import HeldRuntime, Site, Watch, next_frame, open_in, wait_live

# One page of each type.
PAGES = (
    "index.html",
    "neuron.html",
    "playground.html",
    "teachers.html",
    "progress.html",
    "embed.html?widget=gates",
)
SIZES = {"390": checks.PHONE, "1280": checks.DESKTOP}
SANS, SERIF, MATH = "atkinson-hyperlegible-next", "source-serif-4", "glassbox-math"
MOST = 0.02  # of layout shift, by the design's budgets
FONTS = "**/fonts/*.woff2"

SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries()))
        .observe({ type: "layout-shift", buffered: true });
"""
SHIFTED = "() => window.shifts.reduce((sum, { value }) => sum + value, 0)"
LOADED = """() => document.fonts.ready
    .then(() => [...document.fonts].map(({ status }) => status))"""
FILLED = """() => document.documentElement.dataset.python
    && [...document.querySelectorAll("[data-widget]")].every((one) => one.querySelector("form"))"""
# What the page says to Python's worker about fonts: each time all pictures are drawn again.
COUNT_REPAINTS = """
    window.repaints = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        if (message?.fonts) window.repaints += 1;
        return post.call(this, message, ...rest);
    };
"""


class HeldFonts:
    """What a context asks of fonts: it waits until it is let through or given up."""

    def __init__(self, page: Page, *names: str) -> None:
        self.asked: list[str] = []
        self._held: list[Route] = []
        page.context.on("request", self._note)
        for name in names:
            page.context.route(f"**/fonts/{name}.woff2", lambda route: self._held.append(route))

    def _note(self, request: Request) -> None:
        if request.url.endswith(".woff2"):
            self.asked.append(request.url.rpartition("/")[2].removesuffix(".woff2"))

    def let_through(self) -> None:
        for route in self._held:
            route.continue_()
        self._held.clear()

    def give_up(self) -> None:
        for route in self._held:
            route.abort()
        self._held.clear()


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
    next_frame(page)
    before = page.evaluate(SHIFTED)
    assert SANS in fonts.asked
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
    assert shift_of_fonts(poor, site, name, size) <= MOST


def test_without_the_fonts_that_stand_in_much_would_move(poor: Browser, site: Site) -> None:
    css = (site.folder / "css/tokens.css").read_text("utf-8")
    css = css.replace('font-family: "Fitted', 'font-family: "No')
    assert css.count('"No ') == 12
    assert shift_of_fonts(poor, site, "neuron.html", "390", css) > MOST


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


def open_counted(browser: Browser, site: Site) -> tuple[Page, Watch]:
    page, watch = open_in(browser, urlsplit(site.url).netloc)
    page.add_init_script(COUNT_REPAINTS)
    return page, watch


def press_a_key(page: Page, key: str = "End") -> None:
    """Press one, and wait until its answer is there: what was asked for before it was done too."""
    sum_of = page.locator("#neuron-1 [data-part=total]")
    before = sum_of.inner_text()
    page.locator("#neuron-1 input[type=range][name=b]").press(key)
    expect(sum_of).not_to_have_text(before)


PIXELS = """() => {
    const canvas = document.querySelector("#neuron-1 canvas[data-part=plane]");
    const copy = document.createElement("canvas");
    Object.assign(copy, { width: canvas.width, height: canvas.height });
    copy.getContext("2d").drawImage(canvas, 0, 0);
    return copy.toDataURL();
}"""


def test_canvases_have_the_font_of_texts_from_their_first_picture(
    chromium: Browser, site: Site
) -> None:
    """It comes while Python does, so nothing is drawn twice for it."""
    page, watch = open_counted(chromium, site)
    fonts = HeldFonts(page, MATH)
    page.goto(site.url + "embed.html?widget=gates", wait_until="commit")
    wait_live(page)
    next_frame(page)
    assert page.evaluate("window.repaints") == 0
    fonts.let_through()
    page.wait_for_function("() => window.repaints === 1")
    page.context.close()
    watch.check()


def test_canvases_are_drawn_once_more_for_each_font_that_comes_late(
    chromium: Browser, site: Site
) -> None:
    page, watch = open_counted(chromium, site)
    late = {name: HeldFonts(page, name) for name in (SANS, MATH)}
    page.goto(site.url + "neuron.html", wait_until="commit")
    wait_live(page)
    widgets = page.locator("[data-widget]").count()
    for count, fonts in enumerate(late.values(), start=1):
        before = page.evaluate(PIXELS)
        fonts.let_through()
        page.wait_for_function(f"(before) => ({PIXELS})() !== before", arg=before)
        press_a_key(page, "End" if count == 1 else "Home")
        assert page.evaluate("window.repaints") == count * widgets
    page.context.close()
    watch.check()


def test_without_its_fonts_a_page_draws_once_and_works(chromium: Browser, site: Site) -> None:
    page, watch = open_counted(chromium, site)
    page.context.route(FONTS, lambda route: route.abort())
    page.goto(site.url + "neuron.html")
    wait_live(page)
    press_a_key(page)
    assert page.evaluate("window.repaints") == 0
    assert page.evaluate("document.body.scrollWidth <= window.innerWidth")
    page.context.close()
    assert [one for one in watch.take() if "woff2" not in one and "ERR_FAILED" not in one] == []
