"""Run pytest and keep one outcome per test. Travels to the worker in the tests' own archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import pytest

# The settings of the repository hold for `--pyargs pycore` too, which lies elsewhere.
SETTINGS = ("-c", "pyproject.toml", "--rootdir", ".")
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--capture=sys", *SETTINGS)


class Outcomes:
    """A pytest plugin: what passed, what was skipped and why, what failed and its traceback."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self.passed: list[str] = []
        self.skipped: dict[str, str] = {}
        self.failed: dict[str, str] = {}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.tell(nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed[report.nodeid or "collection"] = report.longreprtext

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed[report.nodeid] = report.longreprtext
        elif report.skipped:
            self.skipped[report.nodeid] = str(report.longrepr)
        elif report.when == "call":
            self.passed.append(report.nodeid)

    def pytest_internalerror(self, excrepr: object) -> None:
        self.failed["pytest itself"] = str(excrepr)


def run(arguments: Sequence[str], tell: Callable[[str], None]) -> dict[str, object]:
    """Run pytest; `tell` hears the id of each test that begins."""
    outcomes = Outcomes(tell)
    code = int(pytest.main([*OPTIONS, *arguments], plugins=[outcomes]))
    if code and not outcomes.failed:
        outcomes.failed["pytest itself"] = f"pytest ended with code {code}"
    return {
        "platform": sys.platform,
        "python": sys.version,
        "passed": outcomes.passed,
        "skipped": outcomes.skipped,
        "failed": outcomes.failed,
    }
