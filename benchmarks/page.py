"""How quickly a page answers: slider to pixels and text, and the main thread while Python boots.

    python3 -m benchmarks.page [visits]

Prints medians over the visits, each with a new browser context, so the numbers of one run can be
compared with each other. The machine's load is printed beside them.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, serving, site_folder, wait_live

VISITS = 5
STEPS = 60

# From the event to the patch applied: text is patched after the picture was drawn in the worker.
SLIDE = """async (steps) => {
    const slider = document.querySelector("#neuron-1 input[name=b]");
    const shown = document.querySelector('#neuron-1 [data-part="total"]');
    const times = [];
    for (let step = 0; step < steps; step += 1) {
        const changed = new Promise((done) => {
            const observer = new MutationObserver(() => (observer.disconnect(), done()));
            observer.observe(shown, { childList: true, characterData: true, subtree: true });
        });
        slider.value = String(-3 + (step * 6) / steps + 0.01);
        const start = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await changed;
        times.push(performance.now() - start);
        await new Promise(requestAnimationFrame);
    }
    return times;
}"""

WATCH_TASKS = """
    window.tasks = [];
    new PerformanceObserver((list) =>
        window.tasks.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({ type: "longtask", buffered: true });
"""


def visit(browser: Browser, url: str, page_name: str) -> tuple[float, float, list[float]]:
    """Seconds to Python, the longest main-thread task until then (ms), and slider times (ms)."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page: Page = context.new_page()
    page.add_init_script(WATCH_TASKS)
    page.goto(url + page_name)
    wait_live(page)
    ready = page.evaluate("performance.now()") / 1000
    longest = max(page.evaluate("window.tasks"), default=0.0)
    times = page.evaluate(SLIDE, STEPS)
    context.close()
    return ready, longest, times


def report(name: str, values: list[float], unit: str) -> None:
    """One line of the table: median, best and worst."""
    low, middle, high = min(values), statistics.median(values), max(values)
    print(f"{name:44}{middle:9.1f}{low:9.1f}{high:9.1f}  {unit}")


def main(visits: int) -> None:
    """Measure both pages and print the table."""
    program = find_chromium()
    if program is None:
        sys.exit("no Chromium was found: python3 scripts/test.py installs one, or says how")
    folder: Path = site_folder()
    print(f"{visits} visits a page, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':44}{'median':>9}{'best':>9}{'worst':>9}")
    with serving(folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        for page_name in ("index.html", "neuron.html"):
            found = [visit(browser, url, page_name) for _ in range(visits)]
            report(f"{page_name}: navigation to live widgets", [f[0] for f in found], "s")
            report(f"{page_name}: longest main-thread task", [f[1] for f in found], "ms")
            slides = [time for f in found for time in f[2]]
            report(f"{page_name}: slider to pixels and text", slides, "ms")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else VISITS)
