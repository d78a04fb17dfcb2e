"""How the playground holds up: speed of training, frames of the page meanwhile, and memory.

    python3 -m benchmarks.playground [minutes] [rebuilds]

Trains the start network at full speed, counts the page's frames and the epochs, without and with
the loss map, then rebuilds the network again and again. The memory is what the page's process holds
in RAM, read from Linux.
"""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, serving, site_folder, wait_live

MINUTES, REBUILDS = 10.0, 200
MAPPED = 3  # times that ten seconds of training with the loss map are counted
WARM_UP_MS = 60_000  # until the browser's own heaps have the size at which they stay
PART = '#playground-1 [data-part="{}"]'

# Frames that the page painted, and epochs that were trained, in so many milliseconds.
COUNT = """async ([epoch, wait]) => {
    const epochs = () => Number(document.querySelector(epoch).textContent.split(" ")[0]);
    const start = performance.now();
    const before = epochs();
    let frames = 0;
    while (performance.now() - start < wait) {
        await new Promise(requestAnimationFrame);
        frames += 1;
    }
    const seconds = (performance.now() - start) / 1000;
    return [frames / seconds, (epochs() - before) / seconds];
}"""


def memory_of(browser: Browser) -> float:
    """Megabytes in RAM of the largest process that shows pages."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    pages = [entry["id"] for entry in processes if entry["type"] == "renderer"]
    return max(map(_resident, pages)) / 1e6


def _resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def press(page: Page, action: str) -> None:
    page.locator(f'#playground-1 button[data-action="{action}"]').press("Enter")


def report(when: str, counted: list[tuple[float, float]]) -> None:
    frames, epochs = (statistics.median(values) for values in zip(*counted, strict=True))
    print(f"{when}: {frames:.0f} frames/s, {epochs:.0f} epochs/s")


def main(minutes: float, rebuilds: int) -> None:
    """Measure and print."""
    program = find_chromium()
    if program is None:
        sys.exit("no Chromium was found: python3 scripts/test.py installs one, or says how")
    with serving(site_folder()) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{url}playground.html#playground-1.speed=full")
        wait_live(page)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        press(page, "train")
        page.evaluate(COUNT, [PART.format("epoch"), WARM_UP_MS])
        start = memory_of(browser)
        print(f"memory after a minute of training: {start:.0f} MB")
        rounds = max(round(minutes * 6), 1)
        counted = [page.evaluate(COUNT, [PART.format("epoch"), 10_000]) for _ in range(rounds)]
        report(f"median of {rounds} times 10 s", counted)
        print(
            f"memory after {minutes:g} more minutes: {memory_of(browser) / start:.2f} times as much"
        )
        page.locator("#playground-1 input[name=lossmap]").check()
        counted = [page.evaluate(COUNT, [PART.format("epoch"), 10_000]) for _ in range(MAPPED)]
        report(f"with the loss map, median of {MAPPED} times 10 s", counted)
        page.locator("#playground-1 input[name=lossmap]").uncheck()
        press(page, "train")
        for _ in range(rebuilds):
            press(page, "seed")
            press(page, "epoch")
            page.wait_for_function(
                "(part) => document.querySelector(part).textContent === '1'",
                arg=PART.format("epoch"),
            )
        print(f"memory after {rebuilds} rebuilds: {memory_of(browser) / start:.2f} times as much")
        browser.close()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(
        float(arguments[0]) if arguments else MINUTES,
        int(arguments[1]) if len(arguments) > 1 else REBUILDS,
    )
