"""The sum of products, where nearly all the time of training goes."""

from collections.abc import Callable

from pycore.compiled.activations import activate
from pycore.compiled.expressions import LANES, Field, Position, Vector
from pycore.compiled.function import Function
from pycore.compiled.plan import Plan
from pycore.compiled.request import Request

Load = Callable[[Position, Position], Vector]
Finish = Callable[[Vector, Position, Position], None]
Start = Callable[[Position], Vector]


def product(
    f: Function,
    shape: tuple[int, int, int],
    start: Start,
    weight: Load,
    load: Load,
    finish: Finish,
) -> None:
    """For row j and column c, finish(start(j) + sum over k of weight(j, k) * load(k, c), j, c).

    `shape` holds the numbers of rows, terms and columns. Up to five pairs of columns are summed
    at once, so that the processor need not wait for one addition before it begins the next.
    """
    rows, terms, columns = shape
    pairs = columns // LANES
    width = 5 if pairs % 5 == 0 else 4
    whole = pairs // width * width

    def row(j: Position) -> None:
        def block(c: Position, width: int) -> None:
            sums = [f.let(start(j)) for _ in range(width)]

            def term(k: Position) -> None:
                w = f.let(weight(j, k))
                for u, total in enumerate(sums):
                    f.change(total, total + w * load(k, c + u * LANES))

            f.loop(terms, term, unroll=9)
            for u, total in enumerate(sums):
                finish(total, j, c + u * LANES)

        f.loop(whole * LANES, lambda c: block(c, width), step=width * LANES, unroll=1)
        if pairs > whole:
            block(whole * LANES, pairs - whole)

    f.loop(rows, row, unroll=1)


def layer(
    f: Function, request: Request, plan: Plan, i: int, columns: int, load: Load, store: Finish
) -> None:
    """From the activations below, which `load` reads, to those of this layer."""
    name, inputs = request.activations[i], request.sizes[i]
    product(
        f,
        (request.sizes[i + 1], inputs, columns),
        lambda j: f.splat(plan.w[i], j, inputs),  # the bias
        lambda j, k: f.splat(plan.w[i], j, k),
        load,
        lambda z, j, c: store(activate(f, name, z), j, c),
    )


def loading(f: Function, field: Field, *first: Position) -> Load:
    """Return what reads a pair of numbers from row k and column c of a field."""
    return lambda k, c: f.load(field, *first, k, c)


def storing(f: Function, field: Field, *first: Position) -> Finish:
    """Return what writes a pair of numbers to row j and column c of a field."""
    return lambda value, j, c: f.store(value, field, *first, j, c)
