"""Makes layers.json: what layers give, and every slope, as PyTorch's autograd has them.

Recipe, with PyTorch 1.13 (CPU; Debian's python3-torch), in the folder of the repository:

    python3 -m tests.reference.recipe_layers

A case is a function of named arrays. Their numbers, and the slopes of the loss by the output, are
those of `made_numbers`, each array with a start of its own: only results are stored. The arrays
have the names and the layout that they have in `pycore.layers`.

Longer than other files: one short function for each kind of layer, and the list of them.
"""

import json
from collections.abc import Callable
from functools import partial
from math import sqrt
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from tests.reference.made_numbers import made_numbers

Case = dict[str, Any]
Shapes = dict[str, tuple[int, ...]]
TOKENS = [[2, 0, 1], [1, 1, 3]]
CLASSES = [[1, -1, 0], [-1, 2, 2]]

USUAL = (True, 1, 0.0, False, False, True)
"""What PyTorch's recurrent functions want to know: with biases, one layer, no dropout, not in
training, one direction, samples first."""


def made(shape: tuple[int, ...], start: int) -> torch.Tensor:
    return torch.tensor(made_numbers(shape, start)).reshape(shape)


def case(function: Callable[..., torch.Tensor], **shapes: tuple[int, ...]) -> Case:
    """The output for arrays of these shapes, and the slopes by each of them."""
    arrays = {
        name: made(shape, 7 * (number + 1)).requires_grad_()
        for number, (name, shape) in enumerate(shapes.items())
    }
    output = function(**arrays)
    by_output = made(tuple(output.shape), 0) if output.ndim else torch.tensor(1.0)
    output.backward(by_output)
    slopes = {name: array.grad.tolist() for name, array in arrays.items()}
    return {"shapes": shapes, "output": output.tolist(), "slopes": slopes}


def convolution(
    activation: Callable[[torch.Tensor], torch.Tensor], stride: int, padding: int
) -> Callable[..., torch.Tensor]:
    def function(x: torch.Tensor, weights: torch.Tensor, biases: torch.Tensor) -> torch.Tensor:
        return activation(functional.conv2d(x, weights, biases, stride, padding))

    return function


def rnn(
    x: torch.Tensor,
    weights: torch.Tensor,
    recurrent: torch.Tensor,
    biases: torch.Tensor,
    every: bool = False,
) -> torch.Tensor:
    """The function of nn.RNN, whose second biases are zero."""
    arrays = weights, recurrent, biases, torch.zeros_like(biases)
    start = torch.zeros(1, len(x), len(biases))
    states: torch.Tensor = torch.rnn_tanh(x, start, arrays, *USUAL)[0]
    return states if every else states[:, -1]


def lstm(
    x: torch.Tensor,
    weights: torch.Tensor,
    recurrent: torch.Tensor,
    biases: torch.Tensor,
    every: bool = False,
) -> torch.Tensor:
    """The function of nn.LSTM, whose blocks are i, f, g, o: write, forget, candidate, show."""
    arrays = [blocks[[0, 1, 3, 2]].flatten(0, 1) for blocks in _in_four(weights, recurrent, biases)]
    start = torch.zeros(1, len(x), len(biases) // 4)
    states: torch.Tensor = torch.lstm(
        x, (start, start), [*arrays, torch.zeros_like(biases)], *USUAL
    )[0]
    return states if every else states[:, -1]


def _in_four(*arrays: torch.Tensor) -> list[torch.Tensor]:
    return [array.unflatten(0, (4, len(array) // 4)) for array in arrays]


def attention(
    x: torch.Tensor,
    queries: torch.Tensor,
    keys: torch.Tensor,
    values: torch.Tensor,
    causal: bool = True,
) -> torch.Tensor:
    """The definition; this version of PyTorch has no function for it. `models.json` has one's."""
    q, k, v = x @ queries.T, x @ keys.T, x @ values.T
    scores = q @ k.transpose(1, 2) / sqrt(q.shape[2])
    if causal:
        future = torch.ones(scores.shape[1:], dtype=torch.bool).triu(1)
        scores = scores.masked_fill(future, -torch.inf)
    return scores.softmax(-1) @ v


def rms_norm(x: torch.Tensor) -> torch.Tensor:
    """The definition; this version of PyTorch has no layer for it."""
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5)


def embedding(vectors: torch.Tensor) -> torch.Tensor:
    return functional.embedding(torch.tensor(TOKENS), vectors)


def positions(x: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
    return x + functional.embedding(torch.arange(x.shape[1]), vectors)


def tied(vectors: torch.Tensor) -> torch.Tensor:
    """Both uses of the vectors of an embedding: their slopes are added."""
    return embedding(vectors) @ vectors.T


def gpt(
    vectors: torch.Tensor,
    places: torch.Tensor,
    queries: torch.Tensor,
    keys: torch.Tensor,
    values: torch.Tensor,
    mix: torch.Tensor,
    up: torch.Tensor,
    down: torch.Tensor,
) -> torch.Tensor:
    """A small GPT of one block, with its mean loss; `up` has its biases in the last column."""
    x = positions(embedding(vectors), places)
    x = x + attention(rms_norm(x), queries, keys, values) @ mix.T
    x = x + functional.linear(rms_norm(x), up[:, :-1], up[:, -1]).relu() @ down.T
    return sequence_loss(rms_norm(x) @ vectors.T)


def sequence_loss(x: torch.Tensor) -> torch.Tensor:
    """Softmax with cross-entropy: the mean over the places that are asked; -1 asks nothing."""
    classes = torch.tensor(CLASSES).flatten()
    return functional.cross_entropy(x.flatten(0, 1), classes, ignore_index=-1)


def cases() -> dict[str, Case]:
    cell: Shapes = {"x": (2, 3, 2), "weights": (3, 2), "recurrent": (3, 3), "biases": (3,)}
    gates: Shapes = {"x": (2, 3, 2), "weights": (8, 2), "recurrent": (8, 2), "biases": (8,)}
    heads: Shapes = {"x": (2, 3, 4), "queries": (2, 4), "keys": (2, 4), "values": (2, 4)}
    block: Shapes = {"vectors": (4, 4), "places": (3, 4), **heads, "mix": (4, 2)}
    del block["x"]
    return {
        "convolution, stride 2, padding 1": case(
            convolution(torch.relu, 2, 1), x=(2, 2, 5, 4), weights=(3, 2, 3, 3), biases=(3,)
        ),
        "convolution, stride 1": case(
            convolution(torch.tanh, 1, 0), x=(2, 1, 3, 4), weights=(2, 1, 2, 2), biases=(2,)
        ),
        "convolution, stride 3, padding 2": case(
            convolution(torch.sigmoid, 3, 2), x=(1, 3, 3, 2), weights=(1, 3, 2, 2), biases=(1,)
        ),
        "max pool": case(lambda x: functional.max_pool2d(x, 2), x=(2, 2, 4, 5)),
        "max pool, overlapping": case(lambda x: functional.max_pool2d(x, 3, 1), x=(1, 2, 4, 5)),
        "average pool": case(lambda x: functional.avg_pool2d(x, 2), x=(2, 1, 4, 5)),
        "average pool, overlapping": case(lambda x: functional.avg_pool2d(x, 3, 1), x=(1, 2, 4, 5)),
        "global max": case(
            lambda x: functional.adaptive_max_pool2d(x, 1)[..., 0, 0], x=(2, 2, 3, 2)
        ),
        "recurrent": case(rnn, **cell),
        "recurrent, every": case(partial(rnn, every=True), **cell),
        "lstm": case(lstm, **gates),
        "lstm, every": case(partial(lstm, every=True), **gates),
        "attention": case(partial(attention, causal=False), **heads),
        "attention, causal": case(attention, **heads),
        "embedding": case(embedding, vectors=(4, 3)),
        "positions": case(positions, x=(2, 2, 3), vectors=(4, 3)),
        "tied": case(tied, vectors=(4, 3)),
        "rms norm": case(rms_norm, x=(2, 2, 3)),
        "softmax": case(lambda x: x.softmax(-1), x=(2, 3, 4)),
        "softmax with cross-entropy": case(sequence_loss, x=(2, 3, 4)),
        "gpt": case(gpt, **block, up=(5, 5), down=(4, 5)),
    }


def main() -> None:
    torch.set_default_dtype(torch.float64)
    content = {
        "made_with": f"PyTorch {torch.__version__}",
        "tokens": TOKENS,
        "classes": CLASSES,
        "cases": cases(),
    }
    Path(__file__).with_name("layers.json").write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main()
