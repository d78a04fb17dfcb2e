"""Links and addresses that people have: one of every tool, as the course of November 2026 wrote it.

`old_links.json` has for each tool what Copy link gave after all of its controls were moved, and how
its form stood then. It is never made anew: a setting that moves needs an answer for the old link.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Site, report, wait_live, widget_names

OLD: dict[str, dict[str, str | dict[str, str]]] = json.loads(
    Path(__file__).with_name("old_links.json").read_text("utf-8")
)

SETTINGS = """() => Object.fromEntries([...document.querySelector("[data-widget] form").elements]
    .filter((e) => e.name && e.matches("input, select") && (e.type !== "radio" || e.checked))
    .map((e) => [e.name, e.type === "checkbox" ? String(e.checked) : e.value]))"""
RESTS = """() => document.querySelector("[data-widget]").dataset.state === "live"
    && !/Pause/.test(document.querySelector("[data-widget] form").innerText)"""

PUBLIC = ("stage/stage.js", "stage/stand-ins.js", "embed.js", "embed.html")
"""Addresses that other people's pages name."""


def test_there_is_an_old_link_of_every_tool_that_there_was() -> None:
    assert set(OLD) <= set(widget_names())
    assert len(OLD) == 20


@pytest.mark.parametrize("name", OLD)
def test_an_old_link_opens_with_all_of_its_settings(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.url}embed.html?widget={name}#{OLD[name]['link']}")
    wait_live(page)
    page.wait_for_function(RESTS)
    now, then = page.evaluate(SETTINGS), OLD[name]["settings"]
    assert isinstance(then, dict)
    report(
        [
            f"{key} is {now.get(key)!r}, not {old!r}"
            for key, old in then.items()
            if now.get(key) != old
        ]
    )
    note = page.locator("[data-widget] [data-part=note]").inner_text()
    assert "not followed" not in note, note


@pytest.mark.parametrize("path", [*PUBLIC, *(f"widgets/{name}.html" for name in OLD)])
def test_an_address_that_others_name_stays(site: Site, path: str) -> None:
    assert (site.folder / path).is_file()
