"""What can be undone: one deed is one entry, and one Undo shows exactly what was before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.harness import (
    TIMEOUT_MS,
    OpenPage,
    Site,
    next_frame,
    report,
    wait_live,
    widget_names,
)

SCRIPT = Path(__file__).with_name("deeds.js")

SETTINGS = {"playground": "&step=12&past=0*rate*0.01_5*rate*0.1_12&picked=w1.1.1&lossmap=false"}
"""How a tool is opened whose deeds matter most once it has been used."""

KEYS = ("ArrowRight", "ArrowUp", "Enter", "Home")
FRAMES = 3

NO_DEEDS = ("export json", "export npz", "export python", "pin")
"""Presses that give a file, or that the same press takes back; they change no setting."""


SPEED = 4
FAST = f"""(() => {{
    const [now, frame] = [performance.now.bind(performance), requestAnimationFrame];
    performance.now = () => {SPEED} * now();
    window.requestAnimationFrame = (then) => frame((time) => then({SPEED} * time));
}})()"""
"""The page's clock runs so many times as fast, so what plays is over sooner."""


@dataclass(frozen=True)
class Look:
    """What a tool shows, and whether Undo has something to undo; as the script in the page says."""

    shown: dict[str, Any]
    can_undo: bool


@pytest.fixture(params=widget_names())
def tool(request: pytest.FixtureRequest, open_page: OpenPage, site: Site) -> Iterator[Page]:
    """A page of one tool."""
    page, watch = open_page(reduced_motion="no-preference")
    page.add_init_script(FAST)
    page.goto(f"{site.url}embed.html?widget={request.param}{SETTINGS.get(request.param, '')}")
    wait_live(page)
    page.evaluate(SCRIPT.read_text("utf-8"))
    page.evaluate("glassboxDeeds.begin()")
    # Other colours are told to Python; once they are answered no turn from before is under way.
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => glassboxDeeds.hasHeard()")
    page.evaluate("glassboxDeeds.open()")
    page.wait_for_function("() => !/Pause/.test(document.querySelector('form').innerText)")
    rest(page)
    yield page
    page.context.close()
    watch.check()


def look(page: Page) -> Look:
    """What is shown now."""
    return Look(*page.evaluate("glassboxDeeds.look()"))


def rest(page: Page, deed: str = "") -> Look:
    """Do something and wait until nothing moves: in one journey to the page, for there are many."""
    return Look(
        *page.evaluate(f"() => {{ {deed}; return glassboxDeeds.rest({SPEED * TIMEOUT_MS}); }}")
    )


def differences(before: dict[str, Any], now: dict[str, Any], *kinds: str) -> list[str]:
    told = []
    for kind in kinds or before:
        names = dict.fromkeys(name for name, _ in [*before[kind], *now[kind]])
        for name in names:  # items of a list come and go
            old, new = ([one for key, one in shown[kind] if key == name] for shown in (before, now))
            told += [f"{name}: {old!r} became {new!r}"] if old != new else []
    return told


def faults(
    page: Page, name: str, deed: str | Callable[[], None], *, points: bool = False
) -> list[str]:
    """Do something, and undo it: what is then not as before. Who points changes no setting.

    The deed is a call of the script in the page, or what the reader does with the browser.
    """
    before = look(page)
    if not isinstance(deed, str):
        deed()
    now = rest(page, deed if isinstance(deed, str) else "")
    if not now.can_undo:
        moved = differences(before.shown, now.shown, "settings", *(() if points else ("looks",)))
        return [f"{name} cannot be undone: {moved[:3]}"] if moved else []
    if before.can_undo:  # the reader has done something before
        return []
    if not differences(before.shown, now.shown, *(("settings",) if points else ())):
        return [f"{name} changed nothing, and can be undone"]
    after = rest(page, "glassboxDeeds.undo()")
    wrong = differences(before.shown, after.shown)
    told = [f"after {name} and Undo {wrong[:4]}"] if wrong else []
    if after.can_undo:
        told.append(f"{name} is more than one entry")
    return told


def test_one_deed_is_one_entry_and_one_undo_shows_what_was_before(tool: Page) -> None:
    wrong: list[str] = []
    for index, name, looks, _ in tool.evaluate("glassboxDeeds.controls()"):
        wrong += faults(tool, name, f"glassboxDeeds.move({index})", points=looks)
    for index, action, _ in tool.evaluate("glassboxDeeds.buttons()"):
        if action not in NO_DEEDS:
            wrong += faults(tool, action, partial(press, tool, index))
    for frame in tool.locator(".frame:has(canvas[data-pointer])").all():
        if frame.is_visible():
            wrong += faults(tool, "a drag", partial(drag, tool, frame), points=True)
    for frame in tool.locator("[data-keys]").all():
        for key in KEYS if frame.is_visible() else ():
            wrong += faults(tool, key, partial(frame.press, key), points=True)
    wrong += faults(tool, "Reset", "glassboxDeeds.reset()")
    report(wrong)


def press(page: Page, index: int) -> None:
    """Press a button; what it sets going for long goes on for some frames, until the next press."""
    page.evaluate(f"glassboxDeeds.press({index})")
    page.wait_for_function("() => glassboxDeeds.answered()")
    for _ in range(FRAMES):
        next_frame(page)
    if page.evaluate(f"glassboxDeeds.isRunning() && glassboxDeeds.pauses({index})"):
        page.evaluate(f"glassboxDeeds.press({index})")


def drag(page: Page, frame: Locator) -> None:
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5, steps=4)
    page.mouse.up()
    page.mouse.move(0, 0)
