"""Random keys on a widget, from a seed; what goes wrong is told with the keys that led there."""

from __future__ import annotations

import os
import random
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("fuzz.js")

# A short share always runs; 4,000 keys are about a minute per widget.
KEYS = int(os.environ.get("GLASSBOX_FUZZ_KEYS", "30"))
SEED = int(os.environ.get("GLASSBOX_FUZZ_SEED", "1"))

ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]
CHOICES = [
    *["Tab"] * 8,
    *["Shift+Tab"] * 4,
    *ARROWS * 2,
    *[f"Shift+{key}" for key in ARROWS],
    *["Enter", "Space"] * 4,
    *["Escape", "Home", "End", "PageUp", "PageDown", "Delete", "Backspace"],
    *"0123456789",
    *"aehnrtxyz.,-",
]
LOOK_EVERY = 20
TOLD = 12


def fuzz(page: Page, widget: str, keys: int = KEYS, seed: int = SEED) -> list[str]:
    """Press keys on the widget of this id, then Reset; what went wrong."""
    draw = random.Random(f"{widget} {seed}")
    if not page.evaluate("'glassboxFuzz' in window"):
        page.evaluate(SCRIPT.read_text("utf-8"))
    page.evaluate("(id) => glassboxFuzz.begin(id)", widget)
    page.wait_for_function("() => glassboxFuzz.answered()")
    wrong: list[str] = []
    pressed: list[str] = []
    place, link = "out", False
    for number in range(keys):
        if place != "in":
            if not page.evaluate("(share) => glassboxFuzz.enter(share)", draw.random()):
                return [f"{widget}: {fault}" for fault in [*wrong, "nothing can take the focus"]]
            place, link = "in", False
        key = draw.choice(CHOICES)
        if link and key == "Enter":
            key = "Tab"  # a link leads away
        page.keyboard.press(key)
        pressed = [*pressed[1 - TOLD :], key]
        found = page.evaluate("(key) => glassboxFuzz.where(key)", key)
        place, link = found["place"], found["link"]
        if place == "lost":
            wrong.append(f"focus lost from {found['last']} after {' '.join(pressed)}")
        if number % LOOK_EVERY == LOOK_EVERY - 1:
            shown = page.evaluate("glassboxFuzz.words().concat(glassboxFuzz.spoken())")
            wrong += [f"{fault} after {' '.join(pressed)}" for fault in shown]
    return [f"{widget}: {fault}" for fault in [*wrong, *_still_works(page, widget)]]


def _still_works(page: Page, widget: str) -> list[str]:
    """Press Reset as a reader would: Python answers, and its last words are the ones shown."""
    if page.locator("dialog:modal, html[data-present]").count():
        page.keyboard.press("Escape")
    page.locator(f"#{widget} button[type=reset]").first.press("Enter")
    page.evaluate("glassboxFuzz.ask()")
    page.wait_for_function("() => glassboxFuzz.settled()")
    state: str = page.evaluate("glassboxFuzz.state()")
    wrong: list[str] = page.evaluate("glassboxFuzz.words().concat(glassboxFuzz.spoken())")
    return wrong if state == "live" else [*wrong, f"is {state}"]
