"""A host of the course for the tests without a network, and what they do in its pages."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from scripts.serve.server import Handler
from scripts.site.offline import LIST, offline_list
from tests.browser.harness import TIMEOUT_MS, next_frame, site_folder

MARK = "version-two"
CHANGED = (
    "index.html",
    "progress.html",
    "stage/widget/widget.js",
    "css/page.css",
    "python/main.py",
    "embed.js",
)
QUIET = "progress.html"  # a page without a tool

ONE_VERSION = "async () => (await caches.keys()).length === 1"

# Looks for a new version, and says what became of it.
UPDATE = """() => navigator.serviceWorker.getRegistration()
    .then((registration) => registration.update())
    .then((registration) => new Promise((go) => {
        const coming = registration.installing;
        if (!coming) go(registration.waiting ? "waiting" : "nothing");
        coming.addEventListener("statechange", () => go(coming.state));
    }), () => "refused")"""


class BreakingHandler(Handler):
    """Breaks off in the middle of the files that `broken` names."""

    broken: set[str]

    def do_GET(self) -> None:  # noqa: N802 - the base class has it so
        # It counts in seconds, and in tests a file changes twice in one.
        del self.headers["If-Modified-Since"]
        if urlsplit(self.path).path.lstrip("/") in self.broken:
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half of it")
            self.close_connection = True
        else:
            super().do_GET()


@dataclass
class Host:
    """A host of the course whose files can change and whose answers can break off."""

    folder: Path
    broken: set[str] = field(default_factory=set)
    port: int = 0

    def start(self) -> str:
        handler = type("Breaking", (BreakingHandler,), {"broken": self.broken})
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", self.port), partial(handler, directory=str(self.folder))
        )
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        return f"http://127.0.0.1:{self.port}/"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def break_off(self, path: str) -> None:
        """Let the answers for this file break off, and no others."""
        self.broken |= {path}
        self.broken &= {path}

    def publish(self, mark: str) -> None:
        """Make another version of the site: some files change, and with them the list."""
        for path in CHANGED:
            file = self.folder / path
            comment = {".html": f"<!-- {mark} -->", ".py": f"# {mark}\n"}
            file.write_text(
                file.read_text(encoding="utf-8") + comment.get(file.suffix, f"/* {mark} */\n"),
                encoding="utf-8",
            )
        self.list_files()

    @property
    def version(self) -> str:
        """What the list calls this version."""
        found = re.search(r'"version": "(\w+)"', (self.folder / LIST).read_text(encoding="utf-8"))
        assert found
        return found.group(1)

    def list_files(self) -> None:
        """Write the list of what is in the folder now."""
        skip = {"build.json"}
        files = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and path.name not in skip
        }
        (self.folder / LIST).write_bytes(offline_list(files))


@contextmanager
def hosting(folder: Path, *, without: str = "") -> Iterator[Host]:
    """A host with a copy of the site in this new folder, perhaps without a part of it."""
    shutil.copytree(site_folder(), folder, ignore=shutil.ignore_patterns(without))
    host = Host(folder)
    host.list_files()
    host.start()
    yield host
    host.stop()


@contextmanager
def hosting_little(folder: Path) -> Iterator[Host]:
    """A host whose course is kept in no time: it has no Python, and `QUIET` needs none."""
    with hosting(folder, without="runtime") as host:
        yield host


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """A page that a service worker may serve, and that must not end with an uncaught error."""
    context = browser.new_context(service_workers="allow")
    context.set_default_timeout(TIMEOUT_MS)
    problems: list[str] = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert problems == []


def url(host: Host, path: str = "") -> str:
    return f"http://127.0.0.1:{host.port}/{path}"


def place(page: Page, state: str) -> None:
    expect(page.locator("[data-offline]")).to_have_attribute("data-offline", state)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).press("Enter")


def keep(page: Page, host: Host, path: str = "") -> None:
    page.goto(url(host, path))
    place(page, "offered")
    press(page, "Keep it")
    place(page, "kept")


def wait_until(page: Page, question: str, arg: object = None) -> None:
    """Wait until a page answers yes to what it has to wait for itself.

    Playwright's `wait_for_function` takes the promise of an answer for a yes.
    """
    deadline = time.monotonic() + TIMEOUT_MS / 1000
    while not page.evaluate(question, arg):
        assert time.monotonic() < deadline, question
        next_frame(page)


def wait_for_mark(page: Page) -> None:
    """Wait until the page is of the version that `publish(MARK)` made."""
    page.wait_for_function(
        """(mark) => [...document.childNodes, ...(document.body?.childNodes ?? [])]
            .some((node) => node.nodeType === Node.COMMENT_NODE && node.data.includes(mark))""",
        arg=MARK,
    )
