"""Run one stage, and keep what came out."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from scripts.testing.environment import BIN, NO_FIREFOX, OLD_NODE, SETUPS, SetupError, run
from scripts.testing.report import Case, counts, read_cases
from scripts.testing.stages import SITE, Stage

# Processes share the cores already: more threads for small matrices would wait for each other.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


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
    cases: list[Case] = field(default_factory=list)


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
            environment = ONE_THREAD | environment
            result.code = run([*runner, *result.stage.tests, *pytest_options], **environment)
        result.cases = read_cases(report)
    result.passed, result.failed, result.skipped = counts(result.cases)
    if result.code and not result.failed:
        result.failed = 1  # the runner itself failed, before or beside its tests
        result.notes.append(f"{result.stage.runner} ended with code {result.code}")
