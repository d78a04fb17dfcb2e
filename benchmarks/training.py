"""How fast a network trains: ours beside other libraries, in one page of one Chromium.

    python3 -m benchmarks.training [rounds]

Needs `npm`, for the other libraries (benchmarks/peers/package.json). Every round times all
engines one after the other, for a twentieth of a second each; what is printed is the median of the
rounds' ratios, since times of different moments cannot be compared on a busy machine.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, serving, site_folder

PEERS = Path(__file__).parent / "peers"
MODULES = PEERS / "node_modules"
SCRIPTS = (
    "@tensorflow/tfjs/dist/tf.min.js",
    "@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js",
    "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
    "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
    "convnetjs/build/convnet.js",
    "brain.js/dist/browser.js",
    "synaptic/dist/synaptic.js",
)
NETS = {
    "2-4-2-1": [2, 4, 2, 1],
    "2-8-8-1": [2, 8, 8, 1],
    "2-8x6-1": [2, *[8] * 6, 1],
    "2-64-64-1": [2, 64, 64, 1],
}
BATCHES = (1, 10, 30, 250)
CLASSES = {"64-32-10": [64, 32, 10]}
"""Softmax under cross-entropy, at one size of mini-batch."""
CASES = [
    *((net, sizes, batch) for net, sizes in NETS.items() for batch in BATCHES),
    *((net, sizes, 32) for net, sizes in CLASSES.items()),
]
ENGINES = (
    "convnetjs",
    "tfjs-cpu",
    "tfjs-wasm",
    "brain.js",
    "synaptic",
    "textbook",
    "trainer",
    "compiled",
)
ROUNDS = 7
MILLISECONDS = 50
MAPS = 100
PATIENCE_MS = 600_000

Rates = dict[str, list[float]]


def install_peers() -> None:
    """Install the pinned libraries, unless they are there."""
    if all((MODULES / name).exists() for name in SCRIPTS):
        return
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "ci", *quiet], cwd=PEERS, check=True)


def lay_out(folder: Path) -> None:
    """Put the site, the page and the libraries where they can be served."""
    shutil.copytree(site_folder(), folder / "course")
    (folder / "peers").mkdir()
    for path in [PEERS / "index.html", PEERS / "peers.js", *(MODULES / name for name in SCRIPTS)]:
        shutil.copy(path, folder / "peers")


def ratio(rates: Rates, ours: str, other: str) -> float:
    """How many times as fast ours is: the median over the rounds."""
    return statistics.median(a / b for a, b in zip(rates[ours], rates[other], strict=True))


def report(found: dict[tuple[str, int], Rates]) -> None:
    """Print ratios, and then epochs per second."""
    others = [name for name in ENGINES if name not in ("trainer", "compiled")]
    print("\nTimes as fast: compiled steps in a fixed order, as the others train")
    print("| net, batch |", " | ".join(others), "| trainer / textbook |")
    print("|---|" + "---|" * (len(others) + 1))
    for (net, batch), rates in found.items():
        cells = [f"{ratio(rates, 'compiled', o):.1f}" if o in rates else "–" for o in others]
        gain = ratio(rates, "trainer", "textbook")
        print(f"| {net} b{batch} |", " | ".join(cells), f"| {gain:.1f} |")
    print("\nEpochs per second, medians")
    print("| net, batch |", " | ".join(ENGINES), "|")
    print("|---|" + "---|" * len(ENGINES))
    for (net, batch), rates in found.items():
        cells = [f"{statistics.median(rates[e]):.0f}" if e in rates else "–" for e in ENGINES]
        print(f"| {net} b{batch} |", " | ".join(cells), "|")


def report_maps(page: Page) -> None:
    """Print how long a map takes, and how long until a network is ready."""
    print(f"\nMap of 100 by 100 points, evaluated, coloured and drawn, {MAPS} times; ms")
    for net, sizes in NETS.items():
        times = page.evaluate("([s, n]) => measureMaps(s, n)", [sizes, MAPS])
        print(f"{net:10} median {statistics.median(times):6.2f}  best {min(times):6.2f}")
    print("\nFrom the request to a network ready to train, batch 10, 5 times; ms")
    for net, sizes in {**NETS, **CLASSES}.items():
        times = [page.evaluate("([s, b]) => measureStart(s, b)", [sizes, 10]) for _ in range(5)]
        print(f"{net:10} median {statistics.median(times):6.1f}  best {min(times):6.1f}")


def report_calls(page: Page) -> None:
    """Print how long a call takes, during which nothing else happens."""
    print("\nOne call of compiled steps, as long as they may be, 20 times; ms")
    for net, sizes, batch in CASES:
        times = page.evaluate("([s, b]) => measureCalls(s, b)", [sizes, batch])
        print(f"{net} b{batch:<4} median {statistics.median(times):5.2f}", end="  ")
        print(f"longest {max(times):5.2f}")


def main(rounds: int) -> None:
    """Measure everything and print the tables."""
    program = find_chromium()
    if program is None:
        sys.exit("no Chromium was found: python3 scripts/test.py installs one, or says how")
    install_peers()
    ours = (PEERS / "ours.py").read_text("utf-8")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out(Path(name))
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        print(f"{date.today()}, Chromium {browser.version}, {platform.machine()}, ", end="")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} rounds", flush=True)
        with serving(Path(name)) as url:
            page = browser.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("console", lambda message: print(message.text, file=sys.stderr))
            page.route("**/python/main.py", lambda route: route.fulfill(body=ours))
            page.goto(url + "peers/index.html")
            arguments = [rounds, MILLISECONDS]
            found = {
                (net, batch): page.evaluate("(a) => measure(...a)", [sizes, batch, *arguments])
                for net, sizes, batch in CASES
            }
            report(found)
            report_maps(page)
            report_calls(page)
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
