"""The home page comes alive wherever it is put: hosts, frames and file types differ."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from scripts.site.folder import pack_folder
from tests.browser.embed.other_sites import cross_site, elsewhere
from tests.browser.harness import (
    HOSTS,
    OpenPage,
    Site,
    Watch,
    wait_answer,
    wait_live,
)
from tests.browser.hosting import stand_ins

# Scripts that take something from a page before its own scripts run.

# Moodle's address of an archive that was uploaded as a file and unzipped.
FOLDER = "pluginfile.php/57/mod_resource/content/1"


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


@pytest.fixture(scope="module")
def unzipped(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host's folder with the packed site unzipped deep inside it."""
    grounds = tmp_path_factory.mktemp("host")
    pack_folder(site.folder, packed := grounds / "site.zip")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(grounds / FOLDER)
    return grounds


@pytest.mark.parametrize("host", stand_ins.HOSTS)
def test_unzipped_into_a_folder_of_a_host_that_nobody_configured(
    host: str, page: Page, watch: Watch, unzipped: Path
) -> None:
    with stand_ins.hosting(host, unzipped) as root:
        watch.host = urlsplit(root).netloc
        page.goto(f"{root}{FOLDER}/index.html")
        wait_live(page)
        if (unzipped / FOLDER / "runtime" / "quick" / "memory.bin").exists():
            expect(page.locator("html")).to_have_attribute("data-started-from", "snapshot")
        if host == "Moodle":
            page.goto(f"{root}{FOLDER}/embed.html?widget=gates")
            wait_answer(page)


def test_each_file_of_the_site_has_an_extension_that_the_stand_ins_know(site: Site) -> None:
    downloads = site.folder / "downloads"  # which no page fetches
    every = [path for path in site.folder.rglob("*") if path.is_file()]
    files = [path for path in every if not path.is_relative_to(downloads)]
    assert len(every) - len(files) == 1
    assert {path.suffix.removeprefix(".") for path in files} == {
        *stand_ins.HOSTS["Python"].types,
    }


@pytest.mark.parametrize("path", ["embed.html?widget=gates", "neuron.html"])
def test_in_a_frame_of_another_site_that_may_store_nothing(
    path: str, page: Page, watch: Watch, site: Site
) -> None:
    watch.around = urlsplit(elsewhere(site)).netloc
    frame = cross_site(page, site, path)
    wait_answer(frame)
    expect(frame.locator("[data-offline]:visible")).to_have_count(0)


@pytest.mark.parametrize("host", ["no-worker", "no-storage"])
def test_where_something_is_refused(page: Page, site: Site, host: str) -> None:
    page.add_init_script(path=HOSTS / f"{host}.js")
    page.goto(site.url)
    wait_answer(page)
    if host == "no-storage":
        expect(page.locator("[data-offline]:visible")).to_have_count(0)
