"""Compile Python for the page at build time, so that no reader's browser has to.

Only Pyodide's own CPython writes the bytecode that it reads, so Pyodide does it, under Node.js.
Where there is no Node.js the sources are shipped as they are, and the site boots more slowly.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from scripts.archive import archive, members_of
from scripts.runtime.archives import Contents, as_sources
from scripts.runtime.node import PyodideInNode


class Packer:
    """Packs archives with bytecode, as far as Node.js is there."""

    def __init__(self, pyodide: PyodideInNode) -> None:
        self._pyodide = pyodide

    def __call__(self, contents: Contents) -> bytes:
        """Return the archive, compiled if that can be done."""
        packed = self._pyodide.make(
            f"packed-{contents.name}",
            self._key(contents),
            f"Compiling Python for the page: {contents.name}.",
            lambda desk: archive(_with(contents, self._compile(desk, contents))),
        )
        return as_sources(contents) if packed is None else packed

    def _key(self, contents: Contents) -> bytes:
        """The hash of everything that decides about the archive."""
        about = [f"{contents.folder} {contents.with_sources}".encode()]
        for name, content in sorted(contents.members.items()):
            about += [f"{name} {name in contents.at_start}".encode(), content]
        return self._pyodide.key(*about)

    def _compile(self, desk: Path, contents: Contents) -> dict[str, bytes]:
        sources = {path: contents.members[path] for path in contents.at_start}
        (desk / "sources.zip").write_bytes(archive(sources, compress=False))
        shown = "shown" if contents.with_sources else "unseen"
        self._pyodide.run("compile.mjs", str(desk), contents.folder, shown)
        return members_of((desk / "compiled.zip").read_bytes())


def _with(contents: Contents, bytecode: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members with bytecode in the place of sources, or where CPython looks beside them."""
    if not contents.with_sources:
        kept = {path: v for path, v in contents.members.items() if path not in bytecode}
        return kept | {f"{path}c": content for path, content in bytecode.items()}
    beside = {_cached(PurePosixPath(path)): content for path, content in bytecode.items()}
    return {**contents.members, **beside}


def _cached(path: PurePosixPath) -> str:
    return str(path.parent / "__pycache__" / f"{path.stem}.cpython-314.pyc")
