"""What readers can search: a small file of lessons, tools and other pages, made when the site is.

The page fetches it when the search is opened first (`web/stage/page/search.js`). It is a list of
groups, each with a name, what one of it is called, and entries; more groups may come.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.finding.finished import FinishedPage
from scripts.pages.course import HOME, Course, Lesson

FILE = "search.json"


def search_file(course: Course, pages: Mapping[str, FinishedPage]) -> dict[str, bytes]:
    """Return the index of a site under its path."""
    slugs = [lesson.slug for lesson in course.lessons]
    others = [page for slug, page in pages.items() if slug not in slugs and _is_found(page)]
    groups = [
        _group("Lessons", "lesson", (_lesson(one, pages[one.slug]) for one in course.lessons)),
        _group("Tools", "tool", _tools(pages[slug] for slug in slugs)),
        _group("Other pages", "page", (_page(page) for page in others)),
    ]
    text = json.dumps(groups, ensure_ascii=False, separators=(",", ":"))
    return {FILE: f"{text}\n".encode()}


def _is_found(page: FinishedPage) -> bool:
    return page.slug != HOME and not page.hidden


def _group(name: str, one: str, entries: Iterator[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "one": one, "entries": list(entries)}


def _lesson(listed: Lesson, page: FinishedPage) -> dict[str, Any]:
    return _page(page) | {"title": listed.title, "text": listed.summary}


def _page(page: FinishedPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "address": f"./{page.path}",
        "text": page.description,
        "headings": [[heading.title, heading.anchor] for heading in page.headings],
        "words": " ".join(sorted(page.words)),
    }


def _tools(pages: Iterator[FinishedPage]) -> Iterator[dict[str, Any]]:
    """Each tool once, where the course meets it first."""
    met: set[str] = set()
    for page in pages:
        for tool in (tool for tool in page.tools if tool.name not in met):
            met.add(tool.name)
            yield {
                "title": tool.question,
                "address": f"./{page.path}#{tool.anchor}",
                "text": tool.summary,
                "place": page.title,
            }
