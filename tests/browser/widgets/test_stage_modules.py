"""Modules of the stage, each alone on an empty page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Site, next_frame, open_alone, report, site_folder, widget_names

BODY = """
<div class="scroller" style="overflow-x: auto; width: 200px"><table style="width: 600px">
<caption>Weights</caption><tbody><tr><td>1</td></tr></tbody></table></div>
<div id="root"><button id="before">Before</button><input type="radio" name="r">
<button id="held">Held</button>
<button id="after">After</button></div>"""


@pytest.fixture
def alone(page: Page, site: Site) -> Page:
    open_alone(page, site, BODY)
    return page


def box(page: Page) -> dict[str, Any]:
    """What the scrolling box says of itself."""
    next_frame(page)
    found: dict[str, Any] = page.locator(".scroller").evaluate(
        "(e) => ({ more: e.dataset.more, name: e.ariaLabel, stop: e.tabIndex === 0, role: e.role })"
    )
    return found


def watch_scrollers(page: Page) -> None:
    page.evaluate(
        "async () => (await import('./stage/page/scrollers.js')).watchScrollers(document)",
    )


def test_a_table_that_is_too_wide_says_where_there_is_more(alone: Page) -> None:
    watch_scrollers(alone)
    said = {"name": "Weights (scrolls sideways)", "stop": True, "role": "group"}
    for left, more in ((0, "end"), (100, "start end"), (400, "start")):
        alone.locator(".scroller").evaluate("(e, left) => { e.scrollLeft = left; }", left)
        assert box(alone) == {"more": more, **said}


def test_a_table_that_fits_says_nothing_unless_the_reader_stands_on_it(alone: Page) -> None:
    nothing = {"more": None, "name": None, "stop": False, "role": None}
    watch_scrollers(alone)
    assert box(alone)["stop"]
    alone.locator(".scroller").focus()
    alone.evaluate("() => { document.querySelector('table').style.width = '100px'; }")
    assert box(alone)["stop"]
    alone.evaluate("() => document.activeElement.blur()")
    alone.evaluate("() => { document.querySelector('table').style.width = '90px'; }")
    assert box(alone) == nothing


@pytest.mark.parametrize(
    ("happens", "then"),
    [
        ("held.hidden = true", "before"),
        ("held.disabled = true", "before"),
        ("held.hidden = before.hidden = true", "after"),
        ("held.remove()", "before"),
        ("held.textContent = 'Other'", "held"),
        ("held.tabIndex = -1", "held"),
        ("held.hidden = true; after.focus()", "after"),
    ],
)
def test_who_stood_on_what_goes_away_stands_beside_it(alone: Page, happens: str, then: str) -> None:
    alone.locator("#held").focus()
    alone.evaluate("async () => { window.place = await import('./stage/widget/place.js'); }")
    alone.evaluate(
        f"""() => {{
            const ids = ["before", "held", "after"];
            const [before, held, after] = ids.map((id) => document.getElementById(id));
            const keep = place.holdPlace(document.getElementById("root"));
            {happens};
            keep();
        }}"""
    )
    assert alone.evaluate("() => document.activeElement.id") == then


def test_a_reader_who_stands_elsewhere_is_left_alone(alone: Page) -> None:
    alone.evaluate(
        """async () => {
            const { holdPlace } = await import("./stage/widget/place.js");
            const keep = holdPlace(document.getElementById("root"));
            document.getElementById("held").hidden = true;
            keep();
        }"""
    )
    assert alone.evaluate("() => document.activeElement === document.body")


def test_the_page_s_own_scripts_have_the_browser_s_own_database(alone: Page) -> None:
    """A page of the course's host may use IndexedDB; only PyScript's is stood in for."""
    alone.add_script_tag(path=site_folder() / "stage" / "stand-ins.js")
    found = alone.evaluate(
        """() => new Promise((resolve, reject) => {
            const asked = indexedDB.open("theirs", 3);
            asked.addEventListener("upgradeneeded", () => asked.result.createObjectStore("things"));
            asked.addEventListener("error", () => reject(asked.error));
            asked.addEventListener("success", async () => {
                const [{ name, version }] = await indexedDB.databases();
                const kinds = [asked instanceof IDBOpenDBRequest, indexedDB instanceof IDBFactory];
                resolve([name, version, asked.transaction, indexedDB.cmp(1, 2), ...kinds]);
            });
        })"""
    )
    assert found == ["theirs", 3, None, -1, True, True]


# A browser leaves a `pattern` that it cannot compile out of account, and no text is refused then.
UNREFUSED = """async (names) => {
    const { objection } = await import("./stage/form/form.js");
    const wrong = [];
    for (const name of names) {
        const place = document.createElement("div");
        place.innerHTML = await (await fetch(`./widgets/${name}.html`)).text();
        const form = document.body.appendChild(place).querySelector("form");
        for (const control of form.querySelectorAll("[name][pattern], [name][data-open]")) {
            const text = document.createElement("input");
            text.pattern = control.getAttribute("pattern") ?? control.dataset.open;
            for (const value of [control.value, "no such setting at all"]) {
                text.value = value;
                const fits = value === control.value;
                const ours = !objection(form, control.name, value);
                const theirs = !text.validity.patternMismatch;
                if (ours === fits && theirs === fits) continue;
                wrong.push(`${name}.${control.name}: ${value}`);
            }
        }
        place.remove();
    }
    return wrong;
}"""


def test_browser_and_form_refuse_the_same_texts(alone: Page) -> None:
    report(alone.evaluate(UNREFUSED, widget_names()))
