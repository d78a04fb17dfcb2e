"""How many bytes a page costs, as a host sends them that compresses: the design's budgets.

Text is counted after gzip; fonts, archives and memory, which are packed already, as they are.
"""

from __future__ import annotations

import functools
import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from scripts.fonts.make_faces import of_signs
from scripts.site.modules import imports
from tests.browser.gates.references import UNKNOWN, read, target
from tests.browser.harness import Site, open_in, page_names, wait_live

KB, MB = 1_000, 1_000_000
FIRST_PICTURE = 60 * KB
BEFORE_PYTHON = 220 * KB
FOR_TEACHERS = 280 * KB  # whose page shows a preview
FIRST_VISIT = 11.4 * MB
OF_PYTHON = ("runtime/", "python/")
PACKED = {".woff2", ".zip", ".bin", ".png"}
TEXT_FONTS = ("atkinson-hyperlegible-next", "source-serif-4")
LESSON = "neuron.html"
WHEN_READY = "offline-files.js"  # how much it would be to keep all of it


@functools.cache
def sent(path: Path) -> int:
    """How many bytes a host sends for a file."""
    content = path.read_bytes()
    return len(content) if path.suffix in PACKED else len(gzip.compress(content))


def before_python(site: Site, page: str) -> set[str]:
    """What a page fetches by itself, Python apart: text, styles, modules, pictures, fonts."""
    references = read(site, page)
    files = {target(site, page, address)[0] for address in references.fetched()}
    names = {path.relative_to(site.folder).as_posix() for path in files if path.is_file()}
    names |= {page}
    if references.sheets:
        signs = ["glassbox-math"] if needs_signs(references.text, references.tags) else []
        names |= {f"fonts/{font}.woff2" for font in (*TEXT_FONTS, *signs)}
    if "data-widget" in references.attributes or page == "embed.html":
        names |= set(_worker(site))
    return {name for name in names if not name.startswith(OF_PYTHON)}


def _worker(site: Site) -> Iterator[str]:
    """The modules of Python's worker, which no page names in its head."""
    waiting = ["stage/python/interpreter.js"]
    while waiting:
        module = waiting.pop()
        yield module
        source = (site.folder / module).read_text("utf-8")
        named = (normpath(join(dirname(module), one.name)) for one in imports(source))
        waiting += [name for name in named if not name.startswith(OF_PYTHON)]


def needs_signs(text: str, tags: set[str]) -> bool:
    return "math" in tags or bool(of_signs() & set(map(ord, text)))


def weight(site: Site, names: Iterable[str]) -> dict[str, int]:
    return {name: sent(site.folder / name) for name in sorted(names)}


@pytest.fixture(scope="module")
def asked(chromium: Browser, site: Site) -> set[str]:
    """What a first visit to a lesson asks for, until its tools are alive."""
    page, watch = open_in(chromium, urlsplit(site.url).netloc)
    page.goto(site.url + LESSON)
    wait_live(page)
    page.evaluate("() => document.fonts.ready")
    page.context.close()
    watch.check()
    addresses = [address for group in watch.requests.values() for address in group]
    paths = (unquote(urlsplit(address).path).removeprefix("/a/course/") for address in addresses)
    return {path for path in paths if (site.folder / path).is_file()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", [name for name in page_names() if name != UNKNOWN])


def test_the_first_picture_needs_few_bytes(site: Site, page: str) -> None:
    """Text, styles, and the drawings among the files; those in the text are in it."""
    names = {page, *(name for name in before_python(site, page) if name.endswith((".css", ".svg")))}
    sizes = weight(site, names)
    assert len(sizes) > len(read(site, page).sheets) > 0
    assert sum(sizes.values()) <= FIRST_PICTURE, sizes


def test_a_page_is_light_until_python_comes(site: Site, page: str) -> None:
    sizes = weight(site, before_python(site, page))
    assert len(sizes) > 10
    most = FOR_TEACHERS if page == "teachers.html" else BEFORE_PYTHON
    assert sum(sizes.values()) <= most, sizes


def test_a_tool_in_a_frame_loads_nothing_of_the_course_around_it(site: Site) -> None:
    names = before_python(site, "embed.html")
    assert "stage/stage.js" in names
    assert not [name for name in names if name.startswith("stage/course/")]
    only = {f"stage/page/{name}.js" for name in ("menu", "moved", "offline", "search", "theme")}
    assert only <= before_python(site, LESSON)
    assert not names & only


def test_a_browser_asks_for_what_was_counted(asked: set[str], site: Site) -> None:
    """The manifest is asked for where a reader installs the course."""
    names = {name for name in asked if not name.startswith(OF_PYTHON)}
    assert names - {WHEN_READY} == before_python(site, LESSON) - {"site.webmanifest"}


def test_a_first_visit_stays_in_its_budget(asked: set[str], site: Site, page: str) -> None:
    """Python is the same for every page: what one lesson asked for is counted for all."""
    python = {name for name in asked if name.startswith(OF_PYTHON)}
    assert {"runtime/pyodide/pyodide.asm.wasm", "python/main.py"} <= python
    late = {WHEN_READY, "fonts/glassbox-math.woff2"}  # pictures have signs where texts have none
    sizes = weight(site, python | before_python(site, page) | late)
    assert sum(sizes.values()) <= FIRST_VISIT, sizes


def test_data_files_are_no_part_of_a_first_visit(asked: set[str], site: Site) -> None:
    assert list((site.folder / "data").iterdir())
    assert not [name for name in asked if name.startswith("data/")]
