"""Draw the pictures for sharing, web/sharing/SLUG.png, with Chromium.

    .venv/bin/python -m scripts.make_cards

It needs the development environment (Playwright, NumPy, a Chromium); `GLASSBOX_CHROMIUM` names one.
Pictures that are up to date are left as they are; those of pages that are gone are removed.
"""

from __future__ import annotations

import base64
import os
import struct
import sys
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page, Route, sync_playwright

from scripts import ROOT
from scripts.facts import facts
from scripts.finding.cards import SIGNATURE, STAMP, Card, cards, read_picture
from scripts.finding.finished import read_pages
from scripts.finding.sharing import HEIGHT, WIDTH, picture_of
from scripts.pages.course_file import read_course
from scripts.pages.render import render_site
from scripts.runtime.fetch import default_cache, fetch
from scripts.site.bundle import font_files
from scripts.testing.environment import find_chromium

Bytes = npt.NDArray[np.uint8]

WEB = ROOT / "web"
COLOURS = 256  # of a palette of one byte
_HOST = "http://card.invalid/"
# A browser decodes its own picture: three bytes a pixel, as text.
_PIXELS = """async (picture) => {
    const image = await createImageBitmap(await (await fetch(picture)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const rgb = data.filter((_, index) => index % 4 < 3);
    let text = "";
    for (let at = 0; at < rgb.length; at += 30000)
        text += String.fromCharCode(...rgb.subarray(at, at + 30000));
    return btoa(text);
}"""


def main() -> None:
    """Draw what is not up to date."""
    course = read_course(WEB / "content/course.json")
    pages = read_pages(render_site(WEB, facts=facts(ROOT)), course.title)
    wanted = cards(WEB, course, pages)
    for path in (WEB / picture_of("any")).parent.glob("*.png"):
        if path.stem not in {card.slug for card in wanted}:
            path.unlink()
            print(f"{path.name} is gone.")
    stale = [card for card in wanted if not _is_up_to_date(card)]
    for card, content in _drawn(stale):
        path = WEB / picture_of(card.slug)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        print(f"{path.name}: {len(content) / 1000:.1f} kB")


def _is_up_to_date(card: Card) -> bool:
    path = WEB / picture_of(card.slug)
    return path.is_file() and read_picture(path.read_bytes()).stamp == card.stamp


def _drawn(stale: list[Card]) -> Iterator[tuple[Card, bytes]]:
    if not stale:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        fonts = _fonts()
        for card in stale:
            yield card, png(_pixels(page, card, fonts), card.stamp)
        browser.close()


def _fonts() -> dict[str, bytes]:
    """The course's fonts by the names of their files."""
    cache = default_cache(os.environ, sys.platform, Path.home())
    fonts = font_files(fetch(ROOT / "runtime.lock.json", cache))
    own = {path.name: path.read_bytes() for path in (WEB / "fonts").glob("*.woff2")}
    return own | {path.rpartition("/")[2]: content for path, content in fonts.items()}


def _pixels(page: Page, card: Card, fonts: Mapping[str, bytes]) -> Bytes:
    """What a card looks like (height, width, 3), with the course's own fonts."""

    def answer(route: Route) -> None:
        path = WEB / route.request.url.removeprefix(_HOST)
        if path.name == "card.html":
            route.fulfill(body=card.text, content_type="text/html; charset=utf-8")
        elif path.suffix == ".woff2":
            route.fulfill(body=fonts[path.name], content_type="font/woff2")
        else:
            route.fulfill(body=path.read_bytes(), content_type="text/css; charset=utf-8")

    page.route(f"{_HOST}**", answer)
    page.goto(f"{_HOST}css/card.html")
    page.evaluate("document.fonts.ready.then(() => null)")
    picture = base64.b64encode(page.screenshot(type="png")).decode()
    page.unroute(f"{_HOST}**")
    pixels = base64.b64decode(page.evaluate(_PIXELS, f"data:image/png;base64,{picture}"))
    return np.frombuffer(pixels, np.uint8).reshape(HEIGHT, WIDTH, 3)


def png(pixels: Bytes, stamp: bytes) -> bytes:
    """Return a PNG file with a palette of the most frequent colours, and a stamp in it."""
    palette, indices = _with_palette(pixels)
    height, width = indices.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), indices], axis=1)  # 0: no filter
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"tEXt", STAMP + b"\0" + stamp),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _with_palette(pixels: Bytes) -> tuple[Bytes, Bytes]:
    """The palette (colours, 3), and for each pixel the number of the colour next to its own."""
    flat = pixels.reshape(-1, 3)
    colours, inverse, counts = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:COLOURS]]
    apart = (colours[:, None].astype(int) - palette[None].astype(int)) ** 2
    nearest = apart.sum(axis=2).argmin(axis=1).astype(np.uint8)
    return palette, nearest[inverse.reshape(pixels.shape[:2])]


if __name__ == "__main__":
    main()
