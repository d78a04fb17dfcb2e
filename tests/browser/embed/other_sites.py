"""The course in a frame of another site, where the browser blocks the storage of third parties."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

from tests.browser.harness import Site, wait_live


def elsewhere(site: Site) -> str:
    """The address of our second server under another name, which makes it another site."""
    return site.grounds_url.replace("127.0.0.1", "localhost")


def cross_site(page: Page, site: Site, path: str) -> Frame:
    """A page of the course in a frame of another site, which may store nothing there."""
    (site.grounds / "elsewhere.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Another site</title>'
        '<link rel="icon" href="data:,"><h1>Another site</h1>'
        f'<iframe title="Glassbox" width="900" height="700" src="{site.url}{path}"></iframe>',
        encoding="utf-8",
    )
    page.goto(f"{elsewhere(site)}elsewhere.html")
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    wait_live(frame)
    refused = frame.evaluate(
        "() => { try { return localStorage && 'allowed' } catch (error) { return error.name } }"
    )
    assert refused == "SecurityError", "the browser under test does not block this storage"
    return frame
