"""Name every module of a page in its head, so that a browser fetches all of them at once.

Without it a browser learns of a module only when it has read the one that imports it, which costs
a round trip for each step. Their priority is low: text and styles come first on a slow line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

_LINK = '<link rel="modulepreload" fetchpriority="low" href="./{}">\n'
_ROOT = re.compile(rb'<(?:script type="module" src|link rel="modulepreload".* href)="\./([^"]+)"')
_IMPORT = re.compile(rb'\b(?:from|import)\s*"(\.{1,2}/[^"]+)"')
_HEAD_END = b"</head>"


def with_preloads(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pages among these files, each with the names of what its modules import."""
    return {
        path: _name_modules(page, files) for path, page in files.items() if path.endswith(".html")
    }


def _name_modules(page: bytes, files: Mapping[str, bytes]) -> bytes:
    roots = [root.decode() for root in _ROOT.findall(page)]
    modules = [module for module in _reached(roots, files) if module not in roots]
    links = "".join(map(_LINK.format, modules))
    return page.replace(_HEAD_END, links.encode() + _HEAD_END, 1)


def _reached(roots: list[str], files: Mapping[str, bytes]) -> Iterator[str]:
    """The modules and all that they import, those first that are needed first."""
    waiting, seen = list(roots), set(roots)
    while waiting:
        module = waiting.pop(0)
        yield module
        for name in _IMPORT.findall(files.get(module, b"")):
            imported = normpath(join(dirname(module), name.decode()))
            if imported in files and imported not in seen:
                seen.add(imported)
                waiting.append(imported)
