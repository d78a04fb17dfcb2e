"""Every public callable of the engine, given values that make no sense.

Each argument of a right call is replaced by one hostile value after the other. The answer is a
ValueError or a TypeError whose sentence names the argument, or the right result: that of the plain
value that the hostile one stands for. Nothing else: no error from inside, no wrong number in
silence, no gigabytes. The tables of right calls are in `tests/unit/hostile`.
"""

from __future__ import annotations

import fnmatch
import sys
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.unit.hostile.calls import APART, CALLS, CPYTHON_ONLY, is_apart
from tests.unit.hostile.judge import Call, complaints, difference
from tests.unit.hostile.surface import public_names

pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")

KNOWN = {**CALLS, **CPYTHON_ONLY}

SHARE = 0.25 if sys.platform == "emscripten" else 1.0
"""Of all values, drawn with a fixed seed: Pyodide is ten times slower, and runs the same code."""


@pytest.mark.parametrize("name", CALLS)
def test_hostile_values_meet_a_sentence_or_give_the_right_result(name: str) -> None:
    found = list(complaints(CALLS[name], seed=0, share=SHARE))
    assert not found, "\n".join(found)


@pytest.mark.cpython_only("a page has neither wasmtime nor the files of an installed package")
@pytest.mark.parametrize("name", CPYTHON_ONLY)
def test_hostile_values_meet_a_sentence_outside_the_page(name: str) -> None:
    found = list(complaints(CPYTHON_ONLY[name]))
    assert not found, "\n".join(found)


def test_every_public_name_has_a_right_call_or_a_reason_to_have_none() -> None:
    unknown = [name for name in public_names() if name not in KNOWN and not is_apart(name)]
    assert unknown == [], "give it a call in tests/unit/hostile"


def test_no_entry_is_left_of_a_name_that_is_gone() -> None:
    names = set(public_names())
    assert [name for name in KNOWN if " of " not in name and name not in names] == []
    assert [pattern for pattern in APART if not fnmatch.filter(names, pattern)] == []


@pytest.mark.parametrize("name", CALLS)
def test_every_argument_has_a_right_value(name: str) -> None:
    assert CALLS[name].missing() == set()
    CALLS[name].answer()


def planted(function: Any, **arguments: Any) -> list[str]:
    return list(complaints(Call(lambda: function, lambda: dict(arguments))))


def test_an_error_from_inside_is_found() -> None:
    assert any("AttributeError" in text for text in planted(lambda x: x.size, x=np.ones(2)))


def test_a_sentence_that_does_not_name_the_argument_is_found() -> None:
    def refuse(rate: object) -> None:
        raise ValueError("this will not do")

    assert any("does not name it" in text for text in planted(refuse, rate=0.5))


def test_a_value_that_is_checked_and_not_converted_is_found() -> None:
    def keep(rate: float) -> float:
        if not 0 < float(rate) < 1:
            raise ValueError("rate must be a share")
        return rate

    assert "rate = Decimal: the result is of type Decimal, not float" in planted(keep, rate=0.5)


def test_a_wrong_number_in_silence_is_found() -> None:
    def total(x: Any) -> float:
        return float(np.asarray(x, dtype=float).sum())

    assert any(text.startswith("x = masked: taken") for text in planted(total, x=[1.0, 2.0]))


def test_gigabytes_are_found() -> None:
    def blank(n: int) -> int:
        return len(np.empty(min(n, 2 * 10**8)))

    assert any("MemoryError" in text for text in planted(blank, n=2))


def test_results_that_differ_in_depth_are_told_apart() -> None:
    assert difference({"a": [np.zeros(2)]}, {"a": [np.zeros(2)]}) == ""
    assert difference({"a": [np.zeros(2)]}, {"a": [np.ones(2)]}).startswith("[0] differs")
    assert difference((1.0,), (1.0, 2.0)) == "length is 1, not 2"
    assert difference(Decimal(1), 1.0) == "the result is of type Decimal, not float"
