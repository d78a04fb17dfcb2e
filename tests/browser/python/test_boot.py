"""A fast start: what is compiled at build time, and what must work as if it were not."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.harness import OpenPage, Site, Watch, wait_live, without_snapshot
from tests.places import ROOT

PROBE = Path(__file__).parent / "pages" / "probe.py"

compiled = pytest.mark.skipif(
    shutil.which("node") is None, reason="without Node.js the site is built from sources"
)


def probe(page: Page, site: Site) -> dict[str, Any]:
    """Open the home page with the probe behind main.py, and return what it found."""
    main = (ROOT / "web" / "python" / "main.py").read_text("utf-8") + PROBE.read_text("utf-8")
    page.context.route("**/python/main.py", lambda route: route.fulfill(body=main))
    with page.expect_console_message(lambda message: message.text.startswith("probe ")) as said:
        page.goto(site.url)
    wait_live(page)
    found: dict[str, Any] = json.loads(said.value.text.removeprefix("probe "))
    return found


@pytest.fixture(scope="module", params=["snapshot", "files"])
def found(open_page: OpenPage, site: Site, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the probe found in a Python that started from its snapshot, and from its files."""
    page, watch = open_page()
    if request.param == "files":
        without_snapshot(page)
    result = probe(page, site)
    page.context.close()
    watch.check()
    return result


@compiled
def test_nothing_of_the_runtime_is_compiled_in_the_browser(found: dict[str, Any]) -> None:
    assert found["sources"] == [], "name these in scripts/runtime/archives.py"


@compiled
def test_nothing_of_ours_is_compiled_in_the_browser(found: dict[str, Any]) -> None:
    assert found["without bytecode"] == []


def test_the_code_that_runs_can_be_shown(found: dict[str, Any]) -> None:
    neuron = (ROOT / "pycore" / "nn" / "neuron.py").read_text("utf-8")
    assert found["shown"].rstrip() in neuron
    assert found["package"] == (ROOT / "pycore" / "__init__.py").read_text("utf-8")


def test_a_traceback_shows_the_lines_of_the_engine(found: dict[str, Any]) -> None:
    assert "/pycore/nn/neuron.py" in found["traceback"]
    shown = [line.strip() for line in found["traceback"].splitlines()]
    source = (ROOT / "pycore" / "nn" / "neuron.py").read_text("utf-8")
    assert any(line in source for line in shown[3:])


def test_python_starts_while_pyscript_is_still_on_its_way(page: Page, site: Site) -> None:
    held: list[Route] = []
    page.context.route("**/runtime/pyscript/core-*.js", lambda route: held.append(route), times=1)
    page.goto(site.url + "neuron.html")
    expect(page.locator(".loading-panel").first).to_contain_text("Opening the engine")
    held.pop().continue_()
    wait_live(page)
    assert len(page.workers) == 1, "PyScript has started a worker of its own"


def test_a_worker_that_is_started_anew_borrows_what_the_first_has_compiled(
    page: Page, site: Site, watch: Watch
) -> None:
    page.goto(site.url)
    wait_live(page)
    page.workers[-1].evaluate("void setTimeout(() => { throw new Error('the worker broke'); })")
    button = page.get_by_role("button", name=re.compile("again", re.IGNORECASE)).first
    button.press("Enter")
    expect(button).to_be_hidden()
    wait_live(page)
    asked = [url for urls in watch.requests.values() for url in urls if url.endswith(".wasm")]
    assert len(asked) == len(set(asked))
    assert any(url.endswith("pyodide.asm.wasm") for url in asked)
    page.context.close()
    assert watch.take()  # the error that ended the first worker
