"""The colour tokens of the design as the tests need them, read from the style sheet itself."""

from __future__ import annotations

import re

from tests.places import ROOT

_SHEET = ROOT / "web/css/tokens.css"
_TOKEN = re.compile(
    r"--([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));"
)


def tokens(theme: str) -> dict[str, str]:
    """Each colour of the "light" or "dark" theme as the browser resolves it: rgb(23, 32, 46)."""
    found = _TOKEN.findall(_SHEET.read_text("utf-8"))
    return {
        name: _rgb(same or (light if theme == "light" else dark))
        for name, light, dark, same in found
    }


def _rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))
