"""One neuron: its terms, its sum, its output, and what it refuses."""

from typing import Any

import numpy as np
import pytest

from pycore import Neuron


def test_terms_add_up_with_the_bias_to_the_weighted_sum() -> None:
    neuron = Neuron([0.5, -2.0, 1.0], bias=0.25, activation="linear")
    x = [1.0, 2.0, 3.0]
    assert neuron.terms(x).tolist() == [0.5, -4.0, 3.0]
    assert neuron.weighted_sum(x) == -0.25
    assert neuron.output(x) == -0.25


def test_many_samples_give_one_number_each() -> None:
    neuron = Neuron([1.0, 1.0], bias=-1.0, activation="relu")
    x = np.array([[0.0, 0.5], [1.0, 2.0]])
    assert neuron.terms(x).shape == (2, 2)
    assert np.asarray(neuron.weighted_sum(x)).tolist() == [-0.5, 2.0]
    assert np.asarray(neuron.output(x)).tolist() == [0.0, 2.0]


def test_one_sample_gives_a_float() -> None:
    assert type(Neuron([1.0]).output([0.0])) is float
    assert type(Neuron([1.0]).weighted_sum([0.0])) is float


@pytest.mark.parametrize(
    ("weights", "bias", "truth"),
    [
        ([1, 1], -1.5, [0, 0, 0, 1]),
        ([1, 1], -0.5, [0, 1, 1, 1]),
        ([-1, 0], 0.5, [1, 1, 0, 0]),
    ],
    ids=["AND", "OR", "NOT the first"],
)
def test_a_step_neuron_is_a_logic_gate(weights: list[int], bias: float, truth: list[int]) -> None:
    gate = Neuron(weights, bias, "step")
    answers = gate.output([[0, 0], [0, 1], [1, 0], [1, 1]])
    assert np.asarray(answers).tolist() == truth


def test_the_weights_are_its_own() -> None:
    weights = np.array([1.0])
    neuron = Neuron(weights)
    weights[0] = 5.0
    assert neuron.weights.tolist() == [1.0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"weights": []}, "weights must hold at least one number"),
        ({"weights": [[1.0]]}, r"weights must have shape \(n_inputs,\)"),
        ({"weights": [np.nan]}, "weights must hold finite numbers"),
        ({"weights": [1.0], "bias": "b"}, "bias must be a finite number, not 'b'"),
        ({"weights": [1.0], "activation": "relo"}, "activation must be one of"),
    ],
)
def test_a_bad_neuron_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Neuron(**arguments)


@pytest.mark.parametrize("x", [[1.0], [[1.0, 2.0, 3.0]], [], np.zeros((0, 2)), [np.nan, 0.0]])
def test_bad_inputs_are_refused(x: Any) -> None:
    with pytest.raises(ValueError, match="x must"):
        Neuron([1.0, 2.0]).output(x)


def test_huge_numbers_overflow_without_a_warning() -> None:
    assert Neuron([1e200], activation="linear").output([1e200]) == np.inf
    assert Neuron([1e200]).output([-1e200]) == 0.0


def test_it_prints_as_a_formula() -> None:
    assert repr(Neuron([-1e-9, 2], -0.5, "tanh")) == "Neuron: tanh(- 1e-09 x1 + 2 x2 - 0.5)"
