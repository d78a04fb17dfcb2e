"""A page whose version is no longer served, with a Python that is played."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.harness import Site, open_alone

# In place of a way to Python: one is there at once, or when `held` is settled.
START = """async () => {
    const { Python } = await import("./stage/python/python.js");
    window.python = new Python(async () => {
        await window.held;
        return { post() {} };
    });
    await python.start();
}"""


@pytest.fixture
def python(page: Page, site: Site) -> Page:
    """A page of the site's host with a Python that is ready."""
    open_alone(page, site)
    page.evaluate(START)
    return page


@pytest.mark.parametrize("moment", ["before", "meanwhile"])
def test_a_page_whose_version_is_no_longer_served_is_loaded_again(
    python: Page, moment: str
) -> None:
    python.evaluate("() => { window.held = new Promise((go) => { window.go = go; }); }")
    deeds = ["document.documentElement.dataset.outdated = ''", "void python.start()"]
    for deed in deeds if moment == "before" else reversed(deeds):
        python.evaluate(f"() => {{ {deed}; }}")
    if moment == "meanwhile":
        python.evaluate("() => go()")
    python.wait_for_function("() => document.readyState === 'complete' && !('python' in window)")
    assert python.locator("html").get_attribute("data-outdated") is None
