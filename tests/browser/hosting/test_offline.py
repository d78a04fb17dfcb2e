"""The course without a network: kept as a whole, renewed as a whole, and only when asked.

Longer than other files: one life of a kept course, from the offer to its removal.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from scripts.site.offline import LIST
from scripts.testing.environment import find_chromium
from tests.browser.harness import CHROMIUM_FLAGS, TIMEOUT_MS, wait_live
from tests.browser.hosting.offline_host import (
    CHANGED,
    MARK,
    ONE_VERSION,
    UPDATE,
    Host,
    hosting,
    keep,
    place,
    url,
    wait_for_mark,
    wait_until,
    watched,
)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with hosting(tmp_path / "site") as host:
        yield host


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    with watched(chromium) as page:
        yield page


def mark_of(page: Page) -> bool:
    """Whether the page is of the version that `publish` made."""
    return MARK in page.content()


def test_every_page_works_with_the_server_stopped(page: Page, host: Host) -> None:
    keep(page, host)
    host.stop()
    page.context.set_offline(True)
    try:
        for path in sorted(host.folder.glob("*.html")):
            page.goto(url(host, path.name))
            if page.locator("[data-widget]").count():
                wait_live(page)
            place_ = page.locator("[data-offline]")
            if place_.count():
                expect(place_).to_have_attribute("data-offline", "kept")
        page.goto(url(host, "embed.html?widget=gates"))
        wait_live(page)
        rows = page.locator("table tbody").first
        before = rows.inner_text()
        page.get_by_role("slider", name="Bias b").press("Home")
        expect(rows).not_to_have_text(before)
    finally:
        host.start()


def test_a_new_version_is_offered_and_comes_whole(page: Page, host: Host) -> None:
    keep(page, host)
    host.publish(MARK)
    page.reload()
    place(page, "renewal")
    assert not mark_of(page), "a new version must not come unasked"
    page.reload()
    place(page, "renewal")
    assert not mark_of(page)
    page.get_by_role("button", name="Load the new version").press("Enter")
    wait_for_mark(page)
    wait_live(page)
    place(page, "kept")
    page.reload()  # the page that ran the old version is gone now
    wait_until(page, ONE_VERSION)


def test_another_tab_goes_on_with_its_version_until_it_is_loaded_again(
    page: Page, host: Host
) -> None:
    keep(page, host)
    page.reload()  # served by the service worker from here on
    place(page, "kept")
    host.publish(MARK)
    other = page.context.new_page()
    other.goto(url(host))
    place(other, "renewal")
    other.get_by_role("button", name="Load the new version").press("Enter")
    wait_for_mark(other)
    place(page, "renewed")
    fetched = "fetch('./css/page.css').then((r) => r.text())"
    assert MARK not in page.evaluate(fetched)
    assert MARK in other.evaluate(fetched)
    page.get_by_role("button", name="Load it here too").press("Enter")
    wait_for_mark(page)
    assert MARK in page.evaluate(fetched)


def test_an_update_that_breaks_off_at_any_file_leaves_the_version_before(
    page: Page, host: Host
) -> None:
    keep(page, host)
    host.publish(MARK)
    for path in (*CHANGED, LIST):
        host.break_off(path)
        assert page.evaluate(UPDATE) in ("redundant", "refused", "nothing"), path
        host.break_off(LIST)  # a page that is loaded looks for updates of its own accord
        page.reload()
        wait_live(page)
        assert not mark_of(page)
        wait_until(page, ONE_VERSION)
    host.broken.clear()
    assert page.evaluate(UPDATE) in ("installed", "waiting")
    place(page, "renewal")


def test_what_is_kept_can_be_removed_and_is_not_kept_again_unasked(page: Page, host: Host) -> None:
    keep(page, host)
    page.get_by_role("button", name="Remove it from this device").press("Enter")
    place(page, "offered")
    assert page.evaluate("caches.keys()") == []
    page.reload()
    place(page, "offered")
    page.get_by_role("button", name="Keep it").press("Enter")
    place(page, "kept")


def kept_files(page: Page) -> int:
    return int(
        page.evaluate(
            """async () => {
                const names = await caches.keys();
                const kept = await Promise.all(names.map(async (name) =>
                    (await caches.open(name)).keys()));
                return kept.flat().filter(({ url }) => !url.endsWith("old-pages")).length;
            }"""
        )
    )


def test_a_page_that_is_served_by_the_worker_can_have_all_of_it_kept_again(
    page: Page, host: Host
) -> None:
    keep(page, host)
    page.reload()
    place(page, "kept")
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    whole = kept_files(page)
    assert whole > 50
    remove = page.get_by_role("button", name="Remove it from this device")
    again = page.get_by_role("button", name="Keep it")
    remove.press("Enter")
    place(page, "offered")
    assert page.evaluate("caches.keys()") == []
    again.press("Enter")
    place(page, "kept")
    assert kept_files(page) == whole
    remove.press("Enter")
    place(page, "offered")
    host.broken.add("teachers.html")
    again.press("Enter")
    expect(page.locator("[data-offline]")).to_contain_text("could not be kept")
    assert kept_files(page) == 0
    page.reload()
    place(page, "offered")
    host.broken.clear()
    again.press("Enter")
    place(page, "kept")
    assert kept_files(page) == whole


def test_a_first_download_that_breaks_off_says_so_and_can_be_tried_again(
    page: Page, host: Host
) -> None:
    page.goto(url(host))
    wait_live(page)
    host.broken.add("teachers.html")
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(page.locator("[data-offline]")).to_contain_text("could not be kept")
    host.broken.clear()
    page.get_by_role("button", name="Keep it").press("Enter")
    place(page, "kept")


@pytest.fixture
def public(playwright: Playwright, host: Host) -> Iterator[tuple[Browser, str]]:
    """A browser that takes the host for one on the internet, and its address there."""
    origin = f"http://course.example:{host.port}"
    flags = [
        *CHROMIUM_FLAGS,
        "--host-resolver-rules=MAP course.example 127.0.0.1",
        f"--unsafely-treat-insecure-origin-as-secure={origin}",
    ]
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
    yield browser, origin
    browser.close()


def test_elsewhere_than_on_one_s_own_machine_nobody_has_to_ask_unless_data_are_dear(
    public: tuple[Browser, str],
) -> None:
    browser, origin = public
    for saves, state in ((True, "offered"), (False, "kept")):
        page = browser.new_context(service_workers="allow").new_page()
        page.set_default_timeout(TIMEOUT_MS)
        if saves:
            page.add_init_script(
                """Object.defineProperty(Navigator.prototype, "connection", {
                    get: () => ({ saveData: true }) });"""
            )
        page.goto(origin)
        wait_live(page)
        place(page, state)
        if saves:
            assert page.evaluate("caches.keys()") == []
        page.context.close()


def test_where_service_workers_are_forbidden_nothing_is_said(chromium: Browser, host: Host) -> None:
    context = chromium.new_context(service_workers="allow")
    page = context.new_page()
    page.add_init_script(
        """Object.defineProperty(Navigator.prototype, "serviceWorker", {
            get() { throw new DOMException("forbidden", "SecurityError"); } });"""
    )
    errors: list[str] = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.goto(url(host))
    wait_live(page)
    expect(page.locator("[data-offline]")).to_be_hidden()
    context.close()
    assert errors == []
