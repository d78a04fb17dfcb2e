"""The random keys find a fault that is planted; on the widgets as they are, see test_pages.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.harness import OpenPage, Site, report, wait_live
from tests.browser.widgets.fuzz import fuzz

WIDGET = "gates-1"
KEYS = 30

# Scripts that plant a fault into the form `root`, until `signal`; and what is to be told of it.
FAULTS = {
    "the focused control is hidden": (
        """root.addEventListener("keyup", ({ target }) => {
            target.hidden = true;
            setTimeout(() => { target.hidden = false; }, 100);
        }, { signal })""",
        "focus lost",
    ),
    "the focus is dropped": (
        'root.addEventListener("keyup", ({ target }) => target.blur(), { signal })',
        "focus lost",
    ),
    "a number is none": ('root.querySelector("header p").textContent = "It is NaN."', "NaN"),
    "a result is none": (
        """const e = root.appendChild(document.createElement("output"));
        e.textContent = "None";
        signal.addEventListener("abort", () => e.remove())""",
        "None",
    ),
    "the voice never pauses": (
        """const region = root.querySelector('[data-part="status"]');
        const clear = () => { region.textContent = region.textContent.replace(/!+$/, ""); };
        const add = () => { region.textContent += "!"; setTimeout(clear); };
        root.addEventListener("keyup", add, { signal })""",
        "spoke again",
    ),
}
BEGIN = """(id) => {
    window.root = document.getElementById(id).firstElementChild;
    window.sound = [...root.querySelectorAll("*")].map((e) => [e, e.hidden]);
    window.words = [...root.querySelectorAll("header p")].map((e) => [e, e.textContent]);
    window.ended = new AbortController();
    window.signal = ended.signal;
}"""
MEND = """() => {
    ended.abort();
    for (const [e, hidden] of sound) e.hidden = hidden;
    for (const [e, text] of words) e.textContent = text;
}"""


@pytest.fixture(scope="module")
def live(open_page: OpenPage, site: Site) -> Iterator[Page]:
    page, _ = open_page()
    page.goto(f"{site.url}embed.html?widget=gates")
    wait_live(page)
    yield page
    page.context.close()


@pytest.fixture
def planted(live: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page with one fault in it, which is mended at the end."""
    live.evaluate(BEGIN, WIDGET)
    live.evaluate(f"() => {{ {FAULTS[request.param][0]}; }}")
    yield live
    live.evaluate(MEND)


def test_a_sound_widget_passes(live: Page) -> None:
    report(fuzz(live, WIDGET, KEYS))


@pytest.mark.parametrize(
    ("planted", "told"),
    [(name, told) for name, (_, told) in FAULTS.items()],
    ids=FAULTS,
    indirect=["planted"],
)
def test_a_planted_fault_is_found(planted: Page, told: str) -> None:
    assert any(told in wrong for wrong in fuzz(planted, WIDGET, KEYS))
