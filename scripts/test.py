"""The test command: sets up what it needs, runs every stage, and ends with one line of numbers.

    python3 scripts/test.py                     everything
    python3 scripts/test.py unit browser        these stages
    python3 scripts/test.py unit -- -k neuron   what follows `--` goes to pytest

A stage that fails does not stop the others. The exit code is 0 only when all of them passed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, too
from scripts.machine import BIN, NO_FIREFOX, OLD_NODE, ROOT, SETUPS, SetupError, make_venv, run

SITE = ROOT / "build" / "site"
OLDEST_PYTHON = (3, 11)

# Most of a test's time in the browser is waiting, so two processes help even on one core.
PROCESSES = ("-n", str(max(2, os.cpu_count() or 2)), "--dist=loadgroup")


@dataclass(frozen=True)
class Stage:
    """One step of the test command.

    `command` is run as it is; for a stage of tests it is left empty and `tests` holds the
    arguments of pytest, or of Node's test runner. `needs` names set-up steps beyond the virtual
    environment.
    """

    name: str
    purpose: str
    command: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    runner: Literal["pytest", "node"] = "pytest"


@dataclass
class Result:
    """How a stage went: its exit code, seconds, and the counts of its tests."""

    stage: Stage
    code: int
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    notes: list[str] = field(default_factory=list)


def stages() -> list[Stage]:
    """All stages, in the order in which they run."""
    python = str(BIN / "python")
    return [
        Stage("format", "ruff format", (str(BIN / "ruff"), "format", "--check", ".")),
        Stage("lint", "ruff check", (str(BIN / "ruff"), "check", ".")),
        Stage("types", "mypy", (python, "-m", "mypy")),
        Stage(
            "javascript",
            "Biome and the TypeScript compiler",
            ("npm", "run", "--silent", "check"),
            needs=("npm",),
        ),
        Stage(
            "unit",
            "the engine: its tests, and the examples in its docstrings",
            tests=("tests/unit", "pycore", "--doctest-modules", *PROCESSES),
        ),
        Stage(
            "widgets",
            "kit and widgets with a fake stage, and the examples in their docstrings",
            tests=(
                "tests/widgets",
                "web/python/kit",
                "web/python/widgets",
                "--doctest-modules",
                # The one module that imports what exists only in a browser.
                "--ignore=web/python/kit/stage.py",
                *PROCESSES,
            ),
        ),
        Stage(
            "scripts",
            "serve.py and what it calls",
            tests=("tests/scripts",),
            needs=("npm",),  # what the font of formulas is made of
        ),
        Stage(
            "stage",
            "the stage's modules that need no browser",
            tests=tuple(paths("tests/stage/*.test.mjs")),
            needs=("npm", "node"),
            runner="node",
        ),
        Stage(
            "rules",
            "layers, hygiene, JavaScript's checks, this command",
            tests=tuple(paths("tests/test_*.py")),
            needs=("npm",),
        ),
        Stage("build", "serve.py build", (sys.executable, "serve.py", "build", str(SITE))),
        Stage(
            "browser",
            "the built site in Chromium and Firefox, and the Python tests inside Pyodide",
            tests=("tests/browser", *PROCESSES),
            needs=("npm", "chromium", "firefox"),
        ),
    ]


def paths(pattern: str) -> list[str]:
    """The files of the repository that match a pattern."""
    return [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob(pattern))]


# --- running ------------------------------------------------------------------------------------


def run_stage(stage: Stage, pytest_options: list[str], built: bool = False) -> Result:
    """Set up what the stage needs, run it, and count its tests.

    `built` says that this run has built the site already; else the browser tests build their own.
    """
    print(f"\n── {stage.name} ── {stage.purpose}", flush=True)
    start = time.monotonic()
    result = Result(stage, code=0, seconds=0.0)
    try:
        environment = {"GLASSBOX_DIST": str(SITE)} if built else {}
        for need in stage.needs:
            environment |= SETUPS[need]()
        if "firefox" in stage.needs and "GLASSBOX_FIREFOX" not in environment:
            result.notes.append(NO_FIREFOX)
        if stage.runner == "node" and "GLASSBOX_NODE" not in environment:
            result.notes.append(OLD_NODE)
        elif stage.tests:
            run_tests(result, pytest_options, environment)
        else:
            result.code = run(list(stage.command))
    except SetupError as error:
        print(error)
        result.code = 1
        result.failed = 1 if stage.tests else 0
    result.seconds = time.monotonic() - start
    return result


def run_tests(result: Result, pytest_options: list[str], environment: dict[str, str]) -> None:
    """Run the tests of a stage and read the counts from the report that their runner writes."""
    with tempfile.TemporaryDirectory(prefix="glassbox-") as folder:
        report = Path(folder) / "report.xml"
        if result.stage.runner == "node":
            runner = [environment["GLASSBOX_NODE"], "--test", "--test-reporter=spec"]
            runner += ["--test-reporter-destination=stdout", "--test-reporter=junit"]
            runner += [f"--test-reporter-destination={report}"]
            result.code = run([*runner, *result.stage.tests])
        else:
            runner = [str(BIN / "python"), "-m", "pytest", "-q", f"--junit-xml={report}"]
            result.code = run([*runner, *result.stage.tests, *pytest_options], **environment)
        result.passed, result.failed, result.skipped = read_counts(report)
    if result.code and not result.failed:
        result.failed = 1  # the runner itself failed, before or beside its tests
        result.notes.append(f"{result.stage.runner} ended with code {result.code}")


def read_counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of a JUnit report; none of each when there is no report.

    A test that fails and whose teardown then errs is one failed test, not two.
    """
    if not report.exists():
        return 0, 0, 0
    outcomes: dict[tuple[str | None, str | None], str] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        key = (case.get("classname"), case.get("name"))
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            outcomes[key] = "failed"
        else:
            outcomes.setdefault(key, "skipped" if "skipped" in kinds else "passed")
    values = list(outcomes.values())
    return values.count("passed"), values.count("failed"), values.count("skipped")


def summary(results: list[Result]) -> str:
    """A table of the stages, then the line `N passed, N failed` summed over their tests."""
    lines = [""]
    for result in results:
        counts = f"{result.passed} passed, {result.failed} failed" if result.stage.tests else ""
        if result.skipped:
            counts += f", {result.skipped} skipped"
        verdict = "FAILED" if result.code else "ok"
        notes = "; ".join(["", *result.notes])
        line = f"{result.stage.name:<10} {verdict:<6} {result.seconds:6.1f} s  {counts}{notes}"
        lines.append(line.rstrip())
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    return "\n".join([*lines, "", f"{passed} passed, {failed} failed"])


def parse(arguments: list[str]) -> tuple[list[Stage], list[str]]:
    """The stages that the arguments ask for, and the options for pytest after `--`."""
    options: list[str] = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, options = arguments[:split], arguments[split + 1 :]
    known = stages()
    names = [stage.name for stage in known]
    parser = argparse.ArgumentParser(
        prog="scripts/test.py",
        description="Set up what the tests need, run them, and count.",
        epilog="What follows -- goes to pytest.",
    )
    parser.add_argument(
        "stage", nargs="*", help=f"which stages to run: install, {', '.join(names)} (default: all)"
    )
    wanted = parser.parse_args(arguments).stage
    unknown = [name for name in wanted if name not in [*names, "install"]]
    if unknown:
        parser.error(
            f"no stage is called {', '.join(unknown)}; there are install, {', '.join(names)}"
        )
    return [stage for stage in known if not wanted or stage.name in wanted], options


def main(arguments: list[str]) -> int:
    """Run the stages and return the exit code."""
    chosen, pytest_options = parse(arguments)
    if sys.version_info < OLDEST_PYTHON:
        print("Glassbox needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 1
    try:
        make_venv()
    except SetupError as error:
        print(error)
        return 1
    results: list[Result] = []
    for stage in chosen:
        built = any(result.stage.name == "build" and not result.code for result in results)
        results.append(run_stage(stage, pytest_options, built))
    if results:
        print(summary(results))
    return 1 if any(result.code for result in results) else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped.")
        sys.exit(130)
