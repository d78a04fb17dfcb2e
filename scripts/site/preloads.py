"""Name every module of a page in its head, so that a browser fetches all of them at once.

Without it a browser learns of a module only when it has read the one that imports it, which costs
a round trip for each step. Their priority is low: text and styles come first on a slow line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

from scripts.site.modules import imports

_LINK = '<link rel="modulepreload" fetchpriority="low" href="./{}">\n'
_HEAD_END = b"</head>"


def with_preloads(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pages among these files, each with the names of what its modules import."""
    return {
        path: _name_modules(page, files) for path, page in files.items() if path.endswith(".html")
    }


def _name_modules(page: bytes, files: Mapping[str, bytes]) -> bytes:
    head, end, body = page.partition(_HEAD_END)
    if not end:
        return page
    roots = _roots(head.decode())
    modules = [module for module in _reached(roots, files) if module not in roots]
    links = "".join(map(_LINK.format, modules))
    return head + links.encode() + end + body


def _roots(head: str) -> list[str]:
    reader = _Head()
    reader.feed(head)
    return reader.modules


class _Head(HTMLParser):
    """Collects the modules that a page names itself."""

    def __init__(self) -> None:
        super().__init__()
        self.modules: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and values.get("type") == "module":
            self.modules.append(normpath(values["src"]))
        if tag == "link" and values.get("rel") == "modulepreload":
            self.modules.append(normpath(values["href"]))


def _reached(roots: list[str], files: Mapping[str, bytes]) -> Iterator[str]:
    """The modules and all that they import, those first that are needed first.

    What a page's own module asks for by `import(…)` it asks for at once; what others ask for so may
    never be needed.
    """
    waiting, seen = list(roots), set(roots)
    while waiting:
        module = waiting.pop(0)
        yield module
        for one in imports(files.get(module, b"").decode()):
            imported = normpath(join(dirname(module), one.name))
            wanted = module in roots or not one.later
            if wanted and imported in files and imported not in seen:
                seen.add(imported)
                waiting.append(imported)
