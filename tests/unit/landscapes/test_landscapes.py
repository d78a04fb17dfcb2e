"""Landscapes: gradients against two other ways of differentiating, and what is known of each."""

import re

import numpy as np
import pytest
from autograd import grad
from hypothesis import given, settings
from hypothesis import strategies as st

from pycore.descent import descend
from pycore.landscapes import LANDSCAPES, Landscape, landscape
from pycore.numerics import Array

EVERY = pytest.mark.parametrize("ground", list(LANDSCAPES.values()), ids=list(LANDSCAPES))
shares = st.tuples(*2 * [st.integers(0, 1000).map(lambda n: n / 1000)])


@EVERY
@given(share=shares)
@settings(max_examples=25)
def test_the_gradient_is_the_central_difference(
    ground: Landscape, share: tuple[float, float]
) -> None:
    point, h = _inside(ground, share), 1e-5
    offsets = h * np.eye(ground.dimensions)
    differences = (ground.value(point + offsets) - ground.value(point - offsets)) / (2 * h)
    np.testing.assert_allclose(ground.gradient(point), differences, rtol=1e-6, atol=1e-6)


@EVERY
@given(share=shares)
@settings(max_examples=25)
def test_the_gradient_is_the_one_of_autograd(ground: Landscape, share: tuple[float, float]) -> None:
    point = _inside(ground, share)
    expected = [
        grad(ground.height, argnum=axis)(*point.tolist()) for axis in range(ground.dimensions)
    ]
    np.testing.assert_allclose(ground.gradient(point), expected, rtol=1e-12, atol=1e-12)


@EVERY
def test_minima_are_level_and_nothing_near_is_lower(ground: Landscape) -> None:
    for minimum in map(np.array, ground.minima):
        np.testing.assert_allclose(ground.gradient(minimum), 0.0, atol=1e-13)
        around = minimum + 1e-3 * _circle(ground.dimensions)
        assert (ground.value(around) > ground.value(minimum)).all()


@EVERY
def test_no_place_in_view_is_lower_than_the_first_minimum(ground: Landscape) -> None:
    lowest = ground.value(ground.minima[0])
    assert ground.value(_grid(ground, 201)).min() >= lowest - 1e-12
    heights = [float(ground.value(minimum)) for minimum in ground.minima]
    assert heights == sorted(heights)


@EVERY
def test_unstable_places_are_level_with_lower_ground_beside_them(ground: Landscape) -> None:
    for place in map(np.array, ground.unstable):
        np.testing.assert_allclose(ground.gradient(place), 0.0, atol=1e-13)
        around = place + 1e-3 * _circle(ground.dimensions)
        assert (ground.value(around) < ground.value(place)).any()


@EVERY
@pytest.mark.parametrize("share", [(0.03, 0.9), (0.4, 0.3), (0.96, 0.55)])
def test_a_ball_from_anywhere_ends_at_a_known_place(
    ground: Landscape, share: tuple[float, float]
) -> None:
    run = descend(ground, _inside(ground, share), "adam", rate=0.2, steps=2000)
    assert ground.place(run.path[-1]) in {"minimum", "higher minimum"}


@pytest.mark.parametrize("name", [g.name for g in LANDSCAPES.values() if g.dimensions == 1])
def test_a_curve_is_level_just_where_it_is_said_to_be(name: str) -> None:
    ground = LANDSCAPES[name]
    turns = np.diff(np.sign(ground.gradient(_grid(ground, 1000))[:, 0])) != 0
    assert turns.sum() == len(ground.minima + ground.unstable)


@EVERY
def test_start_and_known_places_are_in_view(ground: Landscape) -> None:
    for place in (ground.start, *ground.minima, *ground.unstable):
        assert len(place) == ground.dimensions == len(ground.view)
        inside = zip(ground.view, place, strict=True)
        assert all(low < coordinate < high for (low, high), coordinate in inside)


@EVERY
def test_heights_and_gradients_of_many_points_are_those_of_each(ground: Landscape) -> None:
    points = _grid(ground, 3)
    values, gradients = ground.value(points), ground.gradient(points)
    assert values.shape == points.shape[:-1]
    assert gradients.shape == points.shape
    for index in np.ndindex(values.shape):
        assert ground.value(points[index]) == values[index]
        assert (ground.gradient(points[index]) == gradients[index]).all()


@EVERY
@pytest.mark.parametrize("size", [1e-320, 1e100, 1e308, np.inf, np.nan])
def test_huge_coordinates_raise_no_warning(ground: Landscape, size: float) -> None:
    point = np.full(ground.dimensions, size)
    assert ground.value(point).shape == ()
    assert ground.gradient(point).shape == point.shape


@EVERY
def test_it_has_its_words(ground: Landscape) -> None:
    assert LANDSCAPES[ground.name] is ground
    assert ground.label
    assert ground.about.endswith(".")
    assert ground.about.count(".") == 1


@EVERY
def test_the_formula_shown_is_the_height_computed(ground: Landscape) -> None:
    products = re.sub(r"(?<=[\dxy)]) (?=[xy(])", "*", ground.formula)  # "0.3 x" is 0.3 * x
    point = _inside(ground, (0.31, 0.77))
    names = dict(zip("xy", point.tolist(), strict=False))
    np.testing.assert_allclose(ground.value(point), eval(products.replace("^", "**"), names))


def test_rosenbrocks_function_has_the_published_start_and_minimum() -> None:
    ground = landscape("rosenbrock")
    assert ground.start == (-1.2, 1.0)
    np.testing.assert_allclose(ground.value([-1.2, 1.0]), 24.2)
    np.testing.assert_allclose(ground.gradient([-1.2, 1.0]), [-215.6, -88.0])
    assert ground.value([1.0, 1.0]) == 0.0


def test_the_tilted_well_has_the_roots_that_numpy_finds() -> None:
    ground = landscape("double-well")
    places = [ground.minima[0][0], ground.unstable[0][0], ground.minima[1][0]]
    np.testing.assert_allclose(places, np.sort(np.roots([4, 0, -4, 0.3])), rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "point", "what"),
    [
        ("bowl", [0.01, 0.0], "minimum"),
        ("bowl", [1.0, 0.0], "slope"),
        ("saddle", [0.0, 0.0], "saddle"),
        ("saddle", [0.0, -1.0], "minimum"),
        ("two-minima", [-1.03, 0.0], "minimum"),
        ("two-minima", [0.96, 0.01], "higher minimum"),
        ("double-well", [0.075], "top"),
        ("double-well", [0.96], "higher minimum"),
    ],
)
def test_places_have_names(name: str, point: list[float], what: str) -> None:
    assert landscape(name).place(point) == what


def test_bad_points_meet_a_sentence() -> None:
    bowl = landscape("bowl")
    with pytest.raises(ValueError, match="landscape must be one of parabola, "):
        landscape("hole")
    for method in (bowl.value, bowl.gradient):
        with pytest.raises(ValueError, match=r"point must have 2 coordinates .* not shape \(3,\)"):
            method([1.0, 2.0, 3.0])
        with pytest.raises(ValueError, match=r"point must have 2 coordinates .* not shape \(\)"):
            method(1.0)
        with pytest.raises(ValueError, match="point must hold real numbers"):
            method(["a", "b"])
    with pytest.raises(ValueError, match=r"point must have shape \(2,\), not \(1,\)"):
        bowl.place([1.0])
    with pytest.raises(ValueError, match="within must be a finite number above 0, not 0"):
        bowl.place([1.0, 1.0], within=0)


def _inside(ground: Landscape, share: tuple[float, float]) -> Array:
    """The point at these shares of the width and height of the view."""
    low, high = np.array(ground.view).T
    point: Array = low + (high - low) * share[: ground.dimensions]
    return point


def _grid(ground: Landscape, n: int) -> Array:
    axes = [np.linspace(low, high, n) for low, high in ground.view]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)


def _circle(dimensions: int) -> Array:
    """Directions: left and right, or around."""
    if dimensions == 1:
        return np.array([[-1.0], [1.0]])
    angle = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    return np.column_stack([np.cos(angle), np.sin(angle)])
