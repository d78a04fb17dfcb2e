"""The activation functions: values from outside, slopes by trying, and the edges."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pycore import ACTIVATIONS, SOFTMAX, Activation, activation, softmax, softmax_jacobian
from pycore.nn.softmax import softmax_backward

NAMES = list(ACTIVATIONS)
Z = np.array([-1000.0, -40.0, -2.0, -0.5, 0.0, 0.5, 2.0, 40.0, 1000.0])


def test_the_names_of_the_course_stand_first_and_in_its_order() -> None:
    assert NAMES[:6] == ["sigmoid", "relu", "tanh", "leaky_relu", "linear", "step"]


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ValueError, match=r"activation must be one of sigmoid, relu.*not 'sigmoyd'"):
        activation("sigmoyd")


def test_sigmoid_equals_the_definition_computed_by_the_standard_library() -> None:
    for z in np.linspace(-30, 30, 61):
        assert activation("sigmoid").value(z) == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-15)


def test_sigmoid_is_exact_at_a_thousand() -> None:
    assert activation("sigmoid").value([-1000.0, 0.0, 1000.0]).tolist() == [0.0, 0.5, 1.0]
    assert activation("sigmoid").derivative([-1000.0, 0.0, 1000.0]).tolist() == [0.0, 0.25, 0.0]


def test_values_at_a_few_places() -> None:
    z = [-2.0, 0.0, 3.0]
    assert activation("relu").value(z).tolist() == [0.0, 0.0, 3.0]
    assert activation("leaky_relu").value(z).tolist() == [-0.02, 0.0, 3.0]
    assert activation("linear").value(z).tolist() == z
    assert activation("step").value(z).tolist() == [0.0, 1.0, 1.0]
    assert activation("tanh").value(z).tolist() == [math.tanh(v) for v in z]


@pytest.mark.parametrize("name", NAMES)
@given(z=st.floats(-5, 5))
def test_the_derivative_is_the_slope_measured(name: str, z: float) -> None:
    f, h = activation(name), 1e-5
    before, here, after = f.value([z - h, z, z + h])
    assume(abs(after - 2 * here + before) < 1e-3 * h)  # there is one: no bend and no jump
    measured = (after - before) / (2 * h)
    assert f.derivative(z) == pytest.approx(measured, abs=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_values_stay_within_the_range_given(name: str) -> None:
    low, high = activation(name).range
    values = activation(name).value(Z)
    assert (values >= low).all()
    assert (values <= high).all()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0,), (2, 1, 2)])
def test_the_shape_is_kept(name: str, shape: tuple[int, ...]) -> None:
    z = np.ones(shape)
    assert np.shape(activation(name).value(z)) == shape
    assert np.shape(activation(name).derivative(z)) == shape


@pytest.mark.parametrize("name", NAMES)
def test_the_input_is_left_alone_and_never_returned(name: str) -> None:
    z = np.array([-1.0, 2.0])
    activation(name).value(z)[:] = 9.0
    activation(name).derivative(z)[:] = 9.0
    assert z.tolist() == [-1.0, 2.0]


@pytest.mark.parametrize("name", ["sigmoid", "relu", "tanh", "leaky_relu"])
def test_the_slope_at_what_is_no_number_is_none_either(name: str) -> None:
    slopes = activation(name).derivative([np.nan, 1.0])
    assert np.isnan(slopes).tolist() == [True, False]


@pytest.mark.parametrize("name", NAMES)
def test_inf_and_nan_pass_without_a_warning(name: str) -> None:
    z = np.array([-np.inf, np.inf, np.nan])
    assert np.shape(activation(name).value(z)) == (3,)
    assert np.shape(activation(name).derivative(z)) == (3,)
    assert math.isnan(activation(name).value(np.nan))


@pytest.mark.parametrize("name", [*NAMES, "softmax"])
@pytest.mark.parametrize("z", ["text", [[1.0], [1.0, 2.0]], [1 + 2j], [None]])
def test_what_is_no_number_is_refused(name: str, z: Any) -> None:
    function = SOFTMAX if name == "softmax" else activation(name)
    with pytest.raises(ValueError, match="z must hold real numbers"):
        function.value(z)


@pytest.mark.parametrize("function", [*ACTIVATIONS.values(), SOFTMAX], ids=lambda f: f.name)
def test_each_has_one_sentence_on_its_use_and_one_on_its_failure(
    function: Activation,
) -> None:
    for sentence in (function.used_for, function.fails_when):
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0


def test_softmax_sums_to_one_and_keeps_the_order() -> None:
    a = softmax([[1.0, 3.0, 2.0], [1000.0, -1000.0, 0.0]])
    assert a.sum(axis=1) == pytest.approx([1.0, 1.0])
    assert a[0].argsort().tolist() == [0, 2, 1]
    assert a[1].tolist() == [1.0, 0.0, 0.0]


def test_softmax_equals_the_definition() -> None:
    z = [0.5, -1.0, 2.0]
    total = sum(math.exp(v) for v in z)
    assert softmax(z).tolist() == pytest.approx([math.exp(v) / total for v in z], rel=1e-15)


def test_softmax_works_along_another_axis() -> None:
    z = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(softmax(z, axis=0), softmax(z.T).T)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=5))
def test_the_jacobian_of_softmax_is_the_slope_measured(scores: list[float]) -> None:
    z, h = np.array(scores), 1e-5
    measured = [(softmax(z + h * e) - softmax(z - h * e)) / (2 * h) for e in np.eye(len(z))]
    np.testing.assert_allclose(softmax_jacobian(z), np.transpose(measured), atol=1e-9)


def test_backward_through_softmax_is_the_jacobian_times_the_slope() -> None:
    z, slope = np.array([[0.5, -1.0, 2.0], [0.0, 1.0, 0.0]]), np.array([[1.0, 2, 3], [0, -1, 5]])
    expected = [jacobian.T @ s for jacobian, s in zip(softmax_jacobian(z), slope, strict=True)]
    np.testing.assert_allclose(softmax_backward(softmax(z), slope), expected, atol=1e-15)


@pytest.mark.parametrize("z", [1.0, [], np.zeros((2, 0))])
def test_softmax_refuses_what_has_no_scores(z: Any) -> None:
    with pytest.raises(ValueError, match="z must hold at least one score"):
        softmax(z)
