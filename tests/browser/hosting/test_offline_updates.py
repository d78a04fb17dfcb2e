"""New versions of a course that is kept: which files pages and workers go on with that are open.

Longer than other files: which files go on with which version is one question with many cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Worker, expect

from tests.browser.hosting.offline_host import (
    CHANGED,
    MARK,
    ONE_VERSION,
    QUIET,
    Host,
    hosting_little,
    keep,
    place,
    press,
    url,
    wait_for_mark,
    wait_until,
    watched,
)

LOAD = "Load the new version"
READ = "(path) => fetch(path).then((response) => response.text())"
HALF = """async () => {
    const [whole] = await caches.keys();
    const half = await caches.open(`${whole.split(" ").slice(0, 2).join(" ")} half`);
    await half.put("css/page.css", new Response("version-half"));
}"""
# Writes the list of old pages as the first service workers of the course did.
LONG_AGO = """async () => {
    const [first, second] = await caches.keys();
    const cache = await caches.open(second);
    const ids = Object.keys(await (await cache.match("old-pages")).json());
    await cache.put("old-pages", new Response(JSON.stringify({ ids, cache: first })));
}"""

# Puts another text into what is kept, with all that the answer said of itself before.
POISON = """async ([path, text]) => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const kept = await cache.match(path);
    const digest = await crypto.subtle.digest("SHA-256", await kept.clone().arrayBuffer());
    const bytes = [...new Uint8Array(digest)];
    const hash = bytes.map((one) => one.toString(16).padStart(2, "0")).join("");
    const headers = { ...Object.fromEntries(kept.headers), "X-Sha256": hash };
    await cache.put(path, new Response(text, { headers }));
}"""

# A look for updates that was under way may have come too early; then this takes another.
WAITS = """async (version) => {
    const registration = await navigator.serviceWorker.getRegistration();
    const here = (await caches.keys()).some((name) => name.endsWith(` ${version}`));
    const waits = here && Boolean(registration.waiting) && !registration.installing;
    if (!waits && !registration.installing) await registration.update();
    return waits;
}"""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with hosting_little(tmp_path / "site") as host:
        yield host


@pytest.fixture
def page(chromium: Browser, host: Host) -> Iterator[Page]:
    """A page that the service worker of the first version serves."""
    with watched(chromium) as page:
        keep(page, host, QUIET)
        page.reload()
        place(page, "kept")
        yield page


def another(page: Page, host: Host) -> Page:
    """Another tab, which has just been opened."""
    other = page.context.new_page()
    other.goto(url(host, QUIET))
    return other


def publish(host: Host, marks: str, page: Page) -> None:
    """Publish a new version, and wait until it waits in this page to be asked for."""
    host.publish(marks)
    wait_for_new(page, host)


def wait_for_new(page: Page, host: Host) -> None:
    wait_until(page, WAITS, host.version)
    place(page, "renewal")


def load_new(page: Page) -> None:
    """Load the new version in this tab, and wait until it is there."""
    place(page, "renewal")
    press(page, LOAD)
    wait_for_mark(page)
    place(page, "kept")


def marks(page: Page | Worker, host: Host) -> bool:
    """Whether a later version answers this page or worker."""
    return "version-" in page.evaluate(READ, url(host, "css/page.css"))


@pytest.mark.parametrize("second", ["skipped", "loaded", "loaded long ago", "a half"])
def test_a_tab_goes_on_with_its_version_when_the_second_after_it_is_loaded(
    page: Page, host: Host, second: str
) -> None:
    other = another(page, host)
    if second != "a half":
        publish(host, MARK, other)
    if second.startswith("loaded"):
        load_new(other)
    if second == "loaded long ago":
        other.evaluate(LONG_AGO)
    publish(host, f"{MARK} version-three", other)
    if second == "a half":  # left by a browser that was closed in the middle of a download
        other.evaluate(HALF)
    load_new(other)
    place(page, "renewed")
    assert "version-three" in other.evaluate(READ, "css/page.css")
    assert not marks(page, host)
    press(page, "Load it here too")
    wait_for_mark(page)
    place(page, "kept")
    page.reload()
    wait_until(page, ONE_VERSION)


def test_a_tab_whose_course_was_removed_and_kept_again_goes_on_with_its_version(
    page: Page, host: Host
) -> None:
    press(page, "Remove it from this device")
    place(page, "offered")
    press(page, "Keep it")
    place(page, "kept")
    other = another(page, host)
    for version in (MARK, "version-three"):
        publish(host, version, other)
    load_new(other)
    place(page, "renewed")
    assert not marks(page, host)


def test_a_host_may_go_back_to_a_version_that_a_tab_still_runs(page: Page, host: Host) -> None:
    first = {path: (host.folder / path).read_bytes() for path in CHANGED}
    other = another(page, host)
    publish(host, MARK, other)
    load_new(other)
    second = another(page, host)
    for path, content in first.items():
        (host.folder / path).write_bytes(content)
    host.list_files()
    wait_for_new(other, host)
    press(other, LOAD)
    place(other, "kept")
    assert not marks(other, host)
    last = another(page, host)
    publish(host, f"{MARK} version-three", last)
    load_new(last)
    for tab in (page, other, second):
        place(tab, "renewed")
    assert not marks(page, host)
    assert not marks(other, host)
    assert "version-three" not in second.evaluate(READ, "css/page.css")
    assert marks(second, host)


def test_a_file_that_was_changed_in_the_cache_is_not_taken_over(page: Page, host: Host) -> None:
    true = page.evaluate(READ, "stage/widget/place.js")
    page.evaluate(POISON, ["stage/widget/place.js", "poisoned"])
    assert page.evaluate(READ, "stage/widget/place.js") == "poisoned"
    publish(host, MARK, page)
    load_new(page)
    assert page.evaluate(READ, "stage/widget/place.js") == true


@pytest.mark.parametrize("list_", ["no list", "null"])
def test_a_list_of_old_pages_that_was_damaged_keeps_no_page_from_opening(
    page: Page, host: Host, list_: str
) -> None:
    page.evaluate(POISON.replace("await cache.match(path)", "new Response()"), ["old-pages", list_])
    publish(host, MARK, page)
    other = another(page, host)
    load_new(other)
    page.reload()
    place(page, "kept")
    assert marks(page, host)
    page.reload()  # the page that ran the old version is gone now
    wait_until(page, ONE_VERSION)


def test_a_worker_goes_on_with_the_version_of_its_page(page: Page, host: Host) -> None:
    # Like Python's: made of a text that imports a file of ours.
    text = f'import "{url(host, "stage/widget/place.js")}";'
    with page.expect_worker() as started:
        page.evaluate(
            """(text) => {
                const blob = new Blob([text], { type: "text/javascript" });
                window.kept = new Worker(URL.createObjectURL(blob), { type: "module" });
            }""",
            text,
        )
    other = another(page, host)
    publish(host, MARK, other)
    load_new(other)
    place(page, "renewed")
    assert not marks(started.value, host)


def test_a_page_whose_version_was_replaced_is_loaded_again_and_not_python_in_it(
    page: Page, host: Host
) -> None:
    page.goto(url(host) + "#hero-1.x1=0.4")
    root = page.locator("[data-widget]").first
    expect(root).to_have_attribute("data-state", "failed")  # there is no Python on this host
    other = another(page, host)
    publish(host, MARK, other)
    load_new(other)
    expect(page.locator("html")).to_have_attribute("data-outdated", "")
    page.get_by_role("button", name="Start Python again").first.press("Enter")
    wait_for_mark(page)
    assert page.url.endswith("x1=0.4")


@pytest.mark.parametrize("served", [True, False])
def test_the_new_version_is_loaded_where_a_worker_serves_the_page_and_where_none_does(
    page: Page, host: Host, served: bool
) -> None:
    other = another(page, host)  # is served, so that the new version has to wait
    place(other, "kept")
    if not served:
        load_past_the_worker(page)
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)") == served
    publish(host, MARK, page)
    load_new(page)
    place(other, "renewed")


def load_past_the_worker(page: Page) -> None:
    """What Shift and the button do that loads a page again."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.reload", {"ignoreCache": True})
    page.wait_for_function(
        "() => navigator.serviceWorker.controller === null && document.readyState === 'complete'"
    )


def test_a_new_version_that_another_tab_has_loaded_is_loaded_where_no_worker_serves_the_page(
    page: Page, host: Host
) -> None:
    publish(host, MARK, page)
    other = another(page, host)
    load_past_the_worker(page)
    place(page, "renewal")
    load_new(other)
    page.evaluate("() => { window.before = true; }")
    press(page, LOAD)
    page.wait_for_function("() => !window.before")
    place(page, "kept")
