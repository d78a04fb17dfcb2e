"""A reader's progress in a browser: records as the course writes them, and what a reader does."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import Site

KEY = "glassbox-progress"
GOAL = "neuron-1.goal-line"


def record(*, keeping: bool = True, **lessons: dict[str, Any]) -> dict[str, Any]:
    """A record as the course writes it."""
    nothing: dict[str, Any] = {"answers": {}, "predictions": {}, "goals": []}
    filled = {name: nothing | lesson for name, lesson in lessons.items()}
    on = {"keeping": True} if keeping else {}
    return {"schema": "glassbox-progress", "version": 1} | on | {"lessons": filled}


def answer(choice: str, *, right: bool) -> dict[str, Any]:
    return {"choice": choice, "right": right}


def stored(page: Page) -> Any:
    """The record on the device, or None."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def store(page: Page, text: object) -> None:
    page.evaluate(f"(text) => localStorage.setItem('{KEY}', text)", text)


def go(page: Page, site: Site, name: str) -> None:
    page.goto(site.url + name)
    if name == "progress.html":
        page.wait_for_function("() => document.documentElement.dataset.keeping")
    elif page.locator("[data-quiz]").count():
        page.wait_for_function("() => document.querySelector('.why')")


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'input[name="{name}"][value="{value}"]').check()


def part(page: Page, name: str) -> Locator:
    return page.locator(f'[data-progress="{name}"]')


def row(page: Page, slug: str) -> str:
    """The words of a row in the table, one space apart."""
    return " ".join(page.locator(f'tr[data-lesson="{slug}"]').inner_text().split())


def reach_goal(page: Page) -> None:
    """What Python does when a goal is reached."""
    page.locator('#neuron-1 [data-part="goal-line"]').evaluate("(e) => e.textContent = '✓ done'")


def give(page: Page, text: str, name: str = "some.json") -> None:
    """Choose a file with this text on the page of progress."""
    part(page, "did").evaluate("(e) => e.textContent = ''")
    file = {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    part(page, "file").set_input_files(file)  # type: ignore[arg-type]
    expect(part(page, "did")).not_to_be_empty()
