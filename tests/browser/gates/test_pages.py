"""What every page of the built site must be, before Python is there and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import pytest
from playwright.sync_api import Page, Route

from tests.browser.gates import checks
from tests.browser.harness import OpenPage, Site, Watch, page_names, report, wait_live, widget_names
from tests.browser.widgets.fuzz import fuzz

Opened: TypeAlias = tuple[Page, Watch]

ALL_WAITING = """() => [...document.querySelectorAll("[data-widget]")]
    .every((root) => root.dataset.state === "waiting")"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One page after the other, each opened once and used by all its tests."""
    pages = [*page_names(), "embed.html?widget=gates"]
    alone = [f"embed.html?widget={name}" for name in widget_names()]
    for fixture, shown in {"unstarted": pages, "live": pages, "alone": alone}.items():
        if fixture in metafunc.fixturenames:
            metafunc.parametrize(fixture, shown, indirect=True, scope="module")


@pytest.fixture(scope="module")
def unstarted(request: pytest.FixtureRequest, open_page: OpenPage, site: Site) -> Iterator[Opened]:
    """A page as it is while the runtime has not arrived: its requests are never answered."""
    page, watch = open_page()
    held: list[Route] = []
    page.context.route("**/runtime/**", lambda route: held.append(route))
    page.goto(site.url + request.param)
    if page.locator("[data-widget]").count():
        page.wait_for_function(ALL_WAITING)
    yield page, watch
    for route in held:
        route.abort()
    page.context.close()


# A widget alone in a frame's page, before Python.
alone = unstarted


@pytest.fixture(scope="module")
def live(request: pytest.FixtureRequest, open_page: OpenPage, site: Site) -> Iterator[Opened]:
    """A page whose widgets draw with Python."""
    page, watch = open_page(permissions=["clipboard-write"])
    page.goto(site.url + request.param)
    if page.locator("[data-widget]").count():
        wait_live(page)
    yield page, watch
    page.context.close()


@pytest.fixture(scope="module")
def used(live: Opened) -> Opened:
    """The same page after every slider was moved and every button pressed."""
    page, _ = live
    checks.use_everything(page)
    if page.locator("[data-widget]").count():
        wait_live(page)
    return live


@pytest.fixture(autouse=True)
def nothing_reported(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test of this file passes while its page reports a problem."""
    yield
    for name in {"unstarted", "alone", "live"} & set(request.fixturenames):
        _, watch = request.getfixturevalue(name)
        watch.check()


@pytest.mark.parametrize("look", checks.LOOKS)
def test_axe_finds_nothing_before_python(unstarted: Opened, look: str) -> None:
    page, _ = unstarted
    checks.look(page, look)
    report(checks.axe(page))


def test_html_codesniffer_finds_nothing_before_python(unstarted: Opened) -> None:
    page, _ = unstarted
    report(checks.sniff(page))


@pytest.mark.parametrize("look", ["light", "forced-colors"])
def test_the_first_stop_leads_to_the_content(unstarted: Opened, look: str) -> None:
    page, _ = unstarted
    checks.look(page, look)
    if not page.locator(".bare").count():  # in a frame the content is all there is
        report(checks.skip_link(page))


def test_targets_are_large_enough_before_python(unstarted: Opened) -> None:
    page, _ = unstarted
    report(checks.targets(page))


def test_the_keyboard_reaches_everything_before_python(unstarted: Opened) -> None:
    page, _ = unstarted
    report(checks.tab_walk(page))


def test_the_page_fits_320_px_before_python(unstarted: Opened) -> None:
    page, _ = unstarted
    checks.resize(page, checks.NARROW)
    report(checks.overflow(page))


def test_a_widget_alone_is_sound_before_python(alone: Opened) -> None:
    page, _ = alone
    page.wait_for_function(ALL_WAITING)
    faults = checks.axe(page) + checks.sniff(page) + checks.live_regions(page)
    checks.resize(page, checks.NARROW)
    report(faults + checks.headings(page) + checks.targets(page) + checks.overflow(page))


def test_the_keyboard_reaches_everything(live: Opened) -> None:
    page, _ = live
    report(checks.tab_walk(page))


def test_axe_and_html_codesniffer_find_nothing_once_python_draws(live: Opened) -> None:
    page, _ = live
    report(checks.axe(page) + checks.sniff(page))


def test_each_widget_has_one_polite_voice(live: Opened) -> None:
    page, _ = live
    report(checks.live_regions(page))


@pytest.mark.parametrize("look", checks.LOOKS)
def test_axe_finds_nothing_after_use(used: Opened, look: str) -> None:
    page, _ = used
    checks.look(page, look)
    report(checks.axe(page))


def test_html_codesniffer_finds_nothing_after_use(used: Opened) -> None:
    page, _ = used
    report(checks.sniff(page))


def test_the_keyboard_reaches_everything_after_use_in_forced_colours(used: Opened) -> None:
    page, _ = used
    checks.look(page, "forced-colors")
    report(checks.tab_walk(page))
    checks.look(page, "light")


def test_the_page_has_asked_nobody_else_and_stored_nothing(used: Opened) -> None:
    page, watch = used
    assert set(watch.requests) == {watch.host}
    report(checks.storage(page))


def test_every_picture_has_a_name_a_caption_and_a_table(used: Opened) -> None:
    page, _ = used
    report(checks.graphics(page))


def test_headings_do_not_skip(used: Opened) -> None:
    page, _ = used
    report(checks.headings(page))


def test_no_text_is_below_14_px(used: Opened) -> None:
    page, _ = used
    report(checks.small_text(page))


def test_axe_finds_nothing_on_a_phone(used: Opened) -> None:
    page, _ = used
    checks.resize(page, checks.NARROW)
    report(checks.axe(page))


@pytest.mark.parametrize("size", [checks.DESKTOP, checks.NARROW], ids=["desktop", "narrow"])
def test_targets_are_large_enough(used: Opened, size: tuple[int, int]) -> None:
    page, _ = used
    checks.resize(page, size)
    report(checks.targets(page))


def test_the_page_fits_320_px(used: Opened) -> None:
    page, _ = used
    checks.resize(page, checks.NARROW)
    report(checks.overflow(page))


def test_what_stays_leaves_room_on_a_phone(used: Opened) -> None:
    page, _ = used
    checks.resize(page, checks.PHONE)
    report(checks.staying(page))


def test_the_page_fits_320_px_with_spaced_text(used: Opened) -> None:
    page, _ = used
    checks.resize(page, checks.NARROW)
    checks.add_style(page, checks.TEXT_SPACING)
    report(checks.overflow(page))


def test_random_keys_do_no_harm(used: Opened) -> None:
    page, _ = used
    checks.resize(page, checks.DESKTOP)
    page.on("filechooser", lambda chooser: None)  # or the browser would open its own window
    for widget in page.locator("[data-widget]").evaluate_all("roots => roots.map(({id}) => id)"):
        report(fuzz(page, widget))
