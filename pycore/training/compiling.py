"""What is to be compiled for a training run, or why it cannot be."""

from pycore import checks
from pycore.compiled import Request
from pycore.nn.dense import Dense
from pycore.nn.network import Network, checked_network
from pycore.optimisers import Adam, Momentum, Plain
from pycore.training.config import TrainingConfig, checked_config


def request_for(network: Network, config: TrainingConfig, samples: int, batch_size: int) -> Request:
    """Return the request for compiled training of a network by a config.

    Raises:
        ValueError: it cannot be compiled; the message says why.

    >>> from pycore import MLP
    >>> request_for(MLP([2, 1]), TrainingConfig(), samples=25, batch_size=10).batches
    3
    """
    checked_network(network)
    checked_config(config)
    samples = checks.integer("samples", samples, at_least=1)
    sizes, names = _dense_form(network)
    optimiser = config.optimiser
    if not isinstance(optimiser, Plain | Momentum | Adam):
        raise ValueError(f"optimiser {checks.shown(optimiser)} cannot be compiled")
    for name in ("weight_decay", "clip_norm", "schedule"):
        if getattr(config, name):
            raise ValueError(f"{name} cannot be compiled")
    size = min(checks.integer("batch_size", batch_size, at_least=1), samples)
    return Request(sizes, names, config.loss, optimiser, config.l1, config.l2, samples, size)


def _dense_form(network: Network) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return sizes and activations of a network of dense layers."""
    layers = [layer for layer in network.layers if type(layer) is Dense]
    if len(layers) < len(network.layers):
        other = next(layer for layer in network.layers if type(layer) is not Dense)
        raise ValueError(f"{other!r} cannot be compiled: only dense layers can")
    sizes = (layers[0].inputs, *(layer.outputs for layer in layers))
    return sizes, tuple(layer.activation.name for layer in layers)
