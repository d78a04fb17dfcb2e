"""One epoch of training, written to be read. The page stops it at every `yield`."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kit.contours import Grid
from pycore import MLP, backward, mean_loss

LOSS = "binary_cross_entropy"
BATCH = 2
PHASES = ("forward", "loss", "backward", "update")
Rows = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class Moment:
    """What has just been done: a phase, and the numbers it led to."""

    phase: str
    batch: Rows
    outputs: Grid | None = None
    loss: float = 0.0
    gradient: Grid | None = None


def one_epoch(
    mlp: MLP, x: Grid, t: Grid, rate: float, rng: np.random.Generator
) -> Iterator[Moment]:
    """Let a network learn from every sample once, two at a time."""
    order = rng.permutation(len(x))
    yield Moment("shuffle", order)
    for batch in order.reshape(-1, BATCH):
        trace = mlp.forward(x[batch])
        yield Moment("forward", batch, trace.y)
        loss = mean_loss(mlp, x[batch], t[batch], LOSS)
        yield Moment("loss", batch, trace.y, loss)
        gradient = backward(mlp, trace, t[batch], LOSS).vector
        yield Moment("backward", batch, trace.y, loss, gradient)
        mlp.parameters -= rate * gradient
        yield Moment("update", batch, trace.y, loss, gradient)


@cache
def code() -> tuple[str, ...]:
    """The lines of the loop, as they run."""
    source = inspect.getsource(one_epoch)
    body = source[source.index("    order") :]
    return tuple(textwrap.dedent(body).rstrip().splitlines())


def marked(phase: str) -> str:
    """The lines of the loop with a marker at the one that made a phase; none for ""."""
    lines = list(code())
    yields = [f'Moment("{phase}"' in line for line in lines]
    here = yields.index(True) - 1 if True in yields else -1
    return "\n".join(f"{'▸' if n == here else ' '} {line}" for n, line in enumerate(lines))
