"""Reading `course.json`: every mistake in it has a sentence that says where it is."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from scripts.errors import GlassboxError
from scripts.pages.course import HOME, Course, Lesson, Listed, Part

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


def read_course(path: Path) -> Course:
    """Read and check `content/course.json`.

    Raises:
        GlassboxError: It is wrong; the message names the entry and what must stand there.
    """
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GlassboxError(f"{path} must be JSON in UTF-8 ({error}).") from error
    try:
        course = _course(entry)
        _check_slugs(course)
        _check_needs(course)
    except _WrongError as error:
        raise GlassboxError(f"{path}: {error}") from error
    return course


class _WrongError(Exception):
    """What is wrong with the file, as a sentence."""


_Entry = TypeVar("_Entry", bound=Listed)


def _course(entry: object) -> Course:
    values = _table(entry, "the file", ("title", "parts", "reference"))
    parts = enumerate(_list(values["parts"], "“parts”"), 1)
    reference = enumerate(_list(values["reference"], "“reference”", least=0), 1)
    return Course(
        _text(values["title"], "the title of the file"),
        tuple(_part(part, f"part {number}") for number, part in parts),
        tuple(_entry(Listed, one, f"page {number} of reference") for number, one in reference),
    )


def _part(entry: object, where: str) -> Part:
    values = _table(entry, where, ("title", "lessons"))
    lessons = enumerate(_list(values["lessons"], f"“lessons” of {where}"), 1)
    return Part(
        _text(values["title"], f"the title of {where}"),
        tuple(_lesson(one, f"lesson {number} of {where}") for number, one in lessons),
    )


def _lesson(entry: object, where: str) -> Lesson:
    """Return a lesson; what it needs may be left out."""
    needs = entry.get("needs", []) if isinstance(entry, dict) else []
    known = tuple(_text(one, f"what {where} needs") for one in _list(needs, "“needs”", least=0))
    return _entry(Lesson, entry | {"needs": known} if isinstance(entry, dict) else entry, where)


def _entry(kind: type[_Entry], entry: object, where: str) -> _Entry:
    """Return a lesson or a page of reference: texts, and for a lesson its minutes and needs."""
    values = _table(entry, where, tuple(field.name for field in fields(kind)))
    for name in (name for name in values if name not in ("minutes", "needs")):
        _text(values[name], f"the {name} of {where}")
    minutes = values.get("minutes", 1)
    if type(minutes) is not int or minutes < 1:
        raise _WrongError(f"the minutes of {where} must be a whole number from 1, not {minutes!r}.")
    return kind(**values)


def _table(entry: object, where: str, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(entry, dict) or set(entry) != set(names):
        raise _WrongError(f"{where} must have {', '.join(names)}, and nothing else.")
    return entry


def _list(entry: object, where: str, least: int = 1) -> list[object]:
    if not isinstance(entry, list) or len(entry) < least:
        raise _WrongError(f"{where} must be a list with at least {least} entries.")
    return entry


def _text(entry: object, where: str) -> str:
    if not isinstance(entry, str) or not entry.strip():
        raise _WrongError(f"{where} must be a text that is not empty, not {entry!r}.")
    return entry


def _check_needs(course: Course) -> None:
    before: list[str] = []
    for lesson in course.lessons:
        for slug in lesson.needs:
            if slug not in before:
                raise _WrongError(f"{lesson.slug!r} needs {slug!r}, which is no lesson before it.")
        before.append(lesson.slug)


def _check_slugs(course: Course) -> None:
    slugs = [page.slug for page in (*course.lessons, *course.reference)]
    for slug in slugs:
        if slugs.count(slug) > 1 or slug == HOME or not _SLUG.fullmatch(slug):
            raise _WrongError(
                f"the slug {slug!r} must be small letters, digits and hyphens, "
                f"listed once, and not {HOME!r}."
            )
