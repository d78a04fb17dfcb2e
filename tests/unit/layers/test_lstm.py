"""Long short-term memory: against PyTorch, by differences, what it holds and refuses."""

import json
from typing import Any

import numpy as np
import pytest

from pycore import Layer, Network
from pycore.layers import LSTM, Dense
from pycore.layers.lstm import GATES, CellMemories
from tests import places
from tests.unit.layers.agreement import assert_as_in_pytorch, assert_slopes, draws, flag, size

CASE = json.loads((places.REFERENCE / "models.json").read_text("utf-8"))["lstm"]
IMPULSE = np.eye(50)[:1, :, None]


def holding() -> tuple[LSTM, Network]:
    """One cell set by hand: it writes what is large, and keeps it."""
    layer = LSTM(1, 1, every=True)
    network = Network([layer])
    layer.weights[:], layer.recurrent[:] = [[20.0], [0.0], [0.0], [1.0]], 0.0
    layer.biases[:] = [-10.0, 6.0, 6.0, 0.0]  # write, forget, show, candidate
    return layer, network


def memories(network: Network, x: Any) -> CellMemories:
    kept: CellMemories = network.forward(x).kept[0]
    return kept


def test_the_states_are_those_of_pytorch() -> None:
    layer = LSTM(3, 4, every=True)
    network = Network([layer])
    for ours, name in ((layer.weights, "w"), (layer.recurrent, "u"), (layer.biases, "b")):
        write, forget, candidate, show = np.split(np.array(CASE[name]), 4)  # i, f, g, o
        ours[:] = np.concatenate([write, forget, show, candidate])
    kept = memories(network, [CASE["sequence"]])
    np.testing.assert_allclose(kept.h[1:, 0], CASE["h"], rtol=1e-12)
    np.testing.assert_allclose(kept.c[1:, 0], CASE["c"], rtol=1e-12)


@pytest.mark.parametrize(("case", "every"), [("lstm", False), ("lstm, every", True)])
def test_a_layer_and_its_slopes_are_those_of_pytorch(case: str, every: bool) -> None:
    assert_as_in_pytorch(case, LSTM(2, 2, every=every))


def test_slopes_are_those_measured() -> None:
    for rng in draws(30):
        inputs, hidden = size(rng, 1, 2), size(rng, 1, 2)
        layers: list[Layer] = [LSTM(inputs, hidden, every=flag(rng))]
        if layers[0].every and flag(rng):  # type: ignore[attr-defined]
            layers.append(LSTM(hidden, 1, every=flag(rng)))
        elif flag(rng):
            layers.append(Dense(hidden, 1, "tanh"))
        x = rng.standard_normal((size(rng, 1, 2), size(rng, 1, 3), inputs))
        assert_slopes(rng, layers, x)


def test_the_gates_explain_the_memory_and_the_output() -> None:
    x = np.random.default_rng(1).standard_normal((2, 5, 2))
    kept = memories(Network([LSTM(2, 3)], seed=4), x)
    write, forget, show = (kept.gate(name) for name in GATES)
    expected = forget * kept.c[:-1] + write * kept.gate("candidate")
    np.testing.assert_allclose(kept.c[1:], expected, rtol=1e-14)
    np.testing.assert_allclose(kept.h[1:], show * np.tanh(kept.c[1:]), rtol=1e-14)
    for gate in (write, forget, show):
        assert gate.shape == (5, 2, 3)
        assert ((gate > 0) & (gate < 1)).all()
    assert not kept.h[0].any()
    assert not kept.c[0].any()


def test_gates_have_the_names_of_their_blocks() -> None:
    layer, network = holding()
    layer.weights[:] = 0.0
    for number, name in enumerate((*GATES, "candidate")):
        layer.biases[:] = np.eye(4)[number] * 100.0
        kept = memories(network, [[[1.0]]])
        assert kept.gate(name).item() == 1.0
    with pytest.raises(ValueError, match="name must be one of write, forget, show, candidate; not"):
        kept.gate("input")


def test_the_last_output_is_the_last_of_all() -> None:
    x = np.random.default_rng(0).standard_normal((3, 5, 2))
    last, every = Network([LSTM(2, 4)], seed=1), Network([LSTM(2, 4, every=True)], seed=1)
    assert last.predict(x).shape == (3, 4)
    assert every.predict(x).shape == (3, 5, 4)
    assert last.predict(x).tolist() == every.predict(x)[:, -1].tolist()


def test_a_cell_holds_an_impulse() -> None:
    kept = memories(holding()[1], IMPULSE)
    assert kept.c[-1, 0, 0] > 0.85 * kept.c[1, 0, 0] > 0.5
    assert kept.h[-1, 0, 0] > 0.85 * kept.h[1, 0, 0] > 0.5


def test_a_holding_cell_does_not_write_small_noise() -> None:
    noise = 0.1 * np.random.default_rng(0).standard_normal((1, 50, 1))
    assert np.abs(memories(holding()[1], noise).c).max() < 0.1


def test_a_mistake_is_felt_as_far_back_as_the_forget_gate_lets_it() -> None:
    layer, network = holding()
    kept = memories(network, IMPULSE)
    delta = np.zeros((1, 50, 1))
    delta[0, -1] = 1.0
    by_c, by_z = layer.slopes_in_time(kept, delta)
    forget = kept.gate("forget")
    np.testing.assert_allclose(by_c[:-1], by_c[1:] * forget[1:], rtol=1e-14)
    assert by_c[0, 0, 0] > 0.85 * by_c[-1, 0, 0] > 0.0
    assert by_z.shape == (50, 1, 4)


def test_the_bias_of_the_forget_gate_is_as_asked_and_the_others_are_zero() -> None:
    layer = LSTM(50, 100, forget_bias=2.5)
    Network([layer])
    assert layer.biases.reshape(4, 100)[1].tolist() == [2.5] * 100
    assert not layer.biases.reshape(4, 100)[[0, 2, 3]].any()
    assert layer.weights.std() == pytest.approx(0.1, rel=0.05)
    assert layer.recurrent.std() == pytest.approx(0.1, rel=0.05)


def test_the_same_seed_gives_the_same_layer() -> None:
    one, two, other = (Network([LSTM(3, 4)], seed).parameters for seed in (1, 1, 2))
    assert one.tobytes() == two.tobytes()
    assert (one != other).any()


def test_huge_inputs_raise_no_warning() -> None:
    h = Network([LSTM(2, 3)], seed=1).predict([[[1e308, 1e308], [-1e308, 1e-308]]])
    assert (np.abs(h) <= 1.0).all()


@pytest.mark.parametrize("shape", [(2,), (4, 2), (1, 4, 3), (1, 1, 4, 2)])
def test_sequences_that_do_not_fit_name_the_layer(shape: tuple[int, ...]) -> None:
    sentence = r"x must have shape \(n, steps, 2\) for LSTM\(2, 3, every=False\), not"
    with pytest.raises(ValueError, match=sentence):
        Network([LSTM(2, 3)]).predict(np.ones(shape))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"inputs": 0}, "inputs must be a whole number, at least 1, not 0"),
        ({"hidden": 0}, "hidden must be a whole number, at least 1, not 0"),
        ({"forget_bias": np.inf}, "forget_bias must be a finite number, not inf"),
    ],
)
def test_a_bad_layer_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        LSTM(**({"inputs": 1, "hidden": 1} | arguments))
