"""The lesson "Pass or fail", worked through by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Watch
from tests.browser.reader import field, part, picture, redrawn, tick

LESSON = "pass-or-fail.html"

WIDGET = "pass-or-fail-1"


@pytest.fixture
def page(lesson: tuple[Page, Watch]) -> Iterator[Page]:
    """Every test starts with the widget reset, and fails if the page reported anything."""
    page, watch = lesson
    page.get_by_role("button", name="Reset").press("Enter")
    expect(part(page, WIDGET, "status")).to_contain_text("Epoch 0. 4 hours of study, 7 hours")
    yield page
    watch.check()


def set_to(page: Page, name: str, number: str) -> None:
    """Type a number into the field beside a slider."""
    box = field(page, WIDGET, name)
    box.press("Control+a")
    box.press_sequentially(number)
    box.press("Enter")


def done(page: Page, goal: str) -> None:
    expect(tick(page, WIDGET, goal)).to_have_text("✓ done")


def test_the_network_is_trained_and_judges_students_by_keyboard(page: Page) -> None:
    before = picture(page, WIDGET, "map")
    page.get_by_role("button", name="Train", exact=True).press("Enter")
    expect(page.locator(f"#{WIDGET} input[name=step]")).to_have_js_property("value", "40")
    done(page, "train")
    redrawn(page, WIDGET, "map", before)
    expect(part(page, WIDGET, "everyone")).to_contain_text("Study counts")
    set_to(page, "Study, h", "9.5")
    set_to(page, "Sleep, h", "4")
    expect(part(page, WIDGET, "answer")).to_contain_text("✓ Pass")
    done(page, "tired")
    set_to(page, "Study, h", "10")
    set_to(page, "Sleep, h", "10")
    done(page, "flat")


def test_the_student_walks_over_the_map_by_arrow_keys(page: Page) -> None:
    frame = part(page, WIDGET, "map").locator("..")
    frame.press("ArrowRight")
    frame.press("Shift+ArrowUp")
    expect(part(page, WIDGET, "status")).to_contain_text("4.5 hours of study, 7.1 hours of sleep")


def test_the_quiz_can_be_solved_and_explains_itself(page: Page) -> None:
    for right in page.locator(".quiz input[data-right]").all():
        right.check()
    expect(page.locator("[data-score]")).to_have_text("5 of 5 right.")
    expect(page.locator(".quiz .why").first).to_contain_text("never saw")
