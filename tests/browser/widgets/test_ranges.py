"""Text settings have ranges too: no address makes a tool show a number that is not finite."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import TIMEOUT_MS, OpenPage, Site, report, site_folder, wait_live

SCRIPTS = [Path(__file__).with_name(name) for name in ("deeds.js", "ranges.js")]

VALUES = [
    "1e308",
    "-1e308",
    "1e999",
    "nan",
    "inf",
    "1e308_1e308",
    "-1e308_1e999",
    "9999999999999999",
    "9" * 400,
    "9" * 40_000,
    "1*1*1e308_1e308*1e308*1",
    "w1.1.1=1e308",
    "w1.1.1=3.99,b1.1=-3.99",
    "1.999_1.999_1.999_1.999",
    "0*rate*9e99_5",
    "0*rate*99999999_5",
    "0*rate*10_9999999",
    "1;=9999999999999999;=9999999999999999;=9999999999999999;;;",
    "1;=9999999999999999;=9999999999999999;=9999999999999999;;;;",
    "9999",
    "99",
]

COMPANIONS = {"own": "data=own-heights", "weights": "net=one"}
"""Settings without which a text is not looked at."""


def texts() -> list[tuple[str, str]]:
    """Every widget with each of its text settings, and each choice that Python makes later."""
    found = []
    for path in sorted((site_folder() / "widgets").glob("*.html")):
        for tag in re.findall(r"<(?:input|select)[^>]*>", path.read_text(encoding="utf-8")):
            name = re.search(r' name="([^"]+)"', tag)
            if name and ('type="text"' in tag or "data-open" in tag):
                found.append((path.stem, name[1]))
    return found


@pytest.mark.parametrize("widget", sorted({widget for widget, _ in texts()}))
def test_no_text_in_an_address_makes_a_number_that_is_not_finite(
    open_page: OpenPage, site: Site, widget: str
) -> None:
    page, watch = open_page()
    page.goto(f"{site.url}embed.html?widget={widget}")
    wait_live(page)
    for script in SCRIPTS:
        page.evaluate(script.read_text("utf-8"))
    page.evaluate("glassboxDeeds.begin()")
    settings = [(name, COMPANIONS.get(name, "")) for of, name in texts() if of == widget]
    given = [widget, settings, VALUES, TIMEOUT_MS]
    report(page.evaluate("(given) => glassboxRanges.tryAll(...given)", given))
    page.context.close()
    watch.check()


def test_numbers_beyond_a_range_are_refused_in_words(page: Page, site: Site) -> None:
    page.goto(f"{site.url}embed.html?widget=loss-map#loss-map-1.weights=1e308_1e308")
    expect(page.locator("[data-part=note]")).to_have_text(
        "The link was not followed in part: weights may hold numbers from \u22121000 to 1000."
    )
    wait_live(page)
    expect(page.locator("[data-part=status]")).not_to_contain_text("nan")


@pytest.mark.parametrize(("widget", "name"), [("loss-map", "weights")])
def test_a_range_lets_everything_through_that_the_tool_itself_writes(
    page: Page, site: Site, widget: str, name: str
) -> None:
    page.goto(f"{site.url}embed.html?widget={widget}#{widget}-1.{name}=-3.25_1e-05")
    wait_live(page)
    expect(page.locator("[data-part=note]")).to_have_text("")
    expect(page.locator(f"[name={name}]")).to_have_value("-3.25_1e-05")
