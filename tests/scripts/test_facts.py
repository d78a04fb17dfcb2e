"""What the page about the course tells of it comes from where it stands."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

import pycore
from pycore.datasets.digits import SOURCE
from scripts.errors import GlassboxError
from scripts.facts import facts
from scripts.pages.render import render_site
from tests.places import ROOT

ADDRESS = "https://example.org/course/"


def about(address: str = "") -> str:
    return render_site(ROOT / "web", facts=facts(ROOT, address))["about.html"].decode()


def test_the_facts_come_from_the_package_and_the_licence(repository: Path) -> None:
    assert facts(repository) == {
        "version": "1.2.3",
        "year": "2026",
        "makers": "Some & others",
        "cited_at": "",
        "bibtex_url": "",
    }


def test_a_licence_that_names_nobody_is_told(repository: Path) -> None:
    (repository / "LICENSE").write_text("MIT")
    with pytest.raises(GlassboxError, match="LICENSE must have a line like: Copyright"):
        facts(repository)


def test_facts_are_texts_and_no_markup(repository: Path) -> None:
    page = repository / "web/content/pages/index.html"
    page.write_text('<!-- {"title": "T", "description": "D"} -->$makers')
    files = render_site(repository / "web", facts=facts(repository))
    assert b"<main>Some &amp; others</main>" in files["index.html"]


def test_the_page_about_the_course_cites_this_version_and_its_address_where_it_has_one() -> None:
    assert f"note   = {{Interactive course, version {pycore.__version__}}}\n}}" in about()
    assert f"version {pycore.__version__}}},\n  url    = {{{ADDRESS}}}\n}}" in about(ADDRESS)
    assert f"Interactive course. {ADDRESS}</p>" in about(ADDRESS)


def test_the_page_about_the_course_gives_the_source_of_the_digits() -> None:
    assert SOURCE in html.unescape(re.sub(r"<[^>]+>", "", about()))
