"""The harness notices what it is there to notice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.harness import HeldRuntime, Site, Watch

EMPTY = "<!doctype html><html lang='en'><title>empty</title><link rel=icon href='data:,'></html>"


@pytest.fixture
def empty(page: Page, site: Site) -> Page:
    """A page of the site's own host with nothing on it."""
    page.route("**/empty.html", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
    page.goto(site.url + "empty.html")
    return page


def test_a_console_error_is_noticed(empty: Page, watch: Watch) -> None:
    empty.evaluate("console.error('broken')")
    assert any("broken" in problem for problem in watch.take())


def test_a_console_warning_is_noticed(empty: Page, watch: Watch) -> None:
    empty.evaluate("console.warn('odd')")
    assert any("odd" in problem for problem in watch.take())


def test_an_uncaught_exception_is_noticed(empty: Page, watch: Watch) -> None:
    with empty.context.expect_event("weberror"):
        empty.evaluate("setTimeout(() => { throw new Error('uncaught'); })")
    assert any("uncaught" in problem for problem in watch.take())


GIVEN_UP = (
    'download failed (font-family: "Source Serif 4" style:normal weight:600 stretch:100 '
    "src index:0): status={} source: http://127.0.0.1/fonts/source-serif-4.woff2"
)


@pytest.mark.parametrize(("status", "told"), [("2152398850", 0), ("2147500037", 1)])
def test_a_font_that_was_on_its_way_when_its_page_was_left_is_no_failure(
    empty: Page, watch: Watch, status: str, told: int
) -> None:
    """The first number is Firefox's for what was given up, the other for what failed."""
    with empty.context.expect_event("weberror"):
        empty.evaluate(
            "(text) => void setTimeout(() => { throw new Error(text); })",
            GIVEN_UP.format(status),
        )
    assert len(watch.take()) == told


def test_an_error_inside_a_worker_is_noticed(empty: Page, watch: Watch) -> None:
    with empty.expect_console_message():
        empty.evaluate("new Worker('data:text/javascript,console.error(\"in the worker\")')")
    assert any("in the worker" in problem for problem in watch.take())


def test_a_request_to_another_host_is_noticed(empty: Page, watch: Watch) -> None:
    empty.route("https://example.org/**", lambda route: route.fulfill(body="x"))
    empty.evaluate("fetch('https://example.org/tracker', {mode: 'no-cors'})")
    assert "request to another host: https://example.org/tracker" in watch.take()


def test_a_request_to_another_host_from_a_worker_is_noticed(empty: Page, watch: Watch) -> None:
    empty.context.route("https://example.org/**", lambda route: route.fulfill(body="x"))
    with empty.context.expect_event("request"):
        code = "fetch('https://example.org/x', {mode: 'no-cors'})"
        empty.evaluate("(code) => { new Worker(URL.createObjectURL(new Blob([code]))); }", code)
    assert "request to another host: https://example.org/x" in watch.take()


def test_a_missing_file_is_noticed(empty: Page, watch: Watch) -> None:
    with empty.expect_console_message():  # Chromium also says so itself
        empty.evaluate("fetch('no-such-file.txt')")
    assert any(problem.startswith("status 404") for problem in watch.take())


def test_a_quiet_page_reports_nothing(empty: Page, watch: Watch) -> None:
    empty.evaluate("console.info('fine')")
    assert watch.take() == []


ASK = (
    "() => { window.answer = fetch('./runtime/pyodide/pyodide-lock.json').then((r) => r.status); }"
)
HEARD = """() => Promise.race([answer.catch(() => 'failed'),
    new Promise((go) => setTimeout(() => go('nothing yet'), 300))])"""


def test_what_is_asked_of_the_runtime_waits_until_it_is_let_through(empty: Page) -> None:
    held = HeldRuntime(empty.context)
    empty.evaluate(ASK)
    assert empty.evaluate(HEARD) == "nothing yet"
    held.let_through()
    assert empty.evaluate(HEARD) == 200
    empty.evaluate(ASK)
    assert empty.evaluate(HEARD) == 200


def test_what_is_never_let_through_fails_at_the_end(empty: Page, watch: Watch) -> None:
    held = HeldRuntime(empty.context)
    empty.evaluate(ASK)
    assert empty.evaluate(HEARD) == "nothing yet"
    held.give_up()
    assert empty.evaluate(HEARD) == "failed"
    assert watch.take()
