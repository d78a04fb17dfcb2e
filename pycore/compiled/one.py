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
    factor = f.let(f.splat(plan.scale, scale, 0))
    for i in layers:
        _forward(f, request, plan, i, factor)
    for i in reversed(layers[1:]):
        _delta(f, request, plan, i)
    for i in layers:
        _gradient(f, request, plan, i)


def _sums(
    f: Function,
    pairs: int,
    terms: int,
    first: Callable[[Position], Vector],
    factor: Callable[[Position], Vector],
    pair: Callable[[Position, Position], Vector],
    finish: Callable[[Vector, Position], None],
) -> None:
    """For neurons j = 0, 2, ... and those after them, sum and finish(the sums, j).

    The sum is first(j) + sum over k of factor(k) * pair(j, k).
    """

    def block(start: Position, width: int) -> None:
        sums = [f.let(first(start + u * LANES)) for u in range(width)]

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


def _forward(f: Function, request: Request, plan: Plan, i: int, scale: Vector) -> None:
    """From the activations of one layer to those of the next, or at the top to its deltas."""
    neurons, inputs, w = request.sizes[i + 1], request.sizes[i], plan.w[i]
    below, here, name = plan.a[i], plan.a[i + 1], request.activations[i]
    top = i + 1 == len(plan.w)

    def both(z: Vector, j: Position) -> None:
        a = f.let(activate(f, name, z))
        if top:
            f.store(_output_delta(f, request, plan, a, j) * scale, plan.delta[-1], j, 0)
        else:
            f.store(a, here, j, 0)

    def last(z: Vector, _: Position) -> None:
        if top:
            both(z, neurons - 1)
        else:  # the row of ones comes next, and stays
            f.store_first(activate(f, name, z), here, neurons - 1, 0)

    def factor(k: Position) -> Vector:
        return f.splat(below, k, 0)

    def pair(j: Position, k: Position) -> Vector:
        return f.column(w, j, k)

    def alone(_: Position, k: Position) -> Vector:
        return f.splat(w, neurons - 1, k)

    # Each sum begins with the bias.
    _sums(f, neurons // 2, inputs, lambda j: pair(j, inputs), factor, pair, both)
    if neurons % 2:
        _sums(f, 1, inputs, lambda j: alone(j, inputs), factor, alone, last)


def _output_delta(f: Function, request: Request, plan: Plan, y: Vector, j: Position) -> Vector:
    """The slope of the loss by the z of two outputs y."""
    error = y - f.load(plan.target, j, 0)
    partners = request.loss == "binary_cross_entropy"
    by_z = None if partners else slope(request.activations[-1], y)
    return error if by_z is None else error * by_z


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
        lambda _: Vector.of(0.0),
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
