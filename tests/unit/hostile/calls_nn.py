"""Right calls of `pycore.nn`."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from pycore import ACTIVATIONS, LOSSES, MLP, Layout, Network, Neuron
from pycore.nn import activations, backprop, dense, initial, layer, losses, objective, penalty, save
from pycore.nn import network as networks
from pycore.nn import softmax as softmaxes
from pycore.nn.dense import Dense, Projection
from pycore.nn.layout import Place
from tests.unit.hostile.judge import Arguments, Call

X, T = [[0.5, -1.0], [0.25, 2.0]], [[1.0], [0.0]]
OPTIONAL = ("None",)


def mlp() -> MLP:
    return MLP([2, 3, 1], seed=1)


def classifier() -> MLP:
    return MLP([2, 3], output="softmax", seed=1)


def same_vector(count: int) -> Any:
    return np.linspace(-1.0, 1.0, count)


def forward(x: Any) -> Any:
    """What is made of a layer: a network, and its answer."""
    return lambda made, _: Network([made]).forward(x).a


def _answered(neuron: Neuron, _: Arguments) -> Any:
    return neuron, neuron.output(X[0])


def _of_traces(network: MLP | Network, trace: Any, **more: Any) -> Arguments:
    return {"network": network, "trace": trace, **more}


CALLS = {
    "nn.activations.activation": Call(
        lambda: activations.activation, lambda: {"name": "relu"}, called={"name": "activation"}
    ),
    "nn.backprop.backward": Call(
        lambda: backprop.backward,
        lambda: {"network": mlp(), "trace": mlp().forward(X), "t": T, "loss": "mse"},
    ),
    "nn.dense.Dense": Call(
        lambda: Dense,
        lambda: {"inputs": 2, "outputs": 3, "activation": "tanh", "init": "he"},
        then=forward(X),
    ),
    "nn.dense.layer_activation": Call(
        lambda: dense.layer_activation, lambda: {"name": "softmax"}, called={"name": "activation"}
    ),
    "nn.dense.Projection": Call(
        lambda: Projection,
        lambda: {"inputs": 2, "outputs": 3, "activation": "tanh", "scale": 0.5},
        then=forward(X),
    ),
    "nn.initial.initialiser": Call(
        lambda: initial.initialiser, lambda: {"name": "he"}, called={"name": "init"}
    ),
    "nn.layer.checked_layers": Call(
        lambda: partial(layer.checked_layers, "layers"),
        lambda: {"layers": [Dense(2, 1)]},
        then=lambda made, _: len(made),
    ),
    "nn.layout.Place": Call(
        lambda: Place,
        lambda: {"layer": 1, "neuron": 2, "input": 0},
        then=lambda made, _: (made, str(made)),
        takes={"input": OPTIONAL},
    ),
    "nn.layout.Layout": Call(lambda: Layout, lambda: {"sizes": [2, 3, 1]}),
    "nn.layout.Layout.blocks": Call(
        lambda: Layout([2, 3, 1]).blocks, lambda: {"vector": same_vector(13)}
    ),
    "nn.layout.Layout.index": Call(
        lambda: Layout([2, 3, 1]).index,
        lambda: {"layer": 0, "neuron": 2, "input": 1},
        takes={"input": OPTIONAL},
    ),
    "nn.layout.Layout.place": Call(lambda: Layout([2, 3, 1]).place, lambda: {"index": 3}),
    "nn.losses.Loss.value": Call(
        lambda: LOSSES["binary_cross_entropy"].value,
        lambda: {"y": [[0.5], [0.75]], "t": T},
    ),
    "nn.losses.loss": Call(lambda: losses.loss, lambda: {"name": "mse"}, called={"name": "loss"}),
    "nn.losses.one_hot": Call(
        lambda: losses.one_hot, lambda: {"labels": [2, 0], "classes": 3}, apart=("name",)
    ),
    "nn.mlp.MLP": Call(
        lambda: MLP,
        lambda: {
            "sizes": [2, 3, 3, 1],
            "hidden": ["relu", "tanh"],
            "output": "sigmoid",
            "init": "he",
            "seed": 4,
        },
        takes={"hidden": ("tanh",)},
    ),
    "nn.mlp.MLP.samples": Call(lambda: mlp().samples, lambda: {"x": X}, apart=("name",)),
    "nn.mlp.MLP.predict": Call(lambda: mlp().predict, lambda: {"x": X}),
    "nn.mlp.MLP.with_parameters": Call(
        lambda: mlp().with_parameters, lambda: {"vector": same_vector(13)}
    ),
    "nn.network.Trace.below": Call(lambda: mlp().forward(X).below, lambda: {"layer": 1}),
    "nn.network.Network": Call(
        lambda: Network, lambda: {"layers": [Dense(2, 3), Dense(3, 1)], "seed": 2}
    ),
    "nn.network.Network.part": Call(
        lambda: mlp().part, lambda: {"vector": same_vector(13), "layer": 1}
    ),
    "nn.network.Network.views": Call(lambda: mlp().views, lambda: {"vector": same_vector(13)}),
    "nn.network.Network.forward": Call(lambda: Network([Dense(2, 3)]).forward, lambda: {"x": X}),
    "nn.network.Network.samples": Call(
        lambda: Network([Dense(2, 3)]).samples, lambda: {"x": X}, apart=("name",)
    ),
    "nn.network.Network.predict": Call(lambda: Network([Dense(2, 3)]).predict, lambda: {"x": X}),
    "nn.network.Network.with_parameters": Call(
        lambda: Network([Dense(2, 1)]).with_parameters, lambda: {"vector": same_vector(3)}
    ),
    "nn.network.weight_mask": Call(
        lambda: networks.weight_mask, lambda: {"network": mlp()}, takes={"network": ("network",)}
    ),
    "nn.neuron.Neuron": Call(
        lambda: Neuron,
        lambda: {"weights": [0.5, -1.0], "bias": 0.25, "activation": "relu"},
        then=_answered,
    ),
    "nn.neuron.Neuron.terms": Call(lambda: Neuron([0.5, -1.0]).terms, lambda: {"x": X}),
    "nn.neuron.Neuron.weighted_sum": Call(
        lambda: Neuron([0.5, -1.0]).weighted_sum, lambda: {"x": X}
    ),
    "nn.neuron.Neuron.output": Call(lambda: Neuron([0.5, -1.0]).output, lambda: {"x": X}),
    "nn.objective.checked_loss": Call(lambda: objective.checked_loss, lambda: {"loss": "mse"}),
    "nn.objective.checked_trace": Call(
        lambda: objective.checked_trace,
        lambda: _of_traces(mlp(), mlp().forward(X)),
    ),
    "nn.objective.targets": Call(
        lambda: partial(objective.targets, shape=(2, 3)),  # the shape of a trace's y
        lambda: {"network": classifier(), "t": [2, 0], "loss": "cross_entropy"},
        apart=("name", "shape"),
    ),
    "nn.objective.mean_loss": Call(
        lambda: objective.mean_loss,
        lambda: {"network": mlp(), "x": X, "t": T, "loss": "binary_cross_entropy"},
    ),
    "nn.objective.threshold": Call(lambda: objective.threshold, lambda: {"t": [-1.0, 1.0]}),
    "nn.objective.accuracy": Call(
        lambda: objective.accuracy,
        lambda: {"y": [0.75, 0.25, 0.5], "t": [1.0, 0.0, 0.0], "threshold": 0.5},
    ),
    "nn.penalty.penalty": Call(
        lambda: penalty.penalty,
        lambda: {"network": mlp(), "l1": 0.5, "l2": 0.25},
        takes={"network": ("network",)},
    ),
    "nn.penalty.penalty_gradient": Call(
        lambda: penalty.penalty_gradient,
        lambda: {"network": mlp(), "l1": 0.5, "l2": 0.25},
        takes={"network": ("network",)},
    ),
    "nn.save.to_json": Call(
        lambda: save.to_json, lambda: {"mlp": mlp()}, takes={"mlp": ("network",)}
    ),
    "nn.save.from_json": Call(lambda: save.from_json, lambda: {"text": save.to_json(mlp())}),
    "nn.save.to_npz": Call(
        lambda: save.to_npz,
        lambda: {"mlp": mlp()},
        then=lambda data, _: save.from_npz(data),
        takes={"mlp": ("network",)},
    ),
    "nn.save.from_npz": Call(lambda: save.from_npz, lambda: {"data": save.to_npz(mlp())}),
    "nn.softmax.softmax": Call(
        lambda: softmaxes.softmax, lambda: {"z": [[1.0, 2.0], [3.0, 0.5]], "axis": 0}
    ),
    "nn.softmax.softmax_jacobian": Call(
        lambda: softmaxes.softmax_jacobian, lambda: {"z": [[1.0, 2.0], [3.0, 0.5]]}
    ),
    **{
        f"{what} of {each.name}": Call(
            partial(getattr, each, what),
            lambda: {"z": [[1.0, -2.0]]},
            takes={"z": ("list",)},
        )
        for each in ACTIVATIONS.values()
        for what in ("value", "derivative")
    },
}
