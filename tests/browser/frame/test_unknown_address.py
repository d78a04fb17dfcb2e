"""An address that does not exist, as a host answers it; and where the site knows its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.finding.not_found import not_found
from scripts.pages.course_file import read_course
from tests.browser.gates import checks
from tests.browser.harness import OpenPage, Site, report, serving
from tests.places import ROOT

STYLED = "getComputedStyle(document.querySelector('.button')).borderRadius"


@pytest.fixture
def unknown(open_page: OpenPage, site: Site) -> Iterator[Page]:
    """A page deep in folders that do not exist."""
    page, watch = open_page(host=site.root_url.removeprefix("http://").rstrip("/"))
    answer = page.goto(f"{site.root_url}no/such/page.html?a=1")
    assert answer is not None
    assert answer.status == 404
    yield page
    problems = [one for one in watch.take() if "404" not in one]
    page.context.close()
    report(problems)


def test_it_is_styled_in_any_folder_and_asks_for_nothing_else(unknown: Page) -> None:
    expect(unknown.get_by_role("heading", level=1)).to_have_text("There is no such page")
    assert unknown.evaluate(STYLED) == "99px"
    assert unknown.evaluate("performance.getEntriesByType('resource').length") == 0


def test_its_button_leads_to_the_first_page_of_the_host(unknown: Page, site: Site) -> None:
    unknown.get_by_role("link", name="first page of this site").press("Enter")
    unknown.wait_for_url(site.root_url)
    expect(unknown.locator("h1")).to_be_visible()


def test_built_for_an_address_it_leads_there_and_passes_the_gates(
    open_page: OpenPage, tmp_path: Path
) -> None:
    course = read_course(ROOT / "web/content/course.json")
    with serving(tmp_path) as root:
        for path, content in not_found(ROOT / "web", course, root).items():
            (tmp_path / path).write_bytes(content)
        page, watch = open_page(host=root.removeprefix("http://").rstrip("/"))
        page.goto(f"{root}no/such/page.html")
        lesson = page.get_by_role("link", name=course.lessons[0].title)
        expect(lesson).to_have_attribute("href", f"{root}{course.lessons[0].slug}.html")
        assert page.evaluate(STYLED) == "99px"
        for look in checks.LOOKS:
            checks.look(page, look)
            report(checks.axe(page))
        for size in (checks.DESKTOP, checks.NARROW):
            checks.resize(page, size)
            report(checks.targets(page) + checks.overflow(page) + checks.small_text(page))
        page.context.close()
    assert [one for one in watch.take() if "404" not in one] == []
