"""Write a mapping of paths to bytes into a folder, touching only what differs.

A folder written here carries a list of its files, `build.json`. It tells our own builds from
other people's folders, and a file that has become stale from one that was put there by hand.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from scripts.archive import archive
from scripts.errors import GlassboxError

LIST = "build.json"
_MADE_BY = "Glassbox"


@dataclass(frozen=True)
class Changes:
    """The paths that a build wrote and removed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def write_folder(files: Mapping[str, bytes], target: Path) -> Changes:
    """Make the folder hold these files, beside what others may have put there.

    A new folder appears at once and whole; in an earlier build each file is replaced in one step.

    Raises:
        GlassboxError: The target is not a folder, or holds something that is not a build of ours.
    """
    if target.exists() and not target.is_dir():
        raise GlassboxError(f"{target} is a file; name a folder for the site.")
    if target.exists() and any(target.iterdir()):
        return _update(files, target)
    if target.exists():
        _fill(files, target)
    else:
        _create(files, target)
    return Changes(tuple(files), ())


def pack_folder(target: Path, file: Path) -> None:
    """Write the files of a build into a zip archive; the same files make the same archive."""
    _replace(file, archive({path: (target / path).read_bytes() for path in _read_list(target)}))


def _create(files: Mapping[str, bytes], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    sibling = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        for path, content in files.items():
            _write(sibling / path, content)
        _write(sibling / LIST, _list(files))
        sibling.rename(target)
    finally:
        shutil.rmtree(sibling, ignore_errors=True)


def _fill(files: Mapping[str, bytes], target: Path) -> None:
    """Write into an empty folder, whose parent may not be ours to write; on failure empty it."""
    try:
        _write(target / LIST, _list(files))
        for path, content in files.items():
            _write(target / path, content)
    except BaseException:
        for entry in target.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        raise


def _update(files: Mapping[str, bytes], target: Path) -> Changes:
    before = _read_list(target)
    changed = tuple(path for path in files if not _holds(target / path, files[path]))
    stale = tuple(path for path in before if path not in files and (target / path).is_file())
    if changed or stale:
        # Should we be stopped halfway, the next build still knows what is ours.
        _replace(target / LIST, _list({**dict.fromkeys(before, b""), **files}))
        for path in stale:
            _remove(target, path)
        for path in changed:
            _replace(target / path, files[path])
    if not _holds(target / LIST, _list(files)):
        _replace(target / LIST, _list(files))
    return Changes(changed, stale)


def _read_list(target: Path) -> list[str]:
    try:
        content: Any = json.loads((target / LIST).read_text(encoding="utf-8"))
        if content["made_by"] == _MADE_BY:
            return [path for path in content["files"] if _is_inside(path)]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        pass
    raise GlassboxError(
        f"{target} holds something that is not a build of Glassbox, so it was left alone. "
        "Name a new or an empty folder."
    )


def _is_inside(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


def _list(files: Mapping[str, bytes]) -> bytes:
    hashes = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)}
    return json.dumps({"made_by": _MADE_BY, "files": hashes}, indent=1).encode() + b"\n"


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(new, content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _remove(target: Path, path: str) -> None:
    (target / path).unlink()
    for parent in _parents_inside(path):
        if any((target / parent).iterdir()):
            break
        (target / parent).rmdir()


def _parents_inside(path: str) -> Iterable[PurePosixPath]:
    return list(PurePosixPath(path).parents)[:-1]
