"""The colours of the design, and the files that cannot take them from the style sheet."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.tokens import read_colours, rgb
from tests.places import ROOT


def test_a_colour_is_told_for_both_themes_and_what_is_none_is_left_out(tmp_path: Path) -> None:
    sheet = tmp_path / "tokens.css"
    sheet.write_text(
        ":root {\n  --bg: light-dark(#faf8f4, #0f1420);\n  --mark-ink: #17202e;\n  --s1: 4px;\n}\n"
        "@media (forced-colors: active) {\n  :root {\n    --bg: Canvas;\n  }\n}\n"
    )
    assert read_colours(sheet) == {
        "bg": ("#faf8f4", "#0f1420"),
        "mark-ink": ("#17202e", "#17202e"),
    }


def test_a_colour_is_told_as_a_browser_does() -> None:
    assert rgb("#17202e") == "rgb(23, 32, 46)"


def test_the_manifest_has_the_ground_of_the_light_theme() -> None:
    manifest = json.loads((ROOT / "web/site.webmanifest").read_text(encoding="utf-8"))
    ground, _ = read_colours(ROOT / "web/css/tokens.css")["bg"]
    assert [manifest["theme_color"], manifest["background_color"]] == [ground, ground]
