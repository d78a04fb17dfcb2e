"""The menu of every page and the flat list at its foot: what is there, in groups.

A group with more than one page is a button and a sheet; the sheet is a popover, so it opens without
a script too. Phones show the same elements in a dialog (`web/stage/page/menu.js`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scripts.pages.course import HOME, Course, Lesson, Listed, numeral
from scripts.pages.markup import escaped

PLAYGROUND = ("playground", "Playground")
TEACH = ("teachers", "Teach")
YOURS = (("progress", "Your progress"),)


@dataclass(frozen=True)
class Menu:
    """The menu of a course."""

    course: Course

    def top(self, slug: str) -> str:
        """Return the entries of the header as they stand on the page `slug`."""
        entries = (
            self._lessons(slug),
            _link(*PLAYGROUND, slug),
            self._reference(slug),
            _link(*TEACH, slug),
        )
        return "\n".join(f"<li>{entry}</li>" for entry in entries if entry)

    def foot(self, slug: str) -> str:
        """Return all pages by group, flat, as they stand at the foot of the page `slug`."""
        course = [(HOME, "Home"), *((one.slug, one.title) for one in self.course.lessons)]
        reference = [(one.slug, one.title) for one in self.course.reference]
        groups = {"Course": course, "Reference": reference, "More": [TEACH, *YOURS]}
        return "\n".join(_flat(name, pages, slug) for name, pages in groups.items() if pages)

    def _lessons(self, slug: str) -> str:
        number, parts = 1, []
        for place, part in enumerate(self.course.parts, 1):
            name, title = f"menu-part-{place}", f"{numeral(place)} {escaped(part.title)}"
            items = "\n".join(_lesson(one, at, slug) for at, one in enumerate(part.lessons, number))
            number += len(part.lessons)
            parts.append(
                f'<div class="menu-part"><p id="{name}">{title}</p>\n'
                f'<ol aria-labelledby="{name}">\n{items}\n</ol></div>'
            )
        holds = any(one.slug == slug for one in self.course.lessons)
        return _group("Course", "menu-course", "\n".join(parts), holds=holds)

    def _reference(self, slug: str) -> str:
        pages = self.course.reference
        if not pages:
            return ""
        if len(pages) == 1:
            return _link(pages[0].slug, pages[0].title, slug)
        items = "\n".join(_looked_up(one, slug) for one in pages)
        holds = any(one.slug == slug for one in pages)
        return _group("Reference", "menu-reference", f"<ul>\n{items}\n</ul>", holds=holds)


def _group(name: str, sheet: str, inside: str, *, holds: bool) -> str:
    """Return the button of a group, and its sheet; `holds` if the page itself is in it."""
    mark = ' aria-current="true"' if holds else ""
    return (
        f'<button type="button" popovertarget="{sheet}"{mark}>{name} '
        '<svg data-icon="chevron"></svg></button>\n'
        f'<div class="sheet" id="{sheet}" popover>\n<p class="group">{name}</p>\n{inside}\n</div>'
    )


def _lesson(lesson: Lesson, number: int, current: str) -> str:
    slug = lesson.slug
    here = " · ● here" if slug == current else ""
    return (
        f'<li data-slug="{slug}"><a href="./{slug}.html"{_mark(slug, current)}>'
        f"<b>{number}</b> <span>{escaped(lesson.title)} "
        f"<small>{lesson.minutes} min{here}</small></span></a></li>"
    )


def _looked_up(page: Listed, current: str) -> str:
    return (
        f'<li><a href="./{page.slug}.html"{_mark(page.slug, current)}>'
        f"<span>{escaped(page.title)} <small>{escaped(page.summary)}</small></span></a></li>"
    )


def _flat(name: str, pages: Iterable[tuple[str, str]], current: str) -> str:
    links = "\n".join(f"<li>{_link(slug, title, current)}</li>" for slug, title in pages)
    group = f"foot-{name.lower()}"
    return f'<div><p id="{group}">{name}</p>\n<ul aria-labelledby="{group}">\n{links}\n</ul></div>'


def _link(slug: str, title: str, current: str) -> str:
    return f'<a href="./{slug}.html"{_mark(slug, current)}>{escaped(title)}</a>'


def _mark(slug: str, current: str) -> str:
    return ' aria-current="page"' if slug == current else ""
