"""Fixtures of the browser tests. What they are made of is in harness.py."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from scripts.testing.environment import find_chromium
from tests.browser.harness import (
    CHROMIUM_FLAGS,
    TIMEOUT_MS,
    HeldRuntime,
    OpenPage,
    Shelf,
    Site,
    Watch,
    open_in,
    report,
    serving,
    site_folder,
    wait_live,
)

HERE = Path(__file__).parent

WATCH = pytest.StashKey[Watch]()

expect.set_options(timeout=TIMEOUT_MS)


LONGEST = "test_unit_in_pyodide.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # What takes longest begins first, or at the end one process waits for the other.
    items.sort(key=lambda item: item.path.name != LONGEST)
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(_sharers(item)))


def _sharers(item: pytest.Item) -> str:
    """What a process should run together: tests that share an open page."""
    params = getattr(item, "callspec", None)
    sharers = ("opened", "alone", "rerun")
    pages = {params.params.get(name) for name in sharers} if params else set()
    return " ".join([item.path.name, *sorted(page for page in pages if page)])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = site_folder()
    grounds = tmp_path_factory.mktemp("grounds")
    shutil.copytree(folder, grounds / "a" / "course")
    with serving(folder) as root_url, serving(grounds) as grounds_url:
        yield Site(folder, root_url, f"{grounds_url}a/course/", grounds)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.fail("no Chromium was found: python3 scripts/test.py installs one, or says how")
    browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def open_page(chromium: Browser, site: Site) -> OpenPage:
    """Make a page in a context of its own, watched. The caller closes the page's context."""

    def open_page(host: str = urlsplit(site.url).netloc, **options: object) -> tuple[Page, Watch]:
        return open_in(chromium, host, **options)

    return open_page


@pytest.fixture(scope="module")
def lesson(
    request: pytest.FixtureRequest, open_page: OpenPage, site: Site
) -> Iterator[tuple[Page, Watch]]:
    """The page that a module names as its `LESSON`, open for all of its tests."""
    page, watch = open_page(
        permissions=["clipboard-read", "clipboard-write"], reduced_motion="no-preference"
    )
    page.goto(site.url + request.module.LESSON)
    wait_live(page)
    yield page, watch
    page.context.close()


@pytest.fixture
def watch(request: pytest.FixtureRequest) -> Watch:
    """What the `page` of this test reported."""
    request.getfixturevalue("page")
    found: Watch = request.node.stash[WATCH]
    return found


@pytest.fixture
def page(open_page: OpenPage, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page; anything it reported fails the test at its end."""
    page, watch = open_page()
    request.node.stash[WATCH] = watch
    yield page
    page.context.close()
    watch.check()


@pytest.fixture
def shelf(open_page: OpenPage) -> Iterator[Shelf]:
    """A browser with an empty storage, in which Python never arrives."""
    page, watch = open_page()
    context = page.context
    page.close()
    held = HeldRuntime(context)
    yield context, watch
    problems = watch.take()
    held.give_up()
    context.close()
    report(problems)
