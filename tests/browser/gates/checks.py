"""Checks that every page of the course must pass: each returns a list of what is wrong.

Longer than other files: it is the list of the gates, a few lines each.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from tests.browser.harness import next_frame
from tests.places import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what is well axe would make as long a report; nobody reads it, and it takes most of its time.
AXE_RUN = """async (values) => (await axe.run(document,
    { runOnly: { type: "tag", values }, resultTypes: ["violations"] })).violations"""
SNIFFER = ROOT / "node_modules" / "@pa11y" / "html_codesniffer" / "build" / "HTMLCS.js"
SCRIPT = Path(__file__).with_name("checks.js")

# What HTML_CodeSniffer calls an error and is none here: its code, a pattern for the element, why.
TOLERATED = (
    # Forms here are never sent: each control acts at once, so there is nothing to submit.
    ("H32.2", "<form"),
    # Rows of sums have a header in the foot; `scope` says what it heads, as technique H63 has it.
    ("H43.HeadersRequired", "<table"),
    # Such a link changes settings of the widget on this page, which the stage follows.
    ("G1,G123,G124.NoSuchID", '<a [^>]*href="#[a-z0-9-]+[.][^"]+="?'),
)

# Ways of looking at a page, as arguments of `page.emulate_media`; each sets every key.
LIGHT = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
LOOKS: dict[str, dict[str, str]] = {
    "light": LIGHT,
    "dark": LIGHT | {"color_scheme": "dark"},
    "forced-colors": LIGHT | {"forced_colors": "active"},
    "reduced-motion": LIGHT | {"reduced_motion": "reduce"},
}

DESKTOP = (1280, 800)
NARROW = (320, 640)
PHONE = (390, 844)

# WCAG 1.4.12: a reader may space text so far, and nothing may be lost.
TEXT_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; }
    p { margin-bottom: 2em !important; }
"""


def look(page: Page, name: str) -> None:
    """Show the page light, dark, in forced colours or with reduced motion."""
    page.emulate_media(**LOOKS[name])  # type: ignore[arg-type]
    next_frame(page)


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the window a size in CSS pixels."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    next_frame(page)


def ask(page: Page, check: str) -> Any:
    """Call a function of checks.js in the page."""
    if not page.evaluate("'glassboxChecks' in window"):
        page.evaluate(SCRIPT.read_text("utf-8"))
    return page.evaluate(f"glassboxChecks.{check}()")


def axe(page: Page) -> list[str]:
    """What axe finds, one entry per element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate(
        AXE_RUN,
        AXE_TAGS,
    )
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def sniff(page: Page) -> list[str]:
    """What HTML_CodeSniffer (the other half of pa11y) finds against WCAG 2 AA.

    It takes its time, and what plays changes meanwhile: only what it finds twice is a fault. Forced
    colours it misreads (a clear background counts as white), so it looks at the light page.
    """
    look(page, "light")
    if not page.evaluate("'HTMLCS' in window"):
        page.evaluate(SNIFFER.read_text("utf-8"))
    found = _sniffed(page)
    again = _sniffed(page) if found else {}
    return [f"{place}: {message}" for place, message in found.items() if place in again]


def _sniffed(page: Page) -> dict[str, str]:
    """The faults: where and what, and in which words."""
    return {
        f"{code} {html.partition('>')[0]}>": message
        for code, message, html in ask(page, "sniff")
        if not any(code.endswith(known) and re.match(start, html) for known, start in TOLERATED)
    }


def live_regions(page: Page) -> list[str]:
    """Widgets without exactly one live region, or with one that interrupts."""
    return list(ask(page, "liveRegions"))


def skip_link(page: Page) -> list[str]:
    """The first stop of a page leads to its content, is seen there, and does what it says."""
    ask(page, "numberStops")
    _go_to_top(page)
    page.keyboard.press("Tab")
    if ask(page, "stop") is None:  # after some leavings a browser begins with the page itself
        page.keyboard.press("Tab")
    wrong: list[str] = ask(page, "skipLink")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement?.localName") != "main":
        wrong = [*wrong, "the skip link does not lead to the content"]
    ask(page, "leave")
    return wrong


def staying(page: Page) -> list[str]:
    """Pictures that stay while the rest scrolls, and take more than three tenths of the window."""
    return list(ask(page, "staying"))


def graphics(page: Page) -> list[str]:
    """Canvases and drawings without role, name, caption or data table; axe does not notice.

    The table must have rows: before Python it has none, so ask when the widget is live.
    """
    return list(ask(page, "graphics"))


def targets(page: Page) -> list[str]:
    """Controls smaller than 24 × 24 px. A label enlarges its control; links in text are exempt."""
    return list(ask(page, "targets"))


def small_text(page: Page) -> list[str]:
    """Text below 14 px. MathML itself sizes the scripts of a formula, so its root counts there."""
    return list(ask(page, "smallText"))


def headings(page: Page) -> list[str]:
    """Skipped heading levels, and any number of h1 but one."""
    levels: list[int] = ask(page, "headingLevels")
    skips = [
        f"h{upper} is followed by h{low}" for upper, low in pairwise(levels) if low > upper + 1
    ]
    return skips if levels.count(1) == 1 else [*skips, f"{levels.count(1)} h1"]


def overflow(page: Page) -> list[str]:
    """What sticks out sideways or is cut off. A box that scrolls by itself may be wider inside."""
    return list(ask(page, "overflow"))


def storage(page: Page) -> list[str]:
    """What the page left on the device: cookies, localStorage, sessionStorage."""
    cookies = [f"cookie {cookie.get('name')}" for cookie in page.context.cookies()]
    return cookies + list(ask(page, "stored"))


def tab_walk(page: Page) -> list[str]:
    """Walk the page with Tab, then back with Shift+Tab: what is not reached, unseen or a trap."""
    names: list[str] = ask(page, "numberStops")
    _go_to_top(page)
    order = list(range(len(names)))
    wrong = []
    for key, expected in (("Tab", order), ("Shift+Tab", order[::-1])):
        walked, problems = _walk(page, key, most=len(names) + 20)
        wrong += [f"{key}: {problem}" for problem in problems]
        if walked != expected:
            missed = [names[number] for number in expected if number not in walked]
            wrong.append(f"{key}: walked {walked} instead of {expected}; missed {missed}")
        ask(page, "leave")
    return wrong


def _go_to_top(page: Page) -> None:
    """Leave the page backwards, so that the next Tab begins at its first stop."""
    page.evaluate("document.querySelector('[data-test-stop=\"0\"]').focus()")
    page.keyboard.press("Shift+Tab")
    ask(page, "leave")


def _walk(page: Page, key: str, most: int) -> tuple[list[int], list[str]]:
    """Press a key until focus leaves the page or comes round; the stops, and what was wrong."""
    walked: list[int] = []
    wrong: list[str] = []
    for press in range(most):
        page.keyboard.press(key)
        stop = ask(page, "stop")
        if stop is None and not press:
            continue  # the browser had not yet noticed that the last walk left the page
        while stop and stop["frame"]:  # the stops inside a frame are its own page's
            walked += [stop["number"]] if stop["number"] not in walked else []
            page.keyboard.press(key)
            stop = ask(page, "stop")
        if stop is None or stop["number"] in walked:
            return walked, wrong
        wrong += [f"{stop['name']} {problem}" for problem in stop["wrong"]]
        # Chromium also stops at boxes that scroll; they need a ring but have no number.
        if stop["number"] is not None:
            walked.append(stop["number"])
    return walked, [*wrong, f"no end after {most} presses: a trap"]


def add_style(page: Page, css: str) -> None:
    """Add a style sheet in the one way that the page's policy leaves open."""
    page.evaluate(
        """(css) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(css);
            document.adoptedStyleSheets.push(sheet);
        }""",
        css,
    )


MOVES = """(e) => {
    const before = e.value;
    e.addEventListener("input", () => { e.moved ||= e.value !== before; });
}"""


def use_everything(page: Page) -> None:
    """Open every <details>, move every slider once by keyboard, press every button once."""
    page.evaluate("document.querySelectorAll('main details').forEach((e) => { e.open = true; })")
    for slider in page.locator("input[type=range]:visible").element_handles():
        # Python may move it back at once, so what counts is where it stands when it says so.
        slider.evaluate(MOVES)
        slider.press("ArrowRight")
        if not slider.evaluate("(e) => e.moved"):  # it stood at its end
            slider.press("ArrowLeft")
        assert slider.evaluate("(e) => e.moved"), f"{slider} does not move by keyboard"
    for button in page.locator("main button:not([type=submit]):visible").element_handles():
        if not button.is_visible() or not button.is_enabled():
            continue  # an earlier button hid it
        try:
            button.press("Enter")
        except Error as error:
            if "not attached" not in error.message:
                raise
            continue  # what an earlier button began took it away just now
        if page.locator("dialog:modal, html[data-present]").count():
            page.keyboard.press("Escape")
    next_frame(page)
