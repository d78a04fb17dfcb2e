"""The built site as files: names that every host serves, links that lead somewhere, no other host.

No browser is needed here, only the site that the browser tests build.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser.harness import Site, page_names, report

# File servers of learning platforms serve these unharmed (`.mjs` and `.whl` they do not).
SAFE_SUFFIXES = frozenset(
    {
        ".html",
        ".js",
        ".json",
        ".css",
        ".svg",
        ".png",
        ".ico",
        ".txt",
        ".zip",
        ".bin",
        ".wasm",
        ".py",
    }
)
SAFE_SUFFIXES |= {".webmanifest", ".woff2"}

# The page for addresses that do not exist: it stands at any of them, with all that it needs in it.
UNKNOWN = "404.html"

# Attributes that make the browser fetch something at once; an <a href> only leads there.
FETCHING = frozenset({"src", "srcset", "poster", "data", "action"})


class References(HTMLParser):
    """The ids of a page, and every address in it as (tag, attribute, address)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.found: list[tuple[str, str, str]] = []
        self.inline: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if identity := given.get("id"):
            self.ids.append(identity)
        for name, value in attrs:
            if name in FETCHING | {"href"} and value is not None:
                self.found.append((tag, name, value))
            if name.startswith("on"):
                self.inline.append(f"<{tag} {name}>")
        if tag == "script" and "src" not in given:
            self.inline.append("<script> without src")

    def fetched(self) -> Iterator[str]:
        """Addresses that the browser asks a host for by itself."""
        found = (address for tag, name, address in self.found if tag != "a" and address)
        return (address for address in found if not address.startswith("data:"))


def read(site: Site, page: str) -> References:
    return References((site.folder / page).read_text("utf-8"))


def target(site: Site, page: str, address: str) -> tuple[Path, str]:
    """The file and the fragment that an address on a page leads to."""
    parts = urlsplit(urljoin(f"//site/{page}", address))
    path = site.folder / unquote(parts.path).lstrip("/")
    return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", page_names())


def test_every_file_has_a_name_that_every_host_serves(site: Site) -> None:
    files = [path.relative_to(site.folder) for path in site.folder.rglob("*") if path.is_file()]
    assert files
    # A wheel is saved by who follows its link, whatever it is sent as.
    needed = [path for path in files if path.parts[0] != "downloads"]
    strange = [str(path) for path in needed if path.suffix not in SAFE_SUFFIXES]
    report(strange)
    awkward = [str(path) for path in files if not str(path).isascii() or " " in str(path)]
    report(awkward)


def test_every_link_leads_to_a_file_and_an_anchor_that_exist(site: Site, page: str) -> None:
    broken = []
    for _, _, address in read(site, page).found:
        if urlsplit(address).scheme or (page, address) == (UNKNOWN, "/"):
            continue
        path, fragment = target(site, page, address)
        if "=" in fragment:  # settings of a widget, whose own id comes first
            fragment = fragment.split(".", 1)[0]
        if not path.is_file():
            broken.append(f"{address}: no such file")
        elif fragment and fragment not in read(site, str(path.relative_to(site.folder))).ids:
            broken.append(f"{address}: no such anchor")
    report(broken)


def test_nothing_is_fetched_from_another_host(site: Site, page: str) -> None:
    elsewhere = [
        address
        for address in read(site, page).fetched()
        if urlsplit(address).netloc or urlsplit(address).scheme
    ]
    report(elsewhere)


def test_addresses_are_relative_so_that_any_sub_path_will_do(site: Site, page: str) -> None:
    absolute = [address for _, _, address in read(site, page).found if address.startswith("/")]
    assert absolute == (["/"] if page == UNKNOWN else [])


def test_scripts_are_files_so_that_a_strict_policy_can_hold(site: Site, page: str) -> None:
    report(read(site, page).inline)


def test_no_id_is_used_twice(site: Site, page: str) -> None:
    ids = read(site, page).ids
    assert len(ids) == len(set(ids)), sorted(one for one in set(ids) if ids.count(one) > 1)


def test_stylesheets_fetch_nothing_from_elsewhere(site: Site) -> None:
    loaded = list((site.folder / "css").rglob("*.css"))
    assert loaded
    suspicious = [path.name for path in loaded if "//" in path.read_text("utf-8")]
    report(suspicious)


MOST = 220_000  # compressed bytes before Python; pages for teachers show a preview as well
MOST_FOR_TEACHERS = 280_000
NOT_COUNTED = ("runtime/", "python/")


def test_a_page_is_light_until_python_comes(site: Site, page: str) -> None:
    """Text, styles, all modules, and the font of formulas; packed files count as they are."""
    fetched = {target(site, page, address)[0] for address in read(site, page).fetched()}
    fetched |= {site.folder / page, site.folder / "fonts" / "glassbox-math.woff2"}
    files = [path for path in fetched if path.is_file()]
    kept = [
        path for path in files if not str(path.relative_to(site.folder)).startswith(NOT_COUNTED)
    ]
    sizes = {
        path.name: min(len(gzip.compress(path.read_bytes())), path.stat().st_size) for path in kept
    }
    most = MOST_FOR_TEACHERS if page == "teachers.html" else MOST
    assert len(kept) > (1 if page == UNKNOWN else 10)
    assert sum(sizes.values()) <= most, sizes
