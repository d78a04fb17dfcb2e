"""What other places show of a page where it is shared: title, description, picture; in its head.

The words are those of the Open Graph protocol (https://ogp.me) and of X's cards, which most places
read. A picture needs an absolute address, so there is one only where the site's address is known.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.errors import GlassboxError
from scripts.finding.finished import FinishedPage
from scripts.finding.oembed import embedded_file, first_tool
from scripts.pages.course import HOME, Course
from scripts.tokens import read_colours

FOLDER = "sharing"
WIDTH, HEIGHT = 1200, 630
_HEAD_END = b"</head>"


def picture_of(slug: str) -> str:
    """Return the path of a page's picture, in the site as in the web folder.

    >>> picture_of("neuron")
    'sharing/neuron.png'
    """
    return f"{FOLDER}/{slug}.png"


def with_sharing(
    files: Mapping[str, bytes],
    pages: Mapping[str, FinishedPage],
    course: Course,
    grounds: tuple[str, str],
    address: str = "",
) -> dict[str, bytes]:
    """Return the pages that may be listed, each with what is shown of it in its head.

    Args:
        files: The site.
        pages: Its pages, by their slugs.
        course: The list of lessons.
        grounds: The colour of the page, light and dark.
        address: Where the site will lie; "" if that is not known.

    Raises:
        GlassboxError: The address is known, and a page has no picture.
    """
    shared = {}
    for page in (page for page in pages.values() if not page.hidden):
        if address and picture_of(page.slug) not in files:
            raise GlassboxError(
                f"{page.path} has no picture for sharing ({picture_of(page.slug)}); "
                "python -m scripts.make_cards makes it."
            )
        head, end, body = files[page.path].partition(_HEAD_END)
        if not end:
            continue
        lines = [*_grounds(grounds), *_words(page, course), *_places(page, course, address)]
        shared[page.path] = head + "".join(f"{line}\n" for line in lines).encode() + end + body
    return shared


def read_grounds(tokens: Path) -> tuple[str, str]:
    """Return the colour of the page from the style sheet of tokens: light, and dark.

    Raises:
        GlassboxError: It is not there.
    """
    found = read_colours(tokens).get("bg")
    if found is None:
        raise GlassboxError(f"{tokens} must have a line --bg: light-dark(#123456, #123456);")
    return found


def _grounds(grounds: tuple[str, str]) -> Iterator[str]:
    for scheme, colour in zip(("light", "dark"), grounds, strict=True):
        media = f"(prefers-color-scheme: {scheme})"
        yield f'<meta name="theme-color" media="{media}" content="{colour}">'


def _words(page: FinishedPage, course: Course) -> Iterator[str]:
    yield _property("og:type", "website" if page.slug == HOME else "article")
    yield _property("og:site_name", course.title)
    yield _property("og:locale", "en_GB")
    yield _property("og:title", page.title)
    yield _property("og:description", page.description)


def _places(page: FinishedPage, course: Course, address: str) -> Iterator[str]:
    if not address:
        yield '<meta name="twitter:card" content="summary">'
        return
    where = address_of(page, address)
    yield f'<link rel="canonical" href="{where}">'
    yield _property("og:url", where)
    yield _property("og:image", address + picture_of(page.slug))
    yield _property("og:image:type", "image/png")
    yield _property("og:image:width", str(WIDTH))
    yield _property("og:image:height", str(HEIGHT))
    yield _property("og:image:alt", f"{page.title}, {course.title}")
    yield '<meta name="twitter:card" content="summary_large_image">'
    if first_tool(page):
        title = html.escape(page.title)
        yield (
            f'<link rel="alternate" type="application/json+oembed" title="{title}" '
            f'href="{address}{embedded_file(page)}">'
        )


def address_of(page: FinishedPage, address: str) -> str:
    """Return where a page will lie; home is the folder itself."""
    return address if page.slug == HOME else address + page.path


def _property(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{html.escape(content)}">'
