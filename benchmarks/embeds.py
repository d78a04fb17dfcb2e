"""What tools in somebody's page cost: memory, time and bytes of the first frame and of more.

    python3 -m benchmarks.embeds

A page on another server holds frames of the same tool: none, 1 and 3, all in view. The memory is
what the browser's processes hold in RAM, each with its share of what they hold in common (PSS, read
from Linux); what a frame takes is the difference to the page without frames. Each time
is a first visit, with an empty cache.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.boot import serving
from scripts.serve.server import Handler
from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, site_folder, wait_live

COUNTS = (0, 1, 3)
TOOLS = ("neuron", "playground")
ROUNDS = 3
SETTLE_MS = 3000  # until the browser has given back what starting took


def host_page(url: str, tool: str, count: int) -> str:
    """A page with so many frames of a tool beside each other, so that all are in view."""
    frame = (
        f'<iframe src="{url}embed.html?widget={tool}" title="A tool" '
        'style="width: 400px; height: 700px"></iframe>'
    )
    return f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">{frame * count}'


def memory_of(browser: Browser) -> float:
    """Megabytes of all processes of a browser."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return sum(_pss(entry["id"]) for entry in processes) / 1e6


def _pss(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def measure(browser: Browser, address: str, count: int) -> tuple[float, float]:
    """Seconds until all frames are alive, and megabytes of the browser then."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    begin = time.perf_counter()
    page.goto(address)
    for frame in page.frames[1:]:
        wait_live(frame)
    seconds = time.perf_counter() - begin
    assert len(page.frames) == count + 1
    page.wait_for_timeout(SETTLE_MS)
    megabytes = memory_of(browser)
    context.close()
    return seconds, megabytes


@contextmanager
def counting(folder: Path, sent: list[int]) -> Iterator[str]:
    """Serve a folder and write down how long each file is that a browser was sent."""

    class Counting(Handler):
        cache_control = "max-age=600"

        def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401 - two open files
            content = source.read()
            sent.append(len(content))
            outputfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def main() -> None:
    """Measure and print."""
    sent: list[int] = []
    with (
        tempfile.TemporaryDirectory(prefix="glassbox-embeds-") as name,
        counting(site_folder(), sent) as course,
        serving(Path(name)) as host,
        sync_playwright() as playwright,
    ):
        print(f"{ROUNDS} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians")
        print(f"{'tool':12}{'frames':>7}{'MB':>8}{'seconds':>9}{'MB sent, not compressed':>25}")
        for tool in TOOLS:
            found: dict[int, list[tuple[float, float, float]]] = {n: [] for n in COUNTS}
            for count in COUNTS * ROUNDS:
                page = Path(name) / f"{tool}-{count}.html"
                page.write_text(host_page(course, tool, count), encoding="utf-8")
                browser = playwright.chromium.launch(
                    executable_path=find_chromium(), args=CHROMIUM_FLAGS
                )
                sent.clear()
                seconds, megabytes = measure(browser, host + page.name, count)
                found[count].append((seconds, megabytes, sum(sent) / 1e6))
                browser.close()
            for count, rounds in found.items():
                seconds, megabytes, bytes_ = map(statistics.median, zip(*rounds, strict=True))
                print(f"{tool:12}{count:7}{megabytes:8.0f}{seconds:9.1f}{bytes_:25.1f}", flush=True)


if __name__ == "__main__":
    main()
