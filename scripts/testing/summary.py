"""What the test command says at its end."""

from __future__ import annotations

from scripts.testing.report import slowest
from scripts.testing.running import Result


def summary(results: list[Result]) -> str:
    """The slowest tests, a table of the stages, then the line `N passed, N failed` of all tests."""
    cases = [case for result in results for case in result.cases]
    lines = ["", *(["The slowest tests:"] if cases else [])]
    lines += [f"{case.seconds:8.1f} s  {case.name}" for case in slowest(cases)]
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    return "\n".join([*lines, "", *map(_line, results), "", f"{passed} passed, {failed} failed"])


def _line(result: Result) -> str:
    counts = f"{result.passed} passed, {result.failed} failed" if result.stage.tests else ""
    if result.skipped:
        counts += f", {result.skipped} skipped"
    verdict = "FAILED" if result.code else "ok"
    notes = "; ".join(["", *result.notes])
    return f"{result.stage.name:<10} {verdict:<6} {result.seconds:6.1f} s  {counts}{notes}".rstrip()
