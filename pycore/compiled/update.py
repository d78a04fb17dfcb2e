"""The update of all parameters by their gradient, as `pycore.optimisers` defines it."""

from collections.abc import Callable

from pycore.compiled.expressions import LANES, Vector
from pycore.compiled.function import Function
from pycore.compiled.memory import Position
from pycore.compiled.plan import MemoryPlan
from pycore.optimisers import Adam, Momentum


def update(f: Function, plan: MemoryPlan) -> None:
    """Write one pass over parameters, gradient and memory, two numbers at a time."""
    rate, change = f.let(f.splat(plan.rate, 0, 0)), _change(f, plan)

    def pair(i: Position) -> None:
        w = f.let(f.load(plan.state, 0, i))
        f.store(w - rate * change(_gradient(f, plan, w, i), i), plan.state, 0, i)

    f.loop(plan.padded, pair, LANES)


def _gradient(f: Function, plan: MemoryPlan, w: Vector, i: Position) -> Vector:
    """The gradient of the loss, and of l1 |w| + l2 w^2 / 2 where the mask has its bits set."""
    g, mask = f.load(plan.g[0], 0, i), f.load(plan.mask, 0, i)
    if plan.request.l2:
        g = g + (w * plan.request.l2 & mask)
    if plan.request.l1:
        sign = (w.is_above(0.0) & 1.0) - (w.is_below(0.0) & 1.0)
        g = g + (sign * plan.request.l1 & mask)
    return f.let(g)


def _change(f: Function, plan: MemoryPlan) -> Callable[[Vector, Position], Vector]:
    """Return what turns a gradient into the change that the rate multiplies."""
    state = plan.state
    match plan.request.optimiser:
        case Adam(beta1, beta2, epsilon):
            # What makes up for the zeros that both means began with: 1 - beta^steps.
            powers = f.load(plan.powers, 0, 0) * Vector.of(beta1, beta2)
            unlag = f.let(Vector.of(1.0) - f.store(powers, plan.powers, 0, 0))

            def adam(g: Vector, i: Position) -> Vector:
                m = f.store(f.load(state, 1, i) * beta1 + g * (1 - beta1), state, 1, i)
                v = f.store(f.load(state, 2, i) * beta2 + g * g * (1 - beta2), state, 2, i)
                root = (v / unlag.beside(unlag, 1)).sqrt()
                return m / (unlag.beside(unlag, 0) * (root + epsilon))

            return adam
        case Momentum(beta):
            return lambda g, i: f.store(f.load(state, 1, i) * beta + g, state, 1, i)
    return lambda g, i: g
