"""How quickly Python is there: PyScript as it comes against the course's own boot.

    python3 -m benchmarks.boot [rounds]      the table of times and ratios
    python3 -m benchmarks.boot download      what a first visit downloads, compressed

*stock* is PyScript as its documentation has it, which installs NumPy through micropip; *lean* is
the same with `packages_cache: "passthrough"`, which leaves micropip out. All boot in a worker, from
the same server, and the time runs from navigation (or from the call that starts a new worker) to
the page hearing that NumPy has computed. *Cold* is a browser with an empty profile; *warm* one that
was here before. Every round measures all ways one after the other; a ratio is the median of the
rounds' ratios.
"""

from __future__ import annotations

import gzip
import multiprocessing
import os
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from scripts import ROOT
from scripts.runtime.fetch import default_cache, fetch
from scripts.runtime.make_lock import FONTS
from scripts.serve.server import Handler, make_server
from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, site_folder, wait_live

ROUNDS = 5
PAGES = Path(__file__).with_name("boot_pages")
WAYS = {"stock": "stock/stock.html", "lean": "stock/lean.html", "ours": "ours/ours.html"}
LOCKS = (ROOT / "runtime.lock.json", Path(__file__).with_name("boot.lock.json"))
# A browser keeps compiled WebAssembly only of a page that was visited before and stayed a while.
VISITS_BEFORE_WARM = 3
STAY_MS = 4000
# A reader's browser is open before the course is: it shall not start itself while a page is timed.
SETTLE_MS = 1000
_PRELOADS = re.compile(r'<link rel="modulepreload"[^>]* href="\./runtime/[^>]*>')


def lay_out(folder: Path) -> None:
    """Put all ways into a folder, where `WAYS` says."""
    shutil.copytree(site_folder(), folder / "ours")
    cache = default_cache(os.environ, sys.platform, Path.home())
    for runtime in (fetch(lock, cache) for lock in LOCKS):
        for package in runtime.packages:
            if package.key in FONTS:
                continue
            home = "pyscript" if package.key == "pyscript" else "pyodide"
            for file in package.files:
                path = folder / "stock" / home / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(runtime.read(package.key, file.path))
    for name in ("stock.html", "lean.html", "stock.js"):
        shutil.copy(PAGES / name, folder / "stock")
    for name in ("ours.html", "ours.js"):
        shutil.copy(PAGES / name, folder / "ours")
    page = (folder / "ours" / "index.html").read_text(encoding="utf-8")
    ours = folder / "ours" / "ours.html"
    # What every page of the course says in its head about the runtime.
    head = "".join(_PRELOADS.findall(page)) + "</head>"
    ours.write_text(ours.read_text(encoding="utf-8").replace("</head>", head), encoding="utf-8")
    shutil.copy(PAGES / "main.py", folder / "stock")
    shutil.copy(PAGES / "main.py", folder / "ours" / "python")


def _serve(folder: Path, port: Connection) -> None:
    Handler.cache_control = "max-age=600"  # as GitHub Pages has it
    server = make_server(folder, "127.0.0.1", 0)
    port.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder from a process of its own, as a host would; yields its address."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(folder, there))
    process.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        process.terminate()
        process.join()


@contextmanager
def visitor(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A browser with this profile."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=find_chromium(), args=CHROMIUM_FLAGS
    )
    yield context
    context.close()


def visit(context: BrowserContext, url: str, way: str, stay_ms: int = 0) -> tuple[float, float]:
    """Milliseconds to Python after navigation, and after a worker was ended."""
    page = context.new_page()
    page.wait_for_timeout(SETTLE_MS)
    page.goto(url + WAYS[way])
    first: float = page.evaluate("booted")
    again: float = page.evaluate("boot(performance.now())")
    page.wait_for_timeout(stay_ms)
    page.close()
    return first, again


def measure_round(playwright: Playwright, url: str, profiles: dict[str, Path]) -> dict[str, float]:
    """One of everything, by `way and kind`."""
    found: dict[str, float] = {}
    for way in WAYS:
        with (
            tempfile.TemporaryDirectory(prefix="glassbox-cold-") as empty,
            visitor(playwright, Path(empty)) as context,
        ):
            found[f"{way} cold"], _ = visit(context, url, way)
        with visitor(playwright, profiles[way]) as context:
            found[f"{way} warm"], found[f"{way} restart"] = visit(context, url, way)
    return found


def print_table(rounds: list[dict[str, float]]) -> None:
    """Medians in milliseconds, and how many times as fast ours is."""
    print(f"{'':10}{'way':8}{'ms':>8}{'ours ms':>10}{'times as fast':>15}  range")
    for kind in ("cold", "warm", "restart"):
        ours = [found[f"ours {kind}"] for found in rounds]
        for way in ("stock", "lean"):
            theirs = [found[f"{way} {kind}"] for found in rounds]
            ratios = sorted(a / b for a, b in zip(theirs, ours, strict=True))
            print(
                f"{kind:10}{way:8}{statistics.median(theirs):8.0f}{statistics.median(ours):10.0f}"
                f"{statistics.median(ratios):15.2f}  {ratios[0]:.2f} to {ratios[-1]:.2f}"
            )


def main(count: int) -> None:
    """Measure all ways and print the table."""
    with tempfile.TemporaryDirectory(prefix="glassbox-boot-") as name:
        folder = Path(name)
        lay_out(folder)
        profiles = {way: folder / f"profile-{way}" for way in WAYS}
        with serving(folder) as url, sync_playwright() as playwright:
            for way in WAYS:
                for _ in range(VISITS_BEFORE_WARM):
                    with visitor(playwright, profiles[way]) as context:
                        visit(context, url, way, STAY_MS)
            print(f"{count} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
            print_table([measure_round(playwright, url, profiles) for _ in range(count)])


def compressed_size(path: Path) -> int:
    """The size as a host sends it: what is packed as it is, the rest by gzip."""
    content = path.read_bytes()
    return len(content) if path.suffix in {".zip", ".bin"} else len(gzip.compress(content, 9))


def download() -> None:
    """Print what a first visit to the home page asks for, until its widgets are alive."""
    site = site_folder()
    asked: list[str] = []
    with serving(site) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        context = browser.new_context()
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(f"{url}index.html")
        wait_live(page)
        browser.close()
    paths = {
        unquote(urlsplit(address).path).lstrip("/") for address in asked if "blob:" not in address
    }
    sizes = {path: compressed_size(site / path) for path in paths if (site / path).is_file()}
    runtime = {p: s for p, s in sizes.items() if p.startswith(("runtime/", "python/"))}
    for path, size in sorted(runtime.items(), key=lambda item: -item[1]):
        print(f"{size / 1000:10.1f} kB  {path}")
    print(f"{sum(sizes.values()) / 1000:10.1f} kB  a first visit in all, of which")
    print(
        f"{(sum(sizes.values()) - sum(runtime.values())) / 1000:10.1f} kB  the page without Python"
    )


if __name__ == "__main__":
    if "download" in sys.argv:
        download()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
