"""The training step made fast: the same arithmetic as `backprop`, in fewer NumPy calls.

A NumPy call on small arrays costs the same whatever it computes, so calls are what counts.
A step is a list of calls, each ready to run on arrays allocated once:

- One row per neuron and one column per sample, with a row of ones below each layer, so that
  weights and biases are one matrix and a layer is one product.
- The activations of all layers lie in one block of rows, so that neighbouring layers with one
  activation function get their slopes together.
- The learning rate and the division by n are multiplied into the error of the output.
- All gradients lie in one vector, so that one subtraction updates the whole network.

With L layers of tanh, ReLU or linear neurons below the usual outputs that makes at most
5 L + 5 calls. `textbook_step` is the readable form; a test holds the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

import numpy as np

from pycore.descent import Memory, Plain
from pycore.nn.losses import loss as loss_named
from pycore.nn.mlp import MLP
from pycore.nn.penalty import weight_mask
from pycore.numerics import Array, quiet
from pycore.training.kernels import KERNELS, Call, activate, half_tanh, slope, softmax_columns
from pycore.training.rule import Rule


@dataclass(frozen=True, eq=False)
class Batch:
    """A mini-batch as the fast step wants it, one column per sample; refilled at will.

    Attributes:
        x: Inputs (inputs + 1, n); the last row holds ones.
        t: Targets (outputs, n), as `encode` makes them.
    """

    x: Array
    t: Array


def supports(mlp: MLP, loss: str) -> bool:
    """Whether there is a fast step for this network.

    There is one for the squared error of outputs with a kernel, and for outputs under the loss
    whose partner they are; the activation functions below need kernels too.

    Raises:
        ValueError: an unknown loss.

    >>> supports(MLP([2, 3], output="softmax"), loss="mse")
    False
    """
    *names, last = [layer.activation.name for layer in mlp.layers]
    usual = loss_named(loss).partner == last or (loss == "mse" and last in KERNELS)
    return usual and all(name in KERNELS for name in names)


def encode(mlp: MLP, t: Array) -> Array:
    """Return targets t (n, outputs) in the form the step compares with its outputs, same shape.

    For sigmoid that is 2 t - 1, since the step keeps 2 y - 1 in place of y.

    >>> encode(MLP([1, 1], output="sigmoid"), np.array([[0.0], [1.0]])).tolist()
    [[-1.0], [1.0]]
    """
    return 2.0 * t - 1.0 if mlp.layers[-1].activation.name == "sigmoid" else t


@dataclass(eq=False)
class _Workspace:
    """Arrays for one network and batch size, whole and cut into layers."""

    mlp: MLP
    n: int
    a: list[Array] = field(default_factory=list)  # per layer (out, n)
    a1: list[Array] = field(default_factory=list)  # with the row of ones (out + 1, n)
    slopes: list[Array] = field(default_factory=list)  # (out, n)
    deltas: list[Array] = field(default_factory=list)  # (out, n)

    def __post_init__(self) -> None:
        rows = sum(out + 1 for out in self.mlp.sizes[1:])
        self.all_a, self.all_slopes, self.all_deltas = (np.ones((rows, self.n)) for _ in range(3))
        self.gradient = np.zeros(self.mlp.layout.size)
        self.spare = np.empty(self.mlp.layout.size)
        start = 0
        for out in self.mlp.sizes[1:]:
            self.a.append(self.all_a[start : start + out])
            self.a1.append(self.all_a[start : start + out + 1])
            self.slopes.append(self.all_slopes[start : start + out])
            self.deltas.append(self.all_deltas[start : start + out])
            start += out + 1

    def runs(self, names: list[str]) -> Iterator[tuple[str, Array, Array]]:
        """Yield each run of neighbouring layers of one activation: its name, a and slopes."""
        start = 0
        for name, group in groupby(zip(names, self.a1, strict=True), key=lambda pair: pair[0]):
            rows = sum(len(a1) for _, a1 in group)
            yield name, self.all_a[start : start + rows], self.all_slopes[start : start + rows]
            start += rows


@quiet
def plans(mlp: MLP, batches: list[Batch], rule: Rule, memory: Memory) -> list[list[Call]]:
    """Return for each mini-batch the list of calls that makes one step on the network.

    The optimiser's `memory` is changed too. Run the calls under `quiet`; numbers that overflow
    become inf or NaN.

    >>> mlp = MLP([1, 1], output="linear", init="zeros")
    >>> batch = Batch(x=np.array([[3.0], [1.0]]), t=np.array([[5.0]]))
    >>> rule = Rule(loss="mse", rate=0.1)
    >>> for call in plans(mlp, [batch], rule, memory=rule.optimiser.start(2))[0]: _ = call()
    >>> mlp.parameters.tolist()
    [3.0, 1.0]
    """
    spaces = {n: _Workspace(mlp, n) for n in {batch.x.shape[1] for batch in batches}}
    return [_plan(spaces[batch.x.shape[1]], batch, rule, memory) for batch in batches]


def _plan(space: _Workspace, batch: Batch, rule: Rule, memory: Memory) -> list[Call]:
    return [
        *_forward(space, batch),
        *_output_delta(space, batch, rule),
        *_backward(space, batch),
        *_update(space, rule, memory),
    ]


def _forward(space: _Workspace, batch: Batch) -> Iterator[Call]:
    below = [batch.x, *space.a1]
    for i, layer in enumerate(space.mlp.layers):
        yield partial(layer.block.dot, below[i], space.a[i])  # (out, in + 1) @ (in + 1, n)
        last = i == len(space.mlp.layers) - 1
        if last and layer.activation.name == "sigmoid":
            yield from half_tanh(space.a[i])
        elif last and layer.activation.name == "softmax":
            yield from softmax_columns(space.a[i])
        else:
            yield from activate(layer.activation.name, space.a[i], spare=space.deltas[i])


def _output_delta(space: _Workspace, batch: Batch, rule: Rule) -> Iterator[Call]:
    """Slopes of all layers, and the error of the outputs times its factors."""
    names = [layer.activation.name for layer in space.mlp.layers]
    partners = loss_named(rule.loss).partner == names[-1]
    # A sigmoid output is kept as h = 2 y - 1, whose slope by z / 2 is that of tanh.
    shapes = [*names[:-1], "linear" if partners else names[-1].replace("sigmoid", "tanh")]
    for name, a, slopes in space.runs(shapes):
        yield from slope(name, a, slopes)
    scale = 1.0 if partners else 2.0
    scale /= 1 if names[-1] == "softmax" else len(batch.t)
    if names[-1] == "sigmoid":  # y - t is half of h - t, and the slope of y a quarter of h's
        scale *= 0.5 if partners else 0.5 * 0.25
    if isinstance(rule.optimiser, Plain):
        scale *= rule.rate
    delta = space.deltas[-1]
    yield partial(np.subtract, space.a[-1], batch.t, delta)
    if shapes[-1] != "linear":
        yield partial(np.multiply, delta, space.slopes[-1], delta)
    yield partial(np.multiply, delta, np.array(scale / batch.x.shape[1]), delta)


def _backward(space: _Workspace, batch: Batch) -> Iterator[Call]:
    for i in reversed(range(1, len(space.mlp.layers))):
        weights = space.mlp.layers[i].block.T[:-1]  # (in, out)
        yield partial(weights.dot, space.deltas[i], space.deltas[i - 1])
        yield partial(np.multiply, space.deltas[i - 1], space.slopes[i - 1], space.deltas[i - 1])
    below = [batch.x, *space.a1]
    for i, block in enumerate(space.mlp.layout.blocks(space.gradient)):
        yield partial(space.deltas[i].dot, below[i].T, block)  # (out, n) @ (n, in + 1)


def _update(space: _Workspace, rule: Rule, memory: Memory) -> Iterator[Call]:
    w, g, spare = space.mlp.parameters, space.gradient, space.spare
    plain = isinstance(rule.optimiser, Plain)
    mask = weight_mask(space.mlp.layout) * (rule.rate if plain else 1.0)
    if rule.l2:
        yield partial(np.multiply, w, rule.l2 * mask, spare)
        yield partial(np.add, g, spare, g)
    if rule.l1:
        yield partial(np.sign, w, spare)
        yield partial(np.multiply, spare, rule.l1 * mask, spare)
        yield partial(np.add, g, spare, g)
    if plain:
        yield partial(np.subtract, w, g, w)
    else:
        yield partial(rule.optimiser.step, memory, w, g, rule.rate)
