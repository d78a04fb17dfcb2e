"""What pages tell of the course as a work: its version, its year and its makers."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.errors import GlassboxError
from scripts.site.wheel import read_version

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
