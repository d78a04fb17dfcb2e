"""A widget of a lesson as a reader meets it: its parts, its sliders, its pictures."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.browser.harness import next_frame


def part(page: Page, widget: str, name: str) -> Locator:
    return page.locator(f'#{widget} [data-part="{name}"]')


def slider(page: Page, widget: str, name: str) -> Locator:
    return page.locator(f"#{widget} input[name={name}]")


def press(control: Locator, *keys: tuple[str, int]) -> None:
    """Press keys on a control, each so many times."""
    for key, times in keys:
        for _ in range(times):
            control.press(key)


def press_without_scrolling(control: Locator, key: str) -> None:
    """Press a key on a control and leave the page, and what lies under the mouse, where it is."""
    control.evaluate("(e) => e.focus({ preventScroll: true })")
    control.page.keyboard.press(key)


def picture(page: Page, widget: str, name: str) -> bytes:
    """What the reader sees of a picture."""
    canvas = page.locator(f'#{widget} canvas[data-part="{name}"]')
    canvas.scroll_into_view_if_needed()
    next_frame(page)
    return canvas.screenshot()


def place(page: Page, widget: str, name: str) -> dict[str, float]:
    """Where a picture stands in the window, scrolled into view."""
    canvas = page.locator(f'#{widget} canvas[data-part="{name}"]')
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    return dict(box)


def field(page: Page, widget: str, name: str) -> Locator:
    return page.locator(f"#{widget}").get_by_role("textbox", name=f"{name}, as a number")
