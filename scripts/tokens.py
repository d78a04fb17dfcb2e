"""The colours of the design, read from its one style sheet, `web/css/tokens.css`."""

from __future__ import annotations

import re
from pathlib import Path

_COLOUR = re.compile(
    r"--([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));"
)


def read_colours(sheet: Path) -> dict[str, tuple[str, str]]:
    """Return each colour by the name of its token, for the light theme and for the dark one."""
    found = _COLOUR.findall(sheet.read_text(encoding="utf-8"))
    return {name: (light or both, dark or both) for name, light, dark, both in found}


def rgb(colour: str) -> str:
    """Return a colour as a browser tells it.

    >>> rgb("#17202e")
    'rgb(23, 32, 46)'
    """
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour.removeprefix("#")))
