"""What plays is followed by the words: a status line says where the run is, at any time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import OpenPage, Site, wait_live
from tests.browser.reader import part

PLAYING = {
    "backprop": "play",
    "dead-relu": "play",
    "descent-curve": "play",
    "descent-landscape": "play",
    "forward": "play",
    "loss-map": "play",
    "optimisers": "play",
    "overfitting": "play",
    "pass-or-fail": "play",
    "playground": "train",
    "training-loop": "play",
}
"""Every widget that plays, with its button."""

LONG = {"forward": "&sizes=2,3,3,3,3,1"}
"""What makes a short play longer."""

FOLLOW = """(line) => {
    window.told = new Set();
    const look = () => told.add(line.textContent);
    new MutationObserver(look).observe(line, { childList: true });
}"""


@pytest.mark.parametrize("widget", PLAYING)
def test_the_status_line_follows_what_plays(open_page: OpenPage, site: Site, widget: str) -> None:
    page, watch = open_page()
    page.goto(f"{site.url}embed.html?widget={widget}{LONG.get(widget, '')}")
    wait_live(page)
    status = part(page, f"{widget}-1", "status")
    expect(status).not_to_have_text("Waiting for Python.")
    status.evaluate(FOLLOW)
    begun(page, widget)
    page.wait_for_function("() => told.size >= 4")
    assert status.get_attribute("aria-live") == "off", "it was still playing"
    watch.check()


def begun(page: Page, widget: str) -> None:
    """Press Play, by keyboard."""
    page.locator(f'#{widget}-1 [data-action="{PLAYING[widget]}"]').press("Enter")
