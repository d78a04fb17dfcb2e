"""Compile Python for the page at build time, so that no reader's browser has to.

Only Pyodide's own CPython writes the bytecode that it reads, so Pyodide does it, under Node.js.
Where there is no Node.js the sources are shipped as they are, and the site boots more slowly.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from scripts.archive import archive, members_of
from scripts.runtime.archives import Parcel, as_sources
from scripts.runtime.node import Workshop


class Packer:
    """Packs parcels with bytecode, as far as the workshop is open."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def __call__(self, parcel: Parcel) -> bytes:
        """Return the archive, compiled if that can be done."""
        packed = self._workshop.make(
            f"packed-{parcel.name}",
            self._key(parcel),
            f"Compiling Python for the page: {parcel.name}.",
            lambda desk: archive(_with(parcel, self._compile(desk, parcel))),
        )
        return as_sources(parcel) if packed is None else packed

    def _key(self, parcel: Parcel) -> bytes:
        """The hash of everything that decides about the archive."""
        about = [f"{parcel.folder} {parcel.with_sources}".encode()]
        for name, content in sorted(parcel.members.items()):
            about += [f"{name} {name in parcel.at_start}".encode(), content]
        return self._workshop.key(*about)

    def _compile(self, desk: Path, parcel: Parcel) -> dict[str, bytes]:
        sources = {path: parcel.members[path] for path in parcel.at_start}
        (desk / "sources.zip").write_bytes(archive(sources, compress=False))
        shown = "shown" if parcel.with_sources else "unseen"
        self._workshop.run("compile.mjs", str(desk), parcel.folder, shown)
        return members_of((desk / "compiled.zip").read_bytes())


def _with(parcel: Parcel, bytecode: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members with bytecode in the place of sources, or where CPython looks beside them."""
    if not parcel.with_sources:
        kept = {path: v for path, v in parcel.members.items() if path not in bytecode}
        return kept | {f"{path}c": content for path, content in bytecode.items()}
    beside = {_cached(PurePosixPath(path)): content for path, content in bytecode.items()}
    return {**parcel.members, **beside}


def _cached(path: PurePosixPath) -> str:
    return str(path.parent / "__pycache__" / f"{path.stem}.cpython-314.pyc")
