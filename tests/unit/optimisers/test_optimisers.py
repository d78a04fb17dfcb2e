"""Optimisers: one step against the formulas, many against PyTorch, and what they refuse."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pycore.descent import descend
from pycore.landscapes import landscape
from pycore.numerics import Array
from pycore.optimisers import OPTIMISERS, Adam, Memory, Momentum, Plain, optimiser
from tests import places

REFERENCE = json.loads((places.REFERENCE / "descent.json").read_text())
NAMES = sorted(OPTIMISERS)
numbers = st.floats(-1e3, 1e3, allow_subnormal=False)


@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_the_one_of_pytorch(name: str) -> None:
    expected = REFERENCE["runs"][name]
    run = descend(
        landscape("rosenbrock"),
        REFERENCE["start"],
        name,
        rate=expected["rate"],
        steps=len(expected["path"]) - 1,
    )
    np.testing.assert_allclose(run.path, expected["path"], rtol=1e-10)


@given(gradients=arrays(float, (5, 3), elements=numbers), rate=st.floats(1e-4, 10))
@settings(max_examples=30)
def test_momentum_that_keeps_nothing_is_plain_descent(gradients: Array, rate: float) -> None:
    np.testing.assert_array_equal(
        _steps(Momentum(beta=0.0), gradients, rate), _steps(Plain(), gradients, rate)
    )


@given(gradients=arrays(float, (5, 3), elements=numbers), rate=st.floats(1e-4, 10))
@settings(max_examples=30)
@np.errstate(under="ignore")  # tiny gradients are drawn too, and their products are 0
def test_momentum_is_the_heavy_ball_of_polyak(gradients: Array, rate: float) -> None:
    path = [np.zeros(3), -rate * gradients[0]]
    for gradient in gradients[1:]:
        path.append(path[-1] - rate * gradient + 0.9 * (path[-1] - path[-2]))
    ours = _steps(Momentum(beta=0.9), gradients, rate)
    np.testing.assert_allclose(ours, path[-1], rtol=1e-9, atol=1e-9)


@given(gradient=arrays(float, 4, elements=st.floats(1e-3, 1e6)), rate=st.floats(1e-4, 10))
@settings(max_examples=30)
def test_the_first_step_of_adam_has_the_length_of_the_rate(gradient: Array, rate: float) -> None:
    np.testing.assert_allclose(_steps(Adam(), gradient[None], rate), -rate, rtol=1e-4)


def test_adam_hardly_notices_the_scale_of_the_function() -> None:
    gradients = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.1]])
    small = _steps(Adam(epsilon=1e-300), gradients, 0.1)
    large = _steps(Adam(epsilon=1e-300), gradients * 1000, 0.1)
    np.testing.assert_allclose(small, large, rtol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_a_step_changes_the_parameters_in_place_and_leaves_the_gradient(name: str) -> None:
    rule, parameters, gradient = optimiser(name), np.ones(2), np.array([1.0, -1.0])
    view = parameters[:1]
    rule.step(rule.start(2), parameters, gradient, rate=0.1)
    assert view[0] < 1 < parameters[1]
    assert gradient.tolist() == [1.0, -1.0]


@pytest.mark.parametrize("name", NAMES)
def test_a_copied_memory_goes_on_as_the_original(name: str) -> None:
    rule, gradients = optimiser(name), np.arange(6.0).reshape(3, 2)
    memory, parameters = rule.start(2), np.ones(2)
    rule.step(memory, parameters, gradients[0], 0.1)
    twin, twin_parameters = memory.copy(), parameters.copy()
    for gradient in gradients[1:]:
        rule.step(memory, parameters, gradient, 0.1)
    assert twin.steps == 1
    for gradient in gradients[1:]:
        rule.step(twin, twin_parameters, gradient, 0.1)
    assert parameters.tobytes() == twin_parameters.tobytes()
    assert memory.rows.tobytes() == twin.rows.tobytes()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [1e-320, 1e300, np.inf, np.nan])
def test_any_gradient_passes_without_a_warning(name: str, size: float) -> None:
    rule, parameters = optimiser(name), np.ones(2)
    memory = rule.start(2)
    for sign in (1, -1, 1):
        rule.step(memory, parameters, np.array([size * sign, 1.0]), rate=1e10)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_an_optimiser_is_its_key(name: str) -> None:
    assert OPTIMISERS[name].name == name
    assert OPTIMISERS[name].label


@pytest.mark.parametrize(
    ("rule", "arguments", "sentence"),
    [
        (Momentum, {"beta": 1.0}, "beta must be a finite number at least 0 and below 1, not 1.0"),
        (Momentum, {"beta": -0.1}, "beta must be"),
        (Adam, {"beta1": 1.5}, "beta1 must be"),
        (Adam, {"beta2": np.nan}, "beta2 must be"),
        (Adam, {"epsilon": 0.0}, "epsilon must be a finite number above 0, not 0.0"),
    ],
)
def test_settings_out_of_bounds_are_refused(
    rule: type[Momentum | Adam], arguments: dict[str, float], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        rule(**arguments)


def test_an_unknown_name_meets_the_names_there_are() -> None:
    with pytest.raises(ValueError, match="optimiser must be one of plain, momentum, adam; not 'x'"):
        optimiser("x")


def test_an_optimiser_given_is_returned() -> None:
    heavy = Momentum(beta=0.5)
    assert optimiser(heavy) is heavy


@pytest.mark.parametrize("wrong", [Adam, None, 5, object(), [Adam()], np.zeros(2)])
def test_what_is_no_optimiser_is_refused(wrong: Any) -> None:
    rule = r"optimiser must be one of plain, momentum, adam, or an optimiser such as Adam\(\); not "
    with pytest.raises(ValueError, match=rule):
        optimiser(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_what_does_not_fit_together_is_refused(name: str) -> None:
    rule = optimiser(name)
    with pytest.raises(ValueError, match=r"gradient must have the shape of parameters, \(2,\)"):
        rule.step(rule.start(2), np.ones(2), np.ones(3), 0.1)
    with pytest.raises(ValueError, match=r"memory must come from start\(2\), not start\(3\)"):
        rule.step(rule.start(3), np.ones(2), np.ones(2), 0.1)
    for rate in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="rate must be a finite number above 0"):
            rule.step(rule.start(2), np.ones(2), np.ones(2), rate)
    with pytest.raises(ValueError, match="size must be a whole number, at least 1, not 0"):
        rule.start(0)


def _steps(rule: Plain | Momentum | Adam, gradients: Array, rate: float) -> Array:
    """Where steps along these gradients lead from zero."""
    parameters = np.zeros(gradients.shape[1])
    memory: Memory = rule.start(parameters.size)
    for gradient in gradients:
        rule.step(memory, parameters, gradient, rate)
    return parameters


def test_settings_are_kept_as_floats() -> None:
    assert Momentum(beta=np.array(0.5)) == Momentum(beta=0.5)  # type: ignore[arg-type]  # meant
    assert type(Adam(epsilon=1).epsilon) is float


def test_the_memory_of_another_optimiser_is_refused() -> None:
    with pytest.raises(ValueError, match="memory must have 2 rows, as start makes, not 1"):
        Adam().step(Momentum().start(2), np.ones(2), np.ones(2), 0.1)
