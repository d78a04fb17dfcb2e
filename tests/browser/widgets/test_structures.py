"""Before Python has drawn, frames show structures; then they go, and nothing moves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.pages.pictures import read_pictures
from tests.browser.harness import HeldRuntime, Site, Watch, wait_live, without_snapshot
from tests.places import ROOT

STRUCTURES = [name for name in read_pictures(ROOT / "web") if name.startswith("structures/")]

# What moves in a widget from now on; what the reader does counts as well.
WATCH_SHIFTS = """() => {
    const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
    const tell = ({ node, previousRect, currentRect }) =>
        `${node?.nodeName} ${node?.className} from ${box(previousRect)} to ${box(currentRect)}`;
    window.shifts = [];
    new PerformanceObserver((list) => {
        const inside = ({ node }) => node?.parentElement?.closest("[data-widget]");
        for (const { sources } of list.getEntries())
            for (const source of sources.filter(inside)) window.shifts.push(tell(source));
    }).observe({ type: "layout-shift" });
}"""
BOXES = """(root) => [...root.querySelectorAll(".frame, .control, [role=status]")].map(
    (element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.className, x, y + scrollY, width, height];
    },
)"""


@pytest.fixture
def held(page: Page) -> HeldRuntime:
    return HeldRuntime(page.context)


def structures(page: Page) -> Locator:
    return page.locator(".structure").filter(visible=True)


def frames_of(page: Page, widget: str) -> list[Locator]:
    """The frames of a widget whose picture has a structure."""
    parts = [name.split("/")[2] for name in STRUCTURES if name.split("/")[1] == widget]
    assert parts
    root = page.locator(f"[data-widget={widget}]").first
    return [root.locator(f".frame:has(> canvas[data-part={part}])") for part in parts]


@pytest.mark.parametrize(("width", "layout"), [(1280, "wide"), (390, "narrow")])
@pytest.mark.parametrize(
    ("address", "widget"),
    [("neuron.html", "neuron"), ("playground.html", "playground"), ("", "hero")],
)
def test_a_structure_fills_its_frame_until_python_has_drawn(
    page: Page, site: Site, held: HeldRuntime, address: str, widget: str, width: int, layout: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + address)
    for frame in frames_of(page, widget):
        shown = frame.locator(".structure").filter(visible=True)
        expect(shown).to_have_count(1)
        expect(shown).to_have_class(f"structure {layout}")
        assert shown.bounding_box() == frame.locator("canvas").first.bounding_box()
    held.let_through()
    wait_live(page)
    expect(structures(page)).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(("address", "name"), [("neuron.html", "neuron"), ("", "hero")])
def test_nothing_moves_when_python_has_drawn(
    page: Page, site: Site, held: HeldRuntime, address: str, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + address)
    widget = page.locator(f"[data-widget={name}]")
    expect(widget).to_have_attribute("data-state", "waiting")
    page.evaluate("document.fonts.ready")
    widget.locator(".frame").first.scroll_into_view_if_needed()
    before = widget.evaluate(BOXES)
    page.evaluate(WATCH_SHIFTS)
    held.let_through()
    wait_live(page)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("shifts") == []
    assert widget.evaluate(BOXES) == before


def test_the_status_line_says_how_far_python_has_come(
    page: Page, site: Site, held: HeldRuntime
) -> None:
    page.goto(site.url + "neuron.html")
    widget = page.locator("[data-widget=neuron]")
    panel = widget.get_by_role("status").locator(".loading-panel")
    expect(panel).to_contain_text(re.compile("^Python is starting …"))
    expect(panel.get_by_role("progressbar", name="Loading Python")).to_be_visible()
    expect(panel.get_by_role("button")).to_have_count(0)
    expect(widget.locator("dd").filter(visible=True)).to_have_count(0)  # no "–" for a number
    held.let_through()
    wait_live(page)
    expect(panel).to_be_hidden()
    expect(widget.locator("[data-part=status]")).to_contain_text("Weighted sum")
    expect(widget.locator("dd[data-part=sum]")).to_contain_text("z =")


def test_a_failure_is_told_in_the_same_line_with_a_button_and_keeps_the_structure(
    page: Page, site: Site, watch: Watch
) -> None:
    without_snapshot(page)
    page.context.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404, body="gone"))
    page.goto(site.url + "neuron.html")
    widget = page.locator("[data-widget=neuron]")
    expect(widget).to_have_attribute("data-state", "failed")
    panel = widget.locator(".loading-panel")
    expect(panel).to_contain_text(re.compile(r"^Python stopped: .+ Your settings are kept\."))
    sign = "getComputedStyle(document.querySelector('.loading-panel p'), '::before').content"
    assert page.evaluate(sign).startswith('"✗ "')
    expect(panel.get_by_role("button", name="Start Python again")).to_be_visible()
    expect(panel.get_by_role("progressbar")).to_have_count(0)
    for frame in frames_of(page, "neuron"):
        expect(frame.locator(".structure").filter(visible=True)).to_have_count(1)
    page.context.unroute("**/pyodide.asm.wasm")
    panel.get_by_role("button").press("Enter")
    wait_live(page)
    expect(structures(page)).to_have_count(0)
    page.context.close()
    assert watch.take()  # what could not be fetched


def test_without_javascript_the_structures_are_there(page: Page, site: Site) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(site.url + "neuron.html")
    expect(still.locator("[data-widget=neuron] .structure.wide").first).to_be_visible()
    context.close()
