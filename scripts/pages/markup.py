"""Sources of HTML, read by a real parser into elements that know where they stand."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

from scripts.errors import GlassboxError

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
    | {"track", "wbr"}
)
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Node:
    """An element of a source, as offsets into its text: what it is, and what stands inside it.

    `start` to `inner` is the start tag, `close` to `end` the end tag; an element that cannot have
    any content ends where its start tag does.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int
    end: int
    children: list[Node] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names of its classes."""
        return self.attributes.get("class", "").split()


@dataclass(frozen=True)
class Source:
    """A text of HTML and its file. What counts of it begins at `begin` and ends before `finish`."""

    path: Path
    text: str
    begin: int = 0
    finish: int = -1

    def stripped(self, begin: int = 0) -> Source:
        """Return what stands from `begin` on, without the white space around it."""
        rest = self.text[begin:]
        begin += len(rest) - len(rest.lstrip())
        return replace(self, begin=begin, finish=max(begin, len(self.text.rstrip())))

    @property
    def until(self) -> int:
        """Where the source ends, as an offset into its text."""
        return len(self.text) if self.finish < 0 else self.finish

    @cached_property
    def nodes(self) -> list[Node]:
        """The outermost elements, in their order."""
        return _Reader(self).read()

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line of the file begins."""
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def error(self, at: int, words: str) -> GlassboxError:
        """Return an error that names the file and the line of an offset."""
        return GlassboxError(f"{self.path}:{bisect_right(self.line_starts, at)}: {words}")


def read_source(path: Path) -> Source:
    """Read a file of HTML.

    Raises:
        GlassboxError: It is not UTF-8 text.
    """
    try:
        return Source(path, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise GlassboxError(f"{path} is not UTF-8 text.") from error


def literal(text: str) -> str:
    """Return HTML as a source says it: there a dollar sign is written twice.

    >>> literal("<b>$5</b>")
    '<b>$$5</b>'
    """
    return text.replace("$", "$$")


def escaped(words: str) -> str:
    """Return plain words as a source says them.

    >>> escaped("$5 & more")
    '$$5 &amp; more'
    """
    return literal(html.escape(words))


def without_tags(text: str, instead: str = "") -> str:
    """Return HTML without its tags; what stands between them is kept as it is."""
    return _TAG.sub(instead, text)


def walk(nodes: Iterable[Node], without: str = "") -> Iterator[Node]:
    """Yield elements and all inside them in their order, but for those that have an attribute."""
    for node in nodes:
        if without not in node.attributes:
            yield node
            yield from walk(node.children, without)


class _Reader(HTMLParser):
    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._outermost: list[Node] = []
        self._open: list[Node] = []

    def read(self) -> list[Node]:
        self.feed(self._source.text[: self._source.until])
        self.close()
        for node in self._open:
            raise self._source.error(node.start, f"<{node.tag}> is not closed.")
        return self._outermost

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = self._add(tag, attrs)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        at = self._at()
        if not self._open or self._open[-1].tag != tag:
            inside = f"<{self._open[-1].tag}>" if self._open else "nothing that is open"
            raise self._source.error(at, f"</{tag}> stands in {inside}.")
        node = self._open.pop()
        node.close, node.end = at, self._source.text.index(">", at) + 1

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Node:
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        attributes = {name: value or "" for name, value in attrs}
        node = Node(tag, attributes, start, end, end, end)
        siblings = self._open[-1].children if self._open else self._outermost
        siblings.append(node)
        return node

    def _at(self) -> int:
        line, column = self.getpos()
        return self._source.line_starts[line - 1] + column
