"""Loss and accuracy: what may be asked of which outputs, of samples and of sequences."""

from typing import Any

import numpy as np
import pytest

from pycore import MLP, Network, accuracy, backward, check_backward, mean_loss, one_hot
from pycore.layers import Activate, Dense, Recurrent
from pycore.nn.losses import LOSSES
from pycore.nn.objective import asked, losses, mean, targets
from pycore.numerics import Array
from tests.unit.layers.agreement import CASES, REFERENCE, arrays_of, assert_same, way_back

X = np.random.default_rng(0).standard_normal((2, 3, 2))  # two sequences of three steps
CLASSES = np.array([[1, -1, 0], [-1, 2, 2]])
ROWS = np.array([[np.zeros(3) if c < 0 else np.eye(3)[c] for c in row] for row in CLASSES])


def reader(classes: int = 3, output: str = "softmax") -> Network:
    return Network([Recurrent(2, 2, every=True), Dense(2, classes, output)], seed=1)


def slopes(network: Network, x: Any, t: Any, loss: str = "cross_entropy") -> Array:
    return backward(network, network.forward(x), t, loss).vector


def test_softmax_with_cross_entropy_of_sequences_is_that_of_pytorch() -> None:
    case, network = CASES["softmax with cross-entropy"], Network([Activate("softmax")])
    trace = network.forward(arrays_of("softmax with cross-entropy")["x"])
    t = targets(network, REFERENCE["classes"], "cross_entropy", trace.y.shape)
    loss = mean(losses(network, trace, t, "cross_entropy"), t, "cross_entropy")
    assert_same(np.array(loss), case["output"], "loss")
    (delta,) = backward(network, trace, t, "cross_entropy").deltas
    assert_same(delta / 4, case["slopes"]["x"], "x")  # four places are asked
    rule = LOSSES["cross_entropy"]  # once more through the probabilities
    by_x, _ = way_back(network, trace, rule.slope(trace.y, t) / 4)
    assert_same(by_x, case["slopes"]["x"], "x")


def test_class_numbers_and_one_hot_rows_ask_the_same_of_sequences() -> None:
    network = reader()
    numbers, rows = (mean_loss(network, X, t, "cross_entropy") for t in (CLASSES, ROWS))
    assert numbers == rows > 0.0
    assert slopes(network, X, CLASSES).tobytes() == slopes(network, X, ROWS).tobytes()


def test_class_numbers_and_one_hot_rows_ask_the_same_of_samples() -> None:
    mlp, x, t = MLP([2, 3], output="softmax"), X[0], [2, 0, 1]
    rows = one_hot(t, 3)
    assert mean_loss(mlp, x, t, "cross_entropy") == mean_loss(mlp, x, rows, "cross_entropy")
    assert slopes(mlp, x, t).tobytes() == slopes(mlp, x, rows).tobytes()


def test_the_loss_is_a_mean_over_the_steps_that_are_asked() -> None:
    network = reader()
    y = network.predict(X)
    expected = -np.log([y[0, 0, 1], y[0, 2, 0], y[1, 1, 2], y[1, 2, 2]]).mean()
    assert mean_loss(network, X, CLASSES, "cross_entropy") == pytest.approx(expected, rel=1e-14)
    assert asked(ROWS, "cross_entropy") == 4


def test_a_step_that_is_not_asked_has_no_loss_and_no_slope() -> None:
    network = reader()
    trace = network.forward(X)
    each = losses(network, trace, ROWS, "cross_entropy")
    assert each.shape == (2, 3)
    assert (each == 0.0).tolist() == (CLASSES < 0).tolist()
    delta = backward(network, trace, CLASSES, "cross_entropy").deltas[-1]
    assert (delta == 0.0).all(axis=2).tolist() == (CLASSES < 0).tolist()


def test_nothing_asked_costs_nothing_and_teaches_nothing() -> None:
    network, nothing = reader(), np.full((2, 3), -1)
    assert mean_loss(network, X, nothing, "cross_entropy") == 0.0
    assert not slopes(network, X, nothing).any()
    assert accuracy(network.predict(X), np.zeros((2, 3, 3))) == 0.0


def test_what_is_said_where_nothing_is_asked_changes_nothing() -> None:
    network, changed = Network([Dense(2, 3, "softmax")]), X.copy()
    changed[0, 1] = 100.0
    one, other = (mean_loss(network, x, CLASSES, "cross_entropy") for x in (X, changed))
    assert one == other


@pytest.mark.parametrize(
    ("output", "loss"),
    [
        ("linear", "mse"),
        ("softmax", "mse"),
        ("sigmoid", "binary_cross_entropy"),
        ("softmax", "cross_entropy"),
    ],
)
@pytest.mark.parametrize("outputs", [1, 3])
def test_slopes_of_sequences_are_those_measured(output: str, loss: str, outputs: int) -> None:
    network, rng = reader(outputs, output), np.random.default_rng(4)
    t = rng.dirichlet(np.ones(outputs), (2, 3)) if outputs > 1 else np.ones((2, 3, 1))
    check = check_backward(network, X, t, loss)
    assert check.passed, str(check)


def test_slopes_are_those_measured_where_some_steps_are_not_asked() -> None:
    check = check_backward(reader(), X, CLASSES, "cross_entropy")
    assert check.passed, str(check)


@pytest.mark.parametrize("name", LOSSES)
def test_slopes_by_outputs_of_sequences_are_those_of_their_steps(name: str) -> None:
    rng = np.random.default_rng(2)
    y, t = rng.dirichlet(np.ones(3), (2, 4)), rng.dirichlet(np.ones(3), (2, 4))
    steps = LOSSES[name].slope(y.reshape(8, 3), t.reshape(8, 3))
    np.testing.assert_array_equal(LOSSES[name].slope(y, t).reshape(8, 3), steps)


def test_accuracy_counts_the_steps_that_are_asked() -> None:
    y = np.eye(3)[[[1, 0, 0], [0, 2, 1]]]  # right, not asked, right; not asked, right, wrong
    assert accuracy(y, ROWS) == 0.75
    assert accuracy(y.reshape(6, 3), ROWS.reshape(6, 3)) == 0.75


def test_accuracy_of_one_output_per_step_is_by_the_threshold() -> None:
    assert accuracy(np.array([[[0.9], [0.2]]]), np.array([[[1.0], [1.0]]])) == 0.5


@pytest.mark.parametrize(
    ("output", "loss", "sentence"),
    [
        (
            "softmax",
            "binary_cross_entropy",
            "needs outputs of sigmoid, not of softmax; softmax has",
        ),
        (
            "sigmoid",
            "cross_entropy",
            "needs outputs of softmax, not of sigmoid; sigmoid has binary",
        ),
        ("linear", "cross_entropy", "needs outputs from 0 to 1, as of softmax, not of linear"),
        ("tanh", "cross_entropy", "needs outputs from 0 to 1, as of softmax, not of tanh"),
        ("relu", "binary_cross_entropy", "needs outputs from 0 to 1, as of sigmoid, not of ReLU"),
    ],
)
def test_a_loss_on_probabilities_under_other_outputs_is_refused(
    output: str, loss: str, sentence: str
) -> None:
    for network, x in ((reader(2, output), X), (MLP([2, 2], output=output), X[0])):
        t = np.eye(2)[np.zeros(x.shape[:-1], dtype=np.intp)]
        with pytest.raises(ValueError, match=f"loss {loss} {sentence}"):
            backward(network, network.forward(x), t, loss)
        with pytest.raises(ValueError, match=f"loss {loss} {sentence}"):
            mean_loss(network, x, t, loss)


@pytest.mark.parametrize("output", [*["sigmoid", "tanh", "relu", "linear", "step"], "softmax"])
def test_squared_errors_can_be_asked_of_any_output(output: str) -> None:
    assert mean_loss(MLP([2, 2], output=output), X[0], np.ones((3, 2))) >= 0.0


@pytest.mark.parametrize(
    ("t", "sentence"),
    [
        ([[0, 1, 3], [0, 0, 0]], "t must be whole numbers from 0 to 2, not 3"),
        ([[0, 1, 0.5], [0, 0, 0]], "t must be whole numbers from 0 to 2, not 0.5"),
        ([[0, 1, -2], [0, 0, 0]], "t must hold class numbers from 0, or -1 where nothing is asked"),
        ([0, 1], r"t must have shape .*\(2, 3, 3\), not \(2,\)"),
        ([[0, 1], [1, 0]], r"t must have shape .*\(2, 3, 3\), not \(2, 2\)"),
        (np.full((2, 3, 3), 0.5), r"t must have rows that sum to 1, not \[0.5, 0.5, 0.5\]"),
        (-ROWS, "t must hold numbers from 0 to 1, not -1"),
        (ROWS * np.nan, "t must hold finite numbers only, not nan"),
    ],
)
def test_bad_targets_of_sequences_are_refused(t: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        mean_loss(reader(), X, t, "cross_entropy")


def test_of_samples_every_one_is_asked() -> None:
    mlp = MLP([2, 3], output="softmax")
    with pytest.raises(ValueError, match="t must be whole numbers from 0 to 2, not -1"):
        mean_loss(mlp, X[0], [0, -1, 1], "cross_entropy")
    with pytest.raises(ValueError, match="t must have rows that sum to 1"):
        mean_loss(mlp, X[0], np.zeros((3, 3)), "cross_entropy")


def test_targets_have_the_name_that_they_are_given() -> None:
    with pytest.raises(ValueError, match=r"test targets must have shape \(3,\) or \(3, 1\), not"):
        targets(MLP([2, 1]), [1.0, 0.0], "mse", (3, 1), name="test targets")


def test_an_output_that_is_no_row_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"network must give a row of outputs .*, not shape \(3,\)"
    ):
        targets(MLP([2, 1]), [1.0, 0.0, 1.0], "mse", (3,))
