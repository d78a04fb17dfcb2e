"""The path on the home page: the parts of the course, each lesson with its picture."""

from __future__ import annotations

from pathlib import Path

from scripts.pages.course import Course, Lesson, Part
from scripts.pages.markup import Source, escaped


def path(course: Course, listed: Path) -> Source:
    """Return the path, with places for the pictures; `listed` is the file of the list of lessons.

    What the reader has done of a lesson is told in its `.mark`, which `stage/course/path.js` fills.
    """
    number = 0
    parts = []
    for part in course.parts:
        parts.append(_part(part, number + 1))
        number += len(part.lessons)
    return Source(listed, f'<div class="path lessons">\n{"".join(parts)}</div>')


def _part(part: Part, first: int) -> str:
    lessons = "".join(
        _lesson(lesson, number) for number, lesson in enumerate(part.lessons, start=first)
    )
    title = escaped(part.title)
    return f"<section>\n<h3>{title}</h3>\n<ol>\n{lessons}</ol>\n</section>\n"


def _lesson(lesson: Lesson, number: int) -> str:
    return (
        f'<li data-lesson="{lesson.slug}" data-number="{number}"><article>\n'
        f'<svg data-picture="path/{lesson.slug}"></svg>\n'
        f'<div><h4><a href="./{lesson.slug}.html">{number}. {escaped(lesson.title)}</a></h4>\n'
        f"<p>{escaped(lesson.summary)}</p>\n"
        f'<p class="meta"><span>{lesson.minutes} min</span> '
        '<span class="mark" hidden></span></p></div>\n</article></li>\n'
    )
