"""The code of one network: a step of training, and the map of its answers.

The equations are those of `pycore.nn.backprop`.
"""

from functools import lru_cache

from pycore import checks
from pycore.compiled.activations import activate, times_slope
from pycore.compiled.encoding import module
from pycore.compiled.expressions import LANES, WIDTH, Vector
from pycore.compiled.function import Function
from pycore.compiled.memory import Field, Index, Position
from pycore.compiled.plan import TILE, MemoryPlan, even
from pycore.compiled.product import Finish, product
from pycore.compiled.request import Request
from pycore.compiled.softmax import softmax
from pycore.compiled.update import update


def emit(request: Request) -> bytes:
    """Return the WebAssembly module that trains this network and evaluates it.

    It exports `train(first, last)`, which makes the steps first to last - 1 of those whose samples
    are listed in `MemoryPlan.orders`, and `predict(first, last)`, which evaluates points.

    Raises:
        ValueError: no request, or one that takes too much memory.

    >>> emit(Request((2, 1), ("tanh",)))[1:4]
    b'asm'
    """
    checks.instance("request", request, Request, "a Request")
    return emitted(request)


@lru_cache(maxsize=8)
def emitted(request: Request) -> bytes:
    """Return what `emit` returns; of the last eight requests it is kept."""
    plan, train, predict = MemoryPlan(request), Function(), Function()
    train.loop_over_arguments(lambda step: _step(train, plan, step))
    predict.loop_over_arguments(lambda first: _tile(predict, plan, first), TILE)
    return module([(b"train", train.body), (b"predict", predict.body)])


def _step(f: Function, plan: MemoryPlan, step: Index) -> None:
    """Make one step of training on one mini-batch."""
    request = plan.request
    _gather(f, plan, step)
    below = [a.moved(0, LANES) for a in (plan.batch, *plan.a)]
    targets = below[0].moved(0, even(request.sizes[0]))
    share = plan.scale.moved(step % request.batches, 0)
    # Under the loss that is its partner, an output's error is the slope by z.
    name = request.activations[-1] if request.loss == "mse" else "linear"

    def output(y: Vector, r: Position, c: Position) -> None:
        y = f.let(y)
        error = (y - f.load(targets, r, c)) * f.splat(share, 0, r)
        f.store(times_slope(name, error, y), plan.delta[-1], r, c)

    _forward(f, plan, request.batch_size, below, output)
    for i in reversed(range(1, len(below))):
        _delta(f, plan, i, below[i])
    for i, a in enumerate(below):
        _gradient(f, plan, i, a.moved(0, -1))
    if not request.fused:
        update(f, plan)


def _tile(f: Function, plan: MemoryPlan, first: Index) -> None:
    """Evaluate the network at some points."""
    answers = plan.answers.moved(first, 0)
    below = [plan.points.moved(first, 0), *(a.moved(0, LANES) for a in plan.a)]
    _forward(f, plan, TILE, below, lambda y, r, c: f.store(y, answers, r, c))


def _gather(f: Function, plan: MemoryPlan, step: Index) -> None:
    """Copy the samples of a mini-batch, which lie anywhere, one below the other."""

    def copy(r: Position) -> None:
        sample = plan.samples.moved(f.fetch(plan.orders, step, r), 0)
        f.loop(plan.record, lambda k: f.store(f.load(sample, 0, k), plan.batch, r, k), LANES)

    f.loop(plan.request.batch_size, copy)


def _forward(f: Function, plan: MemoryPlan, rows: int, below: list[Field], output: Finish) -> None:
    """From the activations below each layer to its own; `output` takes those of the last."""
    request, last = plan.request, len(plan.a)
    for i, w in enumerate(plan.w):

        def finish(z: Vector, r: Position, c: Position, i: int = i) -> None:
            if i == last and request.softmax:
                f.store(z, plan.scores, r, c)
                return
            a = activate(f, request.activations[i], z)
            output(a, r, c) if i == last else f.store(a, below[i + 1], r, c)

        shape = (rows, request.sizes[i], even(request.sizes[i + 1]))
        biases = Field(w.start, (0, WIDTH))  # the same for every sample
        product(f, shape, below[i], w.moved(1, 0), biases, finish)
    if request.softmax:
        softmax(f, (rows, even(request.sizes[-1])), plan.scores, output)


def _delta(f: Function, plan: MemoryPlan, i: int, a: Field) -> None:
    """From the deltas of layer i to those of the one below, with activations a: d W^T * slope."""
    name, sizes = plan.request.activations[i - 1], plan.request.sizes
    w = plan.w[i].moved(1, 0).transposed()

    def finish(error: Vector, r: Position, c: Position) -> None:
        f.store(times_slope(name, error, f.load(a, r, c)), plan.delta[i - 1], r, c)

    shape = (plan.request.batch_size, even(sizes[i + 1]), even(sizes[i]))
    product(f, shape, plan.delta[i], w, plan.zeros, finish)


def _gradient(f: Function, plan: MemoryPlan, i: int, a: Field) -> None:
    """The activations below a layer, ones before them, times its deltas."""
    g, sizes = plan.g[i], plan.request.sizes
    shape = (sizes[i] + 1, plan.request.batch_size, even(sizes[i + 1]))
    start = g if plan.request.fused else plan.zeros
    product(f, shape, a.transposed(), plan.delta[i], start, lambda v, k, c: f.store(v, g, k, c))
