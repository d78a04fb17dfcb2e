"""Read what pytest reports of its tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Case:
    """A test: it "passed", "failed" or was "skipped", and took so long with its fixtures."""

    name: str
    outcome: str
    seconds: float


def read_cases(report: Path) -> list[Case]:
    """Return the tests of a JUnit report, each once; none when there is no report.

    A test that fails and whose teardown then errs is one failed test, not two.
    """
    if not report.exists():
        return []
    cases: dict[str, Case] = {}
    for element in ElementTree.parse(report).iter("testcase"):
        case = _case(element)
        first = cases.get(case.name, case)
        outcome = "failed" if "failed" in (first.outcome, case.outcome) else first.outcome
        cases[case.name] = Case(case.name, outcome, max(first.seconds, case.seconds))
    return list(cases.values())


def counts(cases: Iterable[Case]) -> tuple[int, int, int]:
    """Return how many tests passed, failed and were skipped."""
    outcomes = [case.outcome for case in cases]
    return outcomes.count("passed"), outcomes.count("failed"), outcomes.count("skipped")


def slowest(cases: Iterable[Case], most: int = 10) -> list[Case]:
    """Return the tests that took longest, the longest first."""
    return sorted(cases, key=lambda case: -case.seconds)[:most]


def _case(element: ElementTree.Element) -> Case:
    kinds = {child.tag for child in element}
    bad = kinds & {"failure", "error"}
    outcome = "failed" if bad else "skipped" if "skipped" in kinds else "passed"
    name = f"{element.get('classname')}::{element.get('name')}"
    return Case(name, outcome, float(element.get("time", "0")))
