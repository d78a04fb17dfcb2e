"""The product of two matrices, where nearly all the time of training goes."""

from collections.abc import Callable
from functools import partial

from pycore.compiled.expressions import LANES, WIDTH, Vector
from pycore.compiled.function import Function
from pycore.compiled.memory import Field, Position

Shape = tuple[int, int, int]
"""The numbers of rows, of terms, and of columns, which is even."""

Finish = Callable[[Vector, Position, Position], object]
"""What is done with two numbers of a result, given their row and the column of the first."""

Block = Callable[[Position, int], None]
"""What writes the code for so many rows or columns from some place on."""

SHORT = 200
"""Multiplications in a product of one row or term that is written out without loops. What it
stores is then known to what comes next."""


def product(
    f: Function, shape: Shape, left: Field, right: Field, start: Field, finish: Finish
) -> None:
    """For rows r and columns c: finish(start[r, c] + sum over k of left[r, k] right[k, c], r, c).

    Ten sums, or eight of a single row, are kept in variables: each number read serves several of
    them, and the processor need not wait for one addition before it begins the next. What lies
    side by side in `right` comes in one vector: two columns, or two terms if it is transposed.
    """
    rows, terms, columns = shape
    height, width = (1, 8) if rows == 1 else (5, 2)
    across = right.strides[1] != WIDTH
    step, unit, factor = (LANES, 1, f.load) if across else (1, LANES, f.splat)
    most = SHORT if 1 in (rows, terms) and rows * terms * columns <= SHORT else 1

    def block(r: Position, height: int, c: Position, width: int) -> None:
        places = [c + u for u in range(0, width, unit)]
        sums = [[f.let(f.load(start, r + i, place)) for place in places] for i in range(height)]

        def term(k: Position) -> None:
            factors = [f.let(f.load(right, k, place)) for place in places]
            for i, totals in enumerate(sums):
                one = f.let(factor(left, r + i, k))
                for total, other in zip(totals, factors, strict=True):
                    f.change(total, total + one * other)

        f.loop(terms, term, step)
        for i, totals in enumerate(sums):
            for u, total in enumerate(_added(totals) if across else totals):
                finish(total, r + i, c + u * LANES)

    def band(r: Position, height: int) -> None:
        _blocks(f, columns, width * unit, most, partial(block, r, height))

    _blocks(f, rows, height, most, band)


def _added(totals: list[Vector]) -> list[Vector]:
    """Return the sums of the two numbers in each vector, those of two vectors side by side."""
    pairs = zip(totals[::LANES], totals[1::LANES], strict=True)
    return [one.beside(other, 0) + one.beside(other, 1) for one, other in pairs]


def _blocks(f: Function, count: int, size: int, most: int, body: Block) -> None:
    """Write body(0, size), body(size, size), ... and a smaller one for what is left."""
    whole = count // size * size
    f.loop(whole, lambda i: body(i, size), size, most)
    if count > whole:
        body(whole, count - whole)
