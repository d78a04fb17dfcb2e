"""What the browser tests stand on: the built site, two servers, and pages that are watched.

Longer than other files: site, servers, pages and their watch depend on each other.
"""

from __future__ import annotations

import atexit
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    Page,
    Request,
    Response,
    Route,
    expect,
)

from tests.places import ROOT

HOSTS = ROOT / "tests/browser/embed/hosts"
"""Scripts of pages around ours."""

# Machines are slow and busy. Nothing waits this long unless something is wrong.
TIMEOUT_MS = int(os.environ.get("GLASSBOX_TIMEOUT_MS", "60000"))

# Under --disable-background-networking and its kin the browser itself asks no host for anything,
# so whatever is asked for comes from our pages.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # A browser heeds the last list of features alone, so this one begins with Playwright's. The
    # last two would open two more pages with each window, for what is typed into its address
    # field: a third of the time that all tests take.
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,"
    "PaintHolding,ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,"
    "AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate,OptimizationHints,"
    "NetworkTimeServiceQuerying,AimEnabled,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]

# Warnings of the console that are not ours to mend, each with its reason. Keep this list short.
TOLERATED_WARNINGS = (
    # Chromium to the platform around our frame. Many platforms do so; the page in it cannot help.
    re.compile("allow-scripts and allow-same-origin .* can escape its sandboxing"),
)


# What Chromium and Firefox call a request that was given up because its page was left.
ABORTED = ("ERR_ABORTED", "NS_BINDING_ABORTED")

# So Firefox calls the same where a font was on its way.
LEFT_FONT = re.compile(r"download failed \(font-family: .*status=2152398850")


# --- the site -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """Where the built site is served: at the root of one server, in a sub-folder of another."""

    folder: Path
    root_url: str
    url: str
    grounds: Path
    """The folder that the second server serves; tests may put pages of their own into it."""

    @property
    def grounds_url(self) -> str:
        return self.url.removesuffix("a/course/")


@functools.cache
def site_folder() -> Path:
    """The built site: the one GLASSBOX_DIST names, or one built now and removed at the end."""
    given = os.environ.get("GLASSBOX_DIST")
    if given:
        return Path(given).resolve()
    parent = Path(tempfile.mkdtemp(prefix="glassbox-site-"))
    atexit.register(shutil.rmtree, parent, ignore_errors=True)
    folder = parent / "dist"
    subprocess.run([sys.executable, "serve.py", "build", str(folder)], cwd=ROOT, check=True)
    return folder


def page_names() -> list[str]:
    """The HTML pages of the built site, as paths from its root."""
    folder = site_folder()
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob("*.html"))


def widget_names() -> list[str]:
    """The widgets of the built site."""
    return sorted(path.stem for path in (site_folder() / "widgets").glob("*.html"))


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder from a thread, as `serve.py` would; yields the address of its root."""
    from scripts.serve.server import make_server

    server = make_server(folder, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# --- watching a page ----------------------------------------------------------------------------


@dataclass
class Watch:
    """Writes down what goes wrong in a browser context, and whom its pages ask.

    `problems` is what fails a test: console errors and warnings, uncaught exceptions, requests
    that fail, and requests to any other host. A test that provokes some takes them with `take`.
    """

    host: str
    around: str = ""
    """Another host that a page may ask: one for frames, in tests of embedding."""
    problems: list[str] = field(default_factory=list)
    requests: dict[str, list[str]] = field(default_factory=dict)

    def attach(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._exception(str(error.error)))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def take(self) -> list[str]:
        """The problems so far, which are then forgotten."""
        taken, self.problems = self.problems, []
        return taken

    def check(self) -> None:
        problems = self.take()
        assert not problems, "the page reported:\n" + "\n".join(problems)

    def _exception(self, text: str) -> None:
        if not LEFT_FONT.search(text):
            self.problems.append(f"exception: {text}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if message.type == "warning" and any(p.search(message.text) for p in TOLERATED_WARNINGS):
            return
        place = message.location
        self.problems.append(
            f"console {message.type}: {message.text} ({place['url']}:{place['lineNumber']})"
        )

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("blob", "data", "about"):
            return
        self.requests.setdefault(address.netloc, []).append(request.url)
        if address.netloc not in (self.host, self.around):
            self.problems.append(f"request to another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left aborts what it was loading; that is no failure.
        if request.failure and not any(words in request.failure for words in ABORTED):
            self.problems.append(f"request failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"status {response.status}: {response.url}")


OpenPage = Callable[..., tuple[Page, Watch]]
Shelf = tuple[BrowserContext, Watch]


def open_in(browser: Browser, host: str, **options: object) -> tuple[Page, Watch]:
    """Make a page in a context of its own, watched. The caller closes the page's context."""
    # A service worker would answer before a test's routes do; those who test it allow it.
    settings = {
        "viewport": {"width": 1280, "height": 800},
        "service_workers": "block",
    } | options
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    context.set_default_timeout(TIMEOUT_MS)
    watch = Watch(host)
    watch.attach(context)
    return context.new_page(), watch


def open_alone(page: Page, site: Site, body: str = "") -> None:
    """Open a page on the site's host that has nothing of the course but what a test loads."""
    html = f"""<!doctype html><html lang="en"><head><title>Alone</title>
<link rel="icon" href="data:,"></head><body>{body}</body></html>"""
    page.route(
        "**/alone.html",
        lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"),
    )
    page.goto(site.url + "alone.html")


def without_snapshot(page: Page) -> None:
    """Let the site say that it has no snapshot, so that Python starts from its files."""
    page.context.route(
        "**/runtime/quick/index.js",
        lambda route: route.fulfill(body="export default null;", content_type="text/javascript"),
    )


class HeldRuntime:
    """What the pages of a context ask of the runtime: it waits, so that Python does not arrive."""

    def __init__(self, context: BrowserContext) -> None:
        self._routes: list[Route] = []
        self.holds = True
        # For good: a request that comes just while a rule is taken away may be answered by nobody.
        context.route("**/runtime/**", self._hold)

    def _hold(self, route: Route) -> None:
        if self.holds:
            self._routes.append(route)
        else:
            route.continue_()

    def let_through(self) -> None:
        """Answer what was asked and what will be."""
        if self.holds:
            self.holds = False
            for route in self._routes:
                route.continue_()

    def give_up(self) -> None:
        """Let what still waits fail; whoever watches has looked before."""
        if self.holds:
            for route in self._routes:
                route.abort()


# --- waiting ------------------------------------------------------------------------------------


def wait_ready(page: Page | Frame) -> None:
    """Wait until Python is ready; fail with what the page says when it could not start."""
    state = page.wait_for_function(
        """() => {
            const state = document.documentElement.dataset.python;
            return ["ready", "failed"].includes(state) && state;
        }"""
    ).json_value()
    assert state == "ready", "Python did not start: " + page.inner_text("main")


def wait_live(page: Page | Frame, widget: str | None = None) -> None:
    """Wait until a widget (an id or a selector), or every widget of the page, draws with Python."""
    roots = "[data-widget]"
    if widget is not None:
        roots = f"#{widget}" if re.fullmatch(r"[\w-]+", widget) else widget
    states = page.wait_for_function(
        """(roots) => {
            const states = [...document.querySelectorAll(roots)].map((root) => root.dataset.state);
            const settled = states.every((state) => ["live", "failed"].includes(state));
            return states.length && settled && states;
        }""",
        arg=roots,
    ).json_value()
    assert set(states) == {"live"}, f"{roots}: {states}\n" + page.inner_text("main")


def wait_answer(page: Page | Frame) -> None:
    """Wait for the home page, or one whose first tool is the neuron or the gates, to obey a key."""
    wait_live(page)
    if page.locator("#hero-1").count():
        said = page.locator("#hero-1 .status")
        page.locator("#hero-1 .frame").press("ArrowUp")
        expect(said).to_contain_text("x₂ = −0.6")
        return
    numbers = page.locator("[data-widget] [data-part=sum], [data-widget] tbody").first
    before = numbers.inner_text()
    page.get_by_role("slider", name="Bias b").first.press("End")
    expect(numbers).not_to_have_text(before)


def next_frame(page: Page) -> None:
    """Wait until the page has painted what it has to paint now."""
    page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )


def report(problems: list[str]) -> None:
    """Fail with all of the problems, one per line (pytest shortens a list)."""
    assert not problems, "\n" + "\n".join(problems)
