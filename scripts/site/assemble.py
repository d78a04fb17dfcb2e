"""Assemble the static site: everything that belongs into it, as one mapping of paths to bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from scripts.errors import GlassboxError, explained
from scripts.facts import facts
from scripts.finding import sharing
from scripts.finding.finished import read_pages
from scripts.finding.not_found import not_found
from scripts.finding.oembed import oembed_files
from scripts.finding.search import search_file
from scripts.finding.sitemap import sitemap
from scripts.pages.course_file import read_course
from scripts.pages.render import render_site
from scripts.runtime.archives import Pack, as_sources
from scripts.runtime.fetch import Runtime
from scripts.runtime.snapshot import TakeSnapshot, nothing
from scripts.site import offline
from scripts.site.bundle import data_files, font_files, licence_files, python_files, runtime_files
from scripts.site.folder import Changes, write_folder
from scripts.site.modules import without_comments
from scripts.site.preloads import with_preloads
from scripts.site.wheel import wheel_file

# File servers of learning platforms know these; what they do not know they send as something
# that a browser refuses.
_SUFFIXES = {".html", ".js", ".json", ".css", ".svg", ".png", ".ico", ".txt", ".zip"}
_SUFFIXES |= {".wasm", ".py", ".webmanifest", ".bin", ".woff2"}
# Search engines read it, whatever it is sent as.
_SUFFIXES |= {".xml"}
# Nothing of the course reads a wheel: who follows the link saves it, whatever it is sent as.
_SUFFIXES |= {".whl"}
# A style sheet of parts becomes one file: a browser would fetch the parts one after the other.
_PART = re.compile(r'^@import "\./([\w/-]+\.css)";\n', re.MULTILINE)
_DEPTH_OF_CSS = 2  # css/widget.css is a sheet, css/widget/frame.css a part of one
# Modules have their types for the checker alone.
_OF_THE_CHECKER = ".d.ts"
_TURNED_INTO_OTHERS = {"content", "widgets", "python", "pictures"}


def build(
    root: Path,
    runtime: Runtime,
    target: Path,
    web: Path | None = None,
    pack: Pack = as_sources,
    take_snapshot: TakeSnapshot = nothing,
    address: str = "",
) -> Changes:
    """Write the site of a repository into a folder, as far as it has changed.

    Args:
        root: The repository: `pycore/`, `LICENSE`, `scripts/licences/`.
        runtime: The verified runtime.
        target: The folder to write; new, empty, or an earlier build.
        web: The pages and their stage; `root/web` unless told otherwise.
        pack: Makes the archives of Python.
        take_snapshot: Makes the snapshot that Python starts from, of the site's other files.
        address: Where the site will lie, as `read_address` returns it; "" if that is not known.

    Raises:
        GlassboxError: A source is wrong, or the target is something else than a build.
    """
    web = web or root / "web"
    if target.resolve().is_relative_to(web.resolve()):
        raise GlassboxError(
            f"{target} lies inside {web}, which the site is made from; choose another."
        )
    with explained("building the site", "Choose a folder that you may write."):
        return write_folder(assemble(root, runtime, web, pack, take_snapshot, address), target)


def assemble(
    root: Path,
    runtime: Runtime,
    web: Path,
    pack: Pack = as_sources,
    take_snapshot: TakeSnapshot = nothing,
    address: str = "",
) -> dict[str, bytes]:
    """Return the whole site by path (with `/`, from the site's root)."""
    files: dict[str, bytes] = {}
    parts = (
        render_site(web, facts=facts(root, address)),
        dict(_copied(web)),
        runtime_files(runtime, pack),
        font_files(runtime),
        python_files(root, web, pack),
        data_files(root),
        wheel_file(root),
        licence_files(root, runtime),
    )
    for part in parts:
        for path, content in part.items():
            if path in files:
                raise GlassboxError(f"Two sources make the same file of the site: {path}.")
            files[path] = content
    files = _findable(files, web, address)
    files |= take_snapshot(files)
    files |= with_preloads(files)
    files[offline.LIST] = offline.offline_list(files)
    for path in files:
        _check_name(path)
    return files


def _findable(files: dict[str, bytes], web: Path, address: str) -> dict[str, bytes]:
    """The site with what it is searched, shared and listed by, as far as its address is known."""
    course = read_course(web / "content/course.json")
    pages = read_pages(files, course.title)
    grounds = sharing.read_grounds(web / "css/tokens.css")
    if not address:
        pictures = f"{sharing.FOLDER}/"
        files = {path: files[path] for path in files if not path.startswith(pictures)}
    files = files | sharing.with_sharing(files, pages, course, grounds, address)
    files |= search_file(course, pages) | not_found(web, course, address)
    if address:
        files |= sitemap(pages, address) | oembed_files(pages, course, address)
    return files


def _copied(web: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(web.rglob("*")):
        parts = path.relative_to(web).parts
        hidden = any(part.startswith(".") for part in parts) or path.name.endswith(_OF_THE_CHECKER)
        if not path.is_file() or hidden or parts[0] in _TURNED_INTO_OTHERS:
            continue
        if path.suffix == ".js" and parts[0] == "stage":
            yield "/".join(parts), without_comments(path.read_text(encoding="utf-8")).encode()
        elif path.suffix != ".css":
            yield "/".join(parts), path.read_bytes()
        elif len(parts) == _DEPTH_OF_CSS:
            yield "/".join(parts), _whole(path).encode()


def _whole(sheet: Path) -> str:
    """A style sheet with its parts in the place of their names."""

    def part(found: re.Match[str]) -> str:
        path = sheet.parent / found[1]
        if not path.is_file():
            raise GlassboxError(f"{sheet} imports {found[1]}, which is not there.")
        return "\n" + path.read_text(encoding="utf-8")

    return _PART.sub(part, sheet.read_text(encoding="utf-8"))


def _check_name(path: str) -> None:
    if PurePosixPath(path).suffix not in _SUFFIXES:
        known = " ".join(sorted(_SUFFIXES))
        raise GlassboxError(f"{path} cannot be part of the site: file servers know {known}.")
    if not path.isascii() or " " in path:
        raise GlassboxError(
            f"{path} cannot be part of the site: names are plain ASCII without spaces."
        )
