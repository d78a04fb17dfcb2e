"""The course: its parts with their lessons in order, its pages of reference, links between them."""

from __future__ import annotations

import html
from dataclasses import dataclass

HOME = "index"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def numeral(place: int) -> str:
    """Return the number of a part, from 1, as it is written.

    >>> numeral(4)
    'IV'
    """
    return _NUMERALS[place - 1]


@dataclass(frozen=True)
class Listed:
    """A page that the list of the course names."""

    slug: str
    title: str
    summary: str


@dataclass(frozen=True)
class Lesson(Listed):
    """One lesson of a part."""

    minutes: int
    needs: tuple[str, ...] = ()
    """Which lessons before it a reader should know, by their slugs."""


@dataclass(frozen=True)
class Part:
    """Some lessons that belong together."""

    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Course:
    """The whole list, and what pages need of it as HTML."""

    title: str
    parts: tuple[Part, ...]
    reference: tuple[Listed, ...]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons in order."""
        return tuple(lesson for part in self.parts for lesson in part.lessons)

    def progress(self) -> str:
        """Return a row for each lesson, which the page of the reader's progress fills in."""
        return "\n".join(_progress_row(one) for one in self.lessons)

    def place(self, slug: str) -> int | None:
        """Return where in `lessons` a page stands, or None for one that is no lesson."""
        slugs = [lesson.slug for lesson in self.lessons]
        return slugs.index(slug) if slug in slugs else None


def _progress_row(lesson: Lesson) -> str:
    kinds = ("questions", "predictions", "goals")
    cells = "".join(f'<td data-count-of="{kind}">–</td>' for kind in kinds)
    return (
        f'<tr data-lesson="{lesson.slug}"><th scope="row">'
        f'<a href="./{lesson.slug}.html">{html.escape(lesson.title)}</a> '
        f"<span data-state-of></span></th>{cells}</tr>"
    )
