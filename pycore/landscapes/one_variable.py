"""Landscapes of one variable: curves that a ball can roll along."""

from math import acos, cos, pi, sqrt

from pycore import checks
from pycore.landscapes.base import Landscape
from pycore.numerics import Array

TILT = 0.3
"""Tilt of the double well: enough to see which minimum is lower, less than would fill the other."""


def tilted_well_stops(tilt: float) -> tuple[float, float, float]:
    """Return where (x^2 - 1)^2 + tilt x is level: the minimum, the top, the higher minimum.

    They are the roots of 4 x^3 - 4 x + tilt, from left to right, by Viète's formula for a cubic
    with three real roots.

    Raises:
        ValueError: a tilt that is not in 0 <= tilt < 8 / (3 sqrt(3)), about 1.54.

    >>> [round(x, 6) for x in tilted_well_stops(0.3)]
    [-1.035579, 0.075429, 0.96015]
    """
    tilt = checks.number("tilt", tilt, at_least=0, below=8 / (3 * sqrt(3)))
    angle = acos(-tilt * 3 * sqrt(3) / 8)
    lower, top, higher = sorted(2 / sqrt(3) * cos((angle - 2 * pi * k) / 3) for k in range(3))
    return lower, top, higher


def _parabola(x: Array) -> Array:
    return x**2 / 2


def _parabola_slope(x: Array) -> tuple[Array]:
    return (x,)


def _double_well(x: Array) -> Array:
    return (x**2 - 1) ** 2 + TILT * x


def _double_well_slope(x: Array) -> tuple[Array]:
    return (4 * x * (x**2 - 1) + TILT,)


def _shelf(x: Array) -> Array:
    return x**2 / (1 + x**2)


def _shelf_slope(x: Array) -> tuple[Array]:
    return (2 * x / (1 + x**2) ** 2,)


def _flat_floor(x: Array) -> Array:
    return x**4 / 4


def _flat_floor_slope(x: Array) -> tuple[Array]:
    return (x**3,)


_LOWER, _TOP, _HIGHER = tilted_well_stops(TILT)

ONE_VARIABLE: tuple[Landscape, ...] = (
    Landscape(
        name="parabola",
        label="parabola",
        about="The simplest valley: its slope grows evenly, so steps shrink as the ball nears it.",
        formula="x^2 / 2",
        height=_parabola,
        slope=_parabola_slope,
        view=((-4.0, 4.0),),
        minima=((0.0,),),
        unstable=(),
        start=(-3.0,),
        rate=0.3,
        steps=100,
    ),
    Landscape(
        name="double-well",
        label="two valleys",
        about="Where the ball starts decides where it ends; the nearer valley may be higher.",
        formula="(x^2 - 1)^2 + 0.3 x",
        height=_double_well,
        slope=_double_well_slope,
        view=((-1.8, 1.8),),
        minima=((_LOWER,), (_HIGHER,)),
        unstable=((_TOP,),),
        start=(1.6,),
        rate=0.05,
        steps=100,
    ),
    Landscape(
        name="shelf",
        label="plateau",
        about="Far from the valley the ground is almost level, and the ball hardly moves.",
        formula="x^2 / (1 + x^2)",
        height=_shelf,
        slope=_shelf_slope,
        view=((-5.0, 5.0),),
        minima=((0.0,),),
        unstable=(),
        start=(-4.0,),
        rate=0.5,
        steps=150,
    ),
    Landscape(
        name="flat-floor",
        label="flat floor",
        about="Steep sides and a floor so flat that a rate that suits the sides is slow below.",
        formula="x^4 / 4",
        height=_flat_floor,
        slope=_flat_floor_slope,
        view=((-2.5, 2.5),),
        minima=((0.0,),),
        unstable=(),
        start=(-2.0,),
        rate=0.2,
        steps=300,
    ),
)
"""The landscapes of one variable, in the order in which they are taught."""
