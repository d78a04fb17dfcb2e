"""Addresses by somebody who means ill: refused in words, and nothing else.

Longer than other files: one table of hostile addresses, and what must be true after each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.embed.test_embedding import embed
from tests.browser.harness import HOSTS, OpenPage, Site, site_folder

SCRIPT = '<img src=x onerror="hit()"><script>hit()</script><svg onload=hit()>'

# In the page: what every widget's form says, how many elements there are, and what ran.
WATCHED = (HOSTS / "watched.js").read_text(encoding="utf-8")

# Names that are no setting of any widget.
NAMES = [
    "__proto__",
    "constructor",
    "toString",
    "__defineGetter__",
    "length",
    "item",
    "namedItem",
    "elements",
    "submit",
    "0",
    "3",
    " ",
    "",
    SCRIPT,
    "x" * 100_000,
]

# Values that no setting of any widget takes.
VALUES = [
    SCRIPT,
    "javascript:hit(document.domain)",
    "__proto__, constructor, toString",
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    "0x ffffffffffffffffff",
    "1e999 1e999 1e999 1e999",
    "-Infinity, NaN, null, undefined",
]

BROKEN = [
    "%",
    "%%%=%",
    "neuron-1.w1=%E0%A4%A&neuron-1.b=%",
    "neuron-1.%ZZ=1&neuron-1.=&neuron-1.&=neuron-1.w1",
    "neuron-1.w1=99&neuron-1.w1=-99&neuron-1.w1=x",
    "&&&&====;;;;####????",
]

ROOTS = """() => Object.fromEntries([...document.querySelectorAll("[data-widget]")].map((root) => {
    const settings = [...root.querySelector("form").elements]
        .filter((e) => e.name && e.matches("input, select"));
    return [root.id, [...new Set(settings.map((e) => e.name))]];
}))"""


def widgets() -> list[str]:
    return sorted(path.stem for path in (site_folder() / "widgets").glob("*.html"))


def without_python(page: Page) -> None:
    """Let nothing of Python arrive: the form alone answers an address."""
    python = re.compile(r"/runtime/|/stage/python/interpreter\.js$")
    page.context.route(python, lambda route: None)


def strangers_page(page: Page, site: Site, *names: str) -> None:
    """Open a page by somebody else, without any policy, with these widgets in it."""
    address = site.grounds_url + "hostile.html"
    body = "".join(f'<div data-widget="{name}"></div>' for name in names)
    html = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Theirs</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="a/course/css/tokens.css">
<link rel="stylesheet" href="a/course/css/widget.css">
<script type="module" src="a/course/stage/stage.js"></script>{body}</html>"""
    page.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.add_init_script(WATCHED)
    page.goto(address)
    page.wait_for_function(
        "(count) => document.querySelectorAll('[data-widget][data-state]').length === count",
        arg=len(names),
    )


@pytest.fixture(scope="module")
def forms(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """Every widget of the course in one page, without Python; anything reported fails."""
    page, watch = open_page()
    without_python(page)
    strangers_page(page, site, *widgets())
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(({ name }) => /main.py$/.test(name))"
    )
    page.evaluate("async () => void (await document.fonts.ready)")  # formulas ask for theirs late
    yield page
    page.context.close()
    watch.check()


def follow(page: Page, hash_: str) -> None:
    """Open a link to the open page."""
    page.evaluate("(hash) => window.hash(hash)", hash_)


def follow_pairs(page: Page, pairs: list[tuple[str, str]]) -> None:
    """Open a link that asks for these settings."""
    page.evaluate("(pairs) => window.hash(String(new URLSearchParams(pairs)))", pairs)


def note(page: Page, root: str) -> str:
    return page.locator(f'#{root} [data-part="note"]').text_content() or ""


@contextmanager
def unchanged(page: Page) -> Iterator[None]:
    """Do something that must change no setting, make no element, ask for nothing, run nothing."""
    ask = """() => [window.forms(), window.elements(), ({}).polluted,
        performance.getEntriesByType("resource").length]"""
    forms, *others = page.evaluate(ask)
    yield
    forms_now, *others_now = page.evaluate(ask)
    assert sorted(set(forms_now) ^ set(forms)) == []
    assert others_now == others
    assert page.evaluate("window.hits") == []


def test_every_widget_refuses_names_that_are_no_settings(forms: Page) -> None:
    for root in forms.evaluate(ROOTS):
        ids = forms.evaluate(
            "(root) => [...document.querySelectorAll(`#${root} form [id]`)].map((e) => e.id)", root
        )
        names = [*NAMES, *ids[:5]]
        with unchanged(forms):
            follow_pairs(forms, [(f"{root}.{name}", "1") for name in names])
        said = note(forms, root)
        assert "there is no setting called __proto__" in said
        assert f"and {len(names) - 5} more" in said
        assert len(said) < 1000


def test_every_setting_of_every_widget_refuses_values_that_mean_ill(forms: Page) -> None:
    for root, names in forms.evaluate(ROOTS).items():
        assert names, root
        for value in VALUES:
            with unchanged(forms):
                follow_pairs(forms, [(f"{root}.{name}", value) for name in names])
            assert "The link was not followed in part" in note(forms, root), (root, value[:40])
            assert len(note(forms, root)) < 2000


@pytest.mark.parametrize("hash_", BROKEN)
def test_an_address_that_is_none_changes_nothing(forms: Page, hash_: str) -> None:
    with unchanged(forms):
        follow(forms, hash_)


@pytest.mark.parametrize(
    ("hash_", "words"),
    [
        (f"neuron-1.w1={'9' * 1_000_000}", "w1 is longer than 40,000 characters"),
        (f"neuron-1.{'x' * 1_000_000}=1", "there is no setting called xxxx"),
        (f"playground-1.own={'1*1*1_' * 170_000}", "own is longer than 250,000 characters"),
        (f"forward-1.edits={'w1.1.1=1,' * 110_000}", "edits is longer than 40,000 characters"),
        (f"loss-map-1.weights={'1_' * 500_000}1", "weights is longer than 40,000 characters"),
        (f"neuron-1.{'=1&neuron-1.'.join('x' * 20_000)}=1", "and 995 more"),
    ],
    ids=["number", "name", "points", "edits", "weights", "many"],
)
def test_an_address_of_a_million_characters_is_answered_in_a_few_words(
    forms: Page, hash_: str, words: str
) -> None:
    with unchanged(forms):
        follow(forms, hash_)
    assert words in note(forms, hash_.split(".")[0])
    assert len(note(forms, hash_.split(".")[0])) < 1000


def test_numbers_in_any_spelling_mean_what_they_say(forms: Page) -> None:
    for written, value in {"0x2": "2", " 1.5 ": "1.5", "+1": "1", "2.": "2", "1e-1": "0.1"}.items():
        follow_pairs(forms, [("neuron-1.w1", written)])
        assert forms.locator("#neuron-1 input[name=w1]").input_value() == value
        assert note(forms, "neuron-1") == ""
    follow_pairs(forms, [("neuron-1.w1", "none")])


def test_a_fixed_control_is_not_reached_by_its_id_or_number(page: Page, site: Site) -> None:
    without_python(page)
    page.goto(embed(site.url, "neuron", lock="w1 x1 b"))
    place = page.locator("#neuron-1")
    expect(place).to_have_attribute("data-state", "waiting")
    before = place.locator("input[name=w1]").input_value()
    ids = page.evaluate(
        "[...document.forms[0].elements].flatMap((control, i) => [String(i), control.id])"
    )
    page.evaluate(WATCHED)
    follow_pairs(page, [(f"neuron-1.{name}", "3") for name in ids])
    assert place.locator("input[name=w1]").input_value() == before
    expect(place.locator("[data-part=note]")).to_contain_text("there is no setting called 0")


def test_the_query_of_a_frame_sets_settings_and_nothing_else(page: Page, site: Site) -> None:
    without_python(page)
    page.add_init_script(WATCHED)
    names = ["offline", "embed", "embed-help", "quiz", "predict", "part", "state", "part", *NAMES]
    query = dict.fromkeys([name for name in names if len(name) < 1000], "polluted")
    query |= {"id": SCRIPT, "settings": "w1=3", "b": "1", "secret": "s", "__proto__.polluted": "1"}
    limits = {"lock": "constructor __proto__ 0", "hide": f'constructor,__proto__,"],a,{SCRIPT}'}
    page.goto(embed(site.url, "neuron", **query, **limits))
    place = page.locator("#neuron-1")
    expect(place).to_have_attribute("data-state", "waiting")
    attributes = page.evaluate("document.querySelector('#neuron-1').getAttributeNames()")
    known = {"id", "data-widget", "data-state", "data-settings", "data-lock", "data-hide"}
    assert set(attributes) == known | {"data-heading-level"}
    said = place.locator("[data-part=note]")
    expect(said).to_contain_text("there is no setting called offline")
    assert place.locator("input[name=b]").input_value() == "1"
    assert place.locator("input[name=w1]").input_value() == "0.8"
    assert page.evaluate("[window.hits, ({}).polluted ?? null]") == [[], None]
    assert place.locator("img, script").count() == 0
    expect(page.locator("[data-embed-help]")).to_be_hidden()
