"""Write web/css/tokens/fonts.css: the course's fonts, and local ones that stand in for them.

    .venv/bin/python -m scripts.fonts.make_faces

It needs the development environment (fontTools, npm's packages). A local font as wide and
as high as the one that will replace it breaks its lines at the same words, so nothing moves. How
wide local fonts are stands in local_fonts.json, which measure_local.py writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

from fontTools.ttLib import TTFont

from scripts import ROOT
from scripts.fonts.make_font import FONT, NAME
from scripts.fonts.measure_local import TABLE
from scripts.fonts.signs import ranges, signs
from scripts.fonts.widths import BOLD, REGULAR, mean_width

SHEET = ROOT / "web" / "css" / "tokens" / "fonts.css"
PACKAGES = ROOT / "node_modules" / "@fontsource-variable"
SIGNS = "Glassbox Signs"
_BOLD_FROM = 501  # lighter weights are shown in a local font's regular, heavier ones in its bold

_LONG = 90
_INDENT = " " * 4


@dataclass(frozen=True)
class TextFont:
    """A font of texts: its family, its package, and the local fonts that stand in for it."""

    family: str
    key: str
    local: tuple[str, ...]

    @property
    def path(self) -> Path:
        """The font's file."""
        return PACKAGES / self.key / "files" / f"{self.key}-latin-wght-normal.woff2"

    def open(self) -> TTFont:
        """Return the font."""
        return TTFont(self.path)

    def signs(self) -> set[int]:
        """Return the code points that it has."""
        return set(self.open().getBestCmap())


SANS = TextFont(
    "Atkinson Hyperlegible Next",
    "atkinson-hyperlegible-next",
    ("Arial", "Roboto", "DejaVu Sans"),
)
SERIF = TextFont("Source Serif 4", "source-serif-4", ("Georgia", "Noto Serif", "DejaVu Serif"))

# The names, regular and bold, under which machines know a local font and those as wide as it is.
_NAMES: Mapping[str, Sequence[str]] = {"Arial": ("Arial", "Liberation Sans", "Helvetica")}

_HEAD = """\
/* The course's fonts, and local ones fitted to them until they come: scripts/fonts/make_faces.py
   writes this. Glassbox Signs is Glassbox Math without what both fonts of texts have, so texts
   fetch it only where one of its own signs stands. */
"""


def sheet() -> str:
    """Return the style sheet."""
    faces = [_text_face(font) for font in (SANS, SERIF)]
    faces += [_signs_face(SIGNS, of_signs()), _signs_face(NAME, signs())]
    for font in (SANS, SERIF):
        faces += _fitted(font)
    return _HEAD + "\n".join(faces)


def of_signs() -> set[int]:
    """Return the code points that texts take from Glassbox Math."""
    return set(signs()) - (SANS.signs() & SERIF.signs())


def _text_face(font: TextFont) -> str:
    axis = font.open()["fvar"].axes[0]
    return _face(
        {
            "font-family": f'"{font.family}"',
            "src": f'url("../fonts/{font.key}.woff2") format("woff2")',
            "font-weight": f"{axis.minValue:g} {axis.maxValue:g}",
            "font-display": "swap",
            "unicode-range": ranges(font.signs()),
        }
    )


def _signs_face(name: str, codes: Iterable[int]) -> str:
    return _face(
        {
            "font-family": f'"{name}"',
            "src": f'url("../fonts/{FONT.name}") format("woff2")',
            "font-display": "swap",
            "unicode-range": ranges(codes),
        }
    )


def _fitted(font: TextFont) -> Iterator[str]:
    """Local fonts at the size at which they are as wide as the font, with its height."""
    measured: dict[str, dict[str, float]] = json.loads(TABLE.read_text(encoding="utf-8"))
    content, metrics = font.path.read_bytes(), font.open()
    em = metrics["head"].unitsPerEm
    for name in font.local:
        names = _NAMES.get(name, (name,))
        for style, weight, suffix in (("regular", REGULAR, ""), ("bold", BOLD, " Bold")):
            size = mean_width(content, weight) / measured[name][style]
            yield _face(
                {
                    "font-family": f'"Fitted {name}"',
                    "src": ", ".join(f'local("{one}{suffix}")' for one in names),
                    "font-weight": f"{_BOLD_FROM} 1000" if suffix else f"1 {_BOLD_FROM - 1}",
                    "size-adjust": f"{size:.2%}",
                    "ascent-override": f"{metrics['hhea'].ascent / em / size:.2%}",
                    "descent-override": f"{-metrics['hhea'].descent / em / size:.2%}",
                    "line-gap-override": f"{metrics['hhea'].lineGap / em / size:.0%}",
                }
            )


def _face(descriptors: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}:{value};\n" for name, value in _spaced(descriptors))
    return f"@font-face {{\n{lines}}}\n"


def _spaced(descriptors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Long values stand on lines of their own, as the formatter of style sheets has them."""
    for name, value in descriptors.items():
        lines = fill(value, 96, initial_indent=_INDENT, subsequent_indent=_INDENT)
        yield name, f"\n{lines}" if len(value) > _LONG else f" {value}"


def main() -> None:
    """Write the style sheet."""
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_text(sheet(), encoding="utf-8")


if __name__ == "__main__":
    main()
