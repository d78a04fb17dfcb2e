"""Finding where a training run first left the finite numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pycore.descent import Memory
from pycore.nn.backprop import backward
from pycore.nn.mlp import MLP
from pycore.nn.objective import losses
from pycore.nn.penalty import penalty_gradient
from pycore.numerics import Array, quiet
from pycore.training.rule import Rule


@dataclass(frozen=True)
class Divergence:
    """The first number of a run that was infinite or NaN.

    Attributes:
        epoch: The epoch in which it appeared, from 1.
        batch: The mini-batch of that epoch, from 1; None if it appeared only when the epoch
            was over and all samples were evaluated.
        layer: The layer, from 0; None for the loss, which belongs to no layer.
        quantity: "weighted sum", "activation", "loss", "delta", "gradient" or "parameter".

    >>> print(Divergence(epoch=3, batch=7, layer=1, quantity="weighted sum"))
    The run diverged in epoch 3, mini-batch 7: a weighted sum in layer 2 left the finite numbers.
    """

    epoch: int
    batch: int | None
    layer: int | None
    quantity: str

    def __str__(self) -> str:
        """Return the report as a sentence."""
        when = f"epoch {self.epoch}" + ("" if self.batch is None else f", mini-batch {self.batch}")
        article = "an" if self.quantity == "activation" else "a"
        what = f"{article} {self.quantity}"
        where = "the loss" if self.layer is None else f"{what} in layer {self.layer + 1}"
        return f"The run diverged in {when}: {where} left the finite numbers."


@quiet
def diagnose(
    mlp: MLP,
    batches: Iterable[tuple[Array, Array]],
    rule: Rule,
    memory: Memory,
    epoch: int,
) -> Divergence:
    """Repeat an epoch on copies, step by step, and report the first number that is not finite.

    The network and the optimiser's memory are as they were at the start of the epoch, and
    `batches` its mini-batches (x, t). If all these numbers stay finite it was the loss of all
    samples, evaluated at the end.

    Raises:
        ValueError: as `MLP.forward` and `backward`.

    >>> mlp, rule = MLP([1, 1], output="linear"), Rule()
    >>> mlp.parameters = [1e300, 0.0]
    >>> batch = (np.array([[1e300]]), np.array([[0.0]]))
    >>> print(diagnose(mlp, [batch], rule, memory=rule.optimiser.start(2), epoch=1))
    The run diverged in epoch 1, mini-batch 1: a weighted sum in layer 1 left the finite numbers.
    """
    twin, memory = mlp.with_parameters(mlp.parameters), memory.copy()
    for number, (x, t) in enumerate(batches, start=1):
        for layer, quantity, values in _quantities(twin, x, t, rule, memory):
            if not np.isfinite(values).all():
                return Divergence(epoch, number, layer, quantity)
    return Divergence(epoch, batch=None, layer=None, quantity="loss")


def _quantities(
    mlp: MLP, x: Array, t: Array, rule: Rule, memory: Memory
) -> Iterator[tuple[int | None, str, Array]]:
    """Make one textbook step and yield each quantity in the order of its computation."""
    trace = mlp.forward(x)
    for i in range(len(mlp.layers)):
        yield i, "weighted sum", trace.z[i]
        yield i, "activation", trace.a[i]
    yield None, "loss", losses(mlp, trace, t, rule.loss)
    gradients = backward(mlp, trace, t, rule.loss)
    for i in reversed(range(len(mlp.layers))):
        yield i, "delta", gradients.deltas[i]
        yield i, "gradient", gradients.blocks[i]
    slope = gradients.vector + penalty_gradient(mlp, rule.l1, rule.l2)
    rule.optimiser.step(memory, mlp.parameters, slope, rule.rate)
    for i, layer in enumerate(mlp.layers):
        yield i, "parameter", layer.block
