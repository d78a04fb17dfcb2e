"""What a page of the built site refers to, read from its text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.browser.harness import Site

# The page for addresses that do not exist: it stands at any of them, with all that it needs in it.
UNKNOWN = "404.html"

# Attributes that make the browser fetch something at once; an <a href> only leads there.
FETCHING = frozenset({"src", "srcset", "poster", "data", "action"})


class References(HTMLParser):
    """The ids of a page, its text, and every address in it as (tag, attribute, address)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.found: list[tuple[str, str, str]] = []
        self.sheets: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(given)
        if given.get("rel") == "stylesheet":
            self.sheets.append(given["href"] or "")
        if identity := given.get("id"):
            self.ids.append(identity)
        for name, value in attrs:
            if name in FETCHING | {"href"} and value is not None:
                self.found.append((tag, name, value))
            if name.startswith("on"):
                self.inline.append(f"<{tag} {name}>")
        if tag == "script" and "src" not in given:
            self.inline.append("<script> without src")

    def handle_data(self, data: str) -> None:
        self.text += data

    def fetched(self) -> Iterator[str]:
        """Addresses that the browser asks for by itself."""
        found = (address for tag, name, address in self.found if tag != "a" and address)
        return (address for address in found if not address.startswith("data:"))


def read(site: Site, page: str) -> References:
    """What a page of the site refers to."""
    return References((site.folder / page).read_text("utf-8"))


def target(site: Site, page: str, address: str) -> tuple[Path, str]:
    """The file and the fragment that an address on a page leads to."""
    parts = urlsplit(urljoin(f"//site/{page}", address))
    path = site.folder / unquote(parts.path).lstrip("/")
    return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)
