"""Finding where a training run first left the finite numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pycore.nn.backprop import backward
from pycore.nn.network import Network
from pycore.nn.objective import losses
from pycore.numerics import Array, quiet
from pycore.optimisers import Memory
from pycore.training.config import TrainingConfig
from pycore.training.textbook_step import update


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
def find_divergence(
    network: Network,
    batches: Iterable[tuple[Array, Array]],
    config: TrainingConfig,
    memory: Memory,
    epoch: int,
) -> Divergence:
    """Repeat an epoch on copies, step by step, and report the first number that is not finite.

    The network and the optimiser's memory are as they were at the start of the epoch, and
    `batches` its mini-batches (x, t). If all these numbers stay finite it was the loss of all
    samples, evaluated at the end.

    Raises:
        ValueError: as `Network.forward` and `backward`.

    >>> from pycore import MLP
    >>> mlp, config = MLP([1, 1], output="linear"), TrainingConfig()
    >>> mlp.parameters = [1e300, 0.0]
    >>> batch = (np.array([[1e300]]), np.array([[0.0]]))
    >>> print(find_divergence(mlp, [batch], config, memory=config.optimiser.start(2), epoch=1))
    The run diverged in epoch 1, mini-batch 1: a weighted sum in layer 1 left the finite numbers.
    """
    twin, memory = network.with_parameters(network.parameters), memory.copy()
    for number, (x, t) in enumerate(batches, start=1):
        for layer, quantity, values in _quantities(twin, x, t, config, memory):
            if not np.isfinite(values).all():
                return Divergence(epoch, number, layer, quantity)
    return Divergence(epoch, batch=None, layer=None, quantity="loss")


def _quantities(
    network: Network, x: Array, t: Array, config: TrainingConfig, memory: Memory
) -> Iterator[tuple[int | None, str, Array]]:
    """Make one textbook step and yield each quantity in the order of its computation."""
    trace = network.forward(x)
    for i, kept in enumerate(trace.kept):
        if hasattr(kept, "z"):
            yield i, "weighted sum", kept.z
        yield i, "activation", trace.a[i]
    yield None, "loss", losses(network, trace, t, config.loss)
    gradients = backward(network, trace, t, config.loss)
    for i in reversed(range(len(network.layers))):
        yield i, "delta", gradients.deltas[i]
        yield i, "gradient", network.part(gradients.vector, i)
    update(network, gradients.vector, config, memory)
    for i in range(len(network.layers)):
        yield i, "parameter", network.part(network.parameters, i)
