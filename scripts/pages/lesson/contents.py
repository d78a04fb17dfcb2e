"""The contents of a page: its sections and its tools, as the one pass over it finds them."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field

from scripts.pages.elements import WIDGET, Element, Handler, Selector, Visit
from scripts.pages.links import Anchors
from scripts.pages.markup import without_tags

_FORM = Selector("form", named="widget")


@dataclass(frozen=True)
class Entry:
    """One line of a page's contents: where it leads, its words as HTML, and if it is a tool."""

    target: str
    words: str
    is_tool: bool = False


@dataclass
class Contents:
    """The sections of a page, and its tools by their questions, in the order of the page."""

    entries: list[Entry] = field(default_factory=list)


def _section(element: Element, visit: Visit) -> str | None:
    """Note a section, and give it an id if it has none."""
    if visit.nearest(_FORM):
        return None
    inside = visit.inside(element)
    words = without_tags(inside)
    start, target = visit.start_tag(element), element["id"]
    if not target:
        target = slug_of(words)
        visit.of(Anchors).add(target, element)
        start = start.replace("<h2", f'<h2 id="{target}"', 1)
    if "visually-hidden" not in element.node.classes:
        visit.of(Contents).entries.append(Entry(target, words))
    return start + inside + visit.end_tag(element)


def _question(element: Element, visit: Visit) -> str | None:
    """Note a tool by its question, which is the first heading in it."""
    widget, entries = visit.nearest(WIDGET), visit.of(Contents).entries
    if widget is None or any(one.target == widget["id"] for one in entries):
        return None
    inside = visit.inside(element)
    entries.append(Entry(widget["id"], without_tags(inside), is_tool=True))
    return visit.start_tag(element) + inside + visit.end_tag(element)


def _note(element: Element, visit: Visit) -> str | None:
    """Let a note be no landmark: a page may have many, and all would have one name."""
    if "role" in element.attributes:
        return None
    start = visit.start_tag(element).replace("<aside", '<aside role="note"', 1)
    return start + visit.inside(element) + visit.end_tag(element)


HANDLERS = (
    Handler(Selector("h2"), _section),
    Handler(Selector("h3"), _question),
    Handler(Selector("aside", named="note"), _note),
)


def slug_of(words: str) -> str:
    """Return words as an id.

    >>> slug_of("What one neuron can&nbsp;decide?")
    'what-one-neuron-can-decide'
    """
    plain = unicodedata.normalize("NFKD", html.unescape(words).replace("’", ""))
    return re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
