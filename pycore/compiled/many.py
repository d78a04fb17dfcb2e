"""Forward and backward for a mini-batch: every vector holds the same number of two samples.

The equations are those of `pycore.backprop`.
"""

from pycore.compiled.activations import slope
from pycore.compiled.expressions import LANES, Index, Position, Vector
from pycore.compiled.function import Function
from pycore.compiled.plan import Plan
from pycore.compiled.product import layer, loading, product, storing
from pycore.compiled.request import Request


def many_samples(f: Function, request: Request, plan: Plan, scale: Index) -> None:
    """Write both passes; with plain descent they end with the weights changed."""
    layers = range(len(plan.w))
    for i in layers:
        load, store = loading(f, plan.a[i]), storing(f, plan.a[i + 1])
        layer(f, request, plan, i, request.columns, load, store)
    _output_delta(f, request, plan, scale)
    for i in reversed(layers[1:]):
        _delta(f, request, plan, i)
    for i in layers:
        _gradient(f, request, plan, i)


def _output_delta(f: Function, request: Request, plan: Plan, scale: Index) -> None:
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


def _delta(f: Function, request: Request, plan: Plan, i: int) -> None:
    """From the deltas of a layer to those of the one below: (W^T delta) * slope."""
    below, name = plan.a[i], request.activations[i - 1]

    def finish(error: Vector, k: Position, c: Position) -> None:
        by_z = slope(name, f.let(f.load(below, k, c)))
        f.store(error if by_z is None else error * by_z, plan.delta[i], k, c)

    product(
        f,
        (request.sizes[i], request.sizes[i + 1], request.columns),
        lambda _: Vector.of(0.0),
        lambda k, j: f.splat(plan.w[i], j, k),
        loading(f, plan.delta[i + 1]),
        finish,
    )


def _gradient(f: Function, request: Request, plan: Plan, i: int) -> None:
    """The deltas times the activations below; the weights may take them at once.

    The last pair of an odd row reaches into the next row, with zero for it: a row of zeros
    stands below the ones. Rows are written in order, so a stored zero is overwritten.
    """
    deltas, below, w, g = plan.delta[i + 1], plan.a[i], plan.w[i], plan.g[i]

    def row(j: Position) -> None:
        def pair(k: Position) -> None:
            sums = [f.let(Vector.of(0.0)) for _ in range(LANES)]

            def term(c: Position) -> None:
                d = f.let(f.load(deltas, j, c))
                for lane, total in enumerate(sums):
                    f.change(total, total + d * f.load(below, k + lane, c))

            f.loop(request.columns, term, step=LANES)
            slopes = sums[0].lane_sums(sums[1])
            if request.fused:
                f.store(f.load(w, j, k) - slopes, w, j, k)
            else:
                f.store(slopes, g, j, k)

        f.loop(request.sizes[i] + 1, pair, step=LANES, unroll=3)

    f.loop(request.sizes[i + 1], row, unroll=1)
