"""The icons: `<svg data-icon="undo"></svg>` in a page, a layout or a form becomes the drawing.

All are our own: strokes of one width with round ends on a grid of 20, in the colour of the words
beside them. An icon never stands alone: a word says the same, if need be `.visually-hidden`.
"""

from __future__ import annotations

import html
from collections.abc import Mapping

from scripts.pages.elements import Element, Handler, Selector, Visit

ICONS: Mapping[str, str] = {
    "back": '<path d="M17 10H3.5M9 4.5 3.5 10 9 15.5"/>',
    "build": '<path d="M6 5.5 1.8 10 6 14.5M14 5.5 18.2 10 14 14.5M11.4 4 8.6 16"/>',
    "chevron": '<path d="M7.5 4.5 13 10l-5.5 5.5"/>',
    "clock": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.5V10l3 2"/>',
    "close": '<path d="m4.5 4.5 11 11M15.5 4.5l-11 11"/>',
    "cross": '<circle cx="10" cy="10" r="7.5"/><path d="m7.3 7.3 5.4 5.4M12.7 7.3l-5.4 5.4"/>',
    "done": '<path d="m3.5 10.5 4.5 4.5 8.5-10"/>',
    "download": '<path d="M10 3v10M5.5 8.5 10 13l4.5-4.5M3.5 17h13"/>',
    "goal": '<path d="M5 17.5v-15M5 3.5h10.5l-2.5 3.25 2.5 3.25H5"/>',
    "learn": (
        '<path d="M10 5.5C8 4.1 5.5 3.6 2.5 3.9V15.5'
        'c3-.3 5.5.2 7.5 1.6 2-1.4 4.5-1.9 7.5-1.6V3.9C14.5 3.6 12 4.1 10 5.5zM10 5.5v11.5"/>'
    ),
    "link": (
        '<path d="m7.8 12.2 4.4-4.4M9 5l1-1a4.24 4.24 0 0 1 6 6l-1 1'
        'M11 15l-1 1a4.24 4.24 0 0 1-6-6l1-1"/>'
    ),
    "menu": '<path d="M3 5h14M3 10h14M3 15h14"/>',
    "minus": '<path d="M4 10h12"/>',
    "moon": '<path d="M16.7 12A7.2 7.2 0 1 1 8 3.3a5.6 5.6 0 0 0 8.7 8.7z"/>',
    "needs": '<path d="M2.5 16.5h5v-5h5v-5h5"/>',
    "next": '<path d="M3 10h13.5M11 4.5l5.5 5.5-5.5 5.5"/>',
    "pause": '<path d="M7 4v12M13 4v12"/>',
    "play": '<path d="M6 3.8v12.4L16 10z"/>',
    "plus": '<path d="M4 10h12M10 4v12"/>',
    "present": (
        '<rect x="2.5" y="3.5" width="15" height="10" rx="1.5"/><path d="M10 13.5V17M6.5 17h7"/>'
    ),
    "reset": '<path d="M3.5 3.5V8H8M4 8a6.8 6.8 0 1 1-.6 4"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="m12.6 12.6 4.4 4.4"/>',
    "share": (
        '<circle cx="15" cy="4.5" r="2.25"/><circle cx="5" cy="10" r="2.25"/>'
        '<circle cx="15" cy="15.5" r="2.25"/><path d="m7 8.9 6-3.3M7 11.1l6 3.3"/>'
    ),
    "step": '<path d="M4.5 4v12l8.5-6zM16 4v12"/>',
    "sun": (
        '<circle cx="10" cy="10" r="3.5"/><path d="M10 1.8v1.4M10 16.8v1.4M1.8 10h1.4'
        'M16.8 10h1.4M4.2 4.2l1 1M14.8 14.8l1 1M4.2 15.8l1-1M14.8 5.2l1-1"/>'
    ),
    "teach": '<path d="M10 4 1.8 8l8.2 4 8.2-4zM5 9.8v4.4c2.8 2.2 7.2 2.2 10 0V9.8M18.2 8v5"/>',
    "theme": '<circle cx="10" cy="10" r="7"/><path fill="currentColor" d="M10 3a7 7 0 0 1 0 14z"/>',
    "undo": '<path d="M7 3.5 3 7.5l4 4M3 7.5h9a4.5 4.5 0 0 1 0 9H8"/>',
    "warning": '<path d="M10 3 2 17h16zM10 8v4M10 14.4v.1"/>',
}
"""The inner markup of each icon, by its name."""

_OUTER = (
    'viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" '
    'stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"'
)


def icon(name: str, classes: str = "") -> str:
    """Return the icon as HTML; further classes may follow its own.

    >>> icon("minus", "wide").partition(" viewBox")[0]
    '<svg class="icon wide"'
    """
    named = html.escape(f"icon {classes}".rstrip())
    return f'<svg class="{named}" {_OUTER}>{ICONS[name]}</svg>'


def _drawn(element: Element, visit: Visit) -> str:
    name = element["data-icon"]
    if name not in ICONS:
        raise element.error(f"there is no icon {name!r}; there are: {', '.join(ICONS)}.")
    if not element.is_empty or set(element.attributes) - {"data-icon", "class"}:
        raise element.error(f"the icon {name!r} must be empty, with no attribute but class.")
    return icon(name, element["class"])


HANDLERS = (Handler(Selector("svg", "data-icon"), _drawn),)
