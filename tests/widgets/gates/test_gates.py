"""The gates widget: three gates can be made, the fourth cannot."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.widgets.fake_stage import FakeStage
from widgets.gates.widget import GATES, PAIRS

SOLUTIONS = {
    "AND": {"w1": 1.0, "w2": 1.0, "b": -1.5},
    "OR": {"w1": 1.0, "w2": 1.0, "b": -0.5},
    "NOT": {"w1": -1.0, "b": 0.5},
}

DIAGONALS = list(itertools.product([-3.0, 0.5], [2.0, 3.0], [-1.5, 0.2]))


@pytest.mark.parametrize("gate", SOLUTIONS)
def test_a_gate_is_recognised_when_it_is_made(gate: str) -> None:
    stage = FakeStage("gates", gate=gate)
    assert stage.ticks[gate.lower()] == ""
    stage.change(**SOLUTIONS[gate])
    assert stage.ticks[gate.lower()] == "✓ made"
    assert stage.status == f"✓ All {len(GATES[gate].wanted)} rows are right: {gate} is made."
    assert all(row[-1] == "✓ yes" for row in stage.rows["table"])


@pytest.mark.parametrize("gate", GATES)
def test_the_start_solves_no_gate(gate: str) -> None:
    assert "made" not in FakeStage("gates", gate=gate).status


def test_the_table_is_worked_out_by_hand() -> None:
    stage = FakeStage("gates").change(w1=1.0, w2=-2.0, b=0.5)
    assert stage.rows["table"] == [
        ["0", "0", "0", "0.5", "1", "✗ no"],
        ["0", "1", "0", "−1.5", "0", "✓ yes"],
        ["1", "0", "0", "1.5", "1", "✗ no"],
        ["1", "1", "1", "−0.5", "0", "✗ no"],
    ]
    assert stage.status == "1 of 4 rows is right."


def test_a_sum_of_exactly_zero_answers_1() -> None:
    row = FakeStage("gates").change(w1=0.0, w2=0.0, b=0.0).rows["table"][0]
    assert row[3:5] == ["0", "1"]


def test_not_has_one_input() -> None:
    stage = FakeStage("gates").change(gate="NOT")
    assert stage.attributes["weight-2", "hidden"] is True
    assert [row[1] for row in stage.rows["table"]] == ["–", "–"]
    assert "x₂" not in stage.words("plane")


def test_no_position_of_the_sliders_makes_an_xor() -> None:
    """All 61³ positions at once: three rows of four is the most there is."""
    steps = np.arange(-30, 31) / 10
    w1, w2, b = np.meshgrid(steps, steps, steps, sparse=True)
    wanted = GATES["XOR"].wanted
    right = [
        ((w1 * x1 + w2 * x2 + b) >= 0) == bool(t) for (x1, x2), t in zip(PAIRS, wanted, strict=True)
    ]
    assert np.sum([np.broadcast_to(r, (61, 61, 61)) for r in right], axis=0).max() == 3


@pytest.mark.parametrize(("w1", "w2", "b"), DIAGONALS)
def test_the_two_diagonals_always_have_equal_totals(w1: float, w2: float, b: float) -> None:
    stage = FakeStage("gates", gate="XOR").change(w1=w1, w2=w2, b=b)
    assert stage.attributes["impossible", "hidden"] is False
    mixed, equal = (stage.text[part].rsplit("= ", 1)[1] for part in ("mixed", "equal"))
    assert mixed == equal
    assert float(mixed.replace("−", "-")) == pytest.approx(w1 + w2 + 2 * b, abs=1e-9)


def test_the_argument_is_shown_for_xor_only() -> None:
    stage = FakeStage("gates")
    assert stage.attributes["impossible", "hidden"] is True


def test_the_picture_ticks_the_rows_that_the_table_ticks() -> None:
    stage = FakeStage("gates").change(w1=1.0, w2=-2.0, b=0.5)
    signs = [word for word in stage.words("plane") if word in "✓✗"]
    assert signs == [row[-1][0] for row in stage.rows["table"]]
