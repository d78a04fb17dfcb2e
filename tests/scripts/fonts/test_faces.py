"""The style sheet of fonts is what they make it; local fonts that stand in have their measures."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from fontTools.ttLib import TTFont

from scripts.fonts import make_faces, measure_local
from scripts.fonts.make_faces import SANS, SERIF, TextFont, of_signs, sheet
from scripts.fonts.signs import ranges, signs
from scripts.fonts.widths import BOLD, REGULAR, SAMPLE, mean_width
from scripts.runtime.lock import read_lock
from scripts.runtime.make_lock import LOCK
from tests.places import ROOT, WEB

BOTH = pytest.mark.parametrize("font", [SANS, SERIF], ids=lambda font: font.key)
FACES = re.findall(r"@font-face \{(.*?)\n\}", sheet(), re.DOTALL)


def descriptors(face: str) -> dict[str, str]:
    pairs = re.findall(r"^  ([\w-]+):\s+([^;]+);", face, re.MULTILINE)
    return {name: re.sub(r"\s+", " ", value) for name, value in pairs}


def faces(family: str) -> list[dict[str, str]]:
    return [one for one in map(descriptors, FACES) if one["font-family"] == f'"{family}"']


def declared(face: dict[str, str]) -> set[int]:
    found: set[int] = set()
    for part in face["unicode-range"].split(", "):
        start, _, end = part.removeprefix("U+").partition("-")
        found |= set(range(int(start, 16), int(end or start, 16) + 1))
    return found


def test_the_committed_sheet_is_what_the_fonts_make() -> None:
    assert make_faces.SHEET.read_text("utf-8") == sheet(), (
        "python -m scripts.fonts.make_faces writes it anew"
    )


@BOTH
def test_the_font_that_is_declared_is_the_one_that_the_site_ships(font: TextFont) -> None:
    package = next(package for package in read_lock(LOCK) if package.key == font.key)
    locked = next(file for file in package.files if file.path.endswith(".woff2"))
    assert hashlib.sha256(font.path.read_bytes()).hexdigest() == locked.sha256
    assert package.title.startswith(font.family)
    assert f'url("../fonts/{font.key}.woff2")' in faces(font.family)[0]["src"]


@BOTH
def test_a_font_of_texts_is_declared_for_the_signs_and_weights_that_it_has(font: TextFont) -> None:
    (face,) = faces(font.family)
    assert declared(face) == font.signs()
    least, most = map(float, face["font-weight"].split())
    assert least <= REGULAR < BOLD <= most


def test_texts_fetch_the_font_of_signs_for_no_sign_that_both_fonts_of_texts_have() -> None:
    (texts,) = faces(make_faces.SIGNS)
    (formulas,) = faces("Glassbox Math")
    assert declared(texts) == of_signs()
    assert not of_signs() & set(range(0x20, 0x7F))
    assert declared(formulas) == set(signs()) == of_signs() | (declared(formulas) & SANS.signs())
    assert texts["src"] == formulas["src"]


@BOTH
def test_a_local_font_that_stands_in_is_as_wide_and_as_high(font: TextFont) -> None:
    measured = json.loads(measure_local.TABLE.read_text("utf-8"))
    metrics = TTFont(
        make_faces.PACKAGES / font.key / "files" / f"{font.key}-latin-wght-normal.woff2"
    )
    for name in font.local:
        regular, bold = faces(f"Fitted {name}")
        for face, style, weight in ((regular, "regular", REGULAR), (bold, "bold", BOLD)):
            size = float(face["size-adjust"].rstrip("%")) / 100
            assert size * measured[name][style] == pytest.approx(
                mean_width(font.path.read_bytes(), weight), rel=1e-3
            )
            above = float(face["ascent-override"].rstrip("%")) / 100 * size
            assert above * 1000 == pytest.approx(metrics["hhea"].ascent, abs=1)
            below = float(face["descent-override"].rstrip("%")) / 100 * size
            assert below * 1000 == pytest.approx(-metrics["hhea"].descent, abs=1)
        assert regular["font-weight"].split()[1] == "500"
        assert bold["font-weight"].split()[0] == "501"


def test_every_local_font_that_was_measured_stands_in_the_stacks() -> None:
    tokens = (ROOT / "web/css/tokens.css").read_text("utf-8")
    for name, font in (("sans", SANS), ("serif", SERIF)):
        (local,) = re.findall(rf"--local-{name}:([^;]+);", tokens)
        fitted = [f"Fitted {one}" for one in font.local]
        assert re.findall(r'"([^"]+)"', local)[: len(fitted)] == fitted
        stacks = re.findall(rf" --{name}: ([^;]+);", tokens)
        own = f'"{font.family}", "{make_faces.SIGNS}", var(--local-{name})'
        assert stacks == [f"var(--local-{name})", own, own], "first, with fonts, without scripts"
    assert set(json.loads(measure_local.TABLE.read_text("utf-8"))) == {*SANS.local, *SERIF.local}


def test_the_width_of_a_variable_font_depends_on_its_weight() -> None:
    widths = [mean_width(SANS.path.read_bytes(), weight) for weight in (REGULAR, BOLD)]
    assert widths[0] < widths[1]
    assert set(map(ord, SAMPLE)) - {0x0A} <= SANS.signs() & SERIF.signs()


def test_ranges_are_written_as_style_sheets_have_them() -> None:
    assert ranges([0x41, 0x43, 0x42, 0x2212]) == "U+41-43, U+2212"


def test_the_worker_names_the_same_fonts_as_the_style_sheet() -> None:
    stage = (WEB / "stage/page/fonts.js").read_text("utf-8")
    assert f'"../../fonts/{SANS.key}.woff2"' in stage
    assert f'new FontFace("{SANS.family}"' in stage
    assert f'new FontFace("{make_faces.SIGNS}"' in stage
    weights = faces(SANS.family)[0]["font-weight"]
    assert f'weight: "{weights}"' in stage
