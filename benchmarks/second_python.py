"""What a second Python beside that of the tools costs: time until it answers, and memory.

    python3 -m benchmarks.second_python [rounds]

Each round opens a lesson in a new browser, waits until its tools are alive, then starts a second
Python, kills it and starts it anew. The memory is what the browser's processes hold (PSS, read from
Linux); what the second Python takes is the difference to the page before. Medians.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.embeds import SETTLE_MS, memory_of
from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, serving, site_folder, wait_live
from tests.browser.python import two_pythons

ROUNDS = 5
START = """async () => {
    const begin = performance.now();
    await second.start();
    return performance.now() - begin;
}"""


def settled(page: Page) -> float:
    """Megabytes of the page's browser when nothing moves any more."""
    page.wait_for_timeout(SETTLE_MS)
    browser = page.context.browser
    assert browser is not None
    return memory_of(browser)


def measure(page: Page, url: str) -> tuple[float, float, float, float]:
    """Milliseconds of a first start and of one anew; megabytes more with it, and after its end."""
    page.goto(f"{url}neuron.html")
    wait_live(page)
    two_pythons.make(page)
    before = settled(page)
    first = page.evaluate(START)
    two_pythons.ask(page, "tell", 1)
    beside = settled(page) - before
    page.evaluate("() => second.stop()")
    again = page.evaluate(START)
    page.evaluate("() => second.stop()")
    return first, again, beside, settled(page) - before


def main(rounds: int) -> None:
    """Measure and print."""
    found = []
    with serving(Path(site_folder())) as url, sync_playwright() as playwright:
        for _ in range(rounds):
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=CHROMIUM_FLAGS
            )
            found.append(measure(browser.new_page(), url))
            browser.close()
    first, again, beside, after = map(statistics.median, zip(*found, strict=True))
    print(f"{rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians")
    print(f"a second Python answers after {first:.0f} ms; killed and started anew {again:.0f} ms")
    print(f"memory: {beside:.0f} MB more beside the tools', {after:.0f} MB more after its end")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
