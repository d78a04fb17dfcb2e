"""Neurons in a layer, and the matrix without biases."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pycore import ACTIVATIONS, SOFTMAX, Layer, Network, Neuron, softmax_jacobian
from pycore.layers import Dense, Projection
from pycore.nn.dense import layer_activation, rows, slopes_by_weights
from tests.unit.layers.agreement import apart, assert_slopes, draws, flag, size


def test_each_row_is_a_neuron() -> None:
    layer = Dense(3, 2, "sigmoid")
    network, x = Network([layer], seed=1), np.random.default_rng(0).standard_normal((5, 3))
    layer.biases[:] = [0.5, -0.5]
    for k in range(2):
        neuron = Neuron(layer.weights[k], layer.biases[k], "sigmoid")
        np.testing.assert_allclose(network.predict(x)[:, k], neuron.output(x), rtol=1e-14)


def test_weights_and_biases_are_views_into_the_block() -> None:
    layer = Dense(2, 1)
    network = Network([layer])
    network.parameters[:] = [1.0, 2.0, 3.0]
    assert layer.block.tolist() == [[1.0, 2.0, 3.0]]
    layer.weights[:] = 7.0
    layer.biases[:] = 8.0
    assert network.parameters.tolist() == [7.0, 7.0, 8.0]


@pytest.mark.parametrize("kind", [Dense, Projection])
def test_of_a_sequence_each_step_is_seen_by_the_same_neurons(kind: type[Dense]) -> None:
    network, x = Network([kind(3, 2, "softmax")]), np.random.default_rng(0).normal(size=(4, 5, 3))
    y = network.predict(x)
    assert y.shape == (4, 5, 2)
    np.testing.assert_allclose(y.reshape(20, 2), network.predict(x.reshape(20, 3)), rtol=1e-14)


def test_slopes_are_those_measured_with_smooth_functions() -> None:
    smooth = ["sigmoid", "tanh", "linear", "softmax"]
    for number, rng in enumerate(draws(24)):
        inputs, outputs = size(rng, 1, 3), size(rng, 1, 3)
        steps = [size(rng, 1, 2)] if flag(rng) else []
        kind = Dense if number % 2 else Projection
        layers: list[Layer] = [kind(inputs, outputs, smooth[number // 2 % 4])]
        if flag(rng):
            layers.append(Dense(outputs, 1, "tanh"))
        assert_slopes(rng, layers, rng.standard_normal((size(rng, 1, 2), *steps, inputs)))


def test_a_projection_is_dense_without_biases() -> None:
    dense, plain, x = Dense(3, 2, "tanh"), Projection(3, 2, "tanh"), apart(_rng(), 4, 3)
    networks = Network([dense]), Network([plain])
    plain.weights[:] = dense.weights
    np.testing.assert_array_equal(networks[0].predict(x), networks[1].predict(x))
    assert [network.size for network in networks] == [8, 6]


def test_slopes_by_weights_are_sums_over_samples_and_steps() -> None:
    rng = np.random.default_rng(0)
    delta, x = rng.normal(size=(5, 7, 3)), rng.normal(size=(5, 7, 4))
    summed = sum(np.outer(*pair) for pair in zip(rows(delta), rows(x), strict=True))
    np.testing.assert_allclose(slopes_by_weights(delta, x), summed, rtol=1e-12)
    np.testing.assert_allclose(slopes_by_weights(rows(delta), rows(x)), summed, rtol=1e-12)


def test_the_scale_of_a_projection_is_as_asked() -> None:
    plain, small, none = (Projection(100, 400, scale=scale) for scale in (1.0, 0.5, 0.0))
    Network([plain, Projection(400, 100), small, Projection(400, 100), none])
    assert plain.weights.std() == pytest.approx(0.1, rel=0.02)
    assert small.weights.std() == pytest.approx(0.05, rel=0.02)
    assert not none.weights.any()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_way_back_through_a_function_is_its_derivative_times_the_slope(name: str) -> None:
    z, by_a = apart(_rng(), 4, 3), _rng().standard_normal((4, 3))
    function = ACTIVATIONS[name]
    found = function.backward(z, function.value(z), by_a)
    np.testing.assert_allclose(found, by_a * function.derivative(z), rtol=1e-14)


def test_the_way_back_through_softmax_is_its_jacobian_times_the_slope() -> None:
    z, by_a = _rng().standard_normal((2, 5, 4)), _rng().standard_normal((2, 5, 4))
    found = SOFTMAX.backward(z, SOFTMAX.value(z), by_a)
    expected = (softmax_jacobian(z) @ by_a[..., None])[..., 0]  # it is symmetric
    np.testing.assert_allclose(found, expected, atol=1e-15)


def test_a_function_that_is_added_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    sine = replace(ACTIVATIONS["tanh"], name="sine", value=np.sin, derivative=np.cos)
    monkeypatch.setitem(ACTIVATIONS, "sine", sine)
    assert layer_activation("sine") is sine
    assert Network([Dense(1, 1, "sine", "zeros")]).predict([[1.0]]).tolist() == [[0.0]]


@pytest.mark.parametrize("shape", [(3,), (2, 4), (2, 3, 4)])
def test_samples_that_do_not_fit_name_the_layer(shape: tuple[int, ...]) -> None:
    sentence = r"x must have shape \(n, 3\) for Dense\(3, 2, 'relu'\), not \("
    with pytest.raises(ValueError, match=sentence):
        Network([Dense(3, 2, "relu")]).predict(np.ones(shape))
    sentence = r"x must have shape \(n, 3\) for Projection\(3, 2, 'linear'\), not \("
    with pytest.raises(ValueError, match=sentence):
        Network([Projection(3, 2)]).predict(np.ones(shape))


@pytest.mark.parametrize("kind", [Dense, Projection])
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"inputs": 0}, "inputs must be a whole number, at least 1, not 0"),
        ({"outputs": 2.5}, "outputs must be a whole number, at least 1, not 2.5"),
        ({"activation": "relo"}, r"activation must be one of sigmoid, .*softmax; not 'relo'"),
        ({"activation": None}, r"activation must be one of sigmoid, .*softmax; not None"),
    ],
)
def test_a_bad_layer_is_refused(kind: Any, arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        kind(**({"inputs": 1, "outputs": 1} | arguments))


def test_a_bad_start_is_refused() -> None:
    with pytest.raises(ValueError, match="init must be one of xavier, he, normal, zeros; not 'on"):
        Dense(1, 1, init="ones")
    with pytest.raises(ValueError, match="scale must be a finite number at least 0, not -1"):
        Projection(1, 1, scale=-1)


def _rng() -> np.random.Generator:
    return np.random.default_rng(8)
