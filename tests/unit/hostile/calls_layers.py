"""Right calls of `pycore.layers`."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from pycore import Network
from pycore import layers as rooms
from pycore.layers import attention, convolution, pooling, windows
from pycore.nn.dense import Dense
from tests.unit.hostile.calls_nn import OPTIONAL, X, forward
from tests.unit.hostile.judge import Call, always

PICTURES = np.linspace(-1.0, 1.0, 9).reshape(1, 1, 3, 3)
SEQUENCES = np.linspace(-1.0, 1.0, 12).reshape(2, 3, 2)
TOKENS = [[0, 2], [1, 1]]
IMAGE = [[1.0, 2.0, 5.0], [3.0, 4.0, 7.0], [0.0, 1.0, 0.5]]
EYE = [[1.0, 0.0], [0.0, 1.0]]
MASK = [[True, False], [True, True]]

LAYERS: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "activate.Activate": (rooms.Activate, X, {"activation": "relu"}),
    "attention.SelfAttention": (
        rooms.SelfAttention,
        SEQUENCES,
        {"inputs": 2, "width": 3, "mask": "causal", "scale": 0.5},
    ),
    "convolution.Conv2D": (
        rooms.Conv2D,
        PICTURES,
        {
            "channels": 1,
            "filters": 2,
            "size": 2,
            "stride": 1,
            "padding": 1,
            "activation": "relu",
            "init": "he",
        },
    ),
    "embedding.Embedding": (rooms.Embedding, TOKENS, {"count": 3, "width": 2, "scale": 0.5}),
    "embedding.Positions": (rooms.Positions, SEQUENCES, {"steps": 3, "width": 2, "scale": 0.5}),
    "flatten.Flatten": (rooms.Flatten, PICTURES, {}),
    "lstm.LSTM": (
        rooms.LSTM,
        SEQUENCES,
        {"inputs": 2, "hidden": 3, "forget_bias": 0.5, "every": True},
    ),
    "pooling.MaxPool": (rooms.MaxPool, PICTURES, {"size": 2, "stride": 1}),
    "pooling.AveragePool": (rooms.AveragePool, PICTURES, {"size": 2, "stride": 1}),
    "pooling.GlobalMax": (rooms.GlobalMax, PICTURES, {}),
    "recurrent.Recurrent": (rooms.Recurrent, SEQUENCES, {"inputs": 2, "hidden": 3, "every": True}),
    "residual.RMSNorm": (rooms.RMSNorm, X, {}),
}
TAKES = {"width": OPTIONAL, "mask": OPTIONAL, "scale": OPTIONAL, "stride": OPTIONAL}
NEVER = ("embedding.", "convolution.Conv2D.stride")
"""Arguments of these names that None is not for."""


def takes(layer: str) -> dict[str, tuple[str, ...]]:
    return {key: labels for key, labels in TAKES.items() if not f"{layer}.{key}".startswith(NEVER)}


def forward_of(kind: Any, arguments: dict[str, Any]) -> Any:
    return Network([kind(**arguments)]).forward


def tied() -> Network:
    letters = rooms.Embedding(3, 2)
    return Network([letters, rooms.Tied(letters, "softmax")])


def tied_by(embedding: rooms.Embedding, activation: str) -> Network:
    return Network([embedding, rooms.Tied(embedding, activation)])


CALLS = {
    **{
        f"layers.{name}": Call(always(kind), always(arguments), then=forward(x), takes=takes(name))
        for name, (kind, x, arguments) in LAYERS.items()
    },
    **{
        f"forward of layers.{name}": Call(partial(forward_of, kind, arguments), always({"x": x}))
        for name, (kind, x, arguments) in LAYERS.items()
    },
    "layers.embedding.Tied": Call(
        lambda: tied_by, lambda: {"embedding": rooms.Embedding(3, 2), "activation": "softmax"}
    ),
    "forward of layers.embedding.Tied": Call(lambda: tied().forward, lambda: {"x": TOKENS}),
    "layers.residual.Residual": Call(
        lambda: rooms.Residual, lambda: {"layers": [Dense(2, 2)]}, then=forward(X)
    ),
    "forward of layers.residual.Residual": Call(
        lambda: Network([rooms.Residual([Dense(2, 2)])]).forward, lambda: {"x": X}
    ),
    "layers.attention.causal_mask": Call(lambda: attention.causal_mask, lambda: {"n": 3}),
    "layers.attention.scaled_dot_product_attention": Call(
        lambda: attention.scaled_dot_product_attention,
        lambda: {"queries": EYE, "keys": X, "values": X, "mask": MASK},
        takes={"mask": OPTIONAL},
    ),
    "layers.attention.self_attention": Call(
        lambda: attention.self_attention,
        lambda: {"x": X, "wq": EYE, "wk": EYE, "wv": EYE, "mask": MASK},
        takes={"mask": OPTIONAL},
    ),
    "layers.convolution.conv2d": Call(
        lambda: convolution.conv2d,
        lambda: {"image": IMAGE, "kernel": EYE, "stride": 2, "padding": 1},
    ),
    "layers.lstm.CellMemories.gate": Call(
        lambda: Network([rooms.LSTM(2, 3)]).forward(SEQUENCES).kept[0].gate,
        lambda: {"name": "forget"},
    ),
    "layers.pooling.max_pool": Call(
        lambda: pooling.max_pool,
        lambda: {"image": IMAGE, "size": 2, "stride": 1},
        takes={"stride": OPTIONAL},
    ),
    "layers.pooling.average_pool": Call(
        lambda: pooling.average_pool,
        lambda: {"image": IMAGE, "size": 2, "stride": 1},
        takes={"stride": OPTIONAL},
    ),
    "layers.windows.output_size": Call(
        lambda: windows.output_size, lambda: {"size": 5, "window": 3, "stride": 2, "padding": 1}
    ),
    "layers.windows.sliding_windows": Call(
        lambda: windows.sliding_windows,
        lambda: {"image": IMAGE, "shape": (2, 2), "stride": 1, "padding": 1},
    ),
}
