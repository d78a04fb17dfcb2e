"""The page for addresses that do not exist: it needs no other file, and leads on."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.finding.not_found import FILE, not_found
from scripts.pages.course_file import read_course
from tests.places import ROOT

WEB = ROOT / "web"
ADDRESS = "https://example.org/a/course/"
COURSE = read_course(WEB / "content/course.json")


class Read(HTMLParser):
    """A page: its policy, its style, and every address in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.policy = self.style = ""
        self.links: list[str] = []
        self.fetched: list[str] = []
        self._in_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag == "a":
            self.links.append(values["href"])
        elif "href" in values or "src" in values:
            self.fetched.append(values.get("href") or values["src"])
        assert "style" not in values
        self._in_style = tag == "style"

    def handle_data(self, data: str) -> None:
        self.style += data if self._in_style else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False


def page(address: str = "") -> Read:
    return Read(not_found(WEB, COURSE, address)[FILE].decode())


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_its_policy_allows_its_own_style_by_hash_and_nothing_else(address: str) -> None:
    read = page(address)
    digest = base64.b64encode(hashlib.sha256(read.style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in read.policy
    assert read.policy.startswith("default-src 'none'; ")
    assert "unsafe" not in read.policy
    assert len(read.style) > 1000


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_it_fetches_nothing(address: str) -> None:
    read = page(address)
    assert [one.partition(",")[0] for one in read.fetched] == ["data:image/svg+xml"]
    assert "url(" not in read.style
    assert "@font-face" not in read.style
    assert "@import" not in read.style


def test_its_style_has_the_tokens_that_it_uses() -> None:
    style = page().style
    used = set(re.findall(r"var\((--[\w-]+)\)", style))
    assert used
    assert used <= set(re.findall(r"(--[\w-]+):", style))


def test_without_an_address_it_leads_to_the_host_and_says_where_to_look() -> None:
    assert page().links == ["/"]
    assert b"the name of that folder stands in the address above" in not_found(WEB, COURSE)[FILE]


def test_with_an_address_it_leads_to_the_course_and_every_lesson() -> None:
    lessons = [f"{ADDRESS}{lesson.slug}.html" for lesson in COURSE.lessons]
    assert page(ADDRESS).links == [ADDRESS, *lessons]


def test_a_template_that_asks_for_something_else_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "not-found"
    folder.mkdir(parents=True)
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "tokens.css").write_text("")
    (tmp_path / "favicon.svg").write_text("")
    (folder / "404.css").write_text("")
    (folder / "404.html").write_text("$nothing")
    with pytest.raises(GlassboxError, match=r"404\.html may ask for \$policy, .*\('nothing'\)"):
        not_found(tmp_path, COURSE)
