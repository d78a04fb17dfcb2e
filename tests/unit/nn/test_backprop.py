"""Every gradient, against central differences and against HIPS autograd.

Longer than other files: gradients against three outside references.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pycore import ACTIVATIONS, MLP, Activation, Layer
from pycore.analysis.gradient_check import (
    check_backward,
    check_gradient,
    numerical_entry,
    numerical_gradient,
)
from pycore.nn.backprop import backward
from pycore.nn.dense import layer_activation
from pycore.nn.losses import LOSSES, one_hot
from pycore.nn.objective import mean_loss
from pycore.nn.penalty import penalty, penalty_gradient

# The same functions written anew in autograd's NumPy, from their definitions. A function that is
# not among them is taken from its `code`; if autograd cannot follow that, write it here.
AUTOGRAD_ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "relu": lambda z: anp.maximum(0.0, z),
    "tanh": anp.tanh,
    "leaky_relu": lambda z: anp.where(z > 0, z, 0.01 * z),
    "linear": lambda z: z,
    "step": lambda z: anp.where(z >= 0, 1.0 + 0.0 * z, 0.0 * z),
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z), axis=1, keepdims=True),
}
AUTOGRAD_LOSSES: dict[str, Callable[[np.ndarray, np.ndarray], float]] = {
    "mse": lambda y, t: anp.mean((y - t) ** 2),
    "binary_cross_entropy": lambda y, t: -anp.mean(t * anp.log(y) + (1 - t) * anp.log(1 - y)),
    "cross_entropy": lambda y, t: -anp.mean(anp.sum(t * anp.log(y), axis=1)),
}
SUITABLE = {
    "mse": [*ACTIVATIONS, "softmax"],
    "binary_cross_entropy": ["sigmoid"],
    "cross_entropy": ["softmax"],
}


@dataclass(frozen=True)
class Case:
    mlp: MLP
    x: np.ndarray
    t: np.ndarray
    loss: str


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Networks of random shape, activations and loss, with samples and targets."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    hidden = [draw(st.sampled_from(list(ACTIVATIONS))) for _ in sizes[2:]]
    loss = draw(st.sampled_from(list(LOSSES)))
    output = draw(st.sampled_from(SUITABLE[loss]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    n = draw(st.integers(1, 5))
    mlp = MLP(sizes, hidden=hidden, output=output)
    mlp.parameters[:] = rng.normal(size=mlp.layout.size)
    x = rng.normal(size=(n, sizes[0]))
    if loss == "cross_entropy":
        t = one_hot(rng.integers(0, sizes[-1], n), sizes[-1])
    else:
        t = rng.uniform(size=(n, sizes[-1]))
    return Case(mlp, x, t, loss)


def autograd_gradient(case: Case) -> np.ndarray:
    """The gradient by reverse-mode automatic differentiation of the definition."""

    def loss_at(vector: np.ndarray) -> float:
        a, start = case.x, 0
        for layer in case.mlp.layers:
            out, columns = layer.block.shape
            block = anp.reshape(vector[start : start + out * columns], (out, columns))
            start += out * columns
            z = anp.dot(a, block[:, :-1].T) + block[:, -1]
            a = in_autograd(layer.activation)(z)
        return AUTOGRAD_LOSSES[case.loss](a, case.t)

    found: np.ndarray = grad(loss_at)(case.mlp.parameters.copy())
    return found


def in_autograd(function: Activation) -> Callable[[np.ndarray], np.ndarray]:
    """An activation function as autograd can follow it."""
    if function.name in AUTOGRAD_ACTIVATIONS:
        return AUTOGRAD_ACTIVATIONS[function.name]
    return lambda z: eval(function.code, {"np": anp, "z": z})


@pytest.mark.parametrize("name", [*ACTIVATIONS, "softmax"])
def test_autograd_has_every_activation_too(name: str) -> None:
    z = np.array([[-2.0, -0.5, 0.25, 3.0]])
    try:
        value = in_autograd(layer_activation(name))(z)
        grad(lambda z: anp.sum(in_autograd(layer_activation(name))(z)))(z)
    except (AttributeError, NotImplementedError) as error:
        pytest.fail(
            f"autograd cannot follow the code of {name}: {error}; write the function in "
            "its NumPy and add it to AUTOGRAD_ACTIVATIONS in tests/unit/nn/test_backprop.py"
        )
    np.testing.assert_allclose(value, layer_activation(name).value(z), rtol=1e-14)


@settings(max_examples=120)
@given(cases())
def test_the_gradient_equals_that_of_autograd(case: Case) -> None:
    gradient = backward(case.mlp, case.mlp.forward(case.x), case.t, case.loss).vector
    np.testing.assert_allclose(gradient, autograd_gradient(case), rtol=1e-9, atol=1e-12)


def near_a_kink(layer: Layer, z: np.ndarray) -> bool:
    """Whether an activation function bends or jumps within a thousandth of one of the sums."""
    f, h = layer.activation, 1e-3
    if f.name == "softmax":
        return False
    measured = (f.value(z + h) - f.value(z - h)) / (2 * h)
    return bool(np.abs(measured - f.derivative(z)).max() > 1e-4)


@settings(max_examples=60)
@given(cases())
def test_the_gradient_equals_the_one_measured(case: Case) -> None:
    trace = case.mlp.forward(case.x)
    assume(not any(map(near_a_kink, case.mlp.layers, trace.z)))
    check = check_backward(case.mlp, case.x, case.t, case.loss)
    assert check.passed, check


@given(cases(), st.integers(0, 10**6), st.floats(1e-4, 10), st.sampled_from([-1, 1]))
@settings(max_examples=30)
def test_the_gradient_check_finds_a_planted_error(
    case: Case, where: int, size: float, sign: int
) -> None:
    def f(vector: np.ndarray) -> float:
        return mean_loss(case.mlp.with_parameters(vector), case.x, case.t, case.loss)

    assume("step" not in [layer.activation.name for layer in case.mlp.layers])
    wrong = backward(case.mlp, case.mlp.forward(case.x), case.t, case.loss).vector
    index = where % len(wrong)
    wrong[index] += sign * size * max(1.0, abs(wrong[index]))
    check = check_gradient(f, wrong, at=case.mlp.parameters)
    assert not check.passed
    assert check.errors[index] > 1e-5


@pytest.mark.parametrize(
    "mistake",
    [
        lambda z: ACTIVATIONS["sigmoid"].derivative(z) * 1.001,
        lambda z: ACTIVATIONS["tanh"].derivative(z),
        lambda z: np.ones_like(z),
    ],
    ids=["a thousandth too large", "another function's", "forgotten"],
)
def test_a_wrong_derivative_is_found(mistake: Callable[..., Any]) -> None:
    mlp = MLP([2, 3, 1], hidden="sigmoid", seed=2)
    mlp.layers[0].activation = replace(ACTIVATIONS["sigmoid"], derivative=mistake)
    gradient = backward(mlp, mlp.forward([[0.5, -1.0]]), [1.0]).vector
    right = MLP([2, 3, 1], hidden="sigmoid", seed=2)

    def f(vector: np.ndarray) -> float:
        return mean_loss(right.with_parameters(vector), [[0.5, -1.0]], [1.0])

    assert not check_gradient(f, gradient, at=mlp.parameters).passed


def test_nan_in_a_gradient_never_passes() -> None:
    check = check_gradient(lambda v: float(v @ v), [2.0, np.nan], at=[1.0, 2.0])
    assert not check.passed
    assert check.worst == 1


def test_an_infinite_gradient_never_passes() -> None:
    assert not check_gradient(lambda v: float(v @ v), [2.0, np.inf], at=[1.0, 2.0]).passed


def test_the_check_tells_its_result_in_words() -> None:
    check = check_gradient(lambda v: float(v @ v), [2.0, 4.0], at=[1.0, 2.0])
    assert str(check).startswith("The gradient agrees: at worst, entry ")


@pytest.mark.parametrize("value", [1e-8, 1.0, 1e8, -1e8])
def test_the_nudge_fits_the_size_of_the_number(value: float) -> None:
    assert numerical_entry(lambda v: v[0] ** 2, [value], 0) == pytest.approx(2 * value, rel=1e-3)


def test_numerical_gradient_leaves_its_argument_alone() -> None:
    at = np.array([1.0, 2.0])
    numerical_gradient(lambda v: float(v @ v), at)
    assert at.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"gradient": [1.0], "at": [1.0, 2.0]}, r"gradient must have shape \(2,\), not \(1,\)"),
        ({"gradient": [1.0], "at": [np.nan]}, "at must hold finite numbers"),
        ({"gradient": [1.0], "at": [1.0], "tolerance": 0}, "tolerance must be .* above 0"),
    ],
)
def test_bad_arguments_of_the_check_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        check_gradient(lambda v: float(v.sum()), **arguments)


def test_a_function_of_many_values_is_not_checked() -> None:
    with pytest.raises(ValueError, match=r"f must return one number, not an array of shape \(2,\)"):
        check_gradient(lambda v: v, [1.0, 2.0], at=[1.0, 2.0])


@pytest.mark.parametrize("function", [penalty, penalty_gradient])
@pytest.mark.parametrize("strength", ["a", -1.0, np.nan, None])
def test_a_penalty_of_no_strength_is_refused(function: Callable[..., Any], strength: Any) -> None:
    for name in ("l1", "l2"):
        with pytest.raises(ValueError, match=f"{name} must be a finite number at least 0, not"):
            function(MLP([2, 1]), **{name: strength})


def test_deltas_and_blocks_share_their_numbers_with_the_gradient() -> None:
    mlp = MLP([2, 3, 2], output="softmax")
    x, t = np.ones((4, 2)), one_hot([0, 1, 1, 0], 2)
    gradients = backward(mlp, mlp.forward(x), t, "cross_entropy")
    assert [delta.shape for delta in gradients.deltas] == [(4, 3), (4, 2)]
    assert [block.shape for block in gradients.blocks] == [(3, 3), (2, 4)]
    assert np.shares_memory(gradients.blocks[1], gradients.vector)
    np.testing.assert_allclose(gradients.blocks[1][:, -1], gradients.deltas[1].mean(axis=0))


@pytest.mark.parametrize(
    ("output", "loss", "t"),
    [
        ("sigmoid", "binary_cross_entropy", [[0.0, 1.0]]),
        ("softmax", "cross_entropy", [[0.0, 1.0]]),
    ],
)
def test_a_sure_and_wrong_output_still_learns(output: str, loss: str, t: list[list[float]]) -> None:
    mlp = MLP([1, 2], output=output)
    mlp.parameters[:] = [1000.0, 0.0, -1000.0, 0.0]
    gradients = backward(mlp, mlp.forward([[1.0]]), t, loss)
    assert (np.abs(gradients.deltas[0]) > 0.4).all()
    assert mean_loss(mlp, [[1.0]], t, loss) >= 1000.0


@pytest.mark.parametrize(
    ("t", "loss", "output", "sentence"),
    [
        ([0, 1, 1], "mse", "sigmoid", r"t must have shape \(2,\) or \(2, 1\), not \(3,\)"),
        ([[0, 1]], "mse", "sigmoid", r"t must have shape \(2,\) or \(2, 1\), not \(1, 2\)"),
        ([0, np.nan], "mse", "sigmoid", "t must hold finite numbers only, not nan"),
        ([0, 2], "binary_cross_entropy", "sigmoid", "t must hold numbers from 0 to 1, not 2"),
        ([0, 1], "binary_cross_entropy", "tanh", "loss binary_cross_entropy needs outputs from"),
        ([0, 1], "hinge", "sigmoid", "loss must be one of mse, binary_cross_entropy, cross_ent"),
        ([0.5, 1], "cross_entropy", "softmax", r"t must have rows that sum to 1, not \[0.5\]"),
    ],
)
def test_bad_targets_are_refused(t: Any, loss: str, output: str, sentence: str) -> None:
    mlp = MLP([1, 1], output=output)
    with pytest.raises(ValueError, match=sentence):
        backward(mlp, mlp.forward([[0.0], [1.0]]), t, loss)


@pytest.mark.parametrize("sizes", [[1, 3, 1], [1, 1], [2, 2, 1], [1, 2, 3, 1]])
def test_a_trace_of_another_network_is_refused(sizes: list[int]) -> None:
    mlp, other = MLP([1, 2, 1]), MLP(sizes)
    trace = other.forward(np.ones((2, sizes[0])))
    with pytest.raises(ValueError, match=r"trace must come from a network of sizes \(1, 2, 1\),"):
        backward(mlp, trace, [0.0, 1.0])


def test_a_diverged_network_gives_a_gradient_that_is_not_finite_and_no_warning() -> None:
    mlp = MLP([1, 2, 1], hidden="relu", output="linear")
    mlp.parameters[:] = 1e200
    assert not np.isfinite(backward(mlp, mlp.forward([[1e200]]), [0.0]).vector).all()


@given(cases(), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=20)
def test_the_gradient_of_the_penalty_equals_the_one_measured(
    case: Case, l1: float, l2: float
) -> None:
    check = check_gradient(
        lambda v: penalty(case.mlp.with_parameters(v), l1, l2),
        penalty_gradient(case.mlp, l1, l2),
        at=case.mlp.parameters,
    )
    assert check.passed, check
