"""The code of one network: a step of training, and the map of its answers."""

from functools import lru_cache

from pycore.compiled.activations import activate
from pycore.compiled.backward import delta, gradient, output_delta
from pycore.compiled.encoding import module
from pycore.compiled.expressions import Index, Position
from pycore.compiled.function import Function
from pycore.compiled.plan import TILE, Plan
from pycore.compiled.product import Finish, Load, loading, product, storing
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
    layers = range(len(plan.w))
    for i in layers:
        load, store = loading(f, plan.a[i]), storing(f, plan.a[i + 1])
        _layer(f, request, plan, i, request.columns, load, store)
    output_delta(f, request, plan, f.fetch(plan.orders, step, request.columns))
    for i in reversed(layers[1:]):
        delta(f, request, plan, i)
    for i in layers:
        gradient(f, request, plan, i)
    if not request.fused:
        update(f, request, plan)


def _gather(f: Function, request: Request, plan: Plan, step: Index) -> None:
    """Copy the samples of a mini-batch, which lie anywhere, side by side."""
    inputs, outputs = request.sizes[0], request.sizes[-1]

    def column(c: Position) -> None:
        sample = f.fetch(plan.orders, step, c)  # already in bytes

        def target(k: Position) -> None:
            f.copy(plan.samples, (sample, k + inputs), plan.target, (k, c))

        f.loop(inputs, lambda k: f.copy(plan.samples, (sample, k), plan.a[0], (k, c)))
        f.loop(outputs, target)

    f.loop(request.columns, column, unroll=2)


def _layer(
    f: Function, request: Request, plan: Plan, layer: int, columns: int, load: Load, store: Finish
) -> None:
    """From the activations below, which `load` reads, to those of this layer."""
    name = request.activations[layer]
    product(
        f,
        (request.sizes[layer + 1], request.sizes[layer] + 1, columns),
        lambda j, k: f.splat(plan.w[layer], j, k),
        load,
        lambda z, j, c: store(activate(f, name, z), j, c),
    )


def _tile(f: Function, request: Request, plan: Plan, tile: Index) -> None:
    """Evaluate the network at 64 points."""
    loads = [loading(f, plan.points, tile), *(loading(f, field, 0) for field in plan.inner)]
    stores = [*(storing(f, field, 0) for field in plan.inner), storing(f, plan.answers, tile)]
    for layer, (load, store) in enumerate(zip(loads, stores, strict=True)):
        _layer(f, request, plan, layer, TILE, load, store)
