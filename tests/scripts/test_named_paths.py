"""What texts and comments name by its path from the root is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

_PATH = re.compile(r"(?<![\w/.$-])(?:scripts|web|pycore|tests|benchmarks|docs)/[\w./-]*[\w/]")
_STANDS_FOR_SOME = re.compile(r"NAME|SLUG")
_SUFFIXES = {".md", ".py", ".js", ".mjs", ".css", ".html"}
_OF_OTHERS = {"node_modules"}
FOLDERS = ("scripts", "web", "pycore", "benchmarks", "docs")


def missing(text: str) -> list[str]:
    named = (found for found in _PATH.findall(text) if not _STANDS_FOR_SOME.search(found))
    return sorted({path for path in named if not (ROOT / path).exists()})


def texts() -> Iterator[Path]:
    yield from (*ROOT.glob("*.md"), *ROOT.glob("requirements*.txt"))
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in _SUFFIXES and not _OF_OTHERS & set(path.parts):
                yield path


def test_what_is_named_by_its_path_is_there() -> None:
    found = {str(path.relative_to(ROOT)): missing(path.read_text("utf-8")) for path in texts()}
    found["scripts/testing/stages.py"].remove("tests/test_")  # a pattern: tests/test_*.py
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Made by scripts/make_font.py.", ["scripts/make_font.py"]),
        ("`scripts/compile/` and `web/stage/types.d.ts`", ["scripts/compile/"]),
        ("web/widgets/NAME/form.html, a/web/x.js, ./docs/none.md", []),
    ],
)
def test_a_path_that_leads_nowhere_is_found(text: str, named: list[str]) -> None:
    assert missing(text) == named
