"""The built site as files: names that every host serves, links that lead somewhere, no other host.

No browser is needed here, only the site that the browser tests build.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.gates.references import UNKNOWN, read, target
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


ABOUT = ["licences", "privacy", "accessibility", "tested", "not-tested", "cite", "mistakes"]
"""What other pages, and whoever writes to us, lead to."""


def test_the_page_about_the_course_has_its_sections_in_their_order(site: Site) -> None:
    assert [one for one in read(site, "about.html").ids if one in ABOUT] == ABOUT
