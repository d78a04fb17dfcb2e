"""Zip archives that depend on the names and contents of their members alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

# Any moment does, as long as it is always the same; a zip archive knows none before.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def archive(members: Mapping[str, bytes], *, compress: bool = True) -> bytes:
    """Return a zip archive of these members, in the order of their names."""
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.create_system = 3  # or else Windows makes another archive than Linux
            info.external_attr = 0o644 << 16
            target.writestr(info, members[name], method, 9)
    return buffer.getvalue()


def names_of(content: bytes) -> list[str]:
    """Return the names of the files of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return [name for name in source.namelist() if not name.endswith("/")]


def members_of(content: bytes, names: Iterable[str] | None = None) -> dict[str, bytes]:
    """Return the files of an archive by name: these, or all."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in (names_of(content) if names is None else names)}
