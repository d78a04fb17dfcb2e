"""Keeping the course where the network, the browser or the host of the course does not help."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.site.offline import LIST
from tests.browser.hosting.offline_host import (
    QUIET,
    Host,
    hosting_little,
    keep,
    place,
    press,
    url,
    watched,
)

REMOVE = "Remove it from this device"

# A worker of somebody else: it takes every page at once, says yes to whatever it is asked, and
# tells of a download that failed.
FOREIGN = """
    addEventListener("activate", (event) => event.waitUntil(clients.claim()));
    addEventListener("message", ({ ports: [port], source }) => {
        port?.postMessage(true);
        source.postMessage({ type: "glassbox:offline", failed: "theirs" });
    });
    addEventListener("fetch", () => {});
"""
NEVER_DONE = 'addEventListener("install", (event) => event.waitUntil(new Promise(() => {})));'
SILENT = 'addEventListener("message", () => {});'

# Notes that the page has asked its worker something.
ASKED = """
    const { postMessage } = ServiceWorker.prototype;
    ServiceWorker.prototype.postMessage = function (...all) {
        postMessage.apply(this, all);
        window.asked = true;
    };
"""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with hosting_little(tmp_path / "site") as host:
        yield host


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with watched(chromium) as page:
        yield page


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-offline]")).to_contain_text(words)


def test_a_download_that_breaks_off_says_so_without_a_network(page: Page, host: Host) -> None:
    page.goto(url(host, QUIET))
    place(page, "offered")
    page.route(f"**/{LIST}", lambda route: route.abort())  # for the page, not for its worker
    host.broken.add("teachers.html")
    press(page, "Keep it")
    says(page, "could not be kept")
    host.broken.clear()
    press(page, "Keep it")
    place(page, "kept")


def test_a_course_that_cannot_be_asked_for_says_so_and_can_be_asked_for_again(
    page: Page, host: Host
) -> None:
    page.goto(url(host, QUIET))
    place(page, "offered")
    host.broken.add(LIST)  # which the worker needs in order to start
    press(page, "Keep it")
    says(page, "could not be kept: the connection broke off")
    expect(page.locator("[data-offline]")).to_be_visible()
    host.broken.clear()
    press(page, "Keep it")
    place(page, "kept")


def test_a_course_is_removed_without_a_network_and_says_so(page: Page, host: Host) -> None:
    keep(page, host, QUIET)
    page.reload()
    place(page, "kept")
    host.broken |= {LIST, "teachers.html"}
    press(page, REMOVE)
    says(page, "The course is not kept on this device.")
    expect(page.locator("[data-offline] button")).to_have_text("Keep it")  # without megabytes
    assert page.evaluate("caches.keys()") == []
    press(page, "Keep it")
    says(page, "could not be kept")


def test_a_browser_that_refuses_is_no_failure_of_the_course(page: Page, host: Host) -> None:
    page.add_init_script(
        """ServiceWorkerContainer.prototype.register = () =>
            Promise.reject(new DOMException("not here", "SecurityError"));"""
    )
    page.goto(url(host, QUIET))
    place(page, "offered")
    press(page, "Keep it")
    expect(page.locator("[data-offline]")).to_be_hidden()


def register_foreign(page: Page) -> None:
    """Let a worker of the host serve everything, this page of the course as well."""
    page.evaluate("() => navigator.serviceWorker.register('/foreign.js', { scope: '/' }).then()")
    page.wait_for_function(
        "() => navigator.serviceWorker.controller?.scriptURL.endsWith('/foreign.js')"
    )


def test_a_worker_of_the_host_is_left_alone_and_not_taken_for_ours(page: Page, host: Host) -> None:
    (host.folder / "foreign.js").write_text(FOREIGN, encoding="utf-8")
    shutil.copytree(host.folder, host.folder / "course")
    page.goto(url(host, f"course/{QUIET}"))
    place(page, "offered")
    register_foreign(page)
    place(page, "offered")  # nor is its coming a new version of the course
    page.reload()
    place(page, "offered")
    press(page, "Keep it")
    place(page, "kept")
    press(page, REMOVE)
    place(page, "offered")
    scopes = "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))"
    assert url(host) in page.evaluate(scopes)


def test_another_copy_that_is_kept_says_nothing_of_this_one(page: Page, host: Host) -> None:
    shutil.copytree(host.folder, host.folder / "course")
    keep(page, host, QUIET)
    page.goto(url(host, f"course/{QUIET}"))
    place(page, "offered")


def test_news_of_another_s_download_is_not_ours(page: Page, host: Host) -> None:
    (host.folder / "foreign.js").write_text(FOREIGN, encoding="utf-8")
    shutil.copytree(host.folder, host.folder / "course")
    (host.folder / "course" / "sw.js").write_text(NEVER_DONE, encoding="utf-8")
    page.goto(url(host, f"course/{QUIET}"))
    place(page, "offered")
    register_foreign(page)
    press(page, "Keep it")
    place(page, "loading")
    page.evaluate(
        """() => {
            const { serviceWorker } = navigator;
            serviceWorker.addEventListener("message", () => { window.heard = true; });
        }"""
    )
    page.evaluate("() => navigator.serviceWorker.controller.postMessage('fail')")
    page.wait_for_function("() => window.heard")
    says(page, "Keeping the course")


def test_a_worker_that_never_answers_counts_as_no(page: Page, host: Host) -> None:
    (host.folder / "sw.js").write_text(SILENT, encoding="utf-8")
    page.add_init_script(ASKED)
    page.goto(url(host, QUIET))
    place(page, "offered")
    page.evaluate(
        """() => navigator.serviceWorker.register("sw.js")
            .then(() => navigator.serviceWorker.ready).then(() => null)"""
    )
    page.clock.install()
    page.reload()
    page.wait_for_function("() => window.asked")
    expect(page.locator("[data-offline]")).to_be_hidden()
    page.clock.fast_forward(60_000)
    place(page, "offered")
