"""Widths: what a class promises, nothing sideways, and no half of a page left empty.

Longer than other files: what is measured inside the page stands beside what it is measured against.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.gates.references import UNKNOWN
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


# How far what is read and seen of each window's height reaches, from its left end to its right:
# lines of text, pictures and controls, in steps of half a window.
REACH = """() => {
    const main = document.querySelector("main");
    const seen = [];
    const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const line = document.createRange();
    while (words.nextNode()) {
        const { parentElement: e } = words.currentNode;
        if (!words.currentNode.textContent.trim() || !e.checkVisibility()) continue;
        line.selectNodeContents(words.currentNode);
        seen.push(...line.getClientRects());
    }
    for (const e of main.querySelectorAll("svg, canvas, img, iframe, button, input, select"))
        if (e.checkVisibility()) seen.push(e.getBoundingClientRect());
    const boxes = seen.filter(({ width, height }) => width > 1 && height > 1);
    const { top, bottom } = main.getBoundingClientRect();
    const rail = document.querySelector("main > .rail")?.getBoundingClientRect();
    const reach = [];
    for (let low = top; low < bottom; low += innerHeight / 2) {
        const from = Math.max(Math.min(low, bottom - innerHeight), top);
        const inside = boxes.filter((box) => box.bottom > from && box.top < from + innerHeight);
        if (rail) inside.push(rail); // which stays in sight
        const [left, right] = [inside.map((box) => box.left), inside.map((box) => box.right)];
        reach.push([Math.round(from - top), Math.min(...left), Math.max(...right)]);
    }
    return reach;
}"""
LEAST = 0.15
"""Of a window's width, at each side of its middle."""


def shown(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    next_frame(page)


def faults(page: Page, width: int) -> list[str]:
    """What is narrower than its class says, sticks out, or stands beside the middle."""
    shown(page, width)
    found: dict[str, Any] | None = page.evaluate(MEASURE)
    if found is None:
        return []
    edges, problems = found["edges"], []
    for one in found["children"]:
        left, right = edges[one["wants"]] if width >= 1216 else edges["text"]
        if one["wants"] == "note" and not found["rail"]:
            left, right = edges["text"]
        if one["left"] > left + 1 or one["right"] < right - 1:
            problems.append(f"{one['name']} is narrower than its place, {left:.0f} to {right:.0f}")
        if one["left"] < 0 or one["right"] > width:
            problems.append(f"{one['name']} sticks out of the window")
    spans = [(one["left"], one["right"]) for one in found["children"]]
    spans += [tuple(found["rail"])] if found["rail"] else []
    left, right = min(one[0] for one in spans), max(one[1] for one in spans)
    if abs(left - (width - right)) > 2:
        problems.append(f"all of it stands from {left:.0f} to {right:.0f}, not in the middle")
    return problems


def empty_halves(page: Page, width: int) -> list[str]:
    """The windows of a page in which nothing reaches far into one half."""
    shown(page, width)
    told = []
    for top, left, right in page.evaluate(REACH):
        if left > (0.5 - LEAST) * width or right < (0.5 + LEAST) * width:
            told.append(f"from {top} px all lies between {left:.0f} and {right:.0f}")
    return told


@pytest.fixture(scope="module", params=[name for name in page_names() if name != UNKNOWN])
def opened(request: pytest.FixtureRequest, open_page: OpenPage, site: Site) -> Iterator[Page]:
    """A page while Python does not arrive."""
    page, watch = open_page()
    runtime = HeldRuntime(page.context)
    page.goto(site.url + request.param)
    yield page
    watch.check()
    runtime.give_up()
    page.context.close()


def test_widths_are_what_classes_say_and_no_half_of_a_window_is_empty(opened: Page) -> None:
    """The home page has bands for columns, and a page in a frame has what is around it."""
    columns = opened.evaluate(MEASURE) is not None
    bands, bare = (opened.locator(one).count() for one in ("main.home", ".bare"))
    assert columns + bands + bare == 1
    problems = []
    for width in WIDTHS:
        told = faults(opened, width) + (empty_halves(opened, width) if not bare else [])
        wide = opened.evaluate("document.documentElement.scrollWidth")
        told += [f"the page is {wide} px wide"] if wide > width else []
        problems += [f"{width}: {one}" for one in told]
    report(problems)


def test_the_bands_of_the_home_page_end_where_its_header_does(page: Page, site: Site) -> None:
    HeldRuntime(page.context)
    page.goto(site.url + "index.html")
    for width in WIDTHS:
        shown(page, width)
        edges = page.locator("header.site > .wrap, main .wrap").evaluate_all(
            "(all) => all.map((e) => e.getBoundingClientRect()).map((e) => [e.left, e.right])"
        )
        assert len(edges) == 5
        assert len({tuple(map(round, one)) for one in edges}) == 1, edges
        left, right = edges[0]
        assert left == pytest.approx(width - right, abs=1)
        assert right - left == pytest.approx(min(width, 78 * 16), abs=1)


PLANT = """([tag, name, style]) => {
    const e = document.createElement(tag);
    e.className = name;
    e.textContent = "Planted";
    e.id = "planted";
    e.style.cssText = style;
    document.querySelector("main h2").before(e);
}"""
UPROOT = "() => document.getElementById('planted').remove()"


@pytest.fixture(scope="module")
def lesson(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """A page with contents at its side."""
    page, watch = open_page()
    runtime = HeldRuntime(page.context)
    page.goto(site.url + "neuron.html")
    yield page
    watch.check()
    runtime.give_up()
    page.context.close()


@pytest.mark.parametrize("width", [390, 1600])
@pytest.mark.parametrize("name", ["", "wide", "full", "note"])
def test_what_is_planted_with_a_class_is_measured(lesson: Page, name: str, width: int) -> None:
    for style, fault in {
        "": None,
        "width: 3rem": "narrower",
        "margin-inline: -100rem": "sticks out",
    }.items():
        lesson.evaluate(PLANT, ["div", name, style])
        told = [one for one in faults(lesson, width) if "Planted" in one]
        assert len(told) == (fault is not None), told
        assert not fault or fault in told[0]
        lesson.evaluate(UPROOT)


def test_half_a_window_that_is_empty_is_noticed(lesson: Page) -> None:
    lesson.evaluate("() => { document.querySelector('main').style.width = '40%'; }")
    assert empty_halves(lesson, 1600)
    lesson.evaluate("() => { document.querySelector('main').style.width = ''; }")


def test_a_line_of_text_is_38_rem_long_beside_contents_and_never_longer_than_44(
    lesson: Page,
) -> None:
    lines = "main.page > p:not([class])"
    for width in WIDTHS:
        shown(lesson, width)
        long = lesson.locator(lines).evaluate_all("(all) => all.map((e) => e.clientWidth / 16)")
        assert len(long) > 5
        most = 38 if width >= 1216 else 44
        assert max(long) == min(long) == pytest.approx(min(most, width / 16 - 2), abs=0.1), width
