"""Draw web/icons/*.png from web/favicon.svg with Chromium: for home screens, which take no SVG.

.venv/bin/python -m scripts.make_icons
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from scripts import ROOT
from scripts.testing.environment import find_chromium
from scripts.tokens import read_colours

WEB = ROOT / "web"
GROUND, _ = read_colours(WEB / "css/tokens.css")["bg"]
"""It is around the mark where a system cuts the icon to a shape of its own."""

# Name: pixels, and the share of them that the mark takes. A system may cut a maskable icon down to
# a circle of four fifths of its width.
ICONS = {"icon-192": (192, 1.0), "icon-512": (512, 1.0), "maskable-512": (512, 0.68)}


def draw_icons(page: Page, mark: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each icon as a PNG by its name, drawn from the mark's SVG."""
    source = base64.b64encode(mark).decode()
    for name, (size, share) in ICONS.items():
        ground = GROUND if share < 1 else "transparent"
        page.set_viewport_size({"width": size, "height": size})
        page.set_content(
            f'<body style="margin:0;display:grid;place-items:center;height:100vh;'
            f'background:{ground}"><img style="width:{share:.0%}" '
            f'src="data:image/svg+xml;base64,{source}"></body>'
        )
        page.locator("img").evaluate("(image) => image.decode()")
        yield name, page.screenshot(omit_background=True)


def main() -> None:
    """Write the icons."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for name, png in draw_icons(browser.new_page(), (WEB / "favicon.svg").read_bytes()):
            (WEB / f"icons/{name}.png").write_bytes(png)
        browser.close()


if __name__ == "__main__":
    main()
