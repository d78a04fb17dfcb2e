"""The home page comes alive wherever it is put: hosts, frames and file types differ."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from tests.browser.harness import OpenPage, Site, wait_live

# Scripts that take something from a page before its own scripts run.
HOSTS = Path(__file__).parent / "hosts"


def frame_page(attributes: str) -> str:
    """A page of a learning platform with the course in a frame."""
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>A platform</title>
<link rel="icon" href="data:,"><h1>A course page</h1>
<iframe name="course" title="Glassbox" width="900" height="700" {attributes}></iframe></html>"""


def open_in_frame(page: Page, site: Site, attributes: str) -> None:
    """Open the home page in a frame and wait until its widgets draw."""
    body = frame_page(f'{attributes} src="{site.url}index.html"')
    address = site.grounds_url + "platform.html"
    page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(address)
    frame = page.frame("course")
    assert frame is not None
    wait_live(frame)


def test_at_the_root_of_a_host(open_page: OpenPage, site: Site) -> None:
    page, watch = open_page(host=urlsplit(site.root_url).netloc)
    page.goto(site.root_url)
    wait_live(page)
    page.context.close()
    watch.check()


@pytest.mark.parametrize(
    "sandbox",
    ["", 'sandbox="allow-scripts allow-same-origin"', 'sandbox="allow-scripts"'],
    ids=["plain", "same origin", "opaque origin"],
)
def test_in_a_frame(page: Page, site: Site, sandbox: str) -> None:
    open_in_frame(page, site, sandbox)


def test_where_webassembly_is_sent_as_bytes(page: Page, site: Site) -> None:
    def as_bytes(route: Route) -> None:
        answer = route.fetch()
        headers = answer.headers | {"content-type": "application/octet-stream"}
        route.fulfill(response=answer, headers=headers)

    page.context.route("**/*.wasm", as_bytes)
    page.goto(site.url)
    wait_live(page)


@pytest.mark.parametrize("host", ["no-worker", "no-storage"])
def test_where_something_is_refused(page: Page, site: Site, host: str) -> None:
    page.add_init_script(path=HOSTS / f"{host}.js")
    page.goto(site.url)
    wait_live(page)
