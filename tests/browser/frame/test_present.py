"""Presenting: one widget fills the window, large enough for a room; all else is out of sight.

Longer than other files: address, focus, screen and sizes are one state, and share its helpers.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.gates import checks
from tests.browser.harness import Site, next_frame, report, wait_live

WIDGET = "neuron-1"
SIZES = """() => import("./stage/widget/canvases.js").then(({ Canvases }) => {
    const canvases = new Canvases(document.getElementById("neuron-1"), () => {});
    const { plane } = canvases.measure();
    canvases.close();
    return plane;
})"""
ALL_SIZES = """() => [...document.querySelectorAll("#neuron-1 *")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true })
        && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
        && !e.closest(".visually-hidden, sub, sup"))
    .map((e) => [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize)])
    .filter(([, size]) => size < 23.9)"""


def button(page: Page, words: str) -> Locator:
    return page.locator(f"#{WIDGET}").get_by_role("button", name=words, exact=True)


def slider(page: Page, name: str) -> Locator:
    return page.locator(f"#{WIDGET} input[name={name}]")


def press_at(page: Page, x: float, y: float) -> None:
    """Press on the input plane at shares of its width and height."""
    plane = page.locator(f"#{WIDGET} canvas[data-part=plane]")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box is not None
    plane.click(position={"x": x * box["width"], "y": y * box["height"]})


def is_presented(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-present", WIDGET)


def is_ended(page: Page) -> None:
    page.wait_for_function("() => !('present' in document.documentElement.dataset)")
    expect(button(page, "Present")).to_be_visible()


def open_lesson(page: Page, site: Site, rest: str = "") -> None:
    page.goto(f"{site.url}neuron.html{rest}")
    wait_live(page)


def test_the_button_begins_and_ends_it_and_keeps_the_focus(page: Page, site: Site) -> None:
    open_lesson(page, site)
    before = page.locator("main [data-widget]:visible").count()
    assert before > 1
    button(page, "Present").press("Enter")
    is_presented(page)
    expect(button(page, "Stop presenting")).to_be_focused()
    assert page.locator("[data-widget]:visible").count() == 1
    for hidden in ("header.site", "footer.site", "h1", "h2"):
        assert page.locator(f"{hidden}:visible").count() == 0
    assert page.evaluate("location.hash") == f"#present={WIDGET}"
    button(page, "Stop presenting").press("Enter")
    is_ended(page)
    expect(button(page, "Present")).to_be_focused()
    assert page.locator("main [data-widget]:visible").count() == before
    assert page.evaluate("location.hash") == ""


def test_escape_ends_it_from_any_control_and_the_page_stands_where_it_was(
    page: Page, site: Site
) -> None:
    open_lesson(page, site)
    button(page, "Present").scroll_into_view_if_needed()
    scrolled = page.evaluate("scrollY")
    button(page, "Present").press("Enter")
    is_presented(page)
    page.locator(f"#{WIDGET} input[type=range]:visible").first.focus()
    page.keyboard.press("Escape")
    is_ended(page)
    expect(button(page, "Present")).to_be_focused()
    assert page.evaluate("scrollY") == scrolled


def test_words_are_24_px_and_pictures_are_as_much_larger(page: Page, site: Site) -> None:
    open_lesson(page, site, f"#present={WIDGET}")
    is_presented(page)
    report([f"{size} px: {text}" for text, size in page.evaluate(ALL_SIZES)])
    width, _, ratio = page.evaluate(SIZES)
    shown = page.locator(f"#{WIDGET} canvas[data-part=plane]").bounding_box()
    assert shown is not None
    assert width == pytest.approx(shown["width"] / 1.6)
    assert ratio == pytest.approx(1.6)
    page.keyboard.press("Escape")
    is_ended(page)
    _, _, ratio = page.evaluate(SIZES)
    assert ratio == 1


def test_a_press_on_a_picture_means_the_place_that_was_pressed(page: Page, site: Site) -> None:
    """The same share of the picture is the same input, however large it is shown."""
    found = []
    for rest in ("", f"#present={WIDGET}"):
        page.goto("about:blank")
        open_lesson(page, site, rest)
        press_at(page, 0.8, 0.3)
        page.wait_for_function("() => location.hash.includes('neuron-1.x2=')")
        found.append([float(slider(page, name).input_value()) for name in ("x1", "x2")])
    assert found[0][0] > 0.5
    assert found[1] == pytest.approx(found[0], abs=0.31)


def test_a_link_presents_and_keeps_its_settings(page: Page, site: Site) -> None:
    open_lesson(page, site, f"#neuron-1.w1=2.5&present={WIDGET}")
    is_presented(page)
    expect(slider(page, "w1")).to_have_value("2.5")
    slider(page, "w1").press("ArrowLeft")
    page.wait_for_function("() => location.hash.includes('w1=2.4')")
    assert f"present={WIDGET}" in page.evaluate("location.hash")
    page.keyboard.press("Escape")
    is_ended(page)
    assert page.evaluate("location.hash") == "#neuron-1.w1=2.4"


def test_a_link_with_a_question_mark_presents_too_and_is_tidied_up(page: Page, site: Site) -> None:
    open_lesson(page, site, f"?present={WIDGET}")
    is_presented(page)
    page.keyboard.press("Escape")
    is_ended(page)
    assert page.url == f"{site.url}neuron.html"


@pytest.mark.parametrize("wish", ["nothing", "main", "", "%00", "neuron-1%20x"])
def test_what_is_no_widget_is_not_presented(page: Page, site: Site, wish: str) -> None:
    open_lesson(page, site, f"#present={wish}")
    next_frame(page)
    assert page.locator("html[data-present]").count() == 0
    assert page.locator("header.site:visible").count() == 1


def test_a_tool_in_a_frame_presents(page: Page, site: Site) -> None:
    page.goto(f"{site.url}embed.html?widget=neuron&w1=2&present={WIDGET}")
    wait_live(page)
    is_presented(page)
    expect(page.locator("input[name=w1]")).to_have_value("2")
    assert "do not fit" not in page.locator(f"#{WIDGET} [data-part=note]").inner_text()
    assert page.locator("footer:visible").count() == 0
    title = page.locator(f"#{WIDGET} h3")
    expect(title).to_have_attribute("aria-level", "1")
    report(checks.headings(page))
    page.keyboard.press("Escape")
    is_ended(page)
    expect(title).to_have_attribute("aria-level", "2")
    report(checks.headings(page))


SLOW_SCREEN = """
    let whole = null;
    const become = (element) => {
        whole = element;
        document.dispatchEvent(new Event("fullscreenchange"));
    };
    Object.defineProperty(document, "fullscreenEnabled", { value: true });
    Object.defineProperty(document, "fullscreenElement", { get: () => whole });
    document.exitFullscreen = async () => become(null);
    Element.prototype.requestFullscreen = function () {
        return new Promise((go) => (window.grant = () => (become(this), go())));
    };
"""


def test_a_whole_screen_that_comes_too_late_is_given_back(page: Page, site: Site) -> None:
    page.add_init_script(SLOW_SCREEN)
    open_lesson(page, site)
    button(page, "Present").press("Enter")
    is_presented(page)
    page.keyboard.press("Escape")
    is_ended(page)
    page.evaluate("grant()")
    page.wait_for_function("() => document.fullscreenElement === null")


def test_the_next_tool_has_the_whole_screen_of_the_one_before(page: Page, site: Site) -> None:
    page.add_init_script(SLOW_SCREEN)
    open_lesson(page, site)
    button(page, "Present").press("Enter")
    is_presented(page)
    page.evaluate("grant()")
    page.evaluate("location.hash = '#present=gates-1'")
    expect(page.locator("html")).to_have_attribute("data-present", "gates-1")
    assert page.evaluate("document.fullscreenElement !== null")
    expect(page.locator(f"#{WIDGET} h3")).not_to_have_attribute("aria-level", "1")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.fullscreenElement === null")
    assert page.locator("html[data-present]").count() == 0


@pytest.mark.parametrize("look", checks.LOOKS)
def test_axe_finds_nothing_while_it_presents(page: Page, site: Site, look: str) -> None:
    open_lesson(page, site, f"#present={WIDGET}")
    is_presented(page)
    checks.look(page, look)
    report(checks.axe(page) + checks.headings(page))


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), checks.PHONE, checks.NARROW])
def test_nothing_sticks_out(page: Page, site: Site, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_lesson(page, site, f"#present={WIDGET}")
    is_presented(page)
    report(checks.overflow(page))


def test_the_search_waits_until_it_is_over(page: Page, site: Site) -> None:
    open_lesson(page, site, f"#present={WIDGET}")
    is_presented(page)
    page.keyboard.press("Control+k")
    assert page.locator("dialog[open]").count() == 0
