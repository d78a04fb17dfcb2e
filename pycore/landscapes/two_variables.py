"""Landscapes of two variables: hills and valleys seen from above."""

from pycore.landscapes.base import Landscape
from pycore.landscapes.one_variable import TILT, tilted_well_stops
from pycore.numerics import Array

STEEP = 25.0
"""How much steeper the narrow valley is across than along: slow for one rate, but not hopeless."""


def _bowl(x: Array, y: Array) -> Array:
    return (x**2 + y**2) / 2


def _bowl_slope(x: Array, y: Array) -> tuple[Array, Array]:
    return x, y


def _valley(x: Array, y: Array) -> Array:
    return (x**2 + STEEP * y**2) / 2


def _valley_slope(x: Array, y: Array) -> tuple[Array, Array]:
    return x, STEEP * y


def _two_minima(x: Array, y: Array) -> Array:
    return (x**2 - 1) ** 2 + TILT * x + y**2


def _two_minima_slope(x: Array, y: Array) -> tuple[Array, Array]:
    return 4 * x * (x**2 - 1) + TILT, 2 * y


def _saddle(x: Array, y: Array) -> Array:
    return x**2 / 2 + y**4 / 4 - y**2 / 2


def _saddle_slope(x: Array, y: Array) -> tuple[Array, Array]:
    return x, y**3 - y


def _plateau(x: Array, y: Array) -> Array:
    square = x**2 + y**2
    return square / (1 + square)


def _plateau_slope(x: Array, y: Array) -> tuple[Array, Array]:
    flat = (1 + x**2 + y**2) ** 2
    return 2 * x / flat, 2 * y / flat


def _rosenbrock(x: Array, y: Array) -> Array:
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def _rosenbrock_slope(x: Array, y: Array) -> tuple[Array, Array]:
    across = 200 * (y - x**2)
    return -2 * (1 - x) - 2 * x * across, across


_LOWER, _TOP, _HIGHER = tilted_well_stops(TILT)

TWO_VARIABLES: tuple[Landscape, ...] = (
    Landscape(
        name="bowl",
        label="bowl",
        about="Equally steep on all sides: the gradient points straight away from the minimum.",
        formula="(x^2 + y^2) / 2",
        height=_bowl,
        slope=_bowl_slope,
        view=((-4.0, 4.0), (-4.0, 4.0)),
        minima=((0.0, 0.0),),
        unstable=(),
        start=(-3.0, 2.0),
        rate=0.3,
        steps=100,
    ),
    Landscape(
        name="valley",
        label="narrow valley",
        about="Steep across and gentle along: what is safe one way is slow the other.",
        formula="(x^2 + 25 y^2) / 2",
        height=_valley,
        slope=_valley_slope,
        view=((-4.0, 4.0), (-2.0, 2.0)),
        minima=((0.0, 0.0),),
        unstable=(),
        start=(-3.0, 1.5),
        rate=0.06,
        steps=100,
    ),
    Landscape(
        name="two-minima",
        label="two minima",
        about="Descent finds a minimum, not the lowest one: the start decides which.",
        formula="(x^2 - 1)^2 + 0.3 x + y^2",
        height=_two_minima,
        slope=_two_minima_slope,
        view=((-1.8, 1.8), (-1.8, 1.8)),
        minima=((_LOWER, 0.0), (_HIGHER, 0.0)),
        unstable=((_TOP, 0.0),),
        start=(0.3, 1.5),
        rate=0.1,
        steps=100,
    ),
    Landscape(
        name="saddle",
        label="saddle",
        about="A pass between two valleys: level, yet no minimum, so a ball waits, then goes.",
        formula="x^2 / 2 + y^4 / 4 - y^2 / 2",
        height=_saddle,
        slope=_saddle_slope,
        view=((-2.0, 2.0), (-2.0, 2.0)),
        minima=((0.0, 1.0), (0.0, -1.0)),
        unstable=((0.0, 0.0),),
        start=(-1.8, 0.01),
        rate=0.3,
        steps=100,
    ),
    Landscape(
        name="plateau",
        label="plateau",
        about="Far from the hollow the ground is almost level, and the ball hardly moves.",
        formula="(x^2 + y^2) / (1 + x^2 + y^2)",
        height=_plateau,
        slope=_plateau_slope,
        view=((-5.0, 5.0), (-5.0, 5.0)),
        minima=((0.0, 0.0),),
        unstable=(),
        start=(-3.0, 2.0),
        rate=0.5,
        steps=150,
    ),
    Landscape(
        name="rosenbrock",
        label="Rosenbrock's banana",
        about="A curved valley, easy to reach and slow to follow; made to test methods (1960).",
        formula="(1 - x)^2 + 100 (y - x^2)^2",
        height=_rosenbrock,
        slope=_rosenbrock_slope,
        view=((-2.0, 2.0), (-1.0, 3.0)),
        minima=((1.0, 1.0),),
        unstable=(),
        start=(-1.2, 1.0),
        rate=0.001,
        steps=10_000,
    ),
)
"""The landscapes of two variables, in the order in which they are taught.

Rosenbrock's function is from "An automatic method for finding the greatest or least value of a
function", The Computer Journal 3 (1960); its start (-1.2, 1) and minimum (1, 1) are his.
"""
