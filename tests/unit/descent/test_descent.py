"""A ball rolls: its path, why it stops, and what is refused."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore import MLP, loss_of_parameters
from pycore.descent import Function, descend
from pycore.landscapes import LANDSCAPES, landscape
from pycore.numerics import Array
from pycore.optimisers import OPTIMISERS, Plain

PARABOLA = landscape("parabola")


@given(start=st.floats(0.1, 4), rate=st.floats(0.01, 1.9))
@settings(max_examples=30)
def test_each_step_on_a_parabola_multiplies_by_one_minus_the_rate(
    start: float, rate: float
) -> None:
    run = descend(PARABOLA, [start], rate=rate, steps=8)
    expected = start * (1 - rate) ** np.arange(run.steps + 1)
    np.testing.assert_allclose(run.path[:, 0], expected, atol=1e-12)


def test_heights_and_gradients_belong_to_the_points() -> None:
    bowl = landscape("bowl")
    run = descend(bowl, [3.0, -2.0], "momentum", rate=0.1, steps=7)
    assert run.steps == 7
    assert run.path.shape == run.gradients.shape == (8, 2)
    np.testing.assert_array_equal(run.values, bowl.value(run.path))
    np.testing.assert_array_equal(run.gradients, bowl.gradient(run.path))
    assert run.path[0].tolist() == [3.0, -2.0]


def test_any_function_of_a_vector_will_do() -> None:
    function = Function(value=lambda p: np.sum(p**4), gradient=lambda p: 4 * p**3)
    run = descend(function, np.linspace(-1, 1, 5), "adam", rate=0.05, steps=200)
    assert run.path.shape == (201, 5)
    assert run.values[-1] < 1e-4


def test_a_ball_at_rest_ends_the_run() -> None:
    run = descend(PARABOLA, [3.0], rate=1.0)
    assert run.stop == "rest"
    assert run.path[:, 0].tolist() == [3.0, 0.0, 0.0]  # the last step shows that it stays


def test_a_ball_on_level_ground_makes_no_step() -> None:
    run = descend(landscape("saddle"), [0.0, 0.0], rate=0.1)
    assert (run.stop, run.steps) == ("rest", 0)
    assert run.path.shape == (1, 2)


def test_a_fast_ball_rolls_through_level_ground() -> None:
    run = descend(PARABOLA, [1.0], "momentum", rate=1.0, steps=3)
    assert run.path[1, 0] == 0.0
    assert run.stop == "steps"
    assert run.path[2, 0] < 0.0


def test_a_run_that_leaves_the_range_says_so_and_shows_where() -> None:
    run = descend(PARABOLA, [1.0], rate=3.0, limit=100)
    assert run.stop == "out of range"
    assert run.path[:, 0].tolist() == [1.0, -2.0, 4.0, -8.0, 16.0, -32.0, 64.0, -128.0]


@pytest.mark.parametrize("name", sorted(LANDSCAPES))
@pytest.mark.parametrize("optimiser", sorted(OPTIMISERS))
@pytest.mark.parametrize("rate", [1e3, 1e150, 1e308])
def test_the_wildest_run_holds_finite_numbers_only(name: str, optimiser: str, rate: float) -> None:
    ground = LANDSCAPES[name]
    run = descend(ground, ground.start, optimiser, rate=rate)
    assert all(np.isfinite(part).all() for part in (run.path, run.values, run.gradients))
    assert 1 <= len(run.path) == len(run.values) == len(run.gradients) <= 101


def test_what_cannot_be_computed_is_left_out_of_the_path() -> None:
    steep = Function(value=lambda p: np.exp(p[0]), gradient=lambda p: np.exp(p))
    run = descend(steep, [700.0], rate=1e10)
    assert (run.stop, run.steps) == ("not finite", 0)


def test_the_height_may_become_nan_too() -> None:
    hole = Function(value=lambda p: np.sqrt(p[0]), gradient=lambda p: np.ones(1))
    run = descend(hole, [1.0], rate=0.4)
    assert (run.stop, run.steps) == ("not finite", 2)


def test_the_start_is_left_alone_and_may_be_whole_numbers() -> None:
    start = np.array([3.0])
    descend(PARABOLA, start, rate=0.1)
    assert start.tolist() == [3.0]
    assert descend(PARABOLA, [3], rate=0.1, steps=1).path.tolist() == [[3.0], [2.7]]


def test_a_function_that_hands_out_its_own_array_does_no_harm() -> None:
    shared = np.zeros(1)

    def gradient(p: Array) -> Array:
        np.copyto(shared, p)
        return shared

    run = descend(Function(lambda p: p[0] ** 2 / 2, gradient), [1.0], rate=0.5, steps=2)
    assert run.gradients.tolist() == [[1.0], [0.5], [0.25]]


def test_the_same_arguments_give_the_same_run_to_the_last_bit() -> None:
    runs = [descend(landscape("rosenbrock"), [-1.2, 1.0], "adam", rate=0.1) for _ in range(2)]
    assert runs[0].path.tobytes() == runs[1].path.tobytes()


def test_an_optimiser_object_works_as_its_name() -> None:
    by_name, by_object = (descend(PARABOLA, [1.0], o, rate=0.1) for o in ("plain", Plain()))
    assert by_name.path.tobytes() == by_object.path.tobytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"start": []}, "start must hold at least one number"),
        ({"start": 3.0}, r"start must have shape \(d,\), not \(\)"),
        ({"start": [np.nan]}, "start must hold finite numbers only, not nan"),
        (
            {"start": [1.0, 2.0]},
            "start must suit the function, but point must have 1 coordinate in its last axis",
        ),
        ({"start": [2e6]}, r"start must lie within 1e\+06 of zero, not at \[2000000.0\]"),
        ({"start": ["here"]}, "start must hold real numbers"),
        ({"optimiser": "fast"}, "optimiser must be one of plain, momentum, adam; not 'fast'"),
        ({"optimiser": Plain}, "optimiser must be one of plain, .*, or an optimiser such as Adam"),
        ({"optimiser": None}, "optimiser must be one of plain, .*; not None"),
        ({"rate": 0}, "rate must be a finite number above 0, not 0"),
        ({"rate": "0.1"}, "rate must be a finite number above 0, not '0.1'"),
        ({"steps": 0}, "steps must be a whole number, at least 1, at most 100000, not 0"),
        ({"steps": 1e9}, "steps must be a whole number"),
        ({"limit": -1}, "limit must be a finite number above 0, not -1"),
    ],
)
def test_bad_arguments_meet_a_sentence(arguments: dict[str, Any], sentence: str) -> None:
    usual: dict[str, Any] = {"start": [1.0], "rate": 0.1}
    with pytest.raises(ValueError, match=sentence):
        descend(PARABOLA, **(usual | arguments))


def test_a_function_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"gradient must return shape \(2,\), not \(\)"):
        descend(Function(lambda p: p.sum(), lambda p: p[0]), [1.0, 2.0], rate=0.1)
    with pytest.raises(ValueError, match=r"value must return one number, not an array of shape"):
        descend(Function(lambda p: p, lambda p: p), [1.0, 2.0], rate=0.1)
    with pytest.raises(ValueError, match=r"start must be a place with finite height and slope"):
        descend(Function(lambda p: np.inf, lambda p: p), [1.0], rate=0.1)


def test_a_start_that_does_not_suit_the_function_is_named() -> None:
    with pytest.raises(ValueError, match=r"start must suit .* 2 coordinates .*, not shape \(1,\)"):
        descend(landscape("bowl"), [1], rate=0.1)
    network = loss_of_parameters(MLP([2, 1]), [[1.0, 2.0]], [1.0])
    with pytest.raises(ValueError, match=r"start must suit .* have shape \(3,\), not \(1,\)"):
        descend(network, [1.0], rate=0.1)


def test_a_run_prints_as_a_sentence() -> None:
    run = descend(PARABOLA, [2.0], "adam", rate=0.1, steps=2)
    assert str(run) == "2 steps of adam at rate 0.1: height 2 to 1.62; ended by: steps"
