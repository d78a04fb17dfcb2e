"""Weights and biases by their places: in the order of the network's vector."""

from __future__ import annotations

import pytest

from kit.pictures.network_picture import weight_of
from kit.pictures.parameters import index_of, into, spots_of
from pycore.nn.mlp import MLP


@pytest.mark.parametrize("sizes", [(1, 1), (2, 3, 1), (3, 1, 2, 4)])
def test_all_parameters_stand_in_the_order_of_the_vector(sizes: tuple[int, ...]) -> None:
    network = MLP(sizes, seed=1)
    spots = spots_of(sizes)
    assert [index_of(network, spot) for spot in spots] == list(range(network.layout.size))
    assert [weight_of(network, spot) for spot in spots] == network.parameters.tolist()


def test_into_a_neuron_lead_its_weights_and_its_bias() -> None:
    assert [spot.name for spot in into((2, 3, 1), 2, 0)] == ["w2.1.1", "w2.1.2", "w2.1.3", "b2.1"]
