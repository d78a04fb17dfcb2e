"""Forward and backward for one sample at a time: every vector holds two neurons of a layer.

The equations are those of `pycore.backprop`. Rows are weights of a neuron, so pairs of neurons
are two rows on the way up, and neighbours in a row on the way down.
"""

from collections.abc import Callable

from pycore.compiled.activations import activate, slope
from pycore.compiled.expressions import LANES, Index, Position, Vector
from pycore.compiled.function import Function
from pycore.compiled.plan import Plan
from pycore.compiled.request import Request

WIDTH = 4
"""Pairs of neurons summed side by side, so that no addition waits for the one before."""


def one_sample(f: Function, request: Request, plan: Plan, scale: Index) -> None:
    """Write both passes; with plain descent they end with the weights changed."""
    layers = range(len(plan.w))
    for i in layers:
        _forward(f, request, plan, i)
    _output_delta(f, request, plan, scale)
    for i in reversed(layers[1:]):
        _delta(f, request, plan, i)
    for i in layers:
        _gradient(f, request, plan, i)


def _sums(
    f: Function,
    pairs: int,
    terms: int,
    factor: Callable[[Position], Vector],
    pair: Callable[[Position, Position], Vector],
    finish: Callable[[Vector, Position], None],
) -> None:
    """For pairs 0, 2, ... of neurons, finish(sum over k of factor(k) * pair(number, k), number)."""

    def block(start: Position, width: int) -> None:
        sums = [f.let(Vector.of(0.0)) for _ in range(width)]

        def term(k: Position) -> None:
            x = f.let(factor(k))
            for u, total in enumerate(sums):
                f.change(total, total + x * pair(start + u * LANES, k))

        f.loop(terms, term, unroll=9)
        for u, total in enumerate(sums):
            finish(total, start + u * LANES)

    step = WIDTH * LANES
    whole = pairs // WIDTH
    f.loop(whole * step, lambda start: block(start, WIDTH), step=step, unroll=1)
    if pairs > whole * WIDTH:
        block(whole * step, pairs - whole * WIDTH)


def _forward(f: Function, request: Request, plan: Plan, i: int) -> None:
    """From the activations of one layer to those of the next: a = act(W a_below)."""
    neurons, terms, w = request.sizes[i + 1], request.sizes[i] + 1, plan.w[i]
    below, here, name = plan.a[i], plan.a[i + 1], request.activations[i]

    def both(z: Vector, j: Position) -> None:
        f.store(activate(f, name, z), here, j, 0)

    def last(z: Vector, _: Position) -> None:
        f.store_first(activate(f, name, z), here, neurons - 1, 0)

    def factor(k: Position) -> Vector:
        return f.splat(below, k, 0)

    _sums(f, neurons // 2, terms, factor, lambda j, k: f.column(w, j, k), both)
    if neurons % 2:  # the row of ones comes next, and stays
        _sums(f, 1, terms, factor, lambda _, k: f.splat(w, neurons - 1, k), last)


def _output_delta(f: Function, request: Request, plan: Plan, scale: Index) -> None:
    """The slope of the loss by each output's z."""
    partners = request.loss == "binary_cross_entropy"
    factor = f.let(f.splat(plan.scale, scale, 0))

    def pair(j: Position) -> None:
        y = f.let(f.load(plan.a[-1], j, 0))
        error = (y - f.load(plan.target, j, 0)) * factor
        by_z = None if partners else slope(request.activations[-1], y)
        f.store(error if by_z is None else error * by_z, plan.delta[-1], j, 0)

    f.loop(request.sizes[-1], pair, step=LANES)


def _delta(f: Function, request: Request, plan: Plan, i: int) -> None:
    """From the deltas of a layer to those of the one below: (W^T delta) * slope.

    Of an odd number of neurons the last has the bias beside it; its delta is never read.
    """
    above, w, name = plan.delta[i + 1], plan.w[i], request.activations[i - 1]

    def finish(error: Vector, k: Position) -> None:
        by_z = slope(name, f.let(f.load(plan.a[i], k, 0)))
        f.store(error if by_z is None else error * by_z, plan.delta[i], k, 0)

    _sums(
        f,
        -(-request.sizes[i] // LANES),
        request.sizes[i + 1],
        lambda j: f.splat(above, j, 0),
        lambda k, j: f.load(w, j, k),
        finish,
    )


def _gradient(f: Function, request: Request, plan: Plan, i: int) -> None:
    """The deltas times the activations below; as in `pycore.compiled.many`."""
    below, w, g = plan.a[i], plan.w[i], plan.g[i]

    def row(j: Position) -> None:
        d = f.let(f.splat(plan.delta[i + 1], j, 0))

        def pair(k: Position) -> None:
            slopes = d * f.load(below, k, 0)
            if request.fused:
                f.store(f.load(w, j, k) - slopes, w, j, k)
            else:
                f.store(slopes, g, j, k)

        f.loop(request.sizes[i] + 1, pair, step=LANES)

    f.loop(request.sizes[i + 1], row, unroll=4)
