"""Losses, against PyTorch and against their definitions."""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pycore import LOSSES, MLP, accuracy, backward, loss, mean_loss, one_hot
from pycore.nn.objective import losses, threshold
from tests import places

REFERENCE = json.loads((places.REFERENCE / "losses.json").read_text("utf-8"))


def network_of(case: dict[str, Any]) -> MLP:
    mlp = MLP(case["sizes"], hidden=case["hidden"], output=case["output"])
    for layer, weights, biases in zip(mlp.layers, case["weights"], case["biases"], strict=True):
        layer.weights[:], layer.biases[:] = weights, biases
    return mlp


@pytest.mark.parametrize(
    "case", REFERENCE["cases"], ids=lambda case: f"{case['sizes']} {case['output']} {case['loss']}"
)
def test_outputs_loss_and_gradients_equal_those_of_pytorch(case: dict[str, Any]) -> None:
    mlp = network_of(case)
    trace = mlp.forward(case["x"])
    np.testing.assert_allclose(trace.y, case["y"], rtol=1e-13)
    assert mean_loss(mlp, case["x"], case["t"], case["loss"]) == pytest.approx(
        case["value"], rel=1e-13
    )
    assert loss(case["loss"]).value(trace.y, case["t"]) == pytest.approx(case["value"], rel=1e-12)
    blocks = backward(mlp, trace, case["t"], case["loss"]).blocks
    gradients = zip(blocks, case["weight_gradients"], case["bias_gradients"], strict=True)
    for block, weights, biases in gradients:
        np.testing.assert_allclose(block[:, :-1], weights, rtol=1e-11, atol=1e-15)
        np.testing.assert_allclose(block[:, -1], biases, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("row", REFERENCE["binary cross-entropy from sums"], ids=str)
def test_cross_entropy_of_extreme_sums_equals_that_of_pytorch(row: dict[str, float]) -> None:
    mlp = MLP([1, 1])
    mlp.parameters[:] = [row["z"], 0.0]
    value = mean_loss(mlp, [[1.0]], [row["t"]], "binary_cross_entropy")
    assert value == pytest.approx(row["value"], rel=1e-14)


def test_values_by_hand() -> None:
    assert loss("mse").value([1.0, 2.0], [0.0, 4.0]) == 2.5
    assert loss("binary_cross_entropy").value([0.25], [0.0]) == pytest.approx(-math.log(0.75))
    assert loss("cross_entropy").value([[0.2, 0.8]], [[1.0, 0.0]]) == pytest.approx(-math.log(0.2))


def test_a_right_and_certain_answer_costs_nothing() -> None:
    assert loss("binary_cross_entropy").value([1.0, 0.0], [1.0, 0.0]) == 0.0
    assert loss("cross_entropy").value([[1.0, 0.0]], [[1.0, 0.0]]) == 0.0


def test_a_wrong_and_certain_answer_costs_much_but_no_infinity() -> None:
    assert loss("binary_cross_entropy").value([1.0], [0.0]) == pytest.approx(708.4, abs=0.1)
    assert loss("cross_entropy").value([[1.0, 0.0]], [[0.0, 1.0]]) == pytest.approx(708.4, abs=0.1)


@given(
    name=st.sampled_from(list(LOSSES)),
    rows=st.lists(
        st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.integers(0, 1)), min_size=1
    ),
)
def test_the_slope_of_each_loss_is_the_one_measured(
    name: str, rows: list[tuple[float, float, int]]
) -> None:
    rule, h = LOSSES[name], 1e-6
    y = np.array([row[:2] for row in rows])
    t = one_hot([row[2] for row in rows], 2)
    for k, nudge in enumerate(np.eye(2) * h):
        measured = (rule.each(y + nudge, t) - rule.each(y - nudge, t)) / (2 * h)
        np.testing.assert_allclose(rule.slope(y, t)[:, k], measured, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(
    ("output", "name"), [("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")]
)
def test_from_sums_and_from_outputs_are_the_same(output: str, name: str) -> None:
    mlp = MLP([2, 3], output=output, seed=1)
    trace = mlp.forward([[0.5, 1.0], [2.0, -1.0]])
    t = one_hot([2, 0], 3)
    np.testing.assert_allclose(losses(mlp, trace, t, name), LOSSES[name].each(trace.y, t))


@pytest.mark.parametrize(
    ("name", "y", "t", "sentence"),
    [
        ("mse", [1.0], [1.0, 2.0], r"y and t must have the same shape, \(n,\) or \(n, k\)"),
        ("mse", np.ones((1, 1, 1)), np.ones((1, 1, 1)), "y and t must have the same shape"),
        ("mse", 1.0, 1.0, "y and t must have the same shape"),
        ("mse", [], [], "y must hold at least one number"),
        ("mse", [np.nan], [1.0], "y must hold finite numbers only"),
        ("mse", [1.0], ["a"], "t must hold real numbers"),
        ("binary_cross_entropy", [0.5], [2.0], "t must hold numbers from 0 to 1, not 2"),
        ("binary_cross_entropy", [-0.5], [1.0], "y must hold numbers from 0 to 1, not -0.5"),
        ("cross_entropy", [[0.5, 0.5]], [[0.5, 0.5001]], "t must have rows that sum to 1"),
    ],
)
def test_bad_numbers_are_refused(name: str, y: Any, t: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        loss(name).value(y, t)


def test_an_unknown_loss_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ValueError, match="loss must be one of mse, binary_cross_entropy, cross_en"):
        loss("hinge")


def test_accuracy_counts_classes_and_sides_of_the_threshold() -> None:
    assert accuracy([0.9, 0.2, 0.5], [1, 0, 0]) == 1.0
    assert accuracy([[0.2], [0.1]], [[1], [1]], threshold=0.15) == 0.5
    assert accuracy([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]], one_hot([1, 2], 3)) == 0.5
    assert accuracy([-0.2, 0.3], [-1, 1], threshold([-1, 1])) == 1.0


def test_nan_is_never_right() -> None:
    assert accuracy([np.nan, 0.1], [0, 0]) == 0.5
    assert accuracy([[np.nan, 0.1], [0.1, 0.2]], one_hot([0, 1], 2)) == 0.5


@pytest.mark.parametrize(
    ("y", "t", "sentence"),
    [
        ([0.5], [1, 0], "y and t must have the same shape"),
        ([], [], "t must hold at least one number"),
        ([0.5], [np.nan], "t must hold finite numbers"),
    ],
)
def test_bad_accuracies_are_refused(y: Any, t: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        accuracy(y, t)


@pytest.mark.parametrize("limit", [None, "half", np.nan, [0.5]])
def test_a_threshold_that_is_no_number_is_refused(limit: Any) -> None:
    with pytest.raises(ValueError, match="threshold must be a finite number, not"):
        accuracy([0.5], [1.0], limit)


@pytest.mark.parametrize("labels", [[3], [-1], [0.5], [np.nan], [], [[0]], ["a"]])
def test_bad_labels_are_refused(labels: Any) -> None:
    with pytest.raises(ValueError, match="labels must"):
        one_hot(labels, 3)
