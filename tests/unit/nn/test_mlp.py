"""The network: its parameters, its forward pass, and what it refuses.

Longer than other files: one class, and each sentence that it meets bad input with.
"""

import copy
import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pycore import (
    ACTIVATIONS,
    MLP,
    Layout,
    Neuron,
    Place,
    Trainer,
    TrainingConfig,
    check_backward,
    equivalent_layer,
    from_json,
    to_json,
    to_python,
)


def test_weights_and_biases_are_views_into_the_parameters() -> None:
    mlp = MLP([2, 3, 1])
    mlp.layers[0].weights[2, 1] = 7.0
    mlp.layers[1].biases[0] = 8.0
    assert mlp.parameters[mlp.layout.index(layer=0, neuron=2, input=1)] == 7.0
    assert mlp.parameters[mlp.layout.index(layer=1, neuron=0)] == 8.0
    mlp.parameters[:] = 0.0
    assert not mlp.layers[0].weights.any()


def test_parameters_assigned_are_copied_and_the_layers_stay_their_views() -> None:
    mlp, vector = MLP([2, 1]), np.array([1.0, 2.0, 3.0])
    before = mlp.parameters
    mlp.parameters = vector
    vector[:] = 9.0
    assert mlp.parameters is before
    assert mlp.layers[0].block.tolist() == [[1.0, 2.0, 3.0]]
    assert np.shares_memory(mlp.layers[0].block, mlp.parameters)
    mlp.parameters += 1.0
    assert mlp.layers[0].biases.tolist() == [4.0]
    mlp.parameters = [np.inf, np.nan, 0.0]  # a network may have diverged
    assert np.isnan(mlp.layers[0].weights[0, 1])


@pytest.mark.parametrize("vector", [5.0, [1.0, 2.0], np.zeros((1, 3)), np.zeros(4)])
def test_parameters_of_another_shape_are_not_assigned(vector: Any) -> None:
    mlp = MLP([2, 1])
    with pytest.raises(ValueError, match=r"parameters must have shape \(3,\), not "):
        mlp.parameters = vector
    with pytest.raises(ValueError, match="parameters must hold real numbers"):
        mlp.parameters = ["a", "b", "c"]


def test_shapes_have_one_row_of_weights_per_neuron() -> None:
    mlp = MLP([2, 8, 4, 1])
    assert [layer.weights.shape for layer in mlp.layers] == [(8, 2), (4, 8), (1, 4)]
    assert [layer.biases.shape for layer in mlp.layers] == [(8,), (4,), (1,)]
    assert mlp.parameters.shape == (8 * 3 + 4 * 9 + 5,)


def test_the_forward_pass_agrees_with_single_neurons() -> None:
    mlp = MLP([3, 4, 2], hidden="tanh", output="sigmoid", seed=1)
    x = np.random.default_rng(0).normal(size=(5, 3))
    a = x
    for layer in mlp.layers:
        rows = zip(layer.weights, layer.biases, strict=True)
        neurons = [Neuron(w, b, layer.activation.name) for w, b in rows]
        a = np.column_stack([neuron.output(a) for neuron in neurons])
    np.testing.assert_allclose(mlp.forward(x).y, a, rtol=1e-14)


def test_the_trace_holds_every_layer_and_the_network_stores_nothing() -> None:
    mlp = MLP([2, 3, 1])
    assert mlp.form == "sizes (2, 3, 1)"  # put together once
    before = dict(vars(mlp))
    trace = mlp.forward([[0.1, 0.2], [0.3, 0.4]])
    assert [z.shape for z in trace.z] == [(2, 3), (2, 1)]
    assert [a.shape for a in trace.a] == [(2, 3), (2, 1)]
    assert trace.below(0) is trace.x
    assert trace.below(1) is trace.a[0]
    assert trace.y is trace.a[-1]
    assert vars(mlp) == before


def test_one_sample_is_a_trace_of_one_row() -> None:
    mlp = MLP([2, 3, 2], output="softmax")
    assert mlp.forward([0.1, 0.2]).y.shape == (1, 2)
    assert mlp.predict([0.1, 0.2]).shape == (2,)
    assert mlp.predict([[0.1, 0.2]]).shape == (1, 2)
    assert mlp.predict([0.1, 0.2]).sum() == pytest.approx(1.0)


def test_a_network_without_hidden_layers_is_a_row_of_neurons() -> None:
    mlp = MLP([2, 1], output="step")
    mlp.parameters[:] = [1, 1, -1.5]
    assert mlp.predict([[1, 1], [1, 0]]).tolist() == [[1.0], [0.0]]


def test_sizes_may_be_any_row_of_whole_numbers() -> None:
    rows: list[Any] = [(2, 3, 1), range(3, 0, -1), np.array([2, 3, 1])]
    for sizes in rows:
        assert MLP(sizes).sizes == tuple(sizes)


def test_each_hidden_layer_may_have_its_own_activation() -> None:
    mlp = MLP([2, 3, 3, 1], hidden=["relu", "tanh"], output="linear")
    assert [layer.activation.name for layer in mlp.layers] == ["relu", "tanh", "linear"]


def test_the_seed_decides_the_weights() -> None:
    np.testing.assert_array_equal(
        MLP([2, 3, 1], seed=5).parameters, MLP([2, 3, 1], seed=5).parameters
    )
    assert (MLP([2, 3, 1], seed=5).parameters != MLP([2, 3, 1], seed=6).parameters).any()


@pytest.mark.parametrize(
    ("init", "spread"),
    [("xavier", np.sqrt(2 / 500)), ("he", np.sqrt(2 / 200)), ("normal", 1.0), ("zeros", 0.0)],
)
def test_starting_weights_have_the_published_spread_and_biases_are_zero(
    init: str, spread: float
) -> None:
    layer = MLP([200, 300], init=init).layers[0]
    assert layer.weights.std() == pytest.approx(spread, rel=0.02)
    assert not layer.biases.any()


def test_with_parameters_copies() -> None:
    mlp = MLP([2, 2, 1], hidden="relu", output="linear")
    vector = np.arange(9.0)
    twin = mlp.with_parameters(vector)
    vector[0] = 99.0
    assert twin.parameters.tolist() == list(range(9))
    assert repr(twin) == "MLP 2 → 2 → 1 (ReLU, linear), 9 parameters"


@pytest.mark.parametrize(
    "twin", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))]
)
def test_the_layers_of_a_copy_are_views_of_its_own_parameters(twin: Callable[..., Any]) -> None:
    mlp = MLP([2, 2, 2], hidden="relu", output="softmax", seed=3)
    other = twin(mlp)
    assert repr(other) == repr(mlp)
    np.testing.assert_array_equal(other.parameters, mlp.parameters)
    other.parameters[:] = 0.0
    assert not other.layers[0].block.any()
    assert mlp.layers[0].block.any()


def test_diverged_parameters_give_inf_and_nan_without_a_warning() -> None:
    mlp = MLP([2, 3, 1], hidden="relu", output="linear")
    mlp.parameters[:] = 1e200
    assert not np.isfinite(mlp.predict([1e200, 1.0])).all()
    mlp.parameters[:] = np.nan
    assert np.isnan(mlp.predict([1.0, 1.0])).all()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"sizes": [2]}, r"sizes must name the inputs and at least one layer"),
        ({"sizes": [2, 0, 1]}, r"sizes\[1\] must be a whole number, at least 1, not 0"),
        ({"sizes": [2, 10**9, 1]}, "sizes must give at most 10,000,000 parameters"),
        ({"sizes": [2, 2.5]}, r"sizes\[1\] must be a whole number"),
        ({"sizes": [2, 3, 1], "hidden": "relo"}, "hidden must be one of sigmoid, relu"),
        ({"sizes": [2, 1], "hidden": "relo"}, "hidden must be one of"),
        ({"sizes": 5}, r"sizes must be a list of whole numbers, as \[2, 8, 1\]; not 5"),
        ({"sizes": "2-8-1"}, "sizes must be a list of whole numbers"),
        ({"sizes": None}, "sizes must be a list of whole numbers"),
        ({"sizes": {2, 8}}, "sizes must be a list of whole numbers"),
        ({"sizes": np.array(5)}, "sizes must be a list of whole numbers"),
        (
            {"sizes": [2, 3, 1], "hidden": ["relu", "relu"]},
            "hidden must be one name or a list of 1 name; not",
        ),
        (
            {"sizes": [2, 3, 3, 1], "hidden": None},
            "hidden must be one name or a list of 2 names; not None",
        ),
        ({"sizes": [2, 3, 1], "hidden": 5}, "hidden must be one name or a list of 1 name; not 5"),
        ({"sizes": [2, 1], "hidden": ["relu"]}, "hidden must be one name or a list of 0 names"),
        ({"sizes": [2, 3, 1], "hidden": [None]}, r"hidden\[0\] must be one of .*; not None"),
        ({"sizes": [2, 3, 1], "hidden": ["softmax"]}, r"hidden\[0\] must be one of"),
        ({"sizes": [2, 1], "output": "max"}, "output must be one of .*softmax; not 'max'"),
        ({"sizes": [2, 1], "init": "ones"}, "init must be one of xavier, he, normal, zeros"),
        ({"sizes": [2, 1], "seed": -3}, "seed must be a whole number, at least 0, not -3"),
    ],
)
def test_a_bad_network_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        MLP(**arguments)


@pytest.mark.parametrize("x", [1.0, [1.0], [[1.0, 2.0, 3.0]], [], [np.nan, 1.0], [["a", "b"]]])
def test_bad_inputs_are_refused(x: Any) -> None:
    with pytest.raises(ValueError, match=r"^x must"):
        MLP([2, 1]).forward(x)


def test_bad_parameters_are_refused() -> None:
    with pytest.raises(ValueError, match=r"vector must have shape \(3,\), not \(4,\)"):
        MLP([2, 1]).with_parameters(np.zeros(4))


@given(st.lists(st.integers(1, 5), min_size=2, max_size=4))
def test_every_index_leads_to_a_place_and_back(sizes: list[int]) -> None:
    layout = Layout(sizes)
    for index in range(layout.size):
        place = layout.place(index)
        assert layout.index(place.layer, place.neuron, place.input) == index


def test_places_are_told_in_words() -> None:
    assert str(Layout([2, 3, 1]).place(8)) == "layer 1, neuron 3, bias"
    assert str(Place(1, 0, 2)) == "layer 2, neuron 1, weight 3"


@pytest.mark.parametrize("place", [(2, 0, 0), (0, 3, 0), (0, 0, 2), (-1, 0, 0), (0, 0, -1)])
def test_a_place_that_is_not_there_is_refused(place: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="must be a whole number, at least 0, at most"):
        Layout([2, 3, 1]).index(*place)


def test_an_index_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="index must be a whole number, at least 0, at most 12"):
        Layout([2, 3, 1]).place(13)


@given(st.lists(st.integers(1, 4), min_size=2, max_size=5), st.integers(0, 99))
def test_linear_layers_collapse_into_one(sizes: list[int], seed: int) -> None:
    mlp = MLP(sizes, hidden="linear", output="linear")
    mlp.parameters[:] = np.random.default_rng(seed).normal(size=mlp.layout.size)
    weights, biases = equivalent_layer(mlp)
    x = np.random.default_rng(seed).normal(size=(3, sizes[0]))
    np.testing.assert_allclose(x @ weights.T + biases, mlp.predict(x), atol=1e-11)


def test_a_layer_that_is_not_linear_is_named() -> None:
    mlp = MLP([2, 2, 2, 1], hidden=["linear", "relu"], output="linear")
    with pytest.raises(ValueError, match="layer 2 of mlp is ReLU"):
        equivalent_layer(mlp)


def test_a_new_activation_needs_one_entry_and_works_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sine = replace(
        ACTIVATIONS["tanh"], name="sine", value=np.sin, derivative=np.cos, code="np.sin(z)"
    )
    monkeypatch.setitem(ACTIVATIONS, "sine", sine)
    mlp = MLP([2, 4, 1], hidden="sine", seed=1)
    x, t = np.random.default_rng(0).normal(size=(20, 2)), np.ones(20)
    assert check_backward(mlp, x, t).passed
    trainer = Trainer(mlp, x, t, TrainingConfig("binary_cross_entropy", rate=0.1))
    trainer.run(5)
    assert trainer.history[-1].train_loss < trainer.history[0].train_loss
    names: dict[str, Any] = {}
    exec(to_python(mlp), names)
    np.testing.assert_allclose(names["network"](x), mlp.predict(x), rtol=1e-13)
    assert repr(from_json(to_json(mlp))) == repr(mlp)
