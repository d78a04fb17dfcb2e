"""The lock file: which files the runtime is made of, and where each can come from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class LockedFile:
    """One file of a package: its path in there, its size in bytes and its sha256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Client:
    """A package manager's name for something that contains our files.

    Attributes:
        spec: What the client is asked for, such as `pyodide@314.0.4`.
        size: How many bytes it downloads, for the progress bar.
        folder: Where our files lie in the archive it delivers.
    """

    spec: str
    size: int
    folder: str


@dataclass(frozen=True)
class Notice:
    """Somebody else's work and its licence, as THIRD-PARTY.txt lists it."""

    name: str
    version: str
    licence: str
    home: str


@dataclass(frozen=True)
class Package:
    """One pinned package: what it is, where to get it, what we need from it."""

    key: str
    notices: tuple[Notice, ...]
    urls: tuple[str, ...]
    npm: Client | None
    pip: Client | None
    files: tuple[LockedFile, ...]

    @property
    def title(self) -> str:
        """Name and version, such as `NumPy 2.4.3`."""
        return f"{self.notices[0].name} {self.notices[0].version}"


def read_lock(path: Path) -> tuple[Package, ...]:
    """Read `runtime.lock.json`."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_package(key, entry) for key, entry in content["packages"].items())


def _package(key: str, entry: dict[str, Any]) -> Package:
    return Package(
        key=key,
        notices=tuple(Notice(**notice) for notice in entry["notices"]),
        urls=tuple(entry["urls"]),
        npm=Client(**entry["npm"]) if "npm" in entry else None,
        pip=Client(**entry["pip"]) if "pip" in entry else None,
        files=tuple(LockedFile(**file) for file in entry["files"]),
    )
