"""Where a page leads: what it links to is there, and nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from scripts.errors import GlassboxError
from scripts.pages.elements import WIDGET, Element, Handler, Selector, Visit

# The site works from any sub-path and loads nothing from elsewhere; only a link may lead away.
_LOADED = ("src", "poster", "data")
_AWAY = re.compile(r"/|\w+:")
_ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:")
_HOME = "index.html"


@dataclass
class Anchors:
    """What a page can be linked by, and what it links to."""

    ids: dict[str, Element] = field(default_factory=dict)
    settings: set[str] = field(default_factory=set)
    """Each "widget.control"."""
    links: list[Element] = field(default_factory=list)

    def add(self, name: str, element: Element) -> None:
        """Note an id.

        Raises:
            GlassboxError: The page has it already.
        """
        if name in self.ids:
            raise element.error(f"the page has the id {name!r} twice.")
        self.ids[name] = element


def _id(element: Element, visit: Visit) -> None:
    visit.of(Anchors).add(element["id"], element)


def _setting(element: Element, visit: Visit) -> None:
    widget = visit.nearest(WIDGET)
    if widget:
        visit.of(Anchors).settings.add(f"{widget['id']}.{element['name']}")


def _link(element: Element, visit: Visit) -> None:
    if element["href"].startswith("/"):
        raise _away(element, "href")
    visit.of(Anchors).links.append(element)


def _load(element: Element, visit: Visit) -> None:
    for name in _LOADED:
        if _AWAY.match(element[name]):
            raise _away(element, name)


def _away(element: Element, name: str) -> GlassboxError:
    return element.error(
        f'{name}="{element[name]}" leads out of the site\'s folder; begin with "./".'
    )


HANDLERS = (
    Handler(Selector(attribute="id"), _id),
    Handler(Selector("input", "name"), _setting),
    Handler(Selector("select", "name"), _setting),
    Handler(Selector(attribute="href"), _link),
    *(Handler(Selector(attribute=name), _load) for name in _LOADED),
)


def check_links(pages: Mapping[str, Anchors]) -> None:
    """See that every link from page to page leads somewhere; `pages` by name, as `neuron.html`.

    Raises:
        GlassboxError: A page, an id or a setting is linked to that is not there.
    """
    for name, anchors in pages.items():
        for element in anchors.links:
            objection = _objection(element["href"], name, pages)
            if objection:
                raise element.error(f'href="{element["href"]}": {objection}.')


def _objection(href: str, here: str, pages: Mapping[str, Anchors]) -> str:
    address, _, place = href.partition("#")
    target = address.partition("?")[0].removeprefix("./")
    if _ELSEWHERE.match(href) or (address and target and not target.endswith(".html")):
        return ""  # another site's, or a file that is no page
    target = target or (_HOME if address else here)
    if target not in pages:
        return f"there is no page {target}"
    return next(_missing(place, target, pages[target]), "")


def _missing(place: str, target: str, anchors: Anchors) -> Iterator[str]:
    if "=" in place:
        for setting, _ in parse_qsl(place, keep_blank_values=True):
            if setting not in anchors.settings:
                yield f"{target} has no setting {setting}"
    elif place not in ("", "top") and place not in anchors.ids:
        yield f"{target} has no element with the id {place!r}"
