"""The main journeys of a reader in Firefox, as Debian and Mozilla ship it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from scripts.testing.environment import NO_FIREFOX, find_firefox
from tests.browser.embed.other_sites import cross_site, elsewhere
from tests.browser.gates import test_menu as menu
from tests.browser.harness import (
    Site,
    Watch,
    open_in,
    serving,
    wait_answer,
    wait_live,
)
from tests.browser.home import test_home as home
from tests.browser.lessons import test_by_hand as by_hand
from tests.browser.lessons import test_contents as contents
from tests.browser.playground import test_playground as playground
from tests.browser.progress import keeping
from tests.browser.python import two_pythons

# Frames of other sites may store nothing, as in Firefox's strict and private windows.
PREFERENCES: dict[str, str | float | bool] = {"network.cookie.cookieBehavior": 1}


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    program = find_firefox()
    if program is None:
        pytest.skip(NO_FIREFOX)
    # The channel makes Playwright drive a Firefox that nobody has patched, by WebDriver BiDi.
    browser = playwright.firefox.launch(
        channel="moz-firefox", executable_path=program, firefox_user_prefs=PREFERENCES
    )
    yield browser
    browser.close()


@pytest.fixture
def opened(firefox: Browser, site: Site) -> Iterator[tuple[Page, Watch]]:
    page, watch = open_in(firefox, urlsplit(site.url).netloc, service_workers="allow")
    yield page, watch
    page.context.close()
    watch.check()


@pytest.fixture
def watch(opened: tuple[Page, Watch]) -> Watch:
    """What the page of this test reported."""
    return opened[1]


@pytest.fixture
def page(opened: tuple[Page, Watch]) -> Page:
    """A fresh page in Firefox; anything it reported fails the test at its end."""
    return opened[0]


def test_what_firefox_reports_is_noticed(page: Page, watch: Watch, site: Site) -> None:
    page.goto(f"{site.url}LICENSE.txt")
    with page.expect_console_message():
        page.evaluate("console.error('broken')")
    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('uncaught'); })")
    with page.expect_response("**/missing.txt"):
        page.evaluate("fetch('missing.txt')")
    told = "\n".join(watch.take())
    for words in ("console error: broken", "uncaught", "status 404"):
        assert words in told


def test_the_home_page_starts_from_the_snapshot_and_answers_to_a_key(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    wait_live(page)
    if (site.folder / "runtime" / "quick" / "memory.bin").exists():
        expect(page.locator("html")).to_have_attribute("data-started-from", "snapshot")
    wait_answer(page)


def test_menus_and_the_theme_need_no_pointer(page: Page, site: Site) -> None:
    menu.go(page, site)
    menu.choose_a_theme(page)
    menu.go(page, site)
    menu.walk_the_sheet(page)
    menu.walk_the_dialog(page)


def test_the_contents_of_a_lesson_follow_the_reader(page: Page, site: Site) -> None:
    page.goto(f"{site.url}neuron.html")
    wait_live(page)
    contents.follow_the_reader(page)


def test_the_network_of_the_home_page_is_trained_and_asked_by_keys(page: Page, site: Site) -> None:
    home.check_journey(page, site)


def test_a_second_python_hangs_is_killed_and_started_anew_beside_the_tools(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.url}neuron.html")
    wait_live(page)
    two_pythons.make(page)
    assert two_pythons.start(page) == "snapshot"
    page.evaluate("() => second.post({ do: 'hang', turn: 1 })")
    wait_answer(page)
    page.evaluate("() => second.stop()")
    assert two_pythons.start(page) == "snapshot"
    assert two_pythons.ask(page, "tell", 2)["heard"] == 1


def test_the_playground_trains_pauses_rewinds_and_is_shared(page: Page, site: Site) -> None:
    playground.open_playground(page, site, data="xor")
    playground.press(page, "train")
    epoch = playground.part(page, "epoch")
    expect(epoch).to_have_text(re.compile(r"^\d{2,}$"))
    playground.press(page, "train")
    expect(playground.part(page, "train")).to_have_text("Train")
    playground.go_to(page, 7)
    weights = playground.part(page, "weights").text_content()
    page.wait_for_function("() => /past=.*step=7(&|$)/.test(location.hash)")
    other = page.context.new_page()
    other.goto(page.evaluate("() => location.href"))
    wait_live(other)
    expect(playground.part(other, "epoch")).to_have_text("7")
    expect(playground.part(other, "train")).to_have_text("Train")
    assert playground.part(other, "weights").text_content() == weights


def test_an_exercise_by_hand_is_worked_out_by_keys(page: Page, site: Site) -> None:
    page.goto(f"{site.url}layers.html")
    wait_live(page, f"{by_hand.SPAM}-1")
    by_hand.choose(page, "all")
    by_hand.part(page, "field-1").focus()
    for step, typed in enumerate(by_hand.worked_out(page)[:5], start=1):
        expect(by_hand.part(page, f"field-{step}")).to_be_focused()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        by_hand.expect_state(page, step, "right")


def test_progress_is_kept_shown_again_and_deleted(page: Page, site: Site) -> None:
    keeping.go(page, site, "neuron.html")
    keeping.choose(page, "q1", "2")
    page.get_by_role("button", name="Keep my progress").press("Enter")
    keeping.go(page, site, "neuron.html")
    expect(page.locator("input[name=q1][value='2']")).to_be_checked()
    keeping.go(page, site, "progress.html")
    assert "1 of 4" in keeping.row(page, "neuron")
    keeping.part(page, "delete").press("Enter")
    assert keeping.stored(page) is None


@pytest.mark.parametrize(
    "sandbox",
    ['sandbox="allow-scripts"', 'sandbox="allow-scripts allow-same-origin"'],
    ids=["opaque", "same origin"],
)
def test_a_tool_in_a_sandboxed_frame_answers(page: Page, site: Site, sandbox: str) -> None:
    (site.grounds / "sandbox.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title>'
        f'<link rel="icon" href="data:,"><iframe title="A tool" width="900" height="700" {sandbox} '
        f'src="{site.url}embed.html?widget=gates"></iframe>',
        encoding="utf-8",
    )
    page.goto(f"{site.grounds_url}sandbox.html")
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    wait_answer(frame)


def test_a_tool_in_a_frame_that_may_store_nothing_answers(
    page: Page, watch: Watch, site: Site
) -> None:
    watch.around = urlsplit(elsewhere(site)).netloc
    frame = cross_site(page, site, "embed.html?widget=gates")
    wait_answer(frame)


def test_after_a_first_visit_it_works_without_the_host(
    page: Page, watch: Watch, site: Site
) -> None:
    with serving(site.folder) as url:
        watch.host = urlsplit(url).netloc
        page.goto(url)
        wait_live(page)
        page.get_by_role("button", name="Keep it").press("Enter")
        expect(page.locator("[data-offline=kept]")).to_be_visible()
    page.goto(f"{url}embed.html?widget=gates")
    wait_answer(page)
