"""Python starts from a snapshot of its memory, and from files wherever that cannot be.

Longer than other files: each way in which a snapshot may not fit, and the way around it.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from tests.browser.harness import HOSTS, OpenPage, Site, Watch, wait_live, without_snapshot
from tests.places import ROOT

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None, reason="without Node.js the site has no snapshot"
)

FALLBACK = "Python starts the longer way, without its snapshot"
PROBE = """
import inspect, json, random, sys, js, numpy as np
found = {"drawn": [random.random(), np.random.random(), np.random.default_rng().random()]}
found["hash"] = hash("glassbox")
MORE
js.console.info("probe " + json.dumps(found))
"""
LATE = """
import statistics
import numpy.fft, numpy.ma, numpy.polynomial, numpy.testing
found["median"] = statistics.median([1, 5, 2])
found["fft"] = abs(np.fft.fft([1, 0, 0, 0])).tolist()
found["masked"] = float(np.ma.array([1.0, 5.0], mask=[False, True]).mean())
"""

LATER = """
import asyncio, js

async def later():
    while True:
        try:
            import statistics
        except Exception:  # its archive is on its way
            await asyncio.sleep(0.05)
        else:
            js.console.info(f"late {statistics.median([1, 5, 2])}")
            break

task = asyncio.ensure_future(later())
"""


def started_from(page: Page | Frame) -> str:
    found: str = page.evaluate("document.documentElement.dataset.startedFrom")
    return found


def probe(page: Page, site: Site, more: str = "") -> dict[str, Any]:
    """Open the home page with a probe behind main.py; what it found."""
    main = (ROOT / "web" / "python" / "main.py").read_text("utf-8")
    code = main + PROBE.replace("MORE", more)
    page.context.route("**/python/main.py", lambda route: route.fulfill(body=code))
    with page.expect_console_message(lambda message: message.text.startswith("probe ")) as said:
        page.goto(site.url)
    wait_live(page)
    found: dict[str, Any] = json.loads(said.value.text.removeprefix("probe "))
    return found


def asked_for(watch: Watch, name: str) -> list[str]:
    return [url for urls in watch.requests.values() for url in urls if url.endswith(name)]


def test_python_starts_from_the_snapshot_and_fetches_nothing_twice(
    page: Page, site: Site, watch: Watch
) -> None:
    page.goto(site.url + "neuron.html")
    wait_live(page)
    assert started_from(page) == "snapshot"
    for name in ("memory.bin", "libraries.bin", "pyodide.asm.wasm", "core-multiarray-umath.wasm"):
        assert len(asked_for(watch, name)) == 1, name
    late = [name for name in (".zip", "pyodide-lock.json") if asked_for(watch, name)]
    assert late == [], (
        "a page imports what is not in the snapshot: name it in scripts/runtime/snapshot.py"
    )


def test_python_code_and_extras_of_pyscript_are_left_out(
    page: Page, site: Site, watch: Watch
) -> None:
    found = probe(page, site, 'found["pyscript"] = "pyscript" in sys.modules')
    assert found["pyscript"] is False
    extras = ("donkey", "py-editor", "py-game", "py-terminal", "deprecations")
    asked = [url for urls in watch.requests.values() for url in urls]
    assert not [url for url in asked if any(f"/{extra}" in url for extra in extras)]


def packed(body: bytes) -> bytes:
    return gzip.compress(body, 1)


def cut(body: bytes) -> bytes:
    return body[: len(body) // 2]


def scratched(body: bytes) -> bytes:
    return body[: len(body) // 2] + bytes([body[len(body) // 2] ^ 255]) + body[len(body) // 2 + 1 :]


def strange(_: bytes) -> bytes:
    return b"\0" * 4096


def other_key(body: bytes) -> bytes:
    return packed(re.sub(rb'"key":"[0-9a-f]{4}', b'"key":"zzzz', gzip.decompress(body), count=1))


def other_runtime(body: bytes) -> bytes:
    """The same snapshot, taken of a Python whose memory began otherwise."""
    return packed(
        re.sub(rb'"shape":"[0-9a-f]{4}', b'"shape":"zzzz', gzip.decompress(body), count=1)
    )


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (cut, ""),
        (scratched, ""),
        (strange, "it is no snapshot"),
        (other_key, "it is of another build"),
        (other_runtime, "it is of another build"),
    ],
    ids=["cut off", "scratched", "something else", "another build", "another runtime"],
)
def test_a_snapshot_that_does_not_fit_is_left_for_the_files(
    page: Page, site: Site, damage: Callable[[bytes], bytes], reason: str
) -> None:
    def damaged(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(body=damage(answer.body()), content_type="application/octet-stream")

    page.context.route("**/memory.bin", damaged)
    with page.expect_console_message(lambda message: FALLBACK in message.text) as said:
        page.goto(site.url)
    wait_live(page)
    assert (said.value.type, started_from(page)) == ("info", "files")
    assert reason in said.value.text


@pytest.mark.parametrize("file", ["memory.bin", "libraries.bin", "linalg-umath-linalg.wasm"])
def test_a_snapshot_that_is_missing_is_left_for_the_files(
    page: Page, site: Site, watch: Watch, file: str
) -> None:
    page.context.route(f"**/{file}", lambda route: route.fulfill(status=404, body="not here"))
    page.goto(site.url)
    wait_live(page)
    assert started_from(page) == "files"
    assert all(file in problem for problem in watch.take())


def test_a_compiled_module_of_something_else_is_left_for_the_files(page: Page, site: Site) -> None:
    nothing = b"\0asm\1\0\0\0"  # WebAssembly without a function, and no library
    page.context.route(
        "**/linalg-umath-linalg.wasm",
        lambda route: route.fulfill(body=nothing, content_type="application/wasm"),
    )
    with page.expect_console_message(lambda message: FALLBACK in message.text):
        page.goto(site.url)
    wait_live(page)
    assert started_from(page) == "files"


def test_a_snapshot_that_wakes_up_confused_is_left_for_the_files(page: Page, site: Site) -> None:
    """The self-test at the start: here multiplying says something else."""

    def confused(route: Route) -> None:
        whole = gzip.decompress(route.fetch().body())
        wrong = whole.replace(b"NumPy multiplies wrongly", b"NumPy multiplied wrongly")
        assert wrong != whole
        twelve, more = b"\0\0\0\0\0\0\x28\x40", b"\0\0\0\0\0\0\x29\x40"
        route.fulfill(body=packed(wrong.replace(twelve, more)))

    page.context.route("**/memory.bin", confused)
    with page.expect_console_message(lambda message: FALLBACK in message.text) as said:
        page.goto(site.url)
    wait_live(page)
    assert "NumPy multiplied wrongly" in said.value.text
    assert started_from(page) == "files"


def test_the_snapshot_is_unpacked_where_a_host_has_unpacked_it_already(
    page: Page, site: Site
) -> None:
    def unpacked(route: Route) -> None:
        body = gzip.decompress(route.fetch().body())
        route.fulfill(body=body, content_type="application/octet-stream")

    page.context.route("**/memory.bin", unpacked)
    page.goto(site.url)
    wait_live(page)
    assert started_from(page) == "snapshot"


@pytest.mark.parametrize("host", ["no-worker", "no-storage"])
def test_the_snapshot_is_used_where_something_is_refused(page: Page, site: Site, host: str) -> None:
    page.add_init_script(path=HOSTS / f"{host}.js")
    page.goto(site.url)
    wait_live(page)
    assert started_from(page) == "snapshot"


def test_the_snapshot_is_used_in_a_frame_without_an_origin(page: Page, site: Site) -> None:
    frame_of = f'<iframe name="course" sandbox="allow-scripts" src="{site.url}index.html"></iframe>'
    head = '<!doctype html><html lang="en"><title>A platform</title><link rel="icon" href="data:,">'
    body = f"{head}{frame_of}</html>"
    address = site.grounds_url + "frame-of-a-snapshot.html"
    page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(address)
    frame = page.frame("course")
    assert frame is not None
    wait_live(frame)
    assert started_from(frame) == "snapshot"


def test_what_is_not_in_the_snapshot_can_be_imported_all_the_same(
    page: Page, site: Site, watch: Watch
) -> None:
    found = probe(page, site, LATE)
    assert started_from(page) == "snapshot"
    assert (found["median"], found["fft"], found["masked"]) == (2, [1, 1, 1, 1], 1.0)
    assert len(asked_for(watch, "numpy.zip")) == len(asked_for(watch, "python_stdlib.zip")) == 1


def test_it_can_be_imported_without_a_worker_too(page: Page, site: Site) -> None:
    page.add_init_script(path=HOSTS / "no-worker.js")
    main = (ROOT / "web" / "python" / "main.py").read_text("utf-8") + LATER
    page.context.route("**/python/main.py", lambda route: route.fulfill(body=main))
    with page.expect_console_message(lambda message: message.text == "late 2") as _:
        page.goto(site.url)
    assert started_from(page) == "snapshot"


def test_two_starts_draw_different_random_numbers(open_page: OpenPage, site: Site) -> None:
    drawn = []
    for _ in range(2):
        page, watch = open_page()
        found = probe(page, site)
        drawn.append(found["drawn"])
        page.context.close()
        watch.check()
    assert all(first != second for first, second in zip(*drawn, strict=True))


def test_a_widget_says_the_same_with_and_without_the_snapshot(
    open_page: OpenPage, site: Site
) -> None:
    said = []
    for prepare, origin in ((lambda _: None, "snapshot"), (without_snapshot, "files")):
        page, watch = open_page()
        prepare(page)
        page.goto(site.url + "neuron.html")
        wait_live(page)
        assert started_from(page) == origin
        page.locator("#neuron-1 input[name=b]").press("ArrowRight")
        total = page.locator('#neuron-1 [data-part="total"]')
        expect(total).to_have_text("0.61")
        said.append((total.text_content(), page.locator("#neuron-1 table").first.text_content()))
        page.context.close()
        watch.check()
    assert said[0] == said[1]
