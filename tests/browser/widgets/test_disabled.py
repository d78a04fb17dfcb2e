"""A control that cannot be used looks so and says so, in every widget."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import OpenPage, Site, wait_live
from tests.browser.reader import part
from widgets import WIDGETS

LOOKS = """(form) => {
    // How each control looks, and the words of a small one; hidden texts are settings, no controls.
    const seen = [...form.elements].filter((e) => e.matches("input, select, button, textarea"))
        .filter((e) => !e.closest("[hidden]") && e.type !== "file");
    const look = (e) => {
        const { color, borderStyle, backgroundColor, opacity, cursor } = getComputedStyle(e);
        return [color, borderStyle, backgroundColor, opacity, cursor].join();
    };
    const isSmall = (e) => e.matches("[type=radio], [type=checkbox]");
    const words = (e) => isSmall(e) ? getComputedStyle(e.labels[0]).color : "";
    const before = seen.map((e) => [look(e), words(e)]);
    const able = seen.map((e) => !e.matches(":disabled, [readonly], [aria-disabled=true]"));
    for (const e of seen) e.disabled = true;
    const same = seen.filter((e, i) => able[i] && (look(e) === before[i][0]
        || (words(e) && words(e) === before[i][1]))).map((e) => e.name || e.outerHTML);
    return [seen.length, same];
}"""


@pytest.mark.parametrize("widget", sorted(WIDGETS))
def test_whatever_is_disabled_looks_it(open_page: OpenPage, site: Site, widget: str) -> None:
    page, watch = open_page()
    page.goto(f"{site.url}embed.html?widget={widget}")
    wait_live(page)
    count, same = page.locator(f"#{widget}-1 form").evaluate(LOOKS)
    assert count > 1
    assert same == []
    watch.check()


def test_the_loss_map_offers_what_counts(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page()
    page.goto(f"{site.url}embed.html?widget=loss-map")
    wait_live(page)
    expect(part(page, "loss-map-1", "shows")).to_be_hidden()
    page.locator("select[name=net]").select_option("four")
    expect(part(page, "loss-map-1", "shows")).to_be_visible()
    able = axes(page)
    page.locator("input[value=random]").check()
    for name in ("first", "second"):
        expect(page.locator(f"select[name={name}]")).to_be_disabled()
    assert not set(axes(page)) & set(able)
    page.locator("input[value=weights]").check()
    expect(page.locator("select[name=first]")).to_be_enabled()
    assert axes(page) == able
    watch.check()


def axes(page: Page) -> list[str]:
    """The colours of the two choices of an axis."""
    script = "(all) => all.map((one) => getComputedStyle(one).color)"
    found: list[str] = page.locator("select[data-open]").evaluate_all(script)
    return found
