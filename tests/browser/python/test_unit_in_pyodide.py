"""The Python of the course runs unchanged in the browser: its tests pass there, every one.

The page starts the course's worker and interpreter; pytest and the tests come in one archive made
from this virtual environment; `pycore`, `kit` and `widgets` are the copies that the course ships.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.browser.harness import OpenPage, Site, Watch
from tests.places import ROOT

PAGES = Path(__file__).parent / "pages"

# What pytest, Hypothesis and autograd need; NumPy is the course's own.
PACKAGES = (
    "pytest",
    "pluggy",
    "iniconfig",
    "packaging",
    "pygments",
    "hypothesis",
    "sortedcontainers",
    "autograd",
)
COMPILED = {".so", ".pyd", ".dylib"}

FOLDERS = ("tests/unit", "tests/kit", "tests/widgets")


def parts_of(folder: str) -> list[str]:
    """What of the tests is run at a time: each folder in it, and each file beside these."""
    inside = sorted((ROOT / folder).iterdir())
    found = [path for path in inside if path.is_dir() and next(path.rglob("test_*.py"), None)]
    found += [path for path in inside if path.is_file() and path.name.startswith("test_")]
    return [path.relative_to(ROOT).as_posix() for path in found]


PARTS = [part for folder in FOLDERS for part in parts_of(folder)]

# What tests of all folders read, beside the forms of the widgets.
SHARED = (
    "pyproject.toml",
    "tests/conftest.py",
    "tests/hosts.py",
    "tests/places.py",
    "tests/tokens.py",
    "scripts/__init__.py",
    "scripts/errors.py",
    "scripts/pages/__init__.py",
    "scripts/pages/choices.py",
    "scripts/pages/elements.py",
    "scripts/pages/forms.py",
    "scripts/pages/links.py",
    "scripts/pages/markup.py",
    "scripts/pages/widget_folders.py",
    "scripts/pictures/__init__.py",
    "scripts/pictures/forms.py",
    "scripts/tokens.py",
    "web/css/tokens.css",
    "web/widgets/choices.json",
)

# Hypothesis in WebAssembly takes its time; only a part that hangs reaches this.
PATIENCE_MS = 600_000

# All failures are named; when something general is wrong, so many tracebacks are enough.
TRACEBACKS = 10


def write_archive(path: Path) -> None:
    """Zip the packages into lib/, and beside it the tests with their settings."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for package in PACKAGES:
            for file in distribution(package).files or []:
                assert file.suffix not in COMPILED, f"{package} is not Python alone: {file}"
                if file.parts[0] != ".." and "__pycache__" not in file.parts:
                    archive.write(Path(str(file.locate())), f"lib/{file}")
        archive.write(PAGES / "outcomes.py", "lib/outcomes.py")
        for path in sources():
            archive.write(path, path.relative_to(ROOT))


def sources() -> Iterator[Path]:
    """The tests that run in both Pythons, and what they read.

    The engine's data files are among them: the course's archive has none, and unit.py puts these
    where the package looks for them.
    """
    yield from (ROOT / file for file in SHARED)
    yield from sorted((ROOT / "pycore/datasets/data").iterdir())
    yield from sorted((ROOT / "web/widgets").glob("*/*.html"))
    for folder in (*FOLDERS, "tests/reference"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


@pytest.fixture(scope="module")
def python(open_page: OpenPage, site: Site) -> Iterator[tuple[Page, Watch]]:
    """A page whose worker listens for arguments to pytest."""
    folder = site.grounds / "pages"
    folder.mkdir(exist_ok=True)
    for name in ("unit.html", "unit.js"):
        (folder / name).write_bytes((PAGES / name).read_bytes())
    write_archive(folder / "unit.zip")
    main = (PAGES / "unit.py").read_text("utf-8")
    page, watch = open_page()
    page.context.route("**/python/main.py", lambda route: route.fulfill(body=main))
    page.set_default_timeout(PATIENCE_MS)
    page.goto(site.grounds_url + "pages/unit.html")
    page.evaluate("ready")
    yield page, watch
    page.context.close()
    watch.check()


def run_in_pyodide(page: Page, *arguments: str) -> dict[str, Any]:
    """The report of a pytest run in the page's worker."""
    page.evaluate("(a) => runPytest(...a)", list(arguments))
    try:
        page.wait_for_function("() => window.report")
    except TimeoutError:
        pytest.fail(f"hangs inside Pyodide: {page.inner_text('#state')}")
    report: dict[str, Any] = json.loads(page.evaluate("() => window.report"))
    failed = report["failed"]
    shown = [f"{test}\n{text}" for test, text in list(failed.items())[:TRACEBACKS]]
    assert not failed, "\n\n".join([f"{len(failed)} failed inside Pyodide:", *failed, *shown])
    assert report["platform"] == "emscripten"
    return report


@functools.cache
def collected_by_cpython(*arguments: str) -> list[str]:
    """The ids of the tests that CPython collects, without those that only CPython can run."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "not cpython_only"]
    as_there = os.environ | {"GLASSBOX_ONE_SEED": "1"}
    result = subprocess.run(
        [*command, *arguments], cwd=ROOT, env=as_there, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return [line for line in result.stdout.splitlines() if "::" in line]


def test_the_parts_are_all_tests() -> None:
    files = {path for folder in FOLDERS for path in (ROOT / folder).rglob("test_*.py")}
    assert files == {path for part in PARTS for path in files if path.is_relative_to(ROOT / part)}


# In parts, so that processes share the work, and no hang is mistaken for a slow machine.
@pytest.mark.parametrize("rerun", PARTS)
def test_every_test_passes_inside_pyodide(python: tuple[Page, Watch], rerun: str) -> None:
    page, watch = python
    everything = collected_by_cpython(*FOLDERS)
    expected = [test for test in everything if test.startswith((f"{rerun}/", f"{rerun}::"))]
    assert expected, "all of them are for CPython only"
    report = run_in_pyodide(page, "-m", "not cpython_only", rerun)
    missing = sorted(set(expected) - set(report["passed"]))
    assert not missing, f"did not pass inside Pyodide: {missing}; skipped: {report['skipped']}"
    assert len(report["passed"]) == len(expected)
    watch.check()


def test_every_example_of_the_docstrings_runs_inside_pyodide(python: tuple[Page, Watch]) -> None:
    page, watch = python
    expected = names(collected_by_cpython("--doctest-modules", "pycore"))
    report = run_in_pyodide(page, "--doctest-modules", "--pyargs", "pycore")
    passed = names(report["passed"])
    assert passed == expected, f"these differ: {sorted(set(passed) ^ set(expected))}"
    watch.check()


def names(tests: list[str]) -> list[str]:
    """The tests without their folders, which differ: the course has `pycore` in site-packages."""
    return sorted(test.split("::")[1] for test in tests)
