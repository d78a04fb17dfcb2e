"""A widget of a lesson as a reader meets it: its parts, its sliders, its pictures."""

from __future__ import annotations

from time import monotonic

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.gates import checks
from tests.browser.harness import TIMEOUT_MS, next_frame


def part(page: Page, widget: str, name: str) -> Locator:
    return page.locator(f'#{widget} [data-part="{name}"]')


def tick(page: Page, widget: str, goal: str) -> Locator:
    """The place beside a task of a widget that says whether it is done."""
    return page.locator(f'#{widget} [data-goal="{goal}"]')


def slider(page: Page, widget: str, name: str) -> Locator:
    return page.locator(f"#{widget} input[name={name}]")


def button(page: Page, widget: str, name: str) -> Locator:
    return page.locator(f"#{widget}").get_by_role("button", name=name, exact=True)


def reset(page: Page) -> None:
    """Reset every widget of the page, by keyboard, and wait until the address says so too."""
    for one in page.get_by_role("button", name="Reset").all():
        one.press("Enter")
    page.wait_for_function("() => !location.hash.includes('=')")


def choose(page: Page, widget: str, name: str, value: str) -> None:
    """Walk a group of radio buttons with the arrow key until one is chosen."""
    group = page.locator(f"#{widget} input[name={name}]")
    chosen = page.locator(f"#{widget} input[name={name}]:checked")
    for _ in range(group.count()):
        if chosen.input_value() == value:
            return
        chosen.press("ArrowDown")
    expect(chosen).to_have_value(value)


def done(page: Page, widget: str, goal: str) -> None:
    """A task of a widget is ticked."""
    expect(tick(page, widget, goal)).to_have_text("✓ done")


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


def redrawn(page: Page, widget: str, name: str, before: bytes) -> None:
    """Wait until a picture looks other than before: it is presented apart from the words."""
    end = monotonic() + TIMEOUT_MS / 1000
    while picture(page, widget, name) == before:
        assert monotonic() < end, f"the {name} did not change"


def check_dark_pictures(page: Page, pictures: list[tuple[str, str]]) -> None:
    """Pictures, each (widget, name), follow the colour scheme, not only the ground behind them."""
    checks.add_style(page, "* { background: white !important }")
    light = {(widget, name): picture(page, widget, name) for widget, name in pictures}
    page.emulate_media(color_scheme="dark")
    try:
        for (widget, name), before in light.items():
            redrawn(page, widget, name, before)
    finally:
        page.emulate_media(color_scheme="light")
        page.evaluate("() => { document.adoptedStyleSheets.pop(); }")


COPY = """
    const canvas = document.querySelector(picture);
    const copy = document.createElement("canvas");
    Object.assign(copy, { width: canvas.width, height: canvas.height });
    const pen = copy.getContext("2d");
    pen.drawImage(canvas, 0, 0);
"""
PIXELS = f"(picture) => {{ {COPY} return copy.toDataURL(); }}"

# How many pixels of a picture have the colour that texts of the page have now, to the last bit.
INKED = f"""(picture) => {{ {COPY}
    const ink = getComputedStyle(document.body).color.match(/\\d+/g).map(Number);
    const {{ data }} = pen.getImageData(0, 0, copy.width, copy.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4)
        if (ink.every((value, i) => data[at + i] === value) && data[at + 3] === 255) found += 1;
    return found;
}}"""
MANY = 50


def _canvas(widget: str, name: str) -> str:
    return f'#{widget} canvas[data-part="{name}"]'


def pixels(page: Page, widget: str, name: str) -> str:
    """What is drawn on a canvas, wherever it stands."""
    drawn: str = page.evaluate(PIXELS, _canvas(widget, name))
    return drawn


def drawn_anew(page: Page, widget: str, name: str, before: str) -> None:
    """Wait until a canvas holds other pixels than before."""
    page.wait_for_function(
        f"([picture, before]) => ({PIXELS})(picture) !== before",
        arg=[_canvas(widget, name), before],
    )


def in_ink(page: Page, widget: str, name: str) -> None:
    """Wait until a canvas is drawn in the ink of the page: no other change makes it so."""
    page.wait_for_function(f"(picture) => ({INKED})(picture) > {MANY}", arg=_canvas(widget, name))


def place(page: Page, widget: str, name: str) -> FloatRect:
    """Where a picture stands in the window, scrolled into view."""
    canvas = page.locator(f'#{widget} canvas[data-part="{name}"]')
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    return box


def field(page: Page, widget: str, name: str) -> Locator:
    return page.locator(f"#{widget}").get_by_role("textbox", name=f"{name}, as a number")


def check_quiz(page: Page, at_least: int) -> None:
    """Give every answer of a page's quiz: each is explained, and the right ones are counted."""
    groups = page.locator(".quiz fieldset")
    assert groups.count() >= at_least
    for group in groups.all():
        assert group.locator("input[data-right]").count() == 1
        for answer in group.locator("input").all():
            answer.check()
            right = answer.get_attribute("data-right") is not None
            reason = answer.get_attribute("data-why") or ""
            assert len(reason) > 20
            expect(group.locator(".why")).to_have_text(
                f"{'✓ Right.' if right else '✗ Not quite.'} {reason}"
            )
        group.locator("input[data-right]").check()
    at_first = page.locator(".quiz fieldset label:first-of-type input[data-right]").count()
    expect(page.locator("[data-score]")).to_have_text(
        f"{groups.count()} of {groups.count()} right in the end, {at_first} at the first answer."
    )
