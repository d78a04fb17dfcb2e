"""Compiled softmax: its exp beside NumPy's, its rows, and where it is refused."""

import numpy as np
import pytest

from pycore.compiled import CompiledNetwork, Host, Machine, Request
from pycore.compiled.encoding import BYTES_PER_PAGE, module
from pycore.compiled.expressions import LANES
from pycore.compiled.function import Function
from pycore.compiled.memory import Field, Index
from pycore.compiled.softmax import exp, softmax
from pycore.nn.softmax import softmax as softmax_of_numpy
from pycore.numerics import Array

NUMBERS = Field(0, (0, 8))


def exponentials(host: Host, z: Array) -> Array:
    """What the compiled exp makes of an even number of z."""
    f = Function()

    def change(i: Index) -> None:
        f.store(exp(f, f.load(NUMBERS, 0, i)), NUMBERS, 0, i)

    f.loop_over_arguments(change, LANES)
    return through(host(module([(b"run", f.body)]), z.nbytes), z)


def through(machine: Machine, values: Array) -> Array:
    """What a module that works in place makes of an array."""
    result = np.ascontiguousarray(values)
    machine.write(0, result)
    machine.call("run", 0, values.size)
    result = np.empty_like(result)
    machine.read(0, result)
    return result


@pytest.mark.parametrize(("low", "high"), [(-708.0, 709.78), (-50.0, 0.0), (-1.0, 1.0)])
def test_exp_is_right_to_three_units_of_the_last_digit(host: Host, low: float, high: float) -> None:
    z = np.linspace(low, high, 20_000)
    expected = np.exp(z)
    off = np.abs(exponentials(host, z) - expected) / np.spacing(expected)
    assert off.max() <= 3.0


def test_exp_fades_out_as_numpys_does(host: Host) -> None:
    z = np.linspace(-745.2, -708.0, 4000)
    with np.errstate(under="ignore"):
        expected = np.exp(z)
        off = np.abs(exponentials(host, z) - expected) / np.spacing(expected)
    assert off.max() <= 4.0


def test_exp_is_exact_at_its_ends_and_at_zero(host: Host) -> None:
    z = np.array([-np.inf, -1e300, -746.0, 0.0, -0.0, 710.0, 1e300, np.inf])
    expected = [0.0, 0.0, 0.0, 1.0, 1.0, np.inf, np.inf, np.inf]
    assert exponentials(host, z).tolist() == expected
    assert np.isnan(exponentials(host, np.array([np.nan, 0.0]))).tolist() == [True, False]


@pytest.mark.parametrize("rows", [1, 4, 5])
@pytest.mark.parametrize("columns", [2, 4, 10, 14])
def test_rows_become_probabilities_in_loops_and_without(
    host: Host, rows: int, columns: int
) -> None:
    place, f = Field(0, (8 * columns, 8)), Function()
    softmax(f, (rows, columns), place, lambda y, r, c: f.store(y, place, r, c))
    z = np.random.default_rng(0).normal(scale=20.0, size=(rows, columns))
    found = through(host(module([(b"run", f.body)]), BYTES_PER_PAGE), z)
    expected = softmax_of_numpy(z)
    np.testing.assert_allclose(found, expected, rtol=2e-15)


@pytest.mark.parametrize("shift", [-1e6, -800.0, 800.0, 1e6])
@pytest.mark.parametrize("classes", [2, 3])
def test_scores_far_from_zero_change_nothing(host: Host, shift: float, classes: int) -> None:
    """The neuron that makes an odd layer even must not win where all scores are far below 0."""
    network = CompiledNetwork(
        Request((1, classes), ("softmax",), "cross_entropy", samples=1, batch_size=1), host
    )
    parameters = np.column_stack([np.zeros(classes), np.arange(classes) + shift]).ravel()
    y = network.predict(parameters, np.array([[1.0]]))
    expected = np.exp(np.arange(classes)) / np.exp(np.arange(classes)).sum()
    np.testing.assert_allclose(y[0], expected, rtol=1e-15)


@pytest.mark.parametrize("bias", [np.inf, np.nan])
def test_what_is_not_a_number_is_told_of_all_classes(host: Host, bias: float) -> None:
    request = Request((1, 3), ("softmax",), "cross_entropy", samples=1, batch_size=1)
    y = CompiledNetwork(request, host).predict(
        np.array([0.0, bias, 0.0, 1.0, 0.0, 2.0]), np.array([[1.0]])
    )
    assert np.isnan(y).all()


@pytest.mark.parametrize(
    ("activations", "loss", "sentence"),
    [
        (("tanh", "softmax"), "mse", "loss mse cannot be compiled under softmax: cross_entropy"),
        (("tanh", "softmax"), "binary_cross_entropy", "needs outputs of sigmoid, not of softmax"),
        (("tanh", "sigmoid"), "cross_entropy", "needs outputs of softmax, not of sigmoid"),
        (("softmax", "softmax"), "cross_entropy", r"activations\[0\] must be one of tanh"),
    ],
)
def test_softmax_is_compiled_last_and_under_its_own_loss_only(
    activations: tuple[str, ...], loss: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        Request((2, 3, 3), activations, loss)
