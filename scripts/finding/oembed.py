"""What a page that gets a link to a lesson may embed: the lesson's first tool (https://oembed.com).

The answers are files, one for each lesson, so that they need no server; a lesson names its own in
its head.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from scripts.finding.finished import FinishedPage, Tool
from scripts.pages.course import Course

FOLDER = "oembed"
_WIDTH, _HEIGHT = 900, 700  # the frame tells its real height where its host listens


def embedded_file(page: FinishedPage) -> str:
    """Return the path of the file that says what is embedded of a page."""
    return f"{FOLDER}/{page.slug}.json"


def first_tool(page: FinishedPage) -> Tool | None:
    """Return the tool of the page that is embedded, if it has any."""
    return page.tools[0] if page.tools else None


def oembed_files(
    pages: Mapping[str, FinishedPage], course: Course, address: str
) -> dict[str, bytes]:
    """Return the answers of a site that will lie at an address."""
    listed = [page for page in pages.values() if not page.hidden]
    return {
        embedded_file(page): _answer(page, tool, course, address)
        for page in listed
        if (tool := first_tool(page))
    }


def _answer(page: FinishedPage, tool: Tool, course: Course, address: str) -> bytes:
    frame = (
        f'<iframe src="{address}embed.html?widget={tool.name}" '
        f'title="{html.escape(tool.question)}" width="{_WIDTH}" height="{_HEIGHT}" '
        'loading="lazy" allow="clipboard-write; fullscreen"></iframe>'
    )
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": f"{tool.question} – {page.title}",
        "provider_name": course.title,
        "provider_url": address,
        "width": _WIDTH,
        "height": _HEIGHT,
        "html": frame,
    }
    return f"{json.dumps(answer, ensure_ascii=False, indent=1)}\n".encode()
