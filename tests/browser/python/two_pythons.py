"""A second Python beside that of a page's tools, as tests make one and speak with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ENTRY = Path(__file__).parent / "pages" / "second.py"

MAKE = """async () => {
    const { Python } = await import("./stage/python/python.js");
    const { alone } = await import("./stage/python/alone.js");
    window.second = new Python(alone(new URL("second.py", document.baseURI).href));
    window.from = [];
    second.addEventListener("started", ({ detail }) => from.push(detail.from));
    second.addEventListener("failed", ({ detail }) => (window.reason = detail.reason));
}"""

ASK = """(message) => new Promise((go) => {
    const hear = ({ detail }) => {
        if (detail.turn !== message.turn) return;
        second.removeEventListener("message", hear);
        go(detail);
    };
    second.addEventListener("message", hear);
    second.post(message);
})"""


def make(page: Page, entry: str | None = None) -> None:
    """Put a second Python, not yet started, into a page; `entry` is what it runs."""
    source = ENTRY.read_text("utf-8") if entry is None else entry
    page.route("**/second.py", lambda route: route.fulfill(body=source, content_type="text/plain"))
    page.evaluate(MAKE)


def start(page: Page) -> str:
    """Start it, or start it anew; returns what it was started from."""
    page.evaluate("() => second.start()")
    assert page.evaluate("() => second.state") == "ready", page.evaluate("() => window.reason")
    return str(page.evaluate("() => from.at(-1)"))


def ask(page: Page, deed: str, turn: int) -> dict[str, Any]:
    """What it answers."""
    answer: dict[str, Any] = page.evaluate(ASK, {"do": deed, "turn": turn})
    return answer
