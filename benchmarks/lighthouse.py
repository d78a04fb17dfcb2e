"""What Lighthouse says of each type of page: the median of three visits, beside the course's goals.

    python3 -m benchmarks.lighthouse [rounds] [page.html …]

Needs `npm`, for the pinned Lighthouse (benchmarks/audit/package.json), and Chromium. The site is
served compressed, as a host does. Each page is visited as a desktop and as a phone; Lighthouse
simulates the network and the processor of each, four times as slow as this one, so a slow or busy
machine makes its times longer: `load` and Lighthouse's `index` of the machine stand beside them.
"""

from __future__ import annotations

import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scripts.serve.server import Handler, make_server
from scripts.testing.environment import find_chromium
from tests.browser.harness import site_folder

AUDIT = Path(__file__).with_name("audit")
PROGRAM = AUDIT / "node_modules" / "lighthouse" / "cli" / "index.js"
ROUNDS = 3
# The home page, a lesson, the playground, the page for teachers, a page of text, and what is kept.
PAGES = (
    "index.html",
    "neuron.html",
    "playground.html",
    "teachers.html",
    "about.html",
    "progress.html",
)
FORMS = {"desktop": ["--preset=desktop"], "phone": []}
PACKED = {".html", ".js", ".css", ".json", ".svg", ".txt", ".py", ".webmanifest", ".wasm"}
PATIENCE_S = 300

# Each figure with its goal: at least, for scores; at most, for what is measured.
SCORES = {"accessibility": 100, "best-practices": 100, "seo": 95, "performance": 95}
# In brackets: a page for teachers, which shows a preview; a phone, whose network is slow.
LIMITS = {
    "KB before Python": "220 (280)",
    "LCP s": "1.5 (1.7)",
    "CLS": "0.02",
    "TBT ms": "200",
}


class Compressing(Handler):
    """Answers with gzip where the browser takes it and it helps."""

    def log_error(self, *_: object) -> None:
        """Say nothing: Lighthouse asks for a robots.txt, which a folder of files need not have."""

    def do_GET(self) -> None:  # noqa: N802 - the base class calls it so
        path = Path(self.translate_path(self.path))
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and path.is_file() and path.suffix in PACKED):
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder from a thread; yields the address of its root."""
    server = make_server(folder, "127.0.0.1", 0)
    server.RequestHandlerClass = partial(Compressing, directory=str(folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def install() -> None:
    """Install the pinned Lighthouse, unless it is there."""
    if PROGRAM.exists():
        return
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "ci", *quiet], cwd=AUDIT, check=True)


def visit(url: str, form: str, chromium: str) -> dict[str, Any]:
    """One report of Lighthouse."""
    with tempfile.TemporaryDirectory(prefix="glassbox-") as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(PROGRAM), url, "--output=json", f"--output-path={report}", "--quiet"]
        flags = "--chrome-flags=--headless=new --no-sandbox"
        environment = os.environ | {"CHROME_PATH": chromium}
        subprocess.run(
            [*command, flags, *FORMS[form]], env=environment, check=True, timeout=PATIENCE_S
        )
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def figures(report: dict[str, Any]) -> dict[str, float]:
    """The scores out of 100, and what is measured."""
    scores = {name: 100 * (report["categories"][name]["score"] or 0) for name in SCORES}
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    first = [
        entry for entry in requests if not {"runtime", "python"} & set(entry["url"].split("/"))
    ]
    return scores | {
        "KB before Python": sum(entry["transferSize"] for entry in first) / 1000,
        "LCP s": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
        "TBT ms": audits["total-blocking-time"]["numericValue"],
    }


def complaints(report: dict[str, Any]) -> list[str]:
    """The audits that cost a score of accessibility, best practices or search."""
    named = ("accessibility", "best-practices", "seo")
    counted = [r for name in named for r in report["categories"][name]["auditRefs"] if r["weight"]]
    failed = {r["id"] for r in counted if (report["audits"][r["id"]]["score"] or 0) < 1}
    modes = {"notApplicable", "manual", "informative"}
    return sorted(
        f"{name}: {report['audits'][name]['title']}"
        for name in failed
        if report["audits"][name]["scoreDisplayMode"] not in modes
    )


def main(rounds: int, pages: list[str]) -> None:
    """Measure and print."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium was found: python3 scripts/test.py installs one, or says how")
    install()
    print(f"{date.today()}, {platform.system()}, {os.cpu_count()} cores, {rounds} visits each")
    print("| page | as | load | index | " + " | ".join([*SCORES, *LIMITS]) + " |")
    print("|---" * (4 + len(SCORES) + len(LIMITS)) + "|")
    goals = [f"≥ {score}" for score in SCORES.values()] + [f"≤ {most}" for most in LIMITS.values()]
    print("| goal | | | | " + " | ".join(goals) + " |")
    found: set[str] = set()
    with serving(site_folder()) as url:
        for page in pages:
            for form in FORMS:
                reports = [visit(url + page, form, chromium) for _ in range(rounds)]
                rows = [figures(report) for report in reports]
                medians = [statistics.median(row[name] for row in rows) for name in rows[0]]
                cells = " | ".join(f"{value:.3g}" for value in medians)
                index = statistics.median(one["environment"]["benchmarkIndex"] for one in reports)
                machine = f"{os.getloadavg()[0]:.1f} | {index:.0f}"
                print(f"| {page} | {form} | {machine} | {cells} |", flush=True)
                found |= {f"{page}: {fault}" for report in reports for fault in complaints(report)}
    for fault in sorted(found):
        print(fault)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    count = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else ROUNDS
    main(count, arguments or list(PAGES))
