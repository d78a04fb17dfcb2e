"""The course's own pages, assembled with a stand-in for the runtime."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl

from scripts.runtime.fetch import Runtime
from scripts.site.assemble import assemble
from tests.places import ROOT


class Links(HTMLParser):
    """Collect where a page leads, and the ids it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.names: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if value is not None}
        self.targets += [values[name] for name in ("href", "src") if name in values]
        self.ids += [values["id"]] if "id" in values else []
        self.names += [values["name"]] if "name" in values else []


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


def _inner_links(pages: dict[str, Links]) -> Iterator[tuple[str, str]]:
    for path, links in pages.items():
        for target in links.targets:
            if ":" not in target and not target.startswith("#"):
                address = target.partition("#")[0].partition("?")[0]
                yield path, posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def _leads(target: str, site: dict[str, bytes]) -> bool:
    return target in site
