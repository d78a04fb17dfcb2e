"""A reader's progress in a browser: records as the course writes them, and what a reader does."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import Site

KEY = "glassbox-progress"
GOAL = "neuron-1.line"


def record(*, keeping: bool = True, **lessons: dict[str, Any]) -> dict[str, Any]:
    """A record as the course writes it, from each lesson's results by the names of their tasks."""
    filled = {name: {"results": results} for name, results in lessons.items()}
    on = {"keeping": True} if keeping else {}
    return {"schema": "glassbox-progress", "version": 2} | on | {"lessons": filled}


def record_of_version_1(**lessons: dict[str, Any]) -> dict[str, Any]:
    """A record as the course wrote it before there were results."""
    nothing: dict[str, Any] = {"answers": {}, "predictions": {}, "goals": []}
    filled = {name: nothing | lesson for name, lesson in lessons.items()}
    return {"schema": "glassbox-progress", "version": 1, "keeping": True, "lessons": filled}


def answer(choice: str, *, right: bool, **more: Any) -> dict[str, Any]:
    """A question that was answered once; `more` says otherwise."""
    once = {"answer": choice, "score": [int(right), 1]}
    entry = {"kind": "question", "done": right, **once, "tries": 1, "first": once}
    return entry | more


def prediction(choice: str) -> dict[str, Any]:
    """A prediction that was made once."""
    once = {"answer": choice, "score": None}
    return {"kind": "prediction", "done": True, **once, "tries": 1, "first": once}


def goal() -> dict[str, Any]:
    """A goal that was reached once."""
    once = {"answer": None, "score": None}
    return {"kind": "goal", "done": True, **once, "tries": 1, "first": once}


def stored(page: Page) -> Any:
    """The record on the device, or None."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def store(page: Page, text: object) -> None:
    page.evaluate(f"(text) => localStorage.setItem('{KEY}', text)", text)


def go(page: Page, site: Site, name: str) -> None:
    page.goto(site.url + name)
    if name == "progress.html":
        expect(page.locator("[data-state-of]").first).not_to_be_empty()
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
    """What follows when Python says that a goal is reached."""
    page.evaluate(
        """async (task) => {
            const { ledger } = await import("./stage/stage.js");
            ledger.report({ task, kind: "goal", done: true });
        }""",
        GOAL,
    )


def give(page: Page, text: str, name: str = "some.json") -> None:
    """Choose a file with this text on the page of progress."""
    part(page, "did").evaluate("(e) => e.textContent = ''")
    file = {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    part(page, "file").set_input_files(file)  # type: ignore[arg-type]
    expect(part(page, "did")).not_to_be_empty()
