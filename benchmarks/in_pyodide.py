"""The training-step benchmark inside Pyodide: the same file, run by the course's own worker.

python -m benchmarks.in_pyodide
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, TIMEOUT_MS, serving, site_folder, wait_ready

SCRIPT = Path(__file__).with_name("training_step.py")


def measure() -> dict[str, Any]:
    """What `training_step.py` prints when it runs in the place of the course's main.py."""
    program = find_chromium()
    if program is None:
        sys.exit("no Chromium was found: python3 scripts/test.py installs one, or says how")
    printed: list[str] = []
    with serving(site_folder()) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.on("console", lambda message: printed.append(message.text))
        code = SCRIPT.read_text("utf-8")
        page.context.route("**/python/main.py", lambda route: route.fulfill(body=code))
        page.goto(url)
        wait_ready(page)
        browser.close()
    found: dict[str, Any] = json.loads("\n".join(printed))
    return found


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
