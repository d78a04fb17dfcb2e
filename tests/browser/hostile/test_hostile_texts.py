"""Texts, tables and files by somebody who means ill: Python survives them, and they stay text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import OpenPage, Site, wait_live
from tests.browser.hostile.test_hostile import SCRIPT, follow_pairs, strangers_page


@pytest.fixture(scope="module")
def live(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """Four widgets that take text, alive; anything reported fails."""
    page, watch = open_page()
    strangers_page(page, site, "playground", "spam-by-hand", "forward", "loss-map")
    wait_live(page)
    yield page
    page.context.close()
    watch.check()


def still_answers(page: Page) -> None:
    """Python is the one that was there, and does what it is told."""
    wait_live(page)
    assert page.locator("html").get_attribute("data-python") == "ready"
    assert page.evaluate("window.hits") == []
    assert page.locator("[data-widget] :is(img, script, svg[onload], iframe)").count() == 0
    weights = page.locator("#playground-1 [data-part=weights]")
    before = weights.text_content()
    page.evaluate("() => window.hash('playground-1.seed=' + (2 + Math.floor(Math.random() * 900)))")
    expect(weights).not_to_have_text(before or "")


@pytest.mark.parametrize("kind", ["bomb", "junk", "points", "edits", "weights"])
def test_python_survives_every_text_that_the_form_lets_through(live: Page, kind: str) -> None:
    state = live.evaluate(
        "() => [...document.querySelectorAll('#playground-1 form [name]')]"
        ".find((e) => /16000/.test(e.pattern)).name"
    )
    bomb = live.evaluate(
        """async () => {
            const zeros = new Blob([new Uint8Array(9e6)]).stream();
            const packed = new Response(zeros.pipeThrough(new CompressionStream("deflate")));
            const bytes = new Uint8Array(await packed.arrayBuffer());
            return btoa(String.fromCharCode(...bytes)).replace(/=/g, "")
                .replace(/[+]/g, "-").replace(/[/]/g, "_");
        }"""
    )
    assert 1000 < len(bomb) < 16_000
    texts = {
        "bomb": (f"playground-1.{state}", bomb),
        "junk": (f"playground-1.{state}", "x" * 16_000),
        "points": ("playground-1.own", "1*1*1_9e99*1*1_--*e*e_" * 1300),
        "edits": ("forward-1.edits", "w5.6.6=3,b5.6=-3.99," * 1900),
        "weights": ("loss-map-1.weights", f"{'9' * 400}_-1e999_1e308"),
    }
    follow_pairs(live, [("playground-1.data", "own"), texts[kind]])
    if kind in ("bomb", "junk"):
        expect(live.locator("#playground-1 [data-part=status]")).to_contain_text(
            "The link was not followed in part"
        )
    still_answers(live)


def test_script_in_every_text_field_stays_text(live: Page) -> None:
    follow_pairs(live, [("playground-1.data", "own")])
    live.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    follow_pairs(live, [("spam-by-hand-1.level", "all")])
    first = live.locator("#spam-by-hand-1 [data-part=step-1]")
    expect(first).to_have_attribute("data-state", "blank")
    before = live.evaluate("document.querySelectorAll('*').length")
    fields = live.locator("#spam-by-hand-1 input[type=text]:enabled:visible").element_handles()
    assert fields
    for field in fields:
        field.fill("<img src=x>"[: int(field.get_attribute("maxlength") or 16)])
        field.press("Enter")
    table = live.locator("#playground-1 textarea[data-text=table]")
    use = live.get_by_role("button", name="Use this table")
    table.fill(f"1,2,{SCRIPT}\n2,3,b")
    use.click()
    status = live.locator("#playground-1 [data-part=status]")
    expect(status).to_contain_text("Blue circles are the class <img src=x onerror=")
    table.evaluate("(area) => { area.value = '1,2,a\\n'.repeat(200000); }")
    use.click()
    expect(live.locator("#playground-1 [data-part=tabletold]")).to_contain_text(
        "longer than a million"
    )
    made = live.evaluate("document.querySelectorAll('*').length") - before
    assert made < 100, "rows of tables are all that may come"
    still_answers(live)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (f"{SCRIPT.replace('/', '')}.json", "[" * 900_000, "its brackets are nested too deeply"),
        ("a.json", json.dumps(SCRIPT * 9000), "it is JSON, but of another kind"),
        (
            "b.json",
            '{"format":"glassbox network 1","sizes":[2,3000,3000,1],'
            '"activations":["tanh","tanh","sigmoid"],"layers":[{},{},{}]}',
            "sizes ask for 9,015,001 parameters",
        ),
        ("<b>large<b>.json", "0" * 1_000_001, "<b>large<b>.json has 1.01 MB, and 1 MB"),
    ],
    ids=["deep", "script", "huge", "long"],
)
def test_a_hostile_file_is_refused_in_words(
    live: Page, name: str, content: str, words: str
) -> None:
    live.set_input_files(
        "#playground-1 input[data-file=network]",
        files={"name": name, "mimeType": "application/json", "buffer": content.encode()},
    )
    expect(live.locator("#playground-1 [role=status]").last).to_contain_text(words)
    still_answers(live)
