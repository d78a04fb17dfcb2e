"""Turn the page sources into whole pages: layout, navigation, the widgets in their places."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from scripts.choices import fill_choices, read_lists
from scripts.course import Course, read_course
from scripts.errors import GlassboxError
from scripts.tasks import Tasks, read_tasks

_HEAD = re.compile(r"\s*<!--\s*(\{.*?\})\s*-->", re.DOTALL)
_ATTRIBUTES = r'(?:\s+[\w:-]+(?:="[^"]*")?)*'
_WIDGET = re.compile(
    rf'<div(?P<attributes>{_ATTRIBUTES}\s+data-widget="(?P<name>[^"]*)"{_ATTRIBUTES})\s*>'
    r"(?P<content>\s*)(?P<end></div>)?"
)
_HEADING = re.compile(r"<h3[^>]*>(.*?)</h3>")
# The site works from any sub-path and loads nothing from elsewhere; only a link may lead away.
_AWAY = re.compile(r'\s(?:href="/[^"]*"|(?:src|poster|data)="(?:/|\w+:)[^"]*")')
_LAYOUTS = ("layout", "bare")  # a page of the course; one for a frame in another's page
# The least that works: our own files alone; Python is WebAssembly, PyScript's worker is a blob.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "connect-src 'self' blob: data:; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
_PAGE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.html")


@dataclass(frozen=True)
class Page:
    """A page source: its file, and what stands in it."""

    path: Path
    title: str
    description: str
    main: str
    layout: str = "layout"

    @property
    def slug(self) -> str:
        """The page's address without `.html`."""
        return self.path.stem


def render_pages(web: Path) -> dict[str, bytes]:
    """Return the finished pages of a web folder by name, such as `neuron.html`."""
    course = read_course(web / "course.json")
    pages = {path.stem: _read_page(path) for path in sorted((web / "pages").glob("*.html"))}
    for lesson in course.lessons:
        if lesson.slug not in pages:
            raise GlassboxError(
                f"course.json lists the lesson {lesson.slug!r}, but there is no page "
                f"{web.name}/pages/{lesson.slug}.html."
            )
    fragments = read_fragments(web / "widgets")
    tasks = {
        slug: read_tasks(_place_widgets(page.main, fragments, page.path), page.path)
        for slug, page in pages.items()
    }
    return {
        page.path.name: _render(page, web / f"{page.layout}.html", course, fragments, tasks)
        for page in pages.values()
    }


def read_fragments(folder: Path) -> dict[str, str]:
    """Return the widget fragments by name, complete but for their `$id`.

    What several of them have alike is a file in the folder `common`, named like `$toolbar`.
    """
    common = {path.stem: _read_text(path).strip() for path in (folder / "common").glob("*.html")}
    lists = read_lists(folder)
    return {
        path.stem: fill(fill_choices(_read_text(path), lists, path), {"id": "$id", **common}, path)
        for path in sorted(folder.glob("*.html"))
    }


def fill(text: str, values: Mapping[str, str], path: Path) -> str:
    """Substitute `$name` strictly; `path` is named when something is wrong."""
    try:
        return Template(text).substitute(values)
    except KeyError as error:
        allowed = ", ".join(f"${name}" for name in values)
        raise GlassboxError(
            f"{path} uses ${error.args[0]}; the names here are {allowed}."
        ) from error
    except ValueError as error:
        raise GlassboxError(f"{path}: {error}; a dollar sign itself is written $$.") from error


def _read_page(path: Path) -> Page:
    text = _read_text(path)
    head = _HEAD.match(text)
    if not _PAGE_NAME.fullmatch(path.name):
        raise GlassboxError(f"{path}: a page is named in small letters, digits and hyphens.")
    if head is None:
        raise GlassboxError(
            f'{path} must start with <!-- {{"title": "...", "description": "..."}} -->.'
        )
    try:
        entry = json.loads(head[1])
    except json.JSONDecodeError as error:
        raise GlassboxError(
            f"{path}: the JSON in its first comment is broken ({error})."
        ) from error
    layout = entry.pop("layout", "layout")
    if set(entry) != {"title", "description"} or not all(map(_is_text, entry.values())):
        raise GlassboxError(f"{path}: its first comment gives title and description, no more.")
    if layout not in _LAYOUTS:
        raise GlassboxError(f"{path}: its layout must be one of {', '.join(_LAYOUTS)}.")
    return Page(path, entry["title"], entry["description"], text[head.end() :].strip(), layout)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise GlassboxError(f"{path} is not UTF-8 text.") from error


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _render(
    page: Page,
    layout: Path,
    course: Course,
    fragments: Mapping[str, str],
    tasks: Mapping[str, Tasks],
) -> bytes:
    values = {
        "slug": page.slug,
        "policy": POLICY,
        "title": html.escape(page.title),
        "description": html.escape(page.description),
        "course": html.escape(course.title),
        "course_description": html.escape(course.description),
        "nav": course.navigation(page.slug),
        "lessons": course.contents(tasks),
        "progress": course.progress(tasks),
        "lesson": page.slug if course.number(page.slug) else "",
        "tools": _tools(fragments),
        "lesson_count": str(len(course.lessons)),
        "lesson_number": course.number(page.slug),
        "minutes": course.minutes(page.slug),
        "previous_next": course.neighbours(page.slug),
    }
    main = _place_widgets(fill(page.main, values, page.path), fragments, page.path)
    text = fill(_read_text(layout), {**values, "main": main}, layout)
    away = _AWAY.search(text)
    if away:
        raise GlassboxError(
            f'{page.path}: {away[0].strip()} leads out of the site\'s folder; begin with "./".'
        )
    return text.encode()


def _tools(fragments: Mapping[str, str]) -> str:
    """Return every widget as an option of a select: its name, and its own heading."""
    options = ((name, _HEADING.search(text)) for name, text in fragments.items())
    return "\n".join(
        f'<option value="{name}">{heading[1] if heading else name}</option>'
        for name, heading in options
    )


def _place_widgets(text: str, fragments: Mapping[str, str], path: Path) -> str:
    count: Counter[str] = Counter()

    def place(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in fragments:
            known = ", ".join(fragments) or "none"
            raise GlassboxError(f"{path} asks for the widget {name!r}; there are: {known}.")
        if found["end"] is None or re.search(r"\sid=", found["attributes"]):
            raise GlassboxError(
                f"{path}: the place of {name!r} must be an empty div without an id."
            )
        count[name] += 1
        instance = f"{name}-{count[name]}"
        content = fill(fragments[name], {"id": instance}, path)
        return f'<div id="{instance}"{found["attributes"]}>\n{content.strip()}\n</div>'

    return _WIDGET.sub(place, text)
