"""What is shown of a page where it is shared, with and without the site's address."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.errors import GlassboxError
from scripts.finding.finished import FinishedPage
from scripts.finding.oembed import oembed_files
from scripts.finding.sharing import picture_of, read_grounds, with_sharing
from scripts.finding.sitemap import FILE, sitemap
from scripts.pages.course import Course

ADDRESS = "https://example.org/a/course/"
GROUNDS = ("#ffffff", "#000000")


def head(page: bytes) -> list[str]:
    """The lines that a page has got."""
    lines = page.decode().partition("</head>")[0].splitlines()
    return [line for line in lines if line.startswith(("<meta property", "<meta name", "<link"))]


@pytest.fixture
def pictured(files: dict[str, bytes], pages: dict[str, FinishedPage]) -> dict[str, bytes]:
    return files | {picture_of(slug): b"" for slug in pages}


def test_without_an_address_there_are_words_and_nothing_that_needs_one(
    files: dict[str, bytes], pages: dict[str, FinishedPage], course: Course
) -> None:
    shared = with_sharing(files, pages, course, GROUNDS)
    assert head(shared["neuron.html"]) == [
        '<meta name="description" content="D">',
        '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">',
        '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#000000">',
        '<meta property="og:type" content="article">',
        '<meta property="og:site_name" content="Glassbox">',
        '<meta property="og:locale" content="en_GB">',
        '<meta property="og:title" content="The &lt;neuron&gt;">',
        '<meta property="og:description" content="D">',
        '<meta name="twitter:card" content="summary">',
    ]
    assert '<meta property="og:type" content="website">' in head(shared["index.html"])
    described = '<meta property="og:description" content="Who &quot;we&quot; are">'
    assert described in head(shared["about.html"])


def test_what_stands_in_a_page_is_left_as_it_was(
    files: dict[str, bytes], pages: dict[str, FinishedPage], course: Course
) -> None:
    shared = with_sharing(files, pages, course, GROUNDS)
    for path, page in shared.items():
        before, _, after = files[path].partition(b"</head>")
        assert page.startswith(before)
        assert page.endswith(b"</head>" + after)


def test_a_page_that_may_not_be_listed_is_not_shared(
    pictured: dict[str, bytes], pages: dict[str, FinishedPage], course: Course
) -> None:
    shared = with_sharing(pictured, pages, course, GROUNDS, ADDRESS)
    assert sorted(shared) == ["about.html", "index.html", "layers.html", "neuron.html"]


def test_with_an_address_there_are_absolute_places_and_a_picture(
    pictured: dict[str, bytes], pages: dict[str, FinishedPage], course: Course
) -> None:
    shared = with_sharing(pictured, pages, course, GROUNDS, ADDRESS)
    lines = head(shared["neuron.html"])
    assert lines[-9:] == [
        f'<link rel="canonical" href="{ADDRESS}neuron.html">',
        f'<meta property="og:url" content="{ADDRESS}neuron.html">',
        f'<meta property="og:image" content="{ADDRESS}sharing/neuron.png">',
        '<meta property="og:image:type" content="image/png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        '<meta property="og:image:alt" content="The &lt;neuron&gt;, Glassbox">',
        '<meta name="twitter:card" content="summary_large_image">',
        '<link rel="alternate" type="application/json+oembed" title="The &lt;neuron&gt;" '
        f'href="{ADDRESS}oembed/neuron.json">',
    ]
    home = head(shared["index.html"])
    assert f'<link rel="canonical" href="{ADDRESS}">' in home
    assert not [line for line in home if "oembed" in line]


def test_a_page_without_a_picture_is_a_mistake_where_one_is_needed(
    pictured: dict[str, bytes], pages: dict[str, FinishedPage], course: Course
) -> None:
    del pictured["sharing/layers.png"]
    with pytest.raises(GlassboxError, match=r"layers\.html has no picture .*make_cards makes it"):
        with_sharing(pictured, pages, course, GROUNDS, ADDRESS)


def test_the_grounds_are_read_from_the_tokens(tmp_path: Path) -> None:
    sheet = tmp_path / "tokens.css"
    sheet.write_text(":root {\n  --bg: light-dark(#faf8f4, #0f1420);\n}\n")
    assert read_grounds(sheet) == ("#faf8f4", "#0f1420")
    sheet.write_text(":root {\n  --bg: white;\n}\n")
    with pytest.raises(GlassboxError, match="must have a line --bg: light-dark"):
        read_grounds(sheet)


def test_the_sitemap_lists_every_page_that_may_be_listed(pages: dict[str, FinishedPage]) -> None:
    root = ElementTree.fromstring(sitemap(pages, ADDRESS)[FILE])
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    assert [place.text for place in root.iter(f"{space}loc")] == [
        f"{ADDRESS}about.html",
        ADDRESS,
        f"{ADDRESS}layers.html",
        f"{ADDRESS}neuron.html",
    ]


def test_a_lesson_is_embedded_as_its_first_tool(
    pages: dict[str, FinishedPage], course: Course
) -> None:
    answers = oembed_files(pages, course, ADDRESS)
    assert sorted(answers) == ["oembed/layers.json", "oembed/neuron.json"]
    answer = json.loads(answers["oembed/neuron.json"])
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert answer["title"] == "What does w1 do? – The <neuron>"
    assert answer["provider_url"] == ADDRESS
    frame = re.fullmatch(r'<iframe src="([^"]+)" title="([^"]+)" .*></iframe>', answer["html"])
    assert frame is not None
    assert frame.groups() == (f"{ADDRESS}embed.html?widget=neuron", "What does w1 do?")
    assert f'width="{answer["width"]}" height="{answer["height"]}"' in answer["html"]
