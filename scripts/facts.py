"""What pages tell of the course as a work: its version, its year and its makers."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.errors import GlassboxError

PACKAGE = "pycore"
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_COPYRIGHT = re.compile(r"^Copyright \(c\) (\d{4}) (.+)$", re.MULTILINE)


def facts(root: Path, address: str = "") -> dict[str, str]:
    """Return the facts by the names that pages call them by.

    Args:
        root: The repository.
        address: Where the site will lie; "" if that is not known.

    Raises:
        GlassboxError: The package has no version, or the licence names nobody.
    """
    found = _COPYRIGHT.search((root / "LICENSE").read_text(encoding="utf-8"))
    if found is None:
        raise GlassboxError("LICENSE must have a line like: Copyright (c) 2026 Somebody.")
    return {
        "version": read_version(root),
        "year": found[1],
        "makers": found[2],
        "cited_at": f" {address}" if address else "",
        "bibtex_url": f",\n  url    = {{{address}}}" if address else "",
    }


def read_version(root: Path) -> str:
    """Return the version, which stands in the package alone.

    Raises:
        GlassboxError: It does not stand there.
    """
    found = _VERSION.search((root / PACKAGE / "__init__.py").read_text("utf-8"))
    if found is None:
        raise GlassboxError(f'{PACKAGE}/__init__.py must have a line __version__ = "1.2.3".')
    return found[1]
