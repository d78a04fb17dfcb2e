"""The colour tokens of the design as the tests need them: as a browser resolves them."""

from __future__ import annotations

from scripts.tokens import read_colours, rgb
from tests.places import ROOT


def tokens(theme: str) -> dict[str, str]:
    """Each colour of the "light" or "dark" theme by its name: rgb(23, 32, 46)."""
    colours = read_colours(ROOT / "web/css/tokens.css")
    return {
        name: rgb(light if theme == "light" else dark) for name, (light, dark) in colours.items()
    }
