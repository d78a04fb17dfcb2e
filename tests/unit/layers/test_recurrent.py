"""The plain recurrent layer: against PyTorch, by differences, what it remembers and refuses."""

import json
from typing import Any

import numpy as np
import pytest

from pycore import Layer, Network
from pycore.layers import Dense, Recurrent
from tests import places
from tests.unit.layers.agreement import assert_as_in_pytorch, assert_slopes, draws, flag, size

CASE = json.loads((places.REFERENCE / "models.json").read_text("utf-8"))["recurrent"]


def one_neuron(weight: float, recurrent: float, every: bool = True) -> Network:
    network = Network([Recurrent(1, 1, every=every)])
    network.parameters = [weight, recurrent, 0.0]
    return network


def test_the_states_are_those_of_pytorch() -> None:
    layer = Recurrent(3, 4, every=True)
    network = Network([layer])
    layer.weights[:], layer.recurrent[:], layer.biases[:] = CASE["w"], CASE["u"], CASE["b"]
    np.testing.assert_allclose(network.predict([CASE["sequence"]])[0], CASE["h"], rtol=1e-12)


@pytest.mark.parametrize(("case", "every"), [("recurrent", False), ("recurrent, every", True)])
def test_a_layer_and_its_slopes_are_those_of_pytorch(case: str, every: bool) -> None:
    assert_as_in_pytorch(case, Recurrent(2, 3, every=every))


def test_slopes_are_those_measured() -> None:
    for rng in draws(30):
        inputs, hidden = size(rng, 1, 2), size(rng, 1, 2)
        layers: list[Layer] = [Recurrent(inputs, hidden, every=flag(rng))]
        if layers[0].every and flag(rng):  # type: ignore[attr-defined]
            layers.append(Recurrent(hidden, 1, every=flag(rng)))
        elif flag(rng):
            layers.append(Dense(hidden, 1, "sigmoid"))
        x = rng.standard_normal((size(rng, 1, 2), size(rng, 1, 4), inputs))
        assert_slopes(rng, layers, x)


def test_the_last_state_is_the_last_of_all() -> None:
    x = np.random.default_rng(0).standard_normal((3, 5, 2))
    last, every = Network([Recurrent(2, 4)], seed=1), Network([Recurrent(2, 4, every=True)], seed=1)
    assert last.predict(x).shape == (3, 4)
    assert every.predict(x).shape == (3, 5, 4)
    assert last.predict(x).tolist() == every.predict(x)[:, -1].tolist()


def test_a_sequence_is_read_alike_alone_and_among_others() -> None:
    x = np.random.default_rng(0).standard_normal((3, 5, 2))
    network = Network([Recurrent(2, 4, every=True)])
    np.testing.assert_allclose(network.predict(x[1:2]), network.predict(x)[1:2], rtol=1e-13)


def test_an_impulse_is_forgotten() -> None:
    impulse = np.zeros((1, 50, 1))
    impulse[0, 0] = 1.0
    h = one_neuron(1.0, 0.9).predict(impulse).ravel()
    assert (np.diff(h) < 0.0).all()
    assert h[-1] < 0.01 * h[0]


def test_the_slope_in_time_is_the_product_of_what_each_step_lets_through() -> None:
    network = one_neuron(1.0, 0.8, every=False)
    kept = network.forward([[[0.5], [-1.0], [0.3], [0.0]]]).kept[0]
    layer = network.layers[0]
    assert isinstance(layer, Recurrent)
    by_h, by_z = layer.slopes_in_time(kept, np.ones((1, 1)))
    h = kept.h[1:].ravel()
    through = 0.8 * (1.0 - h[1:] ** 2)  # from each step to the next
    expected = [*np.cumprod(through[::-1])[::-1], 1.0]
    np.testing.assert_allclose(by_h.ravel(), expected, rtol=1e-14)
    np.testing.assert_allclose(by_z.ravel(), expected * (1.0 - h**2), rtol=1e-14)


def test_the_same_seed_gives_the_same_layer() -> None:
    one, two, other = (Network([Recurrent(3, 4)], seed).parameters for seed in (1, 1, 2))
    assert one.tobytes() == two.tobytes()
    assert (one != other).any()


def test_starting_weights_have_the_spread_of_the_hidden_neurons_and_no_biases() -> None:
    layer = Recurrent(50, 100)
    Network([layer])
    assert layer.weights.std() == pytest.approx(0.1, rel=0.05)
    assert layer.recurrent.std() == pytest.approx(0.1, rel=0.05)
    assert not layer.biases.any()


def test_huge_inputs_raise_no_warning() -> None:
    h = Network([Recurrent(2, 3)], seed=1).predict([[[1e308, 1e308], [-1e308, 1e-308]]])
    assert (np.abs(h) <= 1.0).all()


@pytest.mark.parametrize("shape", [(2,), (4, 2), (1, 4, 3), (1, 1, 4, 2)])
def test_sequences_that_do_not_fit_name_the_layer(shape: tuple[int, ...]) -> None:
    sentence = r"x must have shape \(n, steps, 2\) for Recurrent\(2, 3, every=False\), not"
    with pytest.raises(ValueError, match=sentence):
        Network([Recurrent(2, 3)]).predict(np.ones(shape))


@pytest.mark.parametrize("x", [np.zeros((0, 4, 2)), np.zeros((1, 0, 2)), [[[np.nan, 1.0]]]])
def test_no_steps_and_no_numbers_are_refused(x: Any) -> None:
    with pytest.raises(ValueError, match="x must hold"):
        Network([Recurrent(2, 3)]).predict(x)


def test_bad_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="inputs must be a whole number, at least 1, not 0"):
        Recurrent(0, 3)
    with pytest.raises(ValueError, match="hidden must be a whole number, at least 1, not None"):
        Recurrent(3, None)  # type: ignore[arg-type]
