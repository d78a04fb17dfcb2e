"""The layers that networks are made of.

    activate, flatten       an activation function alone; rows from pictures
    windows, convolution,   pictures: filters, and what is left of their answers
        pooling
    recurrent, lstm         sequences, read step by step
    embedding, attention    sequences of tokens that look at each other
    residual                a way around layers

Each is a `pycore.nn.layer.Layer`. What can also be had without a network, for one picture or one
sequence, is a function beside its layer.
"""

from pycore.layers.activate import Activate
from pycore.layers.attention import (
    Attention,
    SelfAttention,
    causal_mask,
    scaled_dot_product_attention,
    self_attention,
)
from pycore.layers.convolution import FILTERS, Conv2D, conv2d
from pycore.layers.embedding import Embedding, Positions, Tied
from pycore.layers.flatten import Flatten
from pycore.layers.lstm import LSTM
from pycore.layers.pooling import AveragePool, GlobalMax, MaxPool, average_pool, max_pool
from pycore.layers.recurrent import Recurrent
from pycore.layers.residual import Residual, RMSNorm
from pycore.layers.windows import output_size, sliding_windows
from pycore.nn.dense import Dense, Projection
from pycore.nn.layer import Layer

__all__ = [
    "FILTERS",
    "LSTM",
    "Activate",
    "Attention",
    "AveragePool",
    "Conv2D",
    "Dense",
    "Embedding",
    "Flatten",
    "GlobalMax",
    "Layer",
    "MaxPool",
    "Positions",
    "Projection",
    "RMSNorm",
    "Recurrent",
    "Residual",
    "SelfAttention",
    "Tied",
    "average_pool",
    "causal_mask",
    "conv2d",
    "max_pool",
    "output_size",
    "scaled_dot_product_attention",
    "self_attention",
    "sliding_windows",
]
