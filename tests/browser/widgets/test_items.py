"""Lists of variable length: what a patch may make of a list, in a small page of the test's own."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Site, open_alone, wait_ready

BODY = """
<div id="root" data-widget="basket" data-hide="fruit-3"><form>
<button type="button" id="outside">Outside</button>
<ul data-part="fruits">
<template data-key="fruit-[1-9]"><li><button type="button" data-part="eat"></button>
<b data-part="name"></b></li></template>
<li data-key="fruit-1"><button type="button" data-part="eat">Eat</button>
<b data-part="name">pear</b></li>
</ul></form></div>"""

SHOW = """async (items) => {
    const { applyPatch } = await import("./stage/widget/patches.js");
    const root = document.querySelector("#root");
    applyPatch(root, root.querySelector("form"), { items: { fruits: items } });
}"""
SEEN = """() => [...document.querySelectorAll("li")].map(
    (li) => [li.dataset.key, li.querySelector("b").textContent])"""
REFUSED = f"""async (items) => {{
    try {{ await ({SHOW})(items); }} catch (error) {{ return error.message; }}
}}"""


@pytest.fixture
def alone(page: Page, site: Site) -> Page:
    open_alone(page, site, BODY)
    return page


def show(page: Page, *keys: int) -> None:
    page.evaluate(SHOW, [[f"fruit-{key}", {"name": f"fruit {key}"}] for key in keys])


def keys(page: Page) -> list[int]:
    return [int(key[-1]) for key, _ in page.evaluate(SEEN)]


@pytest.mark.parametrize("after", [(1,), (), (3, 1, 2), (2, 4, 5, 1), (5, 4, 3, 2, 1)])
def test_a_list_has_the_items_that_python_names_in_their_order(
    alone: Page, after: tuple[int, ...]
) -> None:
    show(alone, 1, 2, 3)
    assert alone.evaluate(SEEN) == [[f"fruit-{key}", f"fruit {key}"] for key in (1, 2, 3)]
    show(alone, *after)
    assert alone.evaluate(SEEN) == [[f"fruit-{key}", f"fruit {key}"] for key in after]


def test_parts_of_an_item_take_texts_and_harmless_attributes(alone: Page) -> None:
    eat = {"text": "<i>", "data-action": "eat 2", "aria-label": "Eat it", "disabled": True}
    alone.evaluate(SHOW, [["fruit-2", {"name": "fig", "eat": eat}]])
    button = alone.get_by_role("button", name="Eat it", disabled=True)
    assert button.evaluate("(b) => [b.textContent, b.dataset.action]") == ["<i>", "eat 2"]


@pytest.mark.parametrize("after", [(3, 2, 1), (2, 3), (4, 3, 5, 2), (2,)])
def test_an_item_keeps_its_element_and_the_focus_in_it_when_the_list_changes(
    alone: Page, after: tuple[int, ...]
) -> None:
    show(alone, 1, 2, 3)
    held = alone.locator('[data-key="fruit-2"] button')
    held.focus()
    held.evaluate("(e) => { e.ours = true; e.addEventListener('blur', () => (e.lost = true)); }")
    show(alone, *after)
    assert keys(alone) == list(after)
    assert held.evaluate("(e) => [e.ours, e.lost ?? false, document.activeElement === e]") == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("after", "then"), [((1, 3), "fruit-1"), ((3,), "outside"), ((), "outside")]
)
def test_who_stood_in_an_item_that_goes_stands_before_it(
    alone: Page, after: tuple[int, ...], then: str
) -> None:
    show(alone, 1, 2, 3)
    alone.locator('[data-key="fruit-2"] button').focus()
    show(alone, *after)
    place = "document.activeElement.closest('[data-key]')?.dataset.key ?? document.activeElement.id"
    assert alone.evaluate(place) == then


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([["fruit-10", {}]], "the list has no item called fruit-10"),
        ([["fruit-2", {"stone": "x"}]], "the item fruit-2 has no part called stone"),
        ([["fruit-2", {"eat": {"onclick": "x"}}]], "Python may not set the attribute onclick"),
    ],
)
def test_what_the_template_does_not_have_is_refused(
    alone: Page, items: list[Any], words: str
) -> None:
    assert alone.evaluate(REFUSED, items) == words


def test_an_item_that_the_page_hides_stays_out_of_sight_whenever_it_comes(alone: Page) -> None:
    found = alone.evaluate(
        """async () => {
            const { limit } = await import("./stage/form/limits.js");
            const root = document.querySelector("#root");
            root.dataset.hide += " fruit-1 fruit-0";
            return limit(root, root.querySelector("form")).refused;
        }"""
    )
    assert found == ["there is nothing called fruit-0"]
    show(alone, 1, 2, 3)
    taken = "() => [...document.querySelectorAll('.taken')].map((e) => e.dataset.key)"
    assert alone.evaluate(taken) == ["fruit-1", "fruit-3"]


def test_the_layers_of_the_playground_are_such_a_list(page: Page, site: Site) -> None:
    page.goto(site.url + "embed.html?widget=playground&sizes=3-2-4&hide=layer-2")
    wait_ready(page)
    button = page.get_by_role("button", name="One neuron more in layer 3")
    button.press("Enter")
    neurons = page.locator('[data-part="layers"] [data-part="neurons"]')
    expect(neurons).to_have_text(["3", "2", "5"])
    assert [neurons.nth(i).is_visible() for i in range(3)] == [True, False, True]
    assert button.evaluate("(b) => b === document.activeElement")
