"""The update of all parameters by their gradient, as `pycore.descent.optimisers` defines it."""

from pycore.compiled.expressions import GREATER, LANES, LESS, Position, Vector
from pycore.compiled.function import Function
from pycore.compiled.plan import Plan
from pycore.compiled.request import Request
from pycore.descent import Adam, Momentum


def update(f: Function, request: Request, plan: Plan) -> None:
    """Write one pass over parameters, gradient and memory, two numbers at a time."""
    rate = f.let(f.splat(plan.rate, 0))
    optimiser = request.optimiser
    unlag = _unlag(f, plan, optimiser, rate) if isinstance(optimiser, Adam) else (rate, rate)

    def pair(i: Position) -> None:
        w = f.let(f.load(plan.state, 0, i))
        g = f.let(_with_penalty(f, request, plan, i, w))
        match optimiser:
            case Adam(beta1, beta2, epsilon):
                m, v = (f.load(plan.state, row, i) for row in (1, 2))
                m, v = f.let(m), f.let(v)
                m = f.let(m + (g - m) * (1 - beta1))
                v = f.let(v + (g * g - v) * (1 - beta2))
                f.store(m, plan.state, 1, i)
                f.store(v, plan.state, 2, i)
                change = unlag[0] * m / (v.sqrt() / unlag[1] + epsilon)
            case Momentum(beta):
                v = f.let(f.load(plan.state, 1, i) * beta + g)
                f.store(v, plan.state, 1, i)
                change = rate * v
            case _:
                change = rate * g
        f.store(w - change, plan.state, 0, i)

    f.loop(plan.padded, pair, step=LANES, unroll=4)


def _with_penalty(f: Function, request: Request, plan: Plan, i: Position, w: Vector) -> Vector:
    """The gradient of the loss, and of l1 |w| + l2 w^2 / 2 where the mask is 1, not 0."""
    g, mask = f.load(plan.gradient, 0, i), f.load(plan.mask, 0, i)
    if request.l2:
        g = g + w * request.l2 * mask
    if request.l1:
        sign = w.one_if(GREATER) - w.one_if(LESS)
        g = g + sign * request.l1 * mask
    return g


def _unlag(f: Function, plan: Plan, adam: Adam, rate: Vector) -> tuple[Vector, Vector]:
    """What makes up for the zeros that Adam's means began with: rate / unlag1, and unlag2.

    The powers of both betas stand side by side in memory and take one factor more at each step.
    """
    powers = f.let(f.load(plan.powers, 0) * Vector.of(adam.beta1, adam.beta2))
    f.store(powers, plan.powers, 0)
    f.store(1.0 - powers, plan.unlag, 0)
    return f.let(rate / f.splat(plan.unlag, 0)), f.let(f.splat(plan.unlag, 1).sqrt())
