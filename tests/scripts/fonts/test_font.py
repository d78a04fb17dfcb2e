"""Glassbox Math is what its inputs make, has the signs it is said to have, and its licence."""

from __future__ import annotations

import hashlib

import pytest
from fontTools.ttLib import TTFont

from scripts.fonts import make_faces, make_font
from scripts.fonts.signs import signs
from tests.places import ROOT, WEB

SHEET = make_faces.SHEET


@pytest.fixture(scope="module")
def font() -> TTFont:
    return TTFont(make_font.FONT)


def test_the_committed_font_is_what_its_source_makes() -> None:
    source = make_font.SOURCE.read_bytes()
    made = make_font.make(source)
    assert made == make_font.FONT.read_bytes(), "python -m scripts.fonts.make_font makes it anew"
    licence = (make_font.PACKAGE / "LICENSE").read_text(encoding="utf-8")
    assert make_font.NOTICE.read_text("utf-8") == make_font.notice(source, made, licence)


def test_the_notice_has_the_hash_of_the_font_and_its_licence() -> None:
    said = make_font.NOTICE.read_text("utf-8")
    assert hashlib.sha256(make_font.FONT.read_bytes()).hexdigest() in said
    assert "SIL OPEN FONT LICENSE Version 1.1" in said


def test_the_font_has_the_signs_that_it_is_said_to_have(font: TTFont) -> None:
    assert sorted(font.getBestCmap()) == signs()


def test_the_font_lays_out_formulas_and_keeps_no_reserved_name(font: TTFont) -> None:
    assert "MATH" in font
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names.pop(0).startswith("Copyright")
    assert names[1] == make_font.NAME
    assert not [name for name in names.values() if "Noto" in name]


def test_the_font_is_small(font: TTFont) -> None:
    assert make_font.FONT.stat().st_size < 30_000


def test_every_raised_lowered_and_circled_sign_has_an_outline(font: TTFont) -> None:
    names = font.getBestCmap()
    empty = [chr(code) for code in signs() if font["glyf"][names[code]].numberOfContours == 0]
    assert [sign for sign in empty if not sign.isspace()] == []


def test_the_path_of_the_font_is_the_one_that_pages_and_workers_load() -> None:
    place = make_font.FONT.relative_to(ROOT / "web").as_posix()
    stage = (WEB / "stage/page/fonts.js").read_text("utf-8")
    assert f"../{place}" in stage
    assert f"../{place}" in SHEET.read_text("utf-8")
