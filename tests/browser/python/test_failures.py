"""When Python fails, the page says so in words, and can start it again with the settings kept."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.harness import Site, Watch, wait_live, without_snapshot

AGAIN = re.compile("again", re.IGNORECASE)


@pytest.fixture
def widget(page: Page) -> Locator:
    """The first widget of the home page."""
    return page.locator("[data-widget]").first


def move_slider(widget: Locator) -> str:
    """Move the widget's first slider one step; its new value."""
    slider = widget.locator("input[type=range]").first
    slider.press("ArrowRight")
    return slider.input_value()


def expect_failure_in_words(widget: Locator) -> Locator:
    """The widget says that Python failed and offers to start it again; returns that button."""
    expect(widget).to_have_attribute("data-state", "failed")
    expect(widget.get_by_role("status").filter(visible=True).first).not_to_be_empty()
    button = widget.get_by_role("button", name=AGAIN)
    expect(button).to_be_visible()
    return button


def start_again(page: Page, widget: Locator, button: Locator, kept: str) -> None:
    """Press the button: the widget comes alive and its slider stands where it stood."""
    button.press("Enter")
    expect(button).to_be_hidden()
    wait_live(page)
    assert widget.locator("input[type=range]").first.input_value() == kept


def reported(page: Page, watch: Watch) -> list[str]:
    """Close the page and take its problems, those too that came late."""
    page.context.close()
    return watch.take()


@pytest.mark.parametrize("file", ["pyodide.asm.wasm", "numpy.zip", "core.js"])
def test_a_file_that_cannot_be_fetched(
    page: Page, site: Site, watch: Watch, widget: Locator, file: str
) -> None:
    without_snapshot(page)
    page.context.route(f"**/{file}", lambda route: route.fulfill(status=404, body="not here"))
    page.goto(site.url + "neuron.html")
    expect_failure_in_words(widget)
    assert any(file in problem for problem in reported(page, watch))


def test_a_file_that_cannot_be_fetched_at_first(
    page: Page, site: Site, watch: Watch, widget: Locator
) -> None:
    without_snapshot(page)
    page.context.route("**/app.zip", lambda route: route.abort("connectionreset"))
    page.goto(site.url + "neuron.html")
    button = expect_failure_in_words(widget)
    kept = move_slider(widget)
    page.context.unroute("**/app.zip")
    start_again(page, widget, button, kept)
    assert any("app.zip" in problem for problem in reported(page, watch))


def test_a_start_that_failed_while_pyscript_was_on_its_way(
    page: Page, site: Site, watch: Watch, widget: Locator
) -> None:
    """PyScript comes when both starts wait for it: the one that failed must not take part."""
    held: list[Route] = []
    page.context.route("**/runtime/pyscript/core.js", lambda route: held.append(route))
    page.context.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=503))
    page.goto(site.url + "neuron.html")
    button = expect_failure_in_words(widget)
    kept = move_slider(widget)
    page.context.unroute("**/pyodide.asm.wasm")
    with page.expect_worker():
        button.press("Enter")
    for route in held:
        route.continue_()
    wait_live(page)
    assert widget.locator("input[type=range]").first.input_value() == kept
    assert any("pyodide.asm.wasm" in problem for problem in reported(page, watch))


def test_a_download_that_came_to_a_stop_is_asked_for_anew(
    page: Page, site: Site, watch: Watch, widget: Locator
) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.context.route("**/quick/memory.bin", hold_the_first)
    page.context.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=503))
    page.goto(site.url + "neuron.html")
    button = expect_failure_in_words(widget)
    page.context.unroute("**/pyodide.asm.wasm")
    start_again(page, widget, button, move_slider(widget))
    assert len(held) == 2
    assert page.locator("html").get_attribute("data-started-from") == "snapshot"
    assert any("pyodide.asm.wasm" in problem for problem in reported(page, watch))


def test_a_worker_that_dies(page: Page, site: Site, watch: Watch, widget: Locator) -> None:
    page.goto(site.url + "neuron.html")
    wait_live(page)
    kept = move_slider(widget)
    page.workers[-1].evaluate("void setTimeout(() => { throw new Error('the worker broke'); })")
    start_again(page, widget, expect_failure_in_words(widget), kept)
    assert reported(page, watch)


def test_a_worker_that_was_only_busy(page: Page, site: Site) -> None:
    """Every widget is told of the silence, and every widget's own words come back."""
    page.goto(site.url + "neuron.html")
    wait_live(page)
    words = page.locator('[data-part="status"]')
    before = words.all_inner_texts()
    held: list[Route] = []
    page.context.route("**/held.txt", lambda route: held.append(route))
    busy = """void setTimeout(() => {
        const request = new XMLHttpRequest();
        request.open("GET", ADDRESS, false);
        request.send();
    })""".replace("ADDRESS", json.dumps(site.url + "held.txt"))
    with page.expect_request("**/held.txt"):
        page.workers[-1].evaluate(busy)
    page.locator("#neuron-1").get_by_role("button", name="Reset").press("Enter")
    for line in words.all():
        expect(line).to_contain_text("has not answered")
    for route in held:
        route.fulfill(body="")
    for line, text in zip(words.all(), before, strict=True):
        expect(line).to_have_text(text)
    expect(page.locator(".loading-panel").filter(visible=True)).to_have_count(0)


def test_a_worker_that_hangs(page: Page, site: Site, widget: Locator) -> None:
    page.goto(site.url + "neuron.html")
    wait_live(page)
    page.workers[-1].evaluate("void setTimeout(() => { for (;;) { } })")
    kept = move_slider(widget)
    button = widget.get_by_role("button", name=AGAIN)
    expect(button).to_be_visible()
    start_again(page, widget, button, kept)
