"""The weights and biases of a network, in the order in which its vector has them."""

from __future__ import annotations

from collections.abc import Sequence

from kit.pictures.network_layout import Spot
from pycore.nn.mlp import MLP


def into(sizes: Sequence[int], layer: int, neuron: int) -> list[Spot]:
    """What leads into one neuron: its weights, then its bias.

    >>> [spot.name for spot in into((2, 3, 1), layer=1, neuron=2)]
    ['w1.3.1', 'w1.3.2', 'b1.3']
    """
    sources = range(sizes[layer - 1])
    return [*(Spot("w", layer, neuron, source) for source in sources), Spot("b", layer, neuron)]


def spots_of(sizes: Sequence[int]) -> list[Spot]:
    """Every weight and bias of a network with so many neurons a layer.

    >>> [spot.name for spot in spots_of((1, 1, 1))]
    ['w1.1.1', 'b1.1', 'w2.1.1', 'b2.1']
    """
    return [
        spot
        for layer in range(1, len(sizes))
        for neuron in range(sizes[layer])
        for spot in into(sizes, layer, neuron)
    ]


def index_of(network: MLP, spot: Spot) -> int:
    """Where a weight or a bias stands in the vector of parameters.

    >>> index_of(MLP([2, 3, 1]), Spot("b", 1, 0))
    2
    """
    source = spot.source if spot.kind == "w" else None
    return network.layout.index(spot.layer - 1, spot.target, source)
