from __future__ import annotations

from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.pages.elements import Visit
from scripts.pages.links import HANDLERS, Anchors, check_links
from scripts.pages.markup import Source

OTHER = (
    '<h2 id="part">x</h2><div data-widget="w" id="w-1">'
    '<input name="a"><select name="b"></select></div>'
)


def check(text: str) -> None:
    pages = {"index.html": '<i id="here"></i>\n' + text, "other.html": OTHER}
    anchors: dict[str, Anchors] = {}
    for name, page in pages.items():
        visit = Visit(HANDLERS)
        visit.render(Source(Path(name), page), {})
        anchors[name] = visit.of(Anchors)
    check_links(anchors)


def link(href: str) -> str:
    return f'<a href="{href}">x</a>'


@pytest.mark.parametrize(
    "href",
    [
        "#here",
        "#",
        "#top",
        "./",
        "./#here",
        "other.html",
        "./other.html#part",
        "./other.html?a=1#part",
        "./other.html#w-1.a=1&amp;w-1.b=",
        "./css/tokens.css",
        "./picture.svg#nothing",
        "https://numpy.org/a.html#b",
        "mailto:a@b.test",
    ],
)
def test_a_link_to_what_is_there_or_to_another_site_is_right(href: str) -> None:
    check(link(href))


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("#gone", "index.html has no element with the id 'gone'"),
        ("./gone.html", "there is no page gone.html"),
        ("./gone.html#part", "there is no page gone.html"),
        ("./folder/other.html", "there is no page folder/other.html"),
        ("./other.html#here", "other.html has no element with the id 'here'"),
        ("./other.html#w-1.c=1", "other.html has no setting w-1.c"),
        ("./other.html#w-1.a=1&amp;w-2.a=1", "other.html has no setting w-2.a"),
    ],
)
def test_a_link_to_what_is_not_there_is_told_with_file_and_line(href: str, words: str) -> None:
    with pytest.raises(GlassboxError) as caught:
        check(f"<p>\n{link(href)}</p>")
    assert str(caught.value) == f'index.html:3: href="{href.replace("&amp;", "&")}": {words}.'


def test_an_id_stands_on_a_page_once() -> None:
    with pytest.raises(GlassboxError, match=r"^index\.html:3: the page has the id 'here' twice"):
        check('\n<i id="here"></i>')
