"""What a page weighs before Python: the first picture must not wait for bytes."""

from __future__ import annotations

import gzip
import re

import pytest

from scripts import ROOT
from scripts.pages.render import render_site
from scripts.site.assemble import copied

MOST = 60_000
"""Bytes, compressed: the page with its drawings, and its style sheets."""

WEB = ROOT / "web"
PAGES = {
    name: page for name, page in render_site(WEB).items() if re.fullmatch(r"[\w-]+\.html", name)
}
SHEETS = {path: body for path, body in copied(WEB) if path.endswith(".css")}
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def compressed(body: bytes) -> int:
    return len(gzip.compress(body, 6, mtime=0))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_its_drawings_and_style_sheets_is_light(name: str) -> None:
    page = PAGES[name]
    sheets = LINK.findall(page.decode())
    assert sheets, "a page without style sheets"
    sheets = [sheet.removeprefix("./") for sheet in sheets]
    weight = compressed(page) + sum(compressed(SHEETS[sheet]) for sheet in sheets)
    assert weight <= MOST, f"{weight} bytes"
