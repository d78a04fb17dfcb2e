"""Looking: the weights of attention are found in a trace, also inside of residual layers."""

import numpy as np
import pytest

from pycore import MLP, Network
from pycore.layers import Residual, SelfAttention
from pycore.models.looking import attention_weights


def test_every_layer_of_attention_is_found_in_order() -> None:
    layers = [SelfAttention(2), Residual([SelfAttention(2), SelfAttention(2)])]
    trace = Network(layers).forward(np.ones((3, 4, 2)))
    found = attention_weights(trace)
    assert [weights.shape for weights in found] == [(3, 4, 4)] * 3
    assert found[0] is trace.kept[0].weights
    assert found[2] is trace.kept[1][1].weights


def test_what_has_no_attention_meets_a_sentence() -> None:
    with pytest.raises(ValueError, match="trace must come from a network with attention"):
        attention_weights(MLP([2, 1]).forward([[1.0, 2.0]]))
    with pytest.raises(ValueError, match="trace must be what the network's forward returned"):
        attention_weights([1.0])  # type: ignore[arg-type]
