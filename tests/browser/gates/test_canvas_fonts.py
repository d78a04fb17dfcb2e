"""Canvases have the fonts of the course, and are drawn once more for each that comes late."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.gates.held_fonts import MATH, SANS, HeldFonts
from tests.browser.harness import Site, Watch, next_frame, open_in, wait_live
from tests.browser.reader import drawn_anew, pixels

FONTS = "**/fonts/*.woff2"
PLANE = ("neuron-1", "plane")

# What the page says to Python's worker about fonts: each time all pictures are drawn again.
COUNT_REPAINTS = """
    window.repaints = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        if (message?.fonts) window.repaints += 1;
        return post.call(this, message, ...rest);
    };
"""


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
        next_frame(page)
        before = pixels(page, *PLANE)
        fonts.let_through()
        page.wait_for_function("(most) => window.repaints >= most", arg=count * widgets)
        drawn_anew(page, *PLANE, before)
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
