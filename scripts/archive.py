"""Zip archives that depend on the names and contents of their members alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

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


def members_of(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist() if not name.endswith("/")}
