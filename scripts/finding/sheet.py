"""A style sheet as pages and pictures of their own take it in."""

from __future__ import annotations

import re
from pathlib import Path

_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)


def read_sheet(path: Path) -> str:
    """Return a style sheet without its comments."""
    return _COMMENTS.sub("", path.read_text(encoding="utf-8"))
