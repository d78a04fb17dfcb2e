from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from scripts.runtime.in_pyodide import snapshot_memory
from scripts.runtime.in_pyodide.snapshot_memory import LateFinder


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> Iterator[LateFinder]:
    """A finder for one module that is not there yet."""
    finder = LateFinder("late", frozenset({"a_latecomer"}))
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
    yield finder
    sys.modules.pop("a_latecomer", None)


def test_a_module_that_comes_late_is_found_once_its_archive_is_there(
    finder: LateFinder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    asked: list[str] = []

    def fetch() -> None:
        asked.append("fetch")
        (tmp_path / "a_latecomer.py").write_text("x = 1\n")

    finder.fetch = fetch
    assert importlib.import_module("a_latecomer").x == 1
    assert asked == ["fetch"]
    assert finder.fetch is None


def test_nothing_is_fetched_for_a_module_that_no_archive_holds(finder: LateFinder) -> None:
    finder.fetch = lambda: pytest.fail("this is not in any archive")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("nobodys_module")


def test_an_archive_that_cannot_be_fetched_is_asked_for_again(finder: LateFinder) -> None:
    def fetch() -> None:
        raise OSError("no network")

    finder.fetch = fetch
    for _ in range(2):
        with pytest.raises(ImportError, match="could not be fetched") as failed:
            importlib.import_module("a_latecomer")
        assert isinstance(failed.value.__cause__, OSError)


def test_waking_up_makes_randomness_new_and_hands_over_the_fetching(
    finder: LateFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    array = SimpleNamespace(of=lambda *values: SimpleNamespace(map=lambda f: [*map(f, values)]))
    monkeypatch.setitem(sys.modules, "js", SimpleNamespace(Array=array))
    drawn: set[tuple[float, float]] = set()
    asked: list[str] = []
    for _ in range(2):
        random.seed(1)
        np.random.seed(1)
        snapshot_memory.restore(asked.append)
        drawn.add((random.random(), np.random.random()))
    assert len(drawn) == 2
    assert len({one for one, _ in drawn}) == len({other for _, other in drawn}) == 2
    assert finder.fetch is not None
    finder.fetch()
    assert asked == ["late"]


def test_waking_up_fails_where_javascript_does_not_answer(
    finder: LateFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    array = SimpleNamespace(of=lambda *_: SimpleNamespace(map=lambda _: [0]))
    monkeypatch.setitem(sys.modules, "js", SimpleNamespace(Array=array))
    with pytest.raises(AssertionError, match="do not reach each other"):
        snapshot_memory.restore(lambda _: None)
