"""Make web/fonts/glassbox-math.woff2 out of Noto Sans Math: the signs of the course, and no others.

    .venv/bin/python -m scripts.fonts.make_font

It needs the development environment (fontTools, Brotli, npm's packages). The same inputs make the
same bytes, and a test compares. "Noto" is a reserved name, so the font has one of its own. A few
signs that Noto Sans Math lacks are put together from others that it has.
"""

from __future__ import annotations

import hashlib
import io

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scripts import ROOT
from scripts.fonts.signs import CIRCLE, CIRCLED, CROSS, LOWERED, RAISED, signs

PACKAGE = ROOT / "node_modules" / "@fontsource" / "noto-sans-math"
SOURCE = PACKAGE / "files" / "noto-sans-math-latin-400-normal.woff2"
FONT = ROOT / "web" / "fonts" / "glassbox-math.woff2"
NOTICE = FONT.with_suffix(".txt")
NAME = "Glassbox Math"

# In units of the font, of which the letter has 1,000.
_SMALL, _UP, _DOWN, _ADVANCE = 0.66, 290, -150, 360  # a raised or lowered sign
_IN_CIRCLE = 0.6
_STROKES = [  # of the cross
    [(120, 20), (50, 90), (530, 690), (600, 640)],
    [(560, 30), (470, 0), (80, 620), (160, 690)],
]


def make(source: bytes) -> bytes:
    """Return the font, of the bytes of Noto Sans Math."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    _compose(font)
    _subset(font)
    _rename(font)
    out = io.BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def notice(source: bytes, font: bytes, licence: str) -> str:
    """Return what lies beside the font: where it comes from, its hash and its licence."""
    return (
        f"{NAME} is made from Noto Sans Math 3.000 by scripts/fonts/make_font.py: most of its\n"
        "signs are left out, a few are put together from others, and its name is another.\n\n"
        f"{_hash(font)}  {FONT.name}\n{_hash(source)}  {SOURCE.name}\n\n{licence.strip()}\n"
    )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _compose(font: TTFont) -> None:
    """Add the signs that are put together, each under the name of its code point."""
    for scripts, up in ((RAISED, _UP), (LOWERED, _DOWN)):
        for code, sign in scripts.items():
            _add(font, code, _small(font, sign, up), _ADVANCE)
    for code, digit in CIRCLED.items():
        _add(font, code, _circled(font, digit), font["hmtx"][font.getBestCmap()[CIRCLE]][0])
    _add(font, CROSS, _cross(), 650)


def _small(font: TTFont, sign: int, up: int) -> TTGlyphPen:
    name = font.getBestCmap()[sign]
    pen = TTGlyphPen(font.getGlyphSet())
    across = round(_ADVANCE / 2 - _SMALL * _middle(font, name)[0])
    pen.addComponent(name, (_SMALL, 0, 0, _SMALL, across, up))
    return pen


def _circled(font: TTFont, digit: int) -> TTGlyphPen:
    circle, name = (font.getBestCmap()[code] for code in (CIRCLE, digit))
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(circle, (1, 0, 0, 1, 0, 0))
    pairs = zip(_middle(font, circle), _middle(font, name), strict=True)
    move = [round(whole - _IN_CIRCLE * part) for whole, part in pairs]
    pen.addComponent(name, (_IN_CIRCLE, 0, 0, _IN_CIRCLE, *move))
    return pen


def _cross() -> TTGlyphPen:
    pen = TTGlyphPen(None)
    for stroke in _STROKES:
        pen.moveTo(stroke[0])
        for point in stroke[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen


def _middle(font: TTFont, name: str) -> tuple[float, float]:
    glyph = font["glyf"][name]
    return (glyph.xMin + glyph.xMax) / 2, (glyph.yMin + glyph.yMax) / 2


def _add(font: TTFont, code: int, pen: TTGlyphPen, advance: int) -> None:
    name = f"uni{code:04X}"
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = advance, glyph.xMin
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def _subset(font: TTFont) -> None:
    options = Options()
    options.layout_features = ["ccmp"]
    options.hinting = False
    options.notdef_outline = True
    options.bidi_closure = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs())
    subsetter.subset(font)


def _rename(font: TTFont) -> None:
    plain = NAME.replace(" ", "")
    renamed = {1: NAME, 3: f"1.0;{plain}-Regular", 4: f"{NAME} Regular", 6: f"{plain}-Regular"}
    for record in font["name"].names:
        if record.nameID in renamed:
            record.string = renamed[record.nameID]


def main() -> None:
    """Write the font and its notice."""
    source = SOURCE.read_bytes()
    font = make(source)
    FONT.parent.mkdir(exist_ok=True)
    FONT.write_bytes(font)
    licence = (PACKAGE / "LICENSE").read_text(encoding="utf-8")
    NOTICE.write_text(notice(source, font, licence), encoding="utf-8")
    print(f"{FONT.name}: {len(font):,} bytes, {len(signs())} signs")


if __name__ == "__main__":
    main()
