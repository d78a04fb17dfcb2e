"""Addresses, foreign pages and forms that ask for the wrong thing are answered in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.harness import Site, Watch, wait_live


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("neuron-1.w1=banana", "w1 must be a number from −3 to 3"),
        ("neuron-1.activation=magic", "activation must be one of sigmoid, relu"),
        ("neuron-1.count=5", "count must be one of 2, 3, 4"),
        ("neuron-1.%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1", "there is no setting called <img"),
    ],
)
def test_a_bad_address_is_refused_in_words_and_changes_nothing(
    page: Page, site: Site, query: str, words: str
) -> None:
    page.context.route("**/runtime/**", lambda route: None)  # the form needs no Python for this
    page.goto(f"{site.url}neuron.html#{query}&neuron-1.b=0.5")
    note = page.locator('#neuron-1 [data-part="note"]')
    expect(note).to_contain_text(words)
    assert page.locator("#neuron-1 input[name=w1]").input_value() == "0.8"
    assert page.locator("#neuron-1 input[name=b]").input_value() == "0.5"
    assert page.locator("#neuron-1 img").count() == 0


def test_settings_never_reach_the_server(page: Page, site: Site, watch: Watch) -> None:
    page.goto(site.url + "neuron.html")
    page.locator("#neuron-1 input[name=b]").press("End")
    page.wait_for_function("() => location.hash.includes('neuron-1.b=3')")
    page.reload()
    assert page.locator("#neuron-1 input[name=b]").input_value() == "3"
    assert not any("neuron-1" in url for urls in watch.requests.values() for url in urls)


def test_a_link_followed_on_the_open_page_is_obeyed(page: Page, site: Site) -> None:
    page.goto(site.url + "neuron.html#neuron-1.w1=2")
    wait_live(page)
    page.evaluate("location.hash = 'neuron-1.b=1'")
    expect(page.locator('#neuron-1 [data-part="total"]')).to_have_text("1.21")
    page.evaluate("location.hash = 'main'")
    page.locator("#neuron-1 input[name=b]").press("ArrowRight")
    expect(page.locator('#neuron-1 [data-part="total"]')).to_have_text("1.31")


def test_a_link_is_not_overtaken_by_the_settings_before_it(page: Page, site: Site) -> None:
    """The address is written a moment after a control has moved: here the link comes first."""
    page.context.route("**/runtime/**", lambda route: None)  # the form needs no Python for this
    page.clock.install(time=0)
    page.goto(site.url + "neuron.html")
    expect(page.locator("#neuron-1[data-state]")).to_be_visible()
    page.clock.pause_at(60_000)
    page.locator("#neuron-1 input[name=w1]").press("End")
    page.evaluate("location.hash = 'neuron-1.b=1'")
    expect(page.locator("#neuron-1 input[name=b]")).to_have_value("1")
    page.clock.run_for(1000)
    assert page.evaluate("location.hash") == "#neuron-1.b=1"
    expect(page.locator("#neuron-1 input[name=w1]")).to_have_value("0.8")


def test_links_with_a_question_mark_work_too(page: Page, site: Site) -> None:
    page.goto(site.url + "neuron.html?neuron-1.b=1")
    expect(page.locator("#neuron-1 input[name=b]")).to_have_value("1")


def test_reset_outlives_a_reload_where_the_link_has_a_question_mark(page: Page, site: Site) -> None:
    page.context.route("**/runtime/**", lambda route: None)  # the form needs no Python for this
    page.goto(site.url + "neuron.html?neuron-1.b=1")
    field = page.locator("#neuron-1 input[name=b]")
    expect(field).to_have_value("1")
    page.locator("#neuron-1").get_by_role("button", name="Reset").press("Enter")
    page.wait_for_function("() => location.hash.includes('neuron-1.b=0.3')")
    page.reload()
    expect(page.locator("#neuron-1[data-state]")).to_be_visible()
    expect(field).to_have_value("0.3")


def test_a_page_whose_scripts_are_blocked_says_so(page: Page, site: Site, watch: Watch) -> None:
    page.context.route("**/stage/stage.js", lambda route: route.abort())
    page.goto(site.url + "neuron.html")
    expect(page.locator('#neuron-1 [data-part="status"]')).to_contain_text("This part cannot start")
    watch.take()


def test_the_page_works_before_python_and_python_honours_what_was_set(
    page: Page, site: Site
) -> None:
    held: list[Route] = []
    page.context.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    with page.expect_request("**/pyodide.asm.wasm"):
        page.goto(site.url + "neuron.html")
    expect(page.locator("#neuron-1")).to_have_attribute("data-state", "waiting")
    expect(page.locator("#neuron-1 .loading-panel")).to_contain_text("The controls work already")
    page.locator("#neuron-1 input[name=b]").press("End")
    assert page.locator("#neuron-1 input[name=b] + input").input_value() == "3"
    assert held
    for route in held:
        route.continue_()
    wait_live(page)
    expect(page.locator('#neuron-1 [data-part="total"]')).to_have_text("3.21")


def foreign(page: Page, site: Site, body: str) -> None:
    """A page by somebody else, on the same host as the course."""
    address = site.grounds_url + "theirs.html"
    html = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Theirs</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="a/course/css/tokens.css">
<link rel="stylesheet" href="a/course/css/widget.css">
<script src="a/course/stage/stand-ins.js"></script>
<script type="module" src="a/course/stage/stage.js"></script>{body}</html>"""
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(address)


def test_on_paper_a_tool_is_unfolded_and_what_stands_around_it_is_not(
    page: Page, site: Site
) -> None:
    page.context.route("**/runtime/**", lambda route: None)
    theirs = "<main><details id='theirs'><summary>More</summary>Theirs</details>"
    foreign(page, site, f"{theirs}<div data-widget='forward'></div></main>")
    expect(page.locator("#forward-1[data-state]")).to_be_visible()
    folded = page.locator("[data-widget] details:not([open])")
    before = folded.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    expect(page.locator("#theirs")).not_to_have_attribute("open", "")
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.dataset.ground = 'dark'")
    expect(page.locator("#forward-1 .frame").first).to_have_css("color-scheme", "dark")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(before)


def test_anybody_s_page_can_hold_a_widget_with_settings_of_its_own(page: Page, site: Site) -> None:
    foreign(page, site, '<div data-widget="neuron" data-b="1" data-activation="relu"></div>')
    wait_live(page)
    expect(page.locator('#neuron-1 [data-part="output"]')).to_have_text("y = ReLU(1.21) = 1.21")
    page.locator("#neuron-1 input[name=b]").press("End")
    page.get_by_role("button", name="Reset").press("Enter")
    expect(page.locator('#neuron-1 [data-part="total"]')).to_have_text("1.21")
    wide = page.evaluate(
        """() => {
            const edge = document.querySelector("#neuron-1 form").getBoundingClientRect().right;
            const parts = [...document.querySelectorAll("#neuron-1 form *")];
            return parts.filter((part) => part.getBoundingClientRect().right > edge).length;
        }"""
    )
    assert wide == 0, "parts of the widget stick out of its frame"


def test_settings_that_do_not_fit_are_said_to_the_author(page: Page, site: Site) -> None:
    foreign(page, site, '<div data-widget="neuron" data-activaton="relu" data-b="99"></div>')
    note = page.locator('#neuron-1 [data-part="note"]')
    expect(note).to_contain_text("there is no setting called activaton")
    expect(note).to_contain_text("b must be a number from −3 to 3")


def test_a_widget_that_is_taken_away_is_closed(page: Page, site: Site) -> None:
    foreign(page, site, '<div data-widget="neuron"></div><div data-widget="gates"></div>')
    wait_live(page)
    page.evaluate("document.querySelector('#neuron-1').remove()")
    page.emulate_media(color_scheme="dark")
    page.locator("#gates-1 input[name=w1]").press("End")
    expect(page.locator('#gates-1 [data-part="table"] tr').nth(2)).to_contain_text("3.2")


def test_a_widget_that_does_not_exist_is_said_so(page: Page, site: Site, watch: Watch) -> None:
    foreign(page, site, '<div data-widget="toaster"></div><div data-widget="../x"></div>')
    expect(page.locator("[data-widget=toaster]")).to_contain_text("no widget called")
    expect(page.locator('[data-widget="../x"]')).to_contain_text("not the name of a widget")
    assert any("toaster.html" in problem for problem in watch.take())


def test_a_browser_without_what_is_needed_is_told_so(page: Page, site: Site) -> None:
    page.add_init_script("delete self.OffscreenCanvas;")
    page.goto(site.url + "neuron.html")
    panel = page.locator("#neuron-1 .loading-panel")
    expect(panel).to_contain_text("this browser lacks OffscreenCanvas")
    expect(page.locator("html")).to_have_attribute("data-python", "failed")
