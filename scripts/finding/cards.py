"""The pictures of pages for sharing: what stands on them, and whether a file is up to date.

`scripts/make_cards.py` draws them. Each file carries a stamp, which tells what it was drawn from;
so a test sees, without a browser, that the title on a picture is that of its page.
"""

from __future__ import annotations

import hashlib
import html
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from scripts.errors import GlassboxError
from scripts.finding.finished import FinishedPage
from scripts.finding.sharing import HEIGHT, WIDTH
from scripts.finding.sheet import read_sheet
from scripts.pages.course import HOME, Course
from scripts.pages.pictures import read_pictures

STAMP = b"Glassbox card"
_TEMPLATE = Path(__file__).with_name("card.html")
SIGNATURE = b"\x89PNG\r\n\x1a\n"  # how each PNG file begins


@dataclass(frozen=True)
class Card:
    """A picture to be drawn: the page it is for, and what is drawn, as a page of its own."""

    slug: str
    text: str
    tokens: str

    @property
    def stamp(self) -> bytes:
        """What tells this picture from one with another title, template, path picture or token."""
        return hashlib.sha256(f"{self.text}{self.tokens}".encode()).hexdigest().encode()


def cards(web: Path, course: Course, pages: Mapping[str, FinishedPage]) -> list[Card]:
    """Return the pictures that a site needs: one for each page that may be listed."""
    pictures = read_pictures(web)
    mark = (web / "favicon.svg").read_text(encoding="utf-8").strip()
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    tokens = read_sheet(web / "css/tokens.css")
    return [
        Card(
            page.slug,
            template.substitute(
                width=WIDTH,
                height=HEIGHT,
                mark=mark,
                course=html.escape(course.title),
                title=html.escape(page.title),
                line=html.escape(_line(page, course, pages[HOME])),
                picture=pictures.get(f"path/{page.slug}", mark),
            ),
            tokens,
        )
        for page in pages.values()
        if not page.hidden
    ]


def _line(page: FinishedPage, course: Course, home: FinishedPage) -> str:
    """What stands below the title: a lesson's number and minutes, else what the home page says."""
    place = course.place(page.slug)
    if place is None:
        return home.description.partition(".")[0]
    lessons = course.lessons
    return f"Lesson {place + 1} of {len(lessons)}, {lessons[place].minutes} minutes"


@dataclass(frozen=True)
class Picture:
    """A PNG file, as far as it matters here: its size, and its stamp."""

    width: int
    height: int
    stamp: bytes


def read_picture(content: bytes) -> Picture:
    """Read the size and the stamp of a PNG file.

    Raises:
        GlassboxError: It is no whole PNG file.
    """
    chunks = dict(_chunks(content))
    if b"IHDR" not in chunks or b"IEND" not in chunks:
        raise GlassboxError("A picture for sharing must be a whole PNG file.")
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    keyword, _, stamp = chunks.get(b"tEXt", b"").partition(b"\0")
    return Picture(width, height, stamp if keyword == STAMP else b"")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE) if content.startswith(SIGNATURE) else len(content)
    while at + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        yield kind, content[at + 8 : at + 8 + length]
        at += 12 + length
