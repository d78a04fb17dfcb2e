"""The chain rule in numbers: its factors multiply to the gradient."""

from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import ACTIVATIONS, MLP
from pycore.analysis.explain import explain
from pycore.nn.backprop import backward
from pycore.nn.losses import one_hot


@settings(max_examples=60)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=4),
    hidden=st.sampled_from(list(ACTIVATIONS)),
    pair=st.sampled_from(
        [
            ("sigmoid", "mse"),
            ("softmax", "mse"),
            ("linear", "mse"),
            ("sigmoid", "binary_cross_entropy"),
            ("softmax", "cross_entropy"),
        ]
    ),
    seed=st.integers(0, 1000),
)
def test_the_factors_of_every_parameter_multiply_to_its_gradient(
    sizes: list[int], hidden: str, pair: tuple[str, str], seed: int
) -> None:
    output, loss = pair
    rng = np.random.default_rng(seed)
    mlp = MLP(sizes, hidden=hidden, output=output)
    mlp.parameters[:] = rng.normal(0, 3, mlp.layout.size)
    x, t = rng.normal(size=(1, sizes[0])), one_hot([0], sizes[-1])
    gradient = backward(mlp, mlp.forward(x), t, loss).vector
    for index in range(mlp.layout.size):
        place = mlp.layout.place(index)
        told = explain(
            mlp, x, t, layer=place.layer, neuron=place.neuron, input=place.input, loss=loss
        )
        assert told.gradient == gradient[index]
        assert told.value == mlp.parameters[index]
        product = prod(factor.value for factor in told.factors)
        assert product == pytest.approx(gradient[index], rel=1e-12, abs=1e-15)


def test_paths_add_up_to_the_slope_by_the_activation() -> None:
    mlp = MLP([2, 2, 3], output="linear", seed=1)
    told = explain(mlp, [0.5, -1.0], [1.0, 0.0, 2.0], layer=0, neuron=1, input=0)
    assert [path.neuron for path in told.paths] == [0, 1, 2]
    assert [path.weight for path in told.paths] == mlp.layers[1].weights[:, 1].tolist()
    total = sum(path.delta * path.weight for path in told.paths)
    assert told.factors[0].symbol == "∂L/∂a"
    assert told.factors[0].value == pytest.approx(total)


def test_the_last_layer_has_no_paths() -> None:
    assert explain(MLP([1, 1]), [1.0], [1.0], layer=0, neuron=0).paths == ()


def test_softmax_is_told_in_two_factors() -> None:
    mlp = MLP([1, 2], output="softmax")
    told = explain(mlp, [1.0], [0.0, 1.0], layer=0, neuron=0, loss="cross_entropy")
    assert [factor.symbol for factor in told.factors] == ["∂L/∂z", "∂z/∂b"]


def test_a_sigmoid_that_is_sure_and_wrong_is_told_in_two_factors() -> None:
    mlp = MLP([1, 1])
    mlp.parameters[:] = [2000.0, 0.0]
    told = explain(mlp, [1.0], [0.0], layer=0, neuron=0, input=0, loss="binary_cross_entropy")
    assert [factor.value for factor in told.factors] == [1.0, 1.0]
    assert told.gradient == 1.0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"layer": 2, "neuron": 0}, "layer must be a whole number, at least 0, at most 0, not 2"),
        ({"layer": 0, "neuron": 1}, "neuron must be a whole number"),
        ({"layer": 0, "neuron": 0, "input": 1}, "input must be a whole number"),
        ({"layer": 0, "neuron": 0, "loss": "x"}, "loss must be one of"),
    ],
)
def test_a_place_that_is_not_there_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        explain(MLP([1, 1]), [1.0], [1.0], **arguments)


def test_more_than_one_sample_is_refused() -> None:
    with pytest.raises(ValueError, match="x must be one sample, not 2"):
        explain(MLP([1, 1]), [[1.0], [2.0]], [1.0, 0.0], layer=0, neuron=0)
