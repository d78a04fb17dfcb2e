"""What Python imports late cannot be fetched: no tool needs it, and none ends by it."""

from __future__ import annotations

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gates import checks
from tests.browser.harness import Site, Watch, page_names, site_folder, wait_live
from tests.places import ROOT

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None, reason="without Node.js the site has no snapshot"
)

ARCHIVES = ("**/pyodide/python_stdlib.zip", "**/pyodide/numpy.zip", "**/python/layers.zip")
# Behind main.py: from here on a neuron of a bias of 2 and more wants what no snapshot has.
NEEDY = """
from widgets.neuron.widget import NeuronWidget
draw = NeuronWidget.draw
def needy(self):
    if self.settings["b"] >= 2:
        import statistics
    draw(self)
NeuronWidget.draw = needy
"""
LATER = re.compile(r"epoch\D*(?:[2-9]\d\d|\d{4,})", re.IGNORECASE)


def pages() -> list[str]:
    folder = site_folder()
    names = page_names()
    return [name for name in names if "data-widget=" in (folder / name).read_text("utf-8")]


def without_archives(page: Page) -> None:
    for archive in ARCHIVES:
        page.context.route(archive, lambda route: route.abort())


@pytest.mark.parametrize("name", pages())
def test_every_tool_is_used_without_the_late_archives(page: Page, site: Site, name: str) -> None:
    """An archive that is asked for all the same is a failed request, which fails the test."""
    without_archives(page)
    page.goto(site.url + name)
    wait_live(page)
    checks.use_everything(page)
    wait_live(page)


def test_a_long_run_needs_no_late_archive(page: Page, site: Site) -> None:
    without_archives(page)
    page.goto(site.url + "playground.html")
    wait_live(page)
    page.get_by_role("button", name="Train").first.press("Enter")
    expect(page.locator("[data-part=status]")).to_have_text(LATER)
    wait_live(page)


def test_a_late_import_that_fails_is_told_in_words_and_the_tool_goes_on(
    page: Page, site: Site, watch: Watch
) -> None:
    without_archives(page)
    code = (ROOT / "web" / "python" / "main.py").read_text("utf-8") + NEEDY
    page.context.route("**/python/main.py", lambda route: route.fulfill(body=code))
    page.goto(site.url + "neuron.html")
    wait_live(page)
    root = page.locator("#neuron-1")
    total, note = root.locator("[data-part=sum]"), root.locator("[data-part=note]")
    bias = root.get_by_role("slider", name="Bias b")
    before = total.inner_text()
    bias.press("End")
    expect(note).to_contain_text("could not be fetched")
    expect(root).to_have_attribute("data-state", "live")
    bias.press("Home")
    expect(total).not_to_have_text(before)
    low = total.inner_text()
    expect(note).to_have_text("")
    for archive in ARCHIVES:
        page.context.unroute(archive)
    bias.press("End")
    expect(total).not_to_have_text(low)
    expect(note).to_have_text("")
    said = watch.take()
    assert any("python_stdlib.zip" in one for one in said)
    assert any("ImportError" in one for one in said)


# A bias of 2 and more wants what only some lessons import: it trains a convolution.
LEARNING = """
from widgets.neuron.widget import NeuronWidget
draw = NeuronWidget.draw
def learning(self):
    if self.settings["b"] >= 2:
        from pycore.datasets import strokes
        from pycore.models.strokes import trainer
        run = trainer(0)
        run.step()
        assert run.steps == 1
    draw(self)
NeuronWidget.draw = learning
"""


def test_the_engine_of_some_lessons_comes_when_it_is_imported_and_alone(
    page: Page, site: Site
) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    code = (ROOT / "web" / "python" / "main.py").read_text("utf-8") + LEARNING
    page.context.route("**/python/main.py", lambda route: route.fulfill(body=code))
    page.goto(site.url + "neuron.html")
    wait_live(page)
    assert "layers.zip" not in asked
    total = page.locator("#neuron-1 [data-part=sum]")
    before = total.inner_text()
    page.locator("#neuron-1").get_by_role("slider", name="Bias b").press("End")
    expect(total).not_to_have_text(before)
    expect(page.locator("#neuron-1 [data-part=note]")).to_have_text("")
    assert asked.count("layers.zip") == 1
    assert "python_stdlib.zip" not in asked
