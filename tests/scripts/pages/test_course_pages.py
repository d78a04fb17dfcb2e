"""The course's own pages, assembled with a stand-in for the runtime."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl

from scripts.facts import facts
from scripts.finding.finished import read_pages
from scripts.finding.sharing import with_sharing
from scripts.pages.course_file import read_course
from scripts.pages.render import render_site
from scripts.runtime.fetch import Runtime
from scripts.site.assemble import assemble
from tests.places import ROOT


class Links(HTMLParser):
    """Collect where a page leads, the ids it has, and what its head tells of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.names: list[str] = []
        self.told: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if value is not None}
        self.targets += [values[name] for name in ("href", "src") if name in values]
        self.ids += [values["id"]] if "id" in values else []
        self.names += [values["name"]] if "name" in values else []
        if tag == "meta" and (kind := values.get("name") or values.get("property")):
            self.told.append((kind, values.get("media", "")))


def test_every_link_of_every_page_leads_somewhere(runtime: Runtime) -> None:
    site = assemble(ROOT, runtime, ROOT / "web")
    pages = {path: Links(site[path].decode()) for path in site if path.endswith(".html")}
    del pages["404.html"]  # it stands at any address, so its links are absolute
    dead = [f"{path}: {target}" for path, target in _inner_links(pages) if not _leads(target, site)]
    assert dead == []


def test_every_id_of_a_page_is_unique_and_every_anchor_has_one(runtime: Runtime) -> None:
    site = assemble(ROOT, runtime, ROOT / "web")
    for path in (path for path in site if path.endswith(".html") and "/" not in path):
        links = Links(site[path].decode())
        assert sorted(set(links.ids)) == sorted(links.ids), path
        anchors = {target[1:] for target in links.targets if target.startswith("#")}
        assert {one for one in anchors if "=" not in one} <= set(links.ids), path
        for setting, _ in parse_qsl(
            "&".join(one for one in anchors if "=" in one), keep_blank_values=True
        ):
            widget, _, name = setting.partition(".")
            assert (widget in links.ids, name in links.names) == (True, True), (path, setting)


def test_the_head_of_a_page_tells_nothing_twice() -> None:
    site = render_site(ROOT / "web", facts=facts(ROOT))
    course = read_course(ROOT / "web/content/course.json")
    shared = with_sharing(site, read_pages(site, course.title), course, ("#ffffff", "#000000"))
    for path, page in shared.items():
        told = Links(page.decode()).told
        assert sorted(set(told)) == sorted(told), path


def _inner_links(pages: dict[str, Links]) -> Iterator[tuple[str, str]]:
    for path, links in pages.items():
        for target in links.targets:
            if ":" not in target and not target.startswith("#"):
                address = target.partition("#")[0].partition("?")[0]
                yield path, posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def _leads(target: str, site: dict[str, bytes]) -> bool:
    return target in site
