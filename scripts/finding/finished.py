"""A finished page, read again for those who search and share: what it is, and what is in it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.pages.elements import WIDGET
from scripts.pages.markup import Node, Source, walk, without_tags

_WORD = re.compile(r"[^\W_]{2,}")  # a single letter begins some other word
_ACCENTS = re.compile("[\u0300-\u036f]")
_LEFT_OUT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """A section of a page; `anchor` is "" where it cannot be linked to."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Tool:
    """A widget in its place: the id there, its name, its question and the sentence below that."""

    anchor: str
    name: str
    question: str
    summary: str


@dataclass(frozen=True)
class FinishedPage:
    """What a finished page says of itself, and what stands in it."""

    path: str
    title: str
    description: str
    hidden: bool
    """Whether it asks not to be listed."""
    headings: tuple[Heading, ...]
    tools: tuple[Tool, ...]
    words: frozenset[str] = frozenset()
    """Those of its text, as a search compares them: small letters without accents."""

    @property
    def slug(self) -> str:
        """The page's address without `.html`."""
        return self.path.removesuffix(".html")


def read_pages(files: Mapping[str, bytes], course: str) -> dict[str, FinishedPage]:
    """Return the pages in the root of a site by their slugs; titles without that of the course."""
    paths = [path for path in files if path.endswith(".html") and "/" not in path]
    pages = [_read(path, files[path].decode(), course) for path in paths]
    return {page.slug: page for page in pages}


def _read(path: str, text: str, course: str) -> FinishedPage:
    source = Source(Path(path), text)
    nodes = list(walk(source.nodes))
    named = {node.attributes.get("name", ""): node for node in nodes if node.tag == "meta"}
    title = next((_words(source, node) for node in nodes if node.tag == "title"), "")
    main = next((node for node in nodes if node.tag == "main"), None)
    return FinishedPage(
        path=path,
        title=title.removesuffix(f" – {course}"),
        description=_content(named, "description"),
        hidden="noindex" in _content(named, "robots"),
        headings=tuple(_headings(source, main)),
        tools=tuple(_tools(source, main)),
        words=_vocabulary(source, main) if main else frozenset(),
    )


def _content(named: Mapping[str, Node], name: str) -> str:
    return html.unescape(named[name].attributes.get("content", "")) if name in named else ""


def _headings(source: Source, main: Node | None) -> Iterator[Heading]:
    """The sections of the page's own text that are seen: what its widgets have is theirs."""
    for node in walk([main] if main else [], without=WIDGET.attribute):
        if node.tag == "h2" and "visually-hidden" not in node.classes:
            yield Heading(_words(source, node), node.attributes.get("id", ""))


def _tools(source: Source, main: Node | None) -> Iterator[Tool]:
    for node in walk([main] if main else []):
        if WIDGET.chooses(node):
            inside = list(walk(node.children))
            question = next((one for one in inside if one.tag == "h3"), None)
            summary = next((one for one in inside if one.tag == "p"), None)
            if question:
                words = _words(source, summary) if summary else ""
                name = node.attributes[WIDGET.attribute]
                anchor = node.attributes.get("id", "")
                yield Tool(anchor, name, _words(source, question), words)


def _vocabulary(source: Source, main: Node) -> frozenset[str]:
    text = without_tags(_LEFT_OUT.sub(" ", source.text[main.inner : main.close]), " ")
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", html.unescape(text))).lower()
    return frozenset(_WORD.findall(plain))


def _words(source: Source, node: Node) -> str:
    inside = _LEFT_OUT.sub("", source.text[node.inner : node.close])
    return " ".join(html.unescape(without_tags(inside)).split())
