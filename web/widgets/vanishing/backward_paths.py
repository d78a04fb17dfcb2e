"""What is left of a gradient in each layer on its way back: along one path, and in a network."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from pycore.datasets import Dataset, make
from pycore.nn.activations import ACTIVATIONS
from pycore.nn.backprop import backward
from pycore.nn.mlp import MLP

Shares: TypeAlias = tuple[float, ...]  # one for each layer, from the first on

COMPARED = ("sigmoid", "tanh", "relu")
WIDTH = 8  # neurons in each hidden layer of the network
SAMPLES = 40
REACH = 6.0  # the data lie within this on both axes; the network sees them between -1 and 1


def chain(name: str, z: float, weight: float, depth: int) -> Shares:
    """The share of the gradient that reaches layer 1, 2, …, `depth` along one path.

    Each layer on the way multiplies by weight times slope: the share in layer `depth` has one
    such factor, that in layer 1 has `depth` of them.

    >>> chain("sigmoid", 0.0, 1.0, 3)
    (0.015625, 0.0625, 0.25)
    """
    factor = weight * float(ACTIVATIONS[name].derivative(z))
    shares = [factor]
    for _ in range(depth - 1):
        shares.append(shares[-1] * factor)
    return tuple(reversed(shares))


@lru_cache(maxsize=64)  # each move of a slider asks for three
def network(name: str, depth: int, seed: int, samples: int = SAMPLES) -> Shares:
    """The same shares measured in a network at its random start, by backpropagation.

    The size of a layer's gradient is the root mean square of its deltas over neurons and samples;
    a share is that size over the size at the output. Only the first `samples` count.
    """
    mlp, data = start(name, depth, seed)
    gradients = backward(mlp, mlp.forward(data.x[:samples]), data.t[:samples], "mse")
    *hidden, output = (float(np.sqrt((delta**2).mean())) for delta in gradients.deltas)
    return tuple(size / output for size in hidden)


def start(name: str, depth: int, seed: int) -> tuple[MLP, Dataset]:
    """A network with `depth` hidden layers as training would find it, and what it would learn.

    Its weights are drawn as is usual for its activation: `he` for ReLU, `xavier` for the others.
    """
    init = "he" if name == "relu" else "xavier"
    sizes = [2, *[WIDTH] * depth, 1]
    data = make("circles", n=SAMPLES, noise=0.0, seed=seed)
    scaled = replace(data, x=data.x / REACH)
    return MLP(sizes, hidden=name, output="linear", init=init, seed=seed), scaled


def factors(shares: Shares) -> list[float]:
    """By what each layer multiplied, from layer 1 on; nothing is divided by a share of 0."""
    after = (*shares[1:], 1.0)
    return [low / high for low, high in zip(shares, after, strict=True) if high]
