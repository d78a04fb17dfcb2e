"""Recurrent cells: against PyTorch, what they remember, and what they refuse."""

import json
from typing import Any

import numpy as np
import pytest

from pycore.models import LSTMCell, RecurrentCell
from pycore.numerics import Array
from tests import places

REFERENCE = json.loads((places.REFERENCE / "models.json").read_text())
CELLS = pytest.mark.parametrize("kind", [RecurrentCell, LSTMCell])
Kind = type[RecurrentCell] | type[LSTMCell]


def test_a_plain_cell_gives_the_numbers_of_pytorch() -> None:
    case = REFERENCE["recurrent"]
    cell = RecurrentCell(*_weights("recurrent"))
    np.testing.assert_allclose(cell.run(case["sequence"]), case["h"], rtol=1e-12)


def test_an_lstm_gives_the_numbers_of_pytorch() -> None:
    case = REFERENCE["lstm"]
    states = LSTMCell(*_weights("lstm")).run(case["sequence"])
    np.testing.assert_allclose([state.h for state in states], case["h"], rtol=1e-12)
    np.testing.assert_allclose([state.c for state in states], case["c"], rtol=1e-12)


def test_the_gates_explain_the_memory_and_the_output() -> None:
    cell = LSTMCell.random(inputs=2, hidden=3, seed=4)
    states = cell.run(np.random.default_rng(1).standard_normal((5, 2)))
    memory = np.zeros(3)
    for state in states:
        memory = state.forget * memory + state.write * state.candidate
        np.testing.assert_allclose(state.c, memory, rtol=1e-14)
        np.testing.assert_allclose(state.h, state.show * np.tanh(state.c), rtol=1e-14)
        for gate in (state.write, state.forget, state.show):
            assert ((gate > 0) & (gate < 1)).all()


def test_a_plain_cell_forgets_an_impulse_that_an_lstm_holds() -> None:
    impulse = np.zeros((50, 1))
    impulse[0] = 1.0
    plain = RecurrentCell(np.array([[1.0]]), np.array([[0.9]]), np.zeros(1)).run(impulse)
    held = LSTMCell.holding().run(impulse)
    assert plain[-1, 0] < 0.01 * plain[0, 0]
    assert held[-1].c[0] > 0.85 * held[0].c[0]
    assert held[-1].h[0] > 0.85 * held[0].h[0]


def test_a_holding_cell_does_not_write_small_noise() -> None:
    noise = 0.1 * np.random.default_rng(0).standard_normal((50, 1))
    assert max(abs(state.c[0]) for state in LSTMCell.holding().run(noise)) < 0.1


@CELLS
def test_the_same_seed_gives_the_same_cell(kind: Kind) -> None:
    one, two, other = (kind.random(3, 4, seed) for seed in (1, 1, 2))
    assert one.w.tobytes() == two.w.tobytes()
    assert one.u.tobytes() == two.u.tobytes()
    assert (one.w != other.w).any()


@CELLS
def test_a_cell_stores_nothing(kind: Kind) -> None:
    cell, sequence = kind.random(2, 3), np.ones((4, 2))
    first, second = cell.run(sequence), cell.run(sequence)
    np.testing.assert_array_equal(np.array(first), np.array(second))


@CELLS
def test_the_weights_are_its_own(kind: Kind) -> None:
    source = kind.random(2, 4)
    weights = source.w.copy()
    cell = kind(weights, source.u, source.b)
    weights[:] = 0.0
    assert cell.w.tobytes() == source.w.tobytes()


@CELLS
def test_huge_inputs_raise_no_warning(kind: Kind) -> None:
    cell = kind.random(2, 3, seed=1)
    cell.run([[1e308, 1e308], [-1e308, 1e-308]])


@CELLS
@pytest.mark.parametrize(
    ("sequence", "sentence"),
    [
        ([], r"sequence must have shape \(steps, 2\), not \(0,\)"),
        (np.zeros((0, 2)), "sequence must hold at least one number"),
        ([[1.0]], r"sequence must have shape \(steps, 2\), not \(1, 1\)"),
        ([[np.nan, 1.0]], "sequence must hold finite numbers only, not nan"),
    ],
)
def test_a_bad_sequence_meets_a_sentence(kind: Kind, sequence: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        kind.random(2, 3).run(sequence)


def test_a_bad_state_meets_a_sentence() -> None:
    plain, lstm = RecurrentCell.random(2, 3), LSTMCell.random(2, 3)
    with pytest.raises(ValueError, match=r"h must have shape \(3,\), not \(2,\)"):
        plain.step(np.zeros(2), np.zeros(2))
    with pytest.raises(ValueError, match=r"x must have shape \(2,\), not \(3,\)"):
        plain.step(np.zeros(3), np.zeros(3))
    with pytest.raises(ValueError, match=r"c must have shape \(3,\), not \(4,\)"):
        lstm.step(np.zeros(2), np.zeros(3), np.zeros(4))


def test_bad_weights_meet_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"u must have shape \(2, 2\), not \(2, 3\)"):
        RecurrentCell(np.ones((2, 1)), np.ones((2, 3)), np.ones(2))
    with pytest.raises(ValueError, match=r"w must have shape \(2, inputs\), not \(3, 1\)"):
        RecurrentCell(np.ones((3, 1)), np.ones((2, 2)), np.ones(2))
    with pytest.raises(ValueError, match="b must hold four numbers per hidden neuron, not 6"):
        LSTMCell(np.ones((6, 1)), np.ones((6, 1)), np.ones(6))
    with pytest.raises(ValueError, match="w must hold finite numbers only, not inf"):
        RecurrentCell(np.array([[np.inf]]), np.ones((1, 1)), np.ones(1))
    for kind in (RecurrentCell, LSTMCell):
        with pytest.raises(ValueError, match="inputs must be a whole number, at least 1, not 0"):
            kind.random(0, 3)
        with pytest.raises(ValueError, match="hidden must be a whole number, at least 1, not 0"):
            kind.random(3, 0)
        with pytest.raises(ValueError, match="hidden must be a whole number, at least 1, not None"):
            kind.random(1, None)  # type: ignore[arg-type]


def _weights(name: str) -> tuple[Array, Array, Array]:
    case = REFERENCE[name]
    return np.array(case["w"]), np.array(case["u"]), np.array(case["b"])
