"""The code of the backward pass: deltas from the end to the start, then gradients.

The equations are those of `pycore.backprop`.
"""

from pycore.compiled.activations import slope
from pycore.compiled.expressions import LANES, Index, Position, Vector
from pycore.compiled.function import Function
from pycore.compiled.plan import Plan
from pycore.compiled.product import loading, product
from pycore.compiled.request import Request


def output_delta(f: Function, request: Request, plan: Plan, scale: Index) -> None:
    """The slope of the loss by each output's z, divided by the number of samples.

    The last mini-batch may have fewer than others, so their number is read, at `scale`.
    """
    a, into = plan.a[-1], plan.delta[-1]
    partners = request.loss == "binary_cross_entropy"

    def row(j: Position) -> None:
        def pair(c: Position) -> None:
            y = f.let(f.load(a, j, c))
            error = (y - f.load(plan.target, j, c)) * f.load(plan.scale, scale, c)
            by_z = None if partners else slope(request.activations[-1], y)
            f.store(error if by_z is None else error * by_z, into, j, c)

        f.loop(request.columns, pair, step=LANES)

    f.loop(request.sizes[-1], row, unroll=1)


def delta(f: Function, request: Request, plan: Plan, layer: int) -> None:
    """From the deltas of a layer to those of the one below: (W^T delta) * slope."""
    below, name = plan.a[layer], request.activations[layer - 1]

    def finish(error: Vector, k: Position, c: Position) -> None:
        by_z = slope(name, f.let(f.load(below, k, c)))
        f.store(error if by_z is None else error * by_z, plan.delta[layer], k, c)

    product(
        f,
        (request.sizes[layer], request.sizes[layer + 1], request.columns),
        lambda k, j: f.splat(plan.w[layer], j, k),
        loading(f, plan.delta[layer + 1]),
        finish,
    )


def gradient(f: Function, request: Request, plan: Plan, layer: int) -> None:
    """The deltas times the activations below; the weights may take them at once.

    The last pair of an odd row reaches into the next row, with zero for it: a row of zeros
    stands below the ones. Rows are written in order, so a stored zero is overwritten.
    """
    deltas, below, w, g = plan.delta[layer + 1], plan.a[layer], plan.w[layer], plan.g[layer]

    def row(j: Position) -> None:
        def pair(k: Position) -> None:
            sums = [f.let(Vector.of(0.0)) for _ in range(LANES)]

            def term(c: Position) -> None:
                d = f.let(f.load(deltas, j, c))
                for i, total in enumerate(sums):
                    f.change(total, total + d * f.load(below, k + i, c))

            f.loop(request.columns, term, step=LANES)
            slopes = sums[0].lane_sums(sums[1])
            if request.fused:
                f.store(f.load(w, j, k) - slopes, w, j, k)
            else:
                f.store(slopes, g, j, k)

        f.loop(request.sizes[layer] + 1, pair, step=LANES, unroll=3)

    f.loop(request.sizes[layer + 1], row, unroll=1)
