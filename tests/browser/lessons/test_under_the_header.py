"""What stays in view on a lesson's page hides nothing that is jumped to; on paper nothing stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import HeldRuntime, OpenPage, Site, next_frame

TARGETS = ("one-sum-one-curve", "neuron-1", "what-one-neuron-can-decide")


@pytest.fixture
def lesson(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """The first lesson; Python never arrives."""
    page, watch = open_page()
    runtime = HeldRuntime(page.context)
    page.goto(f"{site.url}neuron.html")
    expect(page.locator(".rail [aria-current]")).to_have_count(1)
    yield page
    watch.check()
    runtime.give_up()
    page.context.close()


@pytest.mark.parametrize("size", [(1280, 800), (900, 1000), (390, 844)])
def test_what_is_jumped_to_is_not_under_the_header(lesson: Page, size: tuple[int, int]) -> None:
    lesson.set_viewport_size({"width": size[0], "height": size[1]})
    for target in TARGETS:
        lesson.evaluate("(id) => { location.hash = id; }", target)
        next_frame(lesson)
        gap = lesson.evaluate(
            """(id) => {
                const bottoms = [...document.querySelectorAll("header.site, main > .rail")]
                    .filter((one) => getComputedStyle(one).position === "sticky")
                    .map((one) => one.getBoundingClientRect().bottom);
                return document.getElementById(id).getBoundingClientRect().top
                    - Math.max(...bottoms);
            }""",
            target,
        )
        assert 0 <= gap < 60, target


def test_what_a_phone_keeps_in_view_stays_below_the_header(lesson: Page) -> None:
    lesson.set_viewport_size({"width": 390, "height": 844})
    lesson.locator("#neuron-1 input[name=b]").evaluate(
        "(one) => one.scrollIntoView({ block: 'center' })"
    )
    next_frame(lesson)
    header = lesson.locator("header.site").bounding_box()
    kept = lesson.locator("#neuron-1 .keep").first.bounding_box()
    assert header
    assert kept
    assert kept["y"] == pytest.approx(header["y"] + header["height"], abs=1)


def test_a_figure_stays_beside_its_text_only_in_a_wide_and_high_window(lesson: Page) -> None:
    figure = lesson.locator(".side-by-side > figure")
    for width, height, stays in ((1280, 800, True), (1280, 600, False), (900, 800, False)):
        lesson.set_viewport_size({"width": width, "height": height})
        expect(figure).to_have_css("position", "sticky" if stays else "static")


def test_on_paper_there_is_the_lesson_alone_and_nothing_is_folded(lesson: Page) -> None:
    details = lesson.locator("main details").first
    inside = details.locator("> :not(summary)").first
    expect(inside).to_be_hidden()
    lesson.emulate_media(media="print")
    lesson.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(inside).to_be_visible()
    for selector in ("header.site", "footer.site", ".rail", ".previous-next"):
        expect(lesson.locator(selector)).to_be_hidden()
    expect(lesson.locator(".structure.wide").first).to_be_visible()  # Python has drawn nothing
    lesson.emulate_media(media="screen")
    lesson.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(inside).to_be_hidden()
