"""The page for teachers: a snippet shows what the preview shows, and follows from it alone.

Longer than other files: preview, snippet and form of one page are tested against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.embed.test_embedding import embed, frame_of
from tests.browser.harness import OpenPage, Site, next_frame, wait_live, widget_names

PREVIEW_HEIGHT = "() => document.documentElement.getBoundingClientRect().height"


def snippet_of(page: Page) -> Locator:
    return page.get_by_label("The snippet")


def open_builder(page: Page, site: Site, tool: str = "neuron") -> None:
    page.goto(site.url + "teachers.html")
    choose(page, tool)


def choose(page: Page, tool: str) -> None:
    """Choose a tool, and wait until its snippet is offered."""
    page.get_by_label("Tool", exact=True).select_option(tool)
    expect(snippet_of(page)).to_have_value(re.compile(rf"widget=(\W*){tool}\b"))
    expect(page.get_by_role("button", name="Copy the snippet")).to_be_enabled()


def preview(page: Page) -> Locator:
    return page.frame_locator(".preview").locator("[data-widget]")


@dataclass(frozen=True)
class Offered:
    """What the page says of a tool: the height in its snippet, and what can be fixed or hidden."""

    told: int | None
    height: float
    names: list[str]
    words: list[str]


@pytest.fixture(scope="module")
def offered(open_page: OpenPage, site: Site) -> dict[str, Offered]:
    """Every tool, chosen one after the other on one page."""
    page, watch = open_page()
    page.goto(site.url + "teachers.html")
    found = {}
    for tool in widget_names():
        choose(page, tool)
        frame = page.locator(".preview").element_handle().content_frame()
        assert frame is not None
        assert frame.url.endswith(f"?widget={tool}")
        next_frame(page)
        told = re.search(r"height: (\d+)px", snippet_of(page).input_value())
        found[tool] = Offered(
            told=int(told[1]) if told else None,
            height=frame.evaluate(PREVIEW_HEIGHT),
            names=page.locator("[data-controls] select").evaluate_all(
                "(all) => all.map((e) => e.dataset.control)"
            ),
            words=page.locator("[data-controls] th").all_text_contents(),
        )
    page.context.close()
    watch.check()
    return found


def test_each_snippet_has_the_height_of_its_own_preview(offered: dict[str, Offered]) -> None:
    told = {tool: (one.told, one.height) for tool, one in offered.items()}
    assert not {
        tool: (height, real)
        for tool, (height, real) in told.items()
        if height is None or abs(height - real) > 1
    }


def test_the_snippet_stays_while_the_preview_presents_its_tool(page: Page, site: Site) -> None:
    open_builder(page, site)
    told = snippet_of(page).input_value()
    present = preview(page).locator("button[data-present]")
    whole = page.frame_locator(".preview").locator("html")
    present.press("Enter")
    expect(whole).to_have_attribute("data-present", "neuron-1")
    next_frame(page)
    assert snippet_of(page).input_value() == told
    present.press("Enter")
    expect(whole).not_to_have_attribute("data-present", "neuron-1")
    expect(snippet_of(page)).to_have_value(told)


def test_no_snippet_is_offered_before_the_preview_has_its_height(page: Page, site: Site) -> None:
    open_builder(page, site)
    held: list[Route] = []
    page.context.route("**/embed.html?widget=gates", lambda route: held.append(route))
    with page.expect_request("**/embed.html?widget=gates"):
        page.get_by_label("Tool", exact=True).select_option("gates")
    expect(snippet_of(page)).to_have_value("")
    copy = page.get_by_role("button", name="Copy the snippet")
    expect(copy).to_be_disabled()
    copy.press("Enter")
    expect(page.locator("[data-copied]")).to_have_text("")
    held[0].continue_()
    expect(snippet_of(page)).to_have_value(_contains("widget=gates"))
    expect(copy).to_be_enabled()


def test_previews_leave_the_history_of_the_page_alone(page: Page, site: Site) -> None:
    page.goto(site.url + "progress.html")
    page.goto(site.url + "teachers.html")
    before = page.evaluate("history.length")
    for tool in ("gates", "softmax", "neuron"):
        choose(page, tool)
    page.get_by_text("Fix or hide controls").click()
    page.get_by_label("Readers may, with Bias b").select_option("lock")
    expect(snippet_of(page)).to_have_value(_contains("lock=b"))
    preview(page).get_by_role("slider", name="Weight w1").press("End")
    expect(snippet_of(page)).to_have_value(_contains("w1=3"))
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page).to_have_url(site.url + "progress.html")


def test_each_name_that_is_offered_is_known_to_the_tool_and_each_has_words_of_its_own(
    page: Page, site: Site, offered: dict[str, Offered]
) -> None:
    page.context.route("**/runtime/**", lambda route: None)  # the forms need no Python for this
    for tool, one in offered.items():
        assert one.names
        assert len(set(one.words)) == len(one.words), (tool, one.words)
        assert not [word for word in one.words if not word.strip() or word.endswith(("–", ":"))]
        page.goto(embed(site.url, tool, hide=" ".join(one.names)))
        expect(page.locator("[data-widget] form")).to_be_attached()
        expect(page.locator("[data-part=note]")).to_have_text("")


def test_sections_are_offered_where_a_tool_has_them_and_buttons_beside_undo_stay(
    page: Page, site: Site, offered: dict[str, Offered]
) -> None:
    page.context.route("**/runtime/**", lambda route: None)  # the forms need no Python for this
    sections = ["title", "toolbar", "readouts", "goals", "details"]
    expected = {
        "forward": {"title", "toolbar", "goals", "details"},
        "playground": {*sections} - {"goals"},
    }
    for tool, has in expected.items():
        assert {name for name in offered[tool].names if name in sections} == has
        page.goto(embed(site.url, tool, hide="toolbar goals"))
        expect(page.locator("[data-widget] form")).to_be_attached()
        for name in ("Reset", "Undo", "Copy link"):
            expect(page.get_by_role("button", name=re.compile(f"^{name}( all)?$"))).to_be_hidden()
        expect(page.locator(".goals")).to_have_count(0 if tool == "playground" else 1)
        for goals in page.locator(".goals").all():
            expect(goals).to_be_hidden()
        start = {"forward": "Guided tour", "playground": "Train"}[tool]
        expect(page.get_by_role("button", name=start, exact=True)).to_be_visible()


def test_the_words_of_a_control_are_without_what_it_reads_out(offered: dict[str, Offered]) -> None:
    expected = {
        "playground": "Data",
        "descent-landscape": "Start x (Narrow valley)",
        "forward": "Speed",
        "backprop": "Button “1 Forward pass”",
        "two-layers": "Bias (Hidden neuron h₂)",
        "spam-by-hand": "Button “Show me” (6 of 6)",
    }
    missing = {tool: words for tool, words in expected.items() if words not in offered[tool].words}
    assert not missing


@pytest.mark.parametrize("tool", ["neuron", "playground", "spam-by-hand"])
def test_what_is_pasted_shows_what_the_preview_showed(page: Page, site: Site, tool: str) -> None:
    """All three kinds of snippet; the first two in a page of another origin or alone."""
    open_builder(page, site, tool)
    shown = preview(page).locator("form").inner_text()
    kinds = {}
    for kind, name in {"frame": "a page or", "link": "a link", "place": "a page on"}.items():
        page.get_by_label(re.compile(name)).check()
        kinds[kind] = snippet_of(page).input_value()
    for kind in ("frame", "place"):
        body = kinds[kind]
        (site.grounds / "pasted.html").write_text(_pasted(body), encoding="utf-8")
        page.goto(site.grounds_url + "pasted.html")
        place = frame_of(page) if kind == "frame" else page
        wait_live(place)
        assert _words(place.locator("[data-widget] form").inner_text()) == _words(shown)
    page.goto(kinds["link"])
    wait_live(page)
    assert _words(page.locator("[data-widget] form").inner_text()) == _words(shown)


def test_the_teachers_page_makes_a_snippet_of_what_was_set_up(page: Page, site: Site) -> None:
    page.goto(site.url + "teachers.html")
    page.get_by_label("Tool", exact=True).select_option("neuron")
    preview = page.frame_locator(".preview")
    expect(preview.locator("[data-state=live]")).to_be_visible()
    preview.get_by_role("slider", name="Weight w1").press("End")
    snippet = page.get_by_label("The snippet")
    expect(snippet).to_have_value(_contains("w1=3"))
    page.get_by_text("Fix or hide controls").click()
    page.get_by_label("Readers may, with Bias b").select_option("lock")
    expect(snippet).to_have_value(_contains("lock=b"))
    expect(preview.get_by_role("slider", name="Bias b")).to_be_disabled()
    expect(snippet).to_have_value(_contains("w1=3"))
    made = snippet.input_value()
    page.get_by_label("a link").check()
    link = snippet.input_value()
    assert link.startswith(site.url + "embed.html?widget=neuron")
    body = made.replace("<iframe", '<iframe name="tool"')
    (site.grounds / "pasted.html").write_text(_pasted(body), encoding="utf-8")
    page.goto(site.grounds_url + "pasted.html")
    frame = frame_of(page)
    wait_live(frame)
    expect(frame.locator("[data-part=sum]")).to_contain_text("3 × 1.2")
    expect(frame.get_by_role("slider", name="Bias b")).to_be_disabled()


def test_of_two_tools_that_are_chosen_quickly_the_last_is_shown(page: Page, site: Site) -> None:
    held: list[Route] = []
    page.context.route("**/runtime/**", lambda route: None)  # the forms need no Python for this
    page.context.route("**/widgets/gates.html", lambda route: held.append(route))
    page.goto(site.url + "teachers.html")
    tools = page.get_by_label("Tool", exact=True)
    with page.expect_request("**/widgets/gates.html"):
        tools.select_option("gates")
    tools.select_option("neuron")
    offered = page.get_by_label("Readers may, with Bias b")
    expect(offered).to_be_attached()
    with page.expect_response("**/widgets/gates.html") as late:
        held[0].continue_()
    late.value.finished()
    next_frame(page)
    expect(page.get_by_label("Readers may, with Gate")).to_have_count(0)
    expect(offered).to_be_attached()


def test_the_snippet_for_the_course_s_own_host_needs_no_frame(page: Page, site: Site) -> None:
    page.goto(site.url + "teachers.html")
    expect(page.frame_locator(".preview").locator("[data-state=live]")).to_be_visible()
    page.get_by_label("a page on the host of the course").check()
    snippet = page.get_by_label("The snippet")
    expect(snippet).to_have_value(_contains("data-widget="))
    assert '<link rel="stylesheet"' in snippet.input_value()
    body = snippet.input_value()
    (site.grounds / "own.html").write_text(_pasted(body), encoding="utf-8")
    page.goto(site.grounds_url + "own.html")
    wait_live(page)


def test_copying_the_snippet_says_so(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.url + "teachers.html")
    snippet: Locator = page.get_by_label("The snippet")
    expect(page.frame_locator(".preview").locator("[data-state=live]")).to_be_visible()
    expect(snippet).to_have_value(_contains("<iframe"))
    page.get_by_role("button", name="Copy the snippet").press("Enter")
    expect(page.locator("[data-copied]")).to_have_text("✓ The snippet is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == snippet.input_value()
    watch.check()


def _words(text: str) -> list[str]:
    return text.split()


def _contains(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))


def _pasted(body: str) -> str:
    head = '<meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">'
    return f'<!doctype html><html lang="en">{head}{body}</html>'
