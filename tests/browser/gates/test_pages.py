"""What every page of the built site must be, before Python is there and after.

A page is opened once and serves all its gates: first those before Python, then Python is let
through, then everything is used. So the tests of a page run in the order of this file.

Longer than other files: the gates of a page share one opening of it, in this order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import pytest
from playwright.sync_api import Page

from tests.browser.gates import checks
from tests.browser.harness import (
    HeldRuntime,
    OpenPage,
    Site,
    Watch,
    page_names,
    report,
    site_folder,
    wait_live,
    widget_names,
)
from tests.browser.widgets.fuzz import fuzz

ALL_WAITING = """() => [...document.querySelectorAll("[data-widget]")]
    .every((root) => root.dataset.state === "waiting")"""

IN_A_FRAME = "embed.html?widget=gates"

# Of the pages without a widget one of each type passes all gates: these. The others are made alike.
ONE_OF_A_TYPE = ("404.html", "about.html", "embed.html", "progress.html", "teachers.html")

Gate = TypeVar("Gate", bound=Callable[..., None])
EVERYWHERE: set[str] = set()


def everywhere(gate: Gate) -> Gate:
    """Mark a gate that every page passes, and not only one of its type."""
    EVERYWHERE.add(gate.__name__)
    return gate


def pages_of(gate: str) -> list[str]:
    """The pages that a gate opens for: those with a widget, one of each other type, or all."""
    names = [*page_names(), IN_A_FRAME]
    return [name for name in names if gate in EVERYWHERE or has_all_gates(name)]


def has_all_gates(name: str) -> bool:
    text = (site_folder() / name.partition("?")[0]).read_text("utf-8")
    return name in (*ONE_OF_A_TYPE, IN_A_FRAME) or "data-widget=" in text


@dataclass(frozen=True)
class Opened:
    """A page, what it reported, and its requests for the runtime, which wait at first."""

    page: Page
    watch: Watch
    runtime: HeldRuntime


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One page after the other, each opened once and used by all its tests."""
    if "opened" in metafunc.fixturenames:
        pages = pages_of(metafunc.function.__name__)
        metafunc.parametrize("opened", pages, indirect=True, scope="module")
    if "alone" in metafunc.fixturenames:
        alone = [f"embed.html?widget={name}" for name in widget_names()]
        alone.remove(IN_A_FRAME)  # which passes all gates
        metafunc.parametrize("alone", alone, indirect=True, scope="module")


@pytest.fixture(scope="module")
def opened(request: pytest.FixtureRequest, open_page: OpenPage, site: Site) -> Iterator[Opened]:
    """A page while the runtime has not arrived."""
    page, watch = open_page(permissions=["clipboard-write"])
    runtime = HeldRuntime(page.context)
    page.goto(site.url + request.param)
    if page.locator("[data-widget]").count():
        page.wait_for_function(ALL_WAITING)
    yield Opened(page, watch, runtime)
    runtime.give_up()
    page.context.close()


# A widget alone in a frame's page, before Python.
alone = opened


@pytest.fixture
def unstarted(opened: Opened) -> Page:
    """A page as it is before Python."""
    assert opened.runtime.holds, "Python is there: the tests of a page run in the order of the file"
    return opened.page


@pytest.fixture(scope="module")
def live(opened: Opened) -> Page:
    """The same page when its widgets draw with Python."""
    page = opened.page
    checks.look(page, "light")
    checks.resize(page, checks.DESKTOP)
    opened.runtime.let_through()
    if page.locator("[data-widget]").count():
        wait_live(page)
    return page


@pytest.fixture(scope="module")
def used(live: Page) -> Page:
    """The same page after every slider was moved and every button pressed."""
    checks.use_everything(live)
    if live.locator("[data-widget]").count():
        wait_live(live)
    return live


@pytest.fixture(autouse=True)
def nothing_reported(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test of this file passes while its page reports a problem."""
    yield
    for name in {"opened", "alone"} & set(request.fixturenames):
        request.getfixturevalue(name).watch.check()


@everywhere
@pytest.mark.parametrize("look", checks.LOOKS)
def test_axe_finds_nothing_before_python(unstarted: Page, look: str) -> None:
    checks.look(unstarted, look)
    report(checks.axe(unstarted))


def test_html_codesniffer_finds_nothing_before_python(unstarted: Page) -> None:
    report(checks.sniff(unstarted))


@pytest.mark.parametrize("look", ["light", "forced-colors"])
def test_the_first_stop_leads_to_the_content(unstarted: Page, look: str) -> None:
    checks.look(unstarted, look)
    if not unstarted.locator(".bare").count():  # in a frame the content is all there is
        report(checks.skip_link(unstarted))


def test_targets_are_large_enough_before_python(unstarted: Page) -> None:
    report(checks.targets(unstarted))


@everywhere
def test_the_keyboard_reaches_everything_before_python(unstarted: Page) -> None:
    report(checks.tab_walk(unstarted))


@everywhere
def test_the_page_fits_320_px_before_python(unstarted: Page) -> None:
    checks.resize(unstarted, checks.NARROW)
    report(checks.overflow(unstarted))


def test_a_widget_alone_is_sound_before_python(alone: Opened) -> None:
    page = alone.page
    page.wait_for_function(ALL_WAITING)
    faults = checks.axe(page) + checks.sniff(page) + checks.live_regions(page)
    checks.resize(page, checks.NARROW)
    report(faults + checks.headings(page) + checks.targets(page) + checks.overflow(page))


def test_the_keyboard_reaches_everything(live: Page) -> None:
    report(checks.tab_walk(live))


def test_axe_and_html_codesniffer_find_nothing_once_python_draws(live: Page) -> None:
    report(checks.axe(live) + checks.sniff(live))


def test_each_widget_has_one_polite_voice(live: Page) -> None:
    report(checks.live_regions(live))


@pytest.mark.parametrize("look", checks.LOOKS)
def test_axe_finds_nothing_after_use(used: Page, look: str) -> None:
    checks.look(used, look)
    report(checks.axe(used))


def test_html_codesniffer_finds_nothing_after_use(used: Page) -> None:
    report(checks.sniff(used))


def test_the_keyboard_reaches_everything_after_use_in_forced_colours(used: Page) -> None:
    checks.look(used, "forced-colors")
    report(checks.tab_walk(used))
    checks.look(used, "light")


def test_the_page_has_asked_nobody_else_and_stored_nothing(opened: Opened, used: Page) -> None:
    assert set(opened.watch.requests) == {opened.watch.host}
    report(checks.storage(used))


def test_every_picture_has_a_name_a_caption_and_a_table(used: Page) -> None:
    report(checks.graphics(used))


def test_headings_do_not_skip(used: Page) -> None:
    report(checks.headings(used))


def test_no_text_is_below_14_px(used: Page) -> None:
    report(checks.small_text(used))


def test_axe_finds_nothing_on_a_phone(used: Page) -> None:
    checks.resize(used, checks.NARROW)
    report(checks.axe(used))


@pytest.mark.parametrize("size", [checks.DESKTOP, checks.NARROW], ids=["desktop", "narrow"])
def test_targets_are_large_enough(used: Page, size: tuple[int, int]) -> None:
    checks.resize(used, size)
    report(checks.targets(used))


def test_the_page_fits_320_px(used: Page) -> None:
    checks.resize(used, checks.NARROW)
    report(checks.overflow(used))


def test_what_stays_leaves_room_on_a_phone(used: Page) -> None:
    checks.resize(used, checks.PHONE)
    report(checks.staying(used))


def test_the_page_fits_320_px_with_spaced_text(used: Page) -> None:
    checks.resize(used, checks.NARROW)
    checks.add_style(used, checks.TEXT_SPACING)
    report(checks.overflow(used))


def test_random_keys_do_no_harm(used: Page) -> None:
    checks.resize(used, checks.DESKTOP)
    used.on("filechooser", lambda chooser: None)  # or the browser would open its own window
    for widget in used.locator("[data-widget]").evaluate_all("roots => roots.map(({id}) => id)"):
        report(fuzz(used, widget))
