"""A tool in a frame never stays blank: whatever stops its scripts, the frame says so."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.embed.test_embedding import anywhere, embed, frame_of, frame_tag, open_host
from tests.browser.harness import Site, Watch
from tests.browser.hosting import stand_ins

__all__ = ["anywhere"]  # a fixture; pytest finds it by its name here

BLOCKED = "the browser may not load the scripts of this page"
TOO_OLD = "this browser is too old for the scripts of this page"
WAITING = "The tool is about to appear here. If it does not, the browser may not run the scripts"
SCRIPTS = "**/stage/**/*.js"
PAGE = "**/embed.html*"


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def as_text(route: Route) -> None:
    response = route.fetch()
    is_module = "import" in response.text() or "export" in response.text()
    kind = {"content-type": "text/plain"} if is_module else {}
    route.fulfill(response=response, headers=response.headers | kind)


def unreadable(route: Route) -> None:
    route.fulfill(response=route.fetch(), body="export class Python { #tomorrow => {} }")


def without_modules(route: Route) -> None:
    """A page as a browser reads it that knows no modules."""
    response = route.fetch()
    old = '<script src="./stage/old.js"></script>'
    text = response.text().replace('type="module"', 'type="unheard-of"')
    route.fulfill(response=response, body=text.replace("<head>", f"<head>{old}"))


def forget_modules(route: Route) -> None:
    text = "delete HTMLScriptElement.prototype.noModule;"
    route.fulfill(body=text, content_type="text/javascript")


def forbid_scripts(route: Route) -> None:
    response = route.fetch()
    policy = {"content-security-policy": "script-src 'none'"}
    route.fulfill(response=response, headers=response.headers | policy)


Routes = dict[str, Callable[[Route], None]]
WAYS: dict[str, tuple[Routes, str, str]] = {
    "the page's module is missing": ({"**/stage/frame/embedded.js": missing}, "", BLOCKED),
    "the stage is missing": ({"**/stage/stage.js": missing}, "", BLOCKED),
    "a module of the stage is missing": ({"**/stage/python/python.js": missing}, "", BLOCKED),
    "served as text": ({SCRIPTS: as_text}, "", BLOCKED),
    "too new for the browser": ({"**/stage/python/python.js": unreadable}, "", TOO_OLD),
    "no modules": ({PAGE: without_modules, "**/stage/old.js": forget_modules}, "", TOO_OLD),
    "no scripts at all": ({}, 'sandbox=""', WAITING),
    "scripts forbidden by the host": ({PAGE: forbid_scripts}, "", WAITING),
}


@pytest.mark.parametrize(("routes", "attributes", "words"), WAYS.values(), ids=WAYS.keys())
def test_a_tool_that_cannot_start_says_so_in_its_frame(
    anywhere: Page, watch: Watch, site: Site, routes: Routes, attributes: str, words: str
) -> None:
    for pattern, answer in routes.items():
        anywhere.context.route(pattern, answer)
    open_host(anywhere, site, frame_tag(embed(site.root_url, "gates"), attributes))
    main = frame_of(anywhere).locator("main")
    expect(main).to_contain_text(words)
    expect(main.get_by_text(words)).to_be_visible()
    anywhere.context.close()
    watch.take()


def test_a_sandboxed_frame_on_a_host_without_cors_says_what_is_missing(
    anywhere: Page, watch: Watch, site: Site
) -> None:
    with stand_ins.hosting("Python", site.folder) as host:
        watch.around = urlsplit(host).netloc
        open_host(anywhere, site, frame_tag(embed(host, "gates"), 'sandbox="allow-scripts"'))
        main = frame_of(anywhere).locator("main")
        expect(main.get_by_text(BLOCKED)).to_be_visible()
        expect(main).to_contain_text("the header Access-Control-Allow-Origin")
    anywhere.context.close()
    watch.take()


@pytest.mark.parametrize("name", ["teachers.html", "progress.html"])
def test_a_page_whose_own_script_is_blocked_says_so(
    page: Page, watch: Watch, site: Site, name: str
) -> None:
    script = {"teachers.html": "teachers/teacher", "progress.html": "course/progress-page"}[name]
    page.context.route(f"**/stage/{script}.js", missing)
    page.goto(site.url + name)
    expect(page.locator("main > .notice").get_by_text(BLOCKED)).to_be_visible()
    page.context.close()
    watch.take()


def test_what_is_said_until_the_tool_comes_goes_when_it_comes(page: Page, site: Site) -> None:
    page.context.route("**/runtime/**", lambda route: None)  # the form needs no Python for this
    page.goto(embed(site.url, "gates"))
    expect(page.locator("[data-widget] form")).to_be_visible()
    expect(page.locator("[data-embed-wait]")).to_have_count(0)
