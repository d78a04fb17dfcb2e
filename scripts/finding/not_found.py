"""The page for addresses that do not exist, all in one file.

A host shows it at any address, in any folder, so nothing in it can be found from where it stands:
its style and its icon are in it, and its content security policy allows this style alone, by its
hash. It links to the course where the site's address is known, and else to the host's first page.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path
from string import Template
from urllib.parse import quote

from scripts.errors import GlassboxError
from scripts.finding.sheet import read_sheet
from scripts.pages.course import Course

FILE = "404.html"
_SOURCES = "content/not-found"
_IMPORTS = re.compile(r'@import "[^"]*";\s*')
_SPACE = re.compile(r"\s+")


def not_found(web: Path, course: Course, address: str = "") -> dict[str, bytes]:
    """Return the page under its path.

    Args:
        web: The folder with the page's template and style, with the tokens and the icon.
        course: The list of lessons, which are offered where the address is known.
        address: Where the site will lie; "" if that is not known.

    Raises:
        GlassboxError: The template asks for something else than it gets.
    """
    folder = web / _SOURCES
    style = _style(web / "css/tokens.css", folder / "404.css")
    values = {
        "policy": policy(style),
        "style": style,
        "icon": "data:image/svg+xml," + quote((web / "favicon.svg").read_text(encoding="utf-8")),
        "course": html.escape(course.title),
        "way": _way(course, address),
    }
    template = Template((folder / "404.html").read_text(encoding="utf-8"))
    try:
        return {FILE: template.substitute(values).encode()}
    except (KeyError, ValueError) as error:
        known = ", ".join(f"${name}" for name in values)
        raise GlassboxError(f"{folder / '404.html'} may ask for {known} ({error}).") from error


def policy(style: str) -> str:
    """Return the content security policy of a page with this style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _style(*sheets: Path) -> str:
    """The sheets as one, without what they import: fonts, which would be files."""
    text = "".join(map(read_sheet, sheets))
    return _SPACE.sub(" ", _IMPORTS.sub("", text)).strip()


def _way(course: Course, address: str) -> str:
    """What leads on: into the course, or to where it may be."""
    if not address:
        return (
            '<p><a class="button primary" href="/">Go to the first page of this site</a></p>\n'
            "<p>If the course lies in a folder of this site, the name of that folder stands in the "
            "address above. Delete what comes after it, and press Enter.</p>"
        )
    pages = ((one.slug, one.title) for one in course.lessons)
    lessons = "\n".join(
        f'<li><a href="{address}{slug}.html">{html.escape(title)}</a></li>' for slug, title in pages
    )
    return (
        f'<p><a class="button primary" href="{address}">Go to the course</a></p>\n'
        f"<h2>The lessons</h2>\n<ol>\n{lessons}\n</ol>"
    )
