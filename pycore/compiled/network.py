"""The code of one network: a step of training, and the map of its answers."""

from functools import lru_cache

from pycore.compiled.encoding import module
from pycore.compiled.expressions import Index, Position
from pycore.compiled.function import Function
from pycore.compiled.many import many_samples
from pycore.compiled.one import one_sample
from pycore.compiled.plan import TILE, Plan
from pycore.compiled.product import layer, loading, storing
from pycore.compiled.request import Request
from pycore.compiled.update import update


@lru_cache(maxsize=8)
def emit(request: Request) -> bytes:
    """Return the WebAssembly module that trains this network and evaluates it.

    It exports `train(first, last)`, which makes the steps first to last - 1 of those whose
    samples are listed in `Plan.orders`, and `predict(first, last)` for tiles of points.

    >>> emit(Request((2, 1), ("tanh",)))[1:4]
    b'asm'
    """
    plan = Plan(request)
    train, predict = Function("train"), Function("predict")
    train.loop_over_arguments(lambda step: _step(train, request, plan, step))
    predict.loop_over_arguments(lambda tile: _tile(predict, request, plan, tile))
    return module([(f.name, f.body) for f in (train, predict)])


def _step(f: Function, request: Request, plan: Plan, step: Index) -> None:
    """Make one step of training on one mini-batch."""
    _gather(f, request, plan, step)
    scale = f.fetch(plan.orders, step, request.columns)
    passes = one_sample if request.columns == 1 else many_samples
    passes(f, request, plan, scale)
    if not request.fused:
        update(f, request, plan)


def _gather(f: Function, request: Request, plan: Plan, step: Index) -> None:
    """Copy the samples of a mini-batch, which lie anywhere, side by side."""
    inputs, outputs = request.sizes[0], request.sizes[-1]

    def column(c: Position) -> None:
        sample = f.fetch(plan.orders, step, c)

        def target(k: Position) -> None:
            f.copy(plan.samples, (sample, k + inputs), plan.target, (k, c))

        f.loop(inputs, lambda k: f.copy(plan.samples, (sample, k), plan.a[0], (k, c)))
        f.loop(outputs, target)

    f.loop(request.columns, column, unroll=2)


def _tile(f: Function, request: Request, plan: Plan, tile: Index) -> None:
    """Evaluate the network at 64 points."""
    loads = [loading(f, plan.points, tile), *(loading(f, field, 0) for field in plan.inner)]
    stores = [*(storing(f, field, 0) for field in plan.inner), storing(f, plan.answers, tile)]
    for i, (load, store) in enumerate(zip(loads, stores, strict=True)):
        layer(f, request, plan, i, TILE, load, store)
