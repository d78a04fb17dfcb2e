"""Softmax over rows: the one activation that has to see a whole layer before it can answer."""

from pycore.compiled.activations import HALF_LN2, ROUNDER, fraction
from pycore.compiled.expressions import LANES, Vector
from pycore.compiled.function import Function
from pycore.compiled.memory import Field, Position
from pycore.compiled.product import Finish

HALF_LN2_HIGH, HALF_LN2_LOW = 0.3465735902796041, 3.6855012825838994e-13
"""ln(2) / 2 as a sum, whose first part has so few digits that its multiples here are exact (Cody
and Waite, "Software manual for the elementary functions", 1980, chapter 6)."""

EXP_BOTTOM, EXP_TOP = -746.0, 710.0
"""Beyond these z, exp(z) is 0 or infinite in 64 bits."""


def softmax(f: Function, shape: tuple[int, int], z: Field, finish: Finish) -> None:
    """For rows r and columns c: finish(exp(z[r, c]) / sum of exp(z[r, :]), r, c).

    `shape` is (rows, columns), an even number of them; z is overwritten. The largest score of a row
    is subtracted first, as in `pycore.nn.softmax`. A column that only makes the number even must
    hold -inf: then it is never the largest, and exp makes it 0.
    """
    rows, columns = shape

    def row(r: Position) -> None:
        top, total = f.let(f.load(z, r, 0)), f.let(Vector.of(0.0))

        def compare(c: Position) -> None:
            f.change(top, top.at_least(f.load(z, r, c)))

        def raise_and_add(c: Position) -> None:
            f.change(total, total + f.store(exp(f, f.load(z, r, c) - top), z, r, c))

        f.loop(columns, compare, LANES)
        f.change(top, top.beside(top, 0).at_least(top.beside(top, 1)))
        f.loop(columns, raise_and_add, LANES)
        f.change(total, total.beside(total, 0) + total.beside(total, 1))
        f.loop(columns, lambda c: finish(f.load(z, r, c) / total, r, c), LANES)

    f.loop(rows, row, most=1)


def exp(f: Function, z: Vector) -> Vector:
    """Return e to the z, right to three units of the last digit; 0 of -inf, NaN of NaN.

    z / 2 is n ln(2) / 2 + h with a whole n; for the rest see `fraction`. 2^n is multiplied in two
    halves, since exp(z) may be in the range where 2^n is not.
    """
    half = f.let(z.at_most(EXP_TOP).at_least(EXP_BOTTOM) * 0.5)
    n = f.let(half * (1 / HALF_LN2) + ROUNDER - ROUNDER)
    top, bottom = fraction(f, f.let(half - n * HALF_LN2_HIGH - n * HALF_LN2_LOW))
    first = f.let(n * 0.5 + ROUNDER)
    second = n - (first - ROUNDER) + ROUNDER
    power = (bottom + top) / (bottom - top) * first.power_of_two()
    return power * second.power_of_two()
