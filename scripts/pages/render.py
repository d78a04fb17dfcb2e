"""Turn the page sources into whole pages: layout, navigation, widgets in their places."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.errors import GlassboxError
from scripts.pages import choices, forms, home, icons, links, pictures, tasks
from scripts.pages.course import Course
from scripts.pages.course_file import read_course
from scripts.pages.elements import Handler, Value, Values, Visit
from scripts.pages.forms import Form, read_forms
from scripts.pages.lesson import contents
from scripts.pages.lesson.furniture import Furniture
from scripts.pages.lesson.shape import shape
from scripts.pages.links import Anchors, check_links
from scripts.pages.markup import Source, read_source
from scripts.pages.menu import Menu
from scripts.pages.tasks import Tasks

# What is done with the elements of a page, besides putting the widgets into their places: one entry
# more for each new kind. Where several ask for an element, they see it in this order.
HANDLERS: tuple[Handler, ...] = (
    *links.HANDLERS,
    *tasks.HANDLERS,
    *icons.HANDLERS,
    *contents.HANDLERS,
)

_HEAD = re.compile(r"\s*<!--\s*(\{.*?\})\s*-->", re.DOTALL)
_LAYOUTS = ("layout", "bare")  # a page of the course; one for a frame in another's page
# The least that works: our own files alone; Python is WebAssembly, PyScript's worker is a blob.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "connect-src 'self' blob: data:; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
_TOLD, _MAY_BE_TOLD = {"title", "description"}, {"lead", "layout"}
_PAGE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.html")


@dataclass(frozen=True)
class Page:
    """A page source: its file, and what stands in it."""

    path: Path
    title: str
    description: str
    main: Source
    layout: str = "layout"
    lead: str = ""
    """The sentence under a lesson's title."""

    @property
    def slug(self) -> str:
        """The page's address without `.html`."""
        return self.path.stem


def render_site(
    web: Path, handlers: Sequence[Handler] = HANDLERS, facts: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """Return the finished pages of a web folder, and the forms of its widgets, by path.

    Args:
        web: The folder.
        handlers: What is done with the elements of pages and forms.
        facts: What pages that are no lessons may tell of the course, as texts by names.

    Raises:
        GlassboxError: A source is wrong; its file is named, and the line.
    """
    widgets, drawn = read_forms(web / "widgets"), pictures.read_pictures(web)
    handlers = (*handlers, choices.handler(web / "widgets"), *pictures.handlers(drawn))
    furniture = Furniture(read_course(web / "content/course.json"), drawn)
    files = _render_pages(web, widgets, handlers, furniture, facts or {})
    for name, text in forms.fragments(widgets, handlers).items():
        files[f"widgets/{name}.html"] = text.encode()
    return files


def _render_pages(
    web: Path,
    widgets: Mapping[str, Form],
    handlers: Sequence[Handler],
    furniture: Furniture,
    facts: Mapping[str, str],
) -> dict[str, bytes]:
    """Return the finished pages of a web folder by name, and the list of what its lessons ask."""
    course = furniture.course
    pages = _read_pages(web, course)
    visits = {slug: Visit((*handlers, forms.places(widgets))) for slug in pages}
    told = _lists(web, course, widgets)
    told |= {name: html.escape(fact) for name, fact in facts.items()}
    files = {}
    for slug, page in pages.items():
        values = _values(page, course) | (told if course.place(slug) is None else {})
        files[f"{slug}.html"] = _render(web, page, values, visits[slug], furniture)
    check_links({f"{slug}.html": visits[slug].of(Anchors) for slug in pages})
    asked = {one.slug: visits[one.slug].of(Tasks) for one in course.lessons}
    return files | {tasks.LIST: tasks.listed(asked)}


def _render(web: Path, page: Page, values: Values, visit: Visit, furniture: Furniture) -> bytes:
    """Return the whole page: its text first, for what stands around it tells what is in it."""
    layout = read_source(web / f"content/layouts/{page.layout}.html")
    main = visit.render(page.main, values)
    around = furniture.around(page.slug, page.title, page.lead, visit, page.path)
    return visit.render(layout, {**values, **around, "main": main}).encode()


def _read_pages(web: Path, course: Course) -> dict[str, Page]:
    pages = {path.stem: _read_page(path) for path in sorted((web / "content/pages").glob("*.html"))}
    for listed in (*course.lessons, *course.reference):
        if listed.slug not in pages:
            raise GlassboxError(
                f"course.json lists the page {listed.slug!r}, but there is no "
                f"{web.name}/content/pages/{listed.slug}.html."
            )
    return pages


def _lists(web: Path, course: Course, widgets: Mapping[str, Form]) -> dict[str, Value]:
    """Return what the pages that are not lessons may list: lessons and tools."""
    return {
        "path": home.path(course, web / "content/course.json"),
        "progress": course.progress(),
        "tools": _tools(widgets),
    }


def _read_page(path: Path) -> Page:
    source = read_source(path)
    head = _HEAD.match(source.text)
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
    if not _TOLD <= set(entry) <= _TOLD | _MAY_BE_TOLD or not all(map(_is_text, entry.values())):
        raise GlassboxError(
            f"{path}: its first comment gives title and description, and may give lead and layout; "
            "each is a text that is not empty."
        )
    if entry.get("layout", "layout") not in _LAYOUTS:
        raise GlassboxError(f"{path}: its layout must be one of {', '.join(_LAYOUTS)}.")
    return Page(path=path, main=source.stripped(head.end()), **entry)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _values(page: Page, course: Course) -> dict[str, Value]:
    """Return what the `$names` of a page and its layout stand for."""
    menu = Menu(course)
    return {
        "menu": Source(page.path, menu.top(page.slug)),
        "all_pages": Source(page.path, menu.foot(page.slug)),
        "slug": page.slug,
        "shape": shape(page.slug, page.main.text),
        "policy": POLICY,
        "title": html.escape(page.title),
        "description": html.escape(page.description),
        "course": html.escape(course.title),
        "lesson": "" if course.place(page.slug) is None else page.slug,
    }


def _tools(widgets: Mapping[str, Form]) -> str:
    """Return every widget as an option of a select: its name, and its own heading."""
    return "\n".join(
        f'<option value="{name}">{form.heading or name}</option>' for name, form in widgets.items()
    )
