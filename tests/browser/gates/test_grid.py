"""Widths: what a class promises, nothing sideways, and no half of a page left empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.harness import HeldRuntime, OpenPage, Site, next_frame, page_names, report

WIDTHS = (320, 390, 1000, 1280, 1600)

# Where each child of the page begins and ends, and the lines that its class gives it.
MEASURE = """() => {
    const main = document.querySelector("main.page");
    if (!main) return null;
    const box = main.getBoundingClientRect();
    const style = getComputedStyle(main);
    const columns = style.gridTemplateColumns.replace(/\\[[^\\]]*\\]/g, "").trim().split(/\\s+/);
    const sizes = columns.map(parseFloat);
    const gap = parseFloat(style.columnGap) || 0;
    const start = (line) => sizes.slice(0, line).reduce((sum, one) => sum + one + gap, box.left);
    const edges = { text: [start(2), start(2) + sizes[2]], note: [start(3), start(3) + sizes[3]] };
    edges.wide = [edges.text[0], edges.note[1]];
    edges.full = [start(1), edges.note[1]];
    const children = [...main.children]
        .filter((one) => !one.matches("link, script, .rail, .visually-hidden"))
        .filter((one) => one.getClientRects().length)
        .map((one) => {
            const { left, right } = one.getBoundingClientRect();
            const wants = ["full", "wide", "note"].find((name) => one.classList.contains(name));
            const name = `${one.tagName} .${one.className} ${one.textContent.trim().slice(0, 30)}`;
            const wide = one.matches("[data-widget], .intro, .previous-next, .side-by-side, .quiz");
            return { name, left, right, wants: wants ?? (wide ? "wide" : "text") };
        });
    const rail = main.querySelector(":scope > .rail")?.getBoundingClientRect();
    return { edges, children, rail: rail && [rail.left, rail.right], window: innerWidth,
        scroll: document.documentElement.scrollWidth };
}"""


@pytest.fixture(scope="module", params=page_names())
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def opened(name: str, open_page: OpenPage, site: Site) -> Iterator[Page]:
    """A page while Python does not arrive."""
    page, watch = open_page()
    runtime = HeldRuntime(page.context)
    page.goto(site.url + name)
    yield page
    watch.check()
    runtime.give_up()
    page.context.close()


def measured(page: Page, width: int) -> dict[str, Any] | None:
    page.set_viewport_size({"width": width, "height": 900})
    next_frame(page)
    found: dict[str, Any] | None = page.evaluate(MEASURE)
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_narrower_than_its_class_says_or_sticks_out(opened: Page, width: int) -> None:
    found = measured(opened, width)
    if found is None:
        return
    edges, problems = found["edges"], []
    for one in found["children"]:
        left, right = edges[one["wants"]] if width >= 1216 else edges["text"]
        if one["wants"] == "note" and not found["rail"]:
            left, right = edges["text"]
        if one["left"] > left + 1 or one["right"] < right - 1:
            problems.append(f"{one['name']} is narrower than its place, {left:.0f} to {right:.0f}")
        if one["left"] < 0 or one["right"] > width:
            problems.append(f"{one['name']} sticks out of the window")
    if found["scroll"] > width:
        problems.append(f"the page is {found['scroll']} px wide")
    report(problems)


@pytest.mark.parametrize("width", [1280, 1600])
def test_no_half_of_a_page_is_empty(opened: Page, width: int) -> None:
    """What there is of rail, text and notes stands in the middle, and takes most of the room."""
    found = measured(opened, width)
    if found is None:
        return
    spans = [(one["left"], one["right"]) for one in found["children"]]
    spans += [tuple(found["rail"])] if found["rail"] else []
    left, right = min(one[0] for one in spans), max(one[1] for one in spans)
    assert abs(left - (width - right)) <= 2, (left, width - right)
    assert right - left >= 42 * 16 - 1
