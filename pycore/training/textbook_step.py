"""One training step as the books have it: forward, backward, update."""

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.nn.backprop import backward
from pycore.nn.network import Network, checked_network, weight_mask
from pycore.nn.penalty import penalty_gradient
from pycore.numerics import Array, quiet
from pycore.optimisers import Memory
from pycore.training.config import TrainingConfig, checked_config


@quiet
def textbook_step(
    network: Network, x: npt.ArrayLike, t: npt.ArrayLike, config: TrainingConfig, memory: Memory
) -> None:
    """Change the parameters of a network by one step on samples x (n, inputs).

    `memory` is what the optimiser remembers between steps; it is changed too.

    Raises:
        ValueError: as `Network.forward` and `backward`.

    >>> from pycore import MLP
    >>> mlp = MLP([1, 1], output="linear", init="zeros")
    >>> config = TrainingConfig(loss="mse", rate=0.1)
    >>> textbook_step(mlp, [[3.0]], [[5.0]], config, memory=config.optimiser.start(2))
    >>> mlp.parameters.tolist()
    [3.0, 1.0]
    """
    checked_network(network)
    checked_config(config)
    checks.instance("memory", memory, Memory, "what start of the config's optimiser returned")
    trace = network.forward(x)
    gradient = backward(network, trace, t, config.loss).vector
    update(network, gradient, config, memory)


@quiet
def update(network: Network, gradient: Array, config: TrainingConfig, memory: Memory) -> None:
    """Change the parameters of a network by their gradient (size,), with penalties and decay.

    >>> from pycore import MLP
    >>> mlp = MLP([1, 1], init="zeros")
    >>> config = TrainingConfig(rate=0.5)
    >>> update(mlp, np.array([2.0, 0.0]), config, memory=config.optimiser.start(2))
    >>> mlp.parameters.tolist()
    [-1.0, 0.0]
    """
    rate = config.rate_at(memory.steps)
    if config.l1 or config.l2:
        gradient = gradient + penalty_gradient(network, config.l1, config.l2)
    if config.clip_norm is not None:
        gradient = clipped(gradient, config.clip_norm)
    if config.weight_decay:
        network.parameters *= 1.0 - rate * config.weight_decay * weight_mask(network)
    config.optimiser.step(memory, network.parameters, gradient, rate)


@quiet
def clipped(gradient: Array, longest: float) -> Array:
    """Return the gradient (size,), shortened where its length is more than `longest`.

    >>> clipped(np.array([3.0, 4.0]), longest=2.5).tolist()
    [1.5, 2.0]
    """
    length = float(np.linalg.norm(gradient))
    return gradient * (longest / length) if length > longest else gradient
