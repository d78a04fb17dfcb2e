"""The icons of home screens are the mark, drawn again and compared; browsers differ in a shade."""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import Browser

from scripts.make_icons import ICONS, draw_icons
from tests.places import ROOT

SHADES = 2.0
"""So many of 255 two drawings may differ by in the mean; another mark differs by more than 20."""

DIFFERENCE = """async (pictures) => {
    const pixels = await Promise.all(pictures.map(async (text) => {
        const blob = await (await fetch(`data:image/png;base64,${text}`)).blob();
        const bitmap = await createImageBitmap(blob);
        const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        pen.drawImage(bitmap, 0, 0);
        return pen.getImageData(0, 0, bitmap.width, bitmap.height).data;
    }));
    if (pixels[0].length !== pixels[1].length) return 255;
    return pixels[0].reduce((sum, value, i) => sum + Math.abs(value - pixels[1][i]), 0)
        / pixels[0].length;
}"""


def difference(browser: Browser, one: bytes, other: bytes) -> float:
    page = browser.new_page()
    texts = [base64.b64encode(png).decode() for png in (one, other)]
    found: float = page.evaluate(DIFFERENCE, texts)
    page.close()
    return found


@pytest.fixture(scope="module")
def drawn(chromium: Browser) -> dict[str, bytes]:
    page = chromium.new_page()
    icons = dict(draw_icons(page, (ROOT / "web/favicon.svg").read_bytes()))
    page.close()
    return icons


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_the_mark(name: str, drawn: dict[str, bytes], chromium: Browser) -> None:
    kept = (ROOT / f"web/icons/{name}.png").read_bytes()
    assert difference(chromium, kept, drawn[name]) < SHADES


def test_another_mark_would_be_noticed(drawn: dict[str, bytes], chromium: Browser) -> None:
    page = chromium.new_page()
    svg = (ROOT / "web/favicon.svg").read_text("utf-8").replace("#1a62c6", "#b3261e")
    other = dict(draw_icons(page, svg.encode()))
    page.close()
    assert difference(chromium, drawn["icon-512"], other["icon-512"]) > SHADES


def test_the_manifest_names_the_icons_and_their_sizes() -> None:
    manifest = json.loads((ROOT / "web/site.webmanifest").read_text("utf-8"))
    told = {one["src"]: one["sizes"] for one in manifest["icons"]}
    assert told == {f"./icons/{name}.png": f"{size}x{size}" for name, (size, _) in ICONS.items()}
