"""Every sign that a reader may be shown stands in a font that is shipped."""

from __future__ import annotations

import ast
import html
import re
from pathlib import Path

import pytest

from scripts.fonts.make_faces import SANS, SERIF, of_signs
from scripts.fonts.signs import signs
from tests.places import ROOT

WEB = ROOT / "web"

FORMULAS = set(map(chr, signs()))
# What a text of either kind finds: in its own font, or behind it in Glassbox Signs.
TEXTS = {chr(code) for code in (SANS.signs() & SERIF.signs()) | of_signs()}
NOT_SHOWN = set("\n\t")
# What readers type or paste and is understood, but never shown: other commas, blanks, minus signs.
READ_ONLY = {
    "web/python/kit/words/answers.py",
    "web/widgets/playground/table/cells.py",
    "web/widgets/playground/table/numbers.py",
}

PAGES = [*WEB.glob("content/**/*.html"), *WEB.glob("widgets/**/*.html")]
SCRIPTS = [*WEB.glob("stage/**/*.js"), WEB / "embed.js", WEB / "content/course.json"]
PYTHON = [*WEB.glob("python/**/*.py"), *WEB.glob("widgets/**/*.py"), *ROOT.glob("pycore/**/*.py")]


def texts(path: Path) -> str:
    """All that a file may show: a page's text, a script's lines, the strings of Python."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        constants = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
        return "".join(node.value for node in constants if isinstance(node.value, str))
    if path.suffix == ".html":
        return html.unescape(text)
    escaped = re.compile(r"\\u([0-9a-fA-F]{4})")
    return escaped.sub(lambda found: chr(int(found[1], 16)), text)


def strangers(text: str) -> set[str]:
    return set(text) - TEXTS - NOT_SHOWN


@pytest.mark.parametrize(
    "path", [*PAGES, *SCRIPTS, *PYTHON], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_every_sign_has_a_font(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() not in READ_ONLY:
        assert strangers(texts(path)) == set(), (
            "add it to scripts/fonts/signs.py and make the font anew"
        )


def test_letters_of_a_formula_are_shown_in_italics_that_the_font_has() -> None:
    """Browsers take the italic signs of mathematics for a letter that stands alone."""
    letters = re.findall(r"<mi>(.)</mi>", "".join(map(texts, PAGES)))
    assert {"f", "w", "η", "∂"} <= set(letters)
    small, capital, greek = 0x1D44E - ord("a"), 0x1D434 - ord("A"), 0x1D6FC - ord("α")
    for letter in letters:
        other = {"h": 0x210E, "∂": 0x1D715}.get(letter)
        start = small if letter.islower() else capital
        italic = other or ord(letter) + (start if letter.isascii() else greek)
        assert chr(italic) in FORMULAS, letter


@pytest.mark.parametrize("sign", ["\u3042", "\U0001f600", "\ufb01", "\u0102"])
def test_a_sign_without_a_font_is_found(sign: str) -> None:
    assert strangers(f"a text with {sign}") == {sign}
