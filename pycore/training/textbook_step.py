"""One training step as the books have it: forward, backward, update."""

import numpy.typing as npt

from pycore.descent import Memory
from pycore.nn.backprop import backward
from pycore.nn.mlp import MLP
from pycore.nn.penalty import penalty_gradient
from pycore.numerics import quiet
from pycore.training.rule import Rule


@quiet
def textbook_step(mlp: MLP, x: npt.ArrayLike, t: npt.ArrayLike, rule: Rule, memory: Memory) -> None:
    """Change the parameters of a network by one step on samples x (n, inputs).

    `memory` is what the optimiser remembers between steps; it is changed too.

    Raises:
        ValueError: as `MLP.forward` and `backward`.

    >>> mlp = MLP([1, 1], output="linear", init="zeros")
    >>> rule = Rule(loss="mse", rate=0.1)
    >>> textbook_step(mlp, [[3.0]], [[5.0]], rule, memory=rule.optimiser.start(2))
    >>> mlp.parameters.tolist()
    [3.0, 1.0]
    """
    trace = mlp.forward(x)
    gradient = backward(mlp, trace, t, rule.loss).vector
    gradient += penalty_gradient(mlp, rule.l1, rule.l2)
    rule.optimiser.step(memory, mlp.parameters, gradient, rule.rate)
