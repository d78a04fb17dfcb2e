"""The shape of a page: which columns it lies on, told by a class of its `main`."""

from __future__ import annotations

import re

from scripts.pages.course import HOME

_FULL = re.compile(r'<\w+ [^>]*class="(?:[^"]* )?full[ "]')


def shape(slug: str, main: str) -> str:
    """Return the class: a page with something as wide as the page is "page whole".

    Style sheets could find that out, but only once a browser has read so far: the title that
    stands above would move.
    """
    if slug == HOME:
        return "home"
    return "page whole" if _FULL.search(main) else "page"
