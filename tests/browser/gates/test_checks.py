"""Each check of checks.py finds a planted fault, and lets a sound page pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.gates import checks
from tests.browser.harness import Site

HEAD = """<!doctype html><html lang="en"><head><title>Planted</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>
:focus-visible { outline: 3px solid }
body { font: 16px sans-serif }
button, a { display: inline-block; padding: 12px; font: inherit }
canvas { width: 200px } figure { margin: 0 }
label { display: block; min-height: 44px }
</style>
</head><body>"""

SOUND = """<header><a href="#main">Skip</a></header><main id="main" tabindex="-1">
<h1>One</h1><h2>Two</h2>
<div data-widget="x" id="x-1"><figure><canvas role="img" aria-label="A picture"></canvas>
<figcaption>What to see</figcaption></figure><form><label>
Weight <input type="range" name="w" style="width: 200px; height: 24px"></label>
<fieldset><legend>Which</legend><label><input type="radio" name="r" checked> a</label>
<label><input type="radio" name="r"> b</label></fieldset><button type="button">Go</button></form>
<div role="status"><p data-part="status">Ready</p></div>
<table><caption>Data</caption><tbody><tr><th scope="row">a</th><td>1</td></tr></tbody></table>
</div></main>"""

Check = Callable[[Page], list[str]]
ALL: list[Check] = [
    checks.axe,
    checks.sniff,
    checks.live_regions,
    checks.skip_link,
    checks.staying,
    checks.graphics,
    checks.targets,
    checks.small_text,
    checks.headings,
    checks.overflow,
    checks.storage,
    checks.tab_walk,
]

Show = Callable[[str], Page]


@pytest.fixture
def show(page: Page, site: Site) -> Show:
    """Show a page of the site's own host."""

    def show(body: str) -> Page:
        page.route(
            "**/planted.html",
            lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"),
        )
        page.goto(site.url + "planted.html")
        return page

    return show


def test_a_sound_page_passes_every_check(show: Show) -> None:
    page = show(HEAD + SOUND)
    checks.resize(page, checks.NARROW)
    assert {check.__name__: check(page) for check in ALL} == {check.__name__: [] for check in ALL}


@pytest.mark.parametrize(
    ("check", "before", "after"),
    [
        (checks.axe, "Weight", ""),
        (checks.sniff, "<h2>Two</h2>", "<h2>Two</h2><input>"),
        (checks.sniff, 'lang="en"', ""),
        (checks.live_regions, 'role="status"', ""),
        (checks.live_regions, 'role="status"', 'role="status" aria-live="assertive"'),
        (checks.live_regions, "<td>1</td>", '<td role="alert">1</td>'),
        (checks.skip_link, '<a href="#main"', '<a href="#x-1"'),
        (checks.skip_link, '<a href="#main"', '<a href="#main" style="clip-path: inset(50%)"'),
        (checks.skip_link, '<a href="#main"', '<a href="#main" style="outline: none"'),
        (checks.skip_link, ' tabindex="-1"', ""),
        (checks.staying, "<figure>", '<figure style="position: sticky; height: 300px">'),
        (checks.graphics, 'role="img"', ""),
        (checks.graphics, 'aria-label="A picture"', ""),
        (checks.graphics, "<figcaption>What to see</figcaption>", ""),
        (checks.graphics, "<figcaption>", "<figcaption hidden>"),
        (checks.graphics, "<td>1</td>", ""),
        (checks.targets, '<button type="button"', '<button style="padding: 0; line-height: 1"'),
        (checks.small_text, "<h2>", '<h2 style="font-size: 13px">'),
        (checks.headings, "<h2>Two</h2>", "<h3>Two</h3>"),
        (checks.headings, "<h2>Two</h2>", "<h1>Two</h1>"),
        (checks.overflow, "<h2>", '<h2 style="width: 400px">'),
        (checks.overflow, "<h2>Two", '<h2 style="overflow: hidden; width: 20px">Unbreakable'),
        (
            checks.overflow,
            "<figcaption>",
            '<svg width="60" height="20"><text y="16">Unbreakable</text></svg><figcaption>',
        ),
        (checks.storage, "<main", "<script>document.cookie = 'a=b'</script><main"),
        (checks.storage, "<main", "<script>localStorage.a = 'b'</script><main"),
        (checks.tab_walk, '<button type="button"', '<button style="outline: none"'),
        (checks.tab_walk, '<button type="button"', '<button tabindex="1"'),
        (checks.tab_walk, "<main", '<div style="position: fixed; inset: 0">Cover</div><main'),
        (
            checks.tab_walk,
            '<button type="button"',
            '<button onkeydown="if (event.key == `Tab`) event.preventDefault()"',
        ),
    ],
)
def test_a_planted_fault_is_found(show: Show, check: Check, before: str, after: str) -> None:
    assert before in HEAD + SOUND
    page = show((HEAD + SOUND).replace(before, after, 1))
    checks.resize(page, checks.NARROW)
    assert check(page)


WRAPPED = """<p style="width: 200px"><span style="display: inline-block; width: 150px"></span><a
href="#main" style="display: inline; padding: 0">one two</a></p></main>"""


def test_a_link_in_two_lines_is_reached_though_its_middle_is_beside_it(show: Show) -> None:
    page = show((HEAD + SOUND).replace("</main>", WRAPPED))
    checks.resize(page, checks.NARROW)
    middle = page.locator("p a").evaluate(
        """(e) => {
            e.scrollIntoView();
            const { left, top, width, height } = e.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2).localName;
        }"""
    )
    assert middle == "p", "the middle of both lines is none of the link"
    assert checks.tab_walk(page) == []


@pytest.mark.parametrize(
    "broken",
    [
        'onkeydown="event.preventDefault()"',
        'onkeydown="event.preventDefault(); this.dispatchEvent(new Event(`input`))"',
    ],
    ids=["silent", "says so"],
)
def test_a_slider_that_no_key_moves_is_noticed(show: Show, broken: str) -> None:
    page = show((HEAD + SOUND).replace('<input type="range"', f'<input type="range" {broken}'))
    with pytest.raises(AssertionError, match="does not move by keyboard"):
        checks.use_everything(page)
