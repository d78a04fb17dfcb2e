"""One epoch of training, written to be read. The page stops it at every `yield`."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from kit.pictures.contours import Grid
from pycore import MLP, backward, mean_loss

LOSS = "binary_cross_entropy"
BATCH = 2
PHASES = ("forward", "loss", "backward", "update")
Rows = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class Done:
    """What has just been done: a phase, its samples, and the numbers that are known so far."""

    phase: str
    batch: Rows
    outputs: Grid | None = None
    loss: float = 0.0
    gradient: Grid | None = None


def one_epoch(
    mlp: MLP, x: Grid, t: Grid, rate: float, rng: np.random.Generator
) -> Iterator[tuple[str, Any]]:
    """Let a network learn from every sample once, two at a time."""
    order = rng.permutation(len(x))
    yield "shuffle", order
    for batch in order.reshape(-1, BATCH):
        xs, ts = x[batch], t[batch]
        trace = mlp.forward(xs)
        yield "forward", trace.y
        loss = mean_loss(mlp, xs, ts, LOSS)
        yield "loss", loss
        gradient = backward(mlp, trace, ts, LOSS)
        yield "backward", gradient.vector
        mlp.parameters -= rate * gradient.vector
        yield "update", mlp.parameters


@cache
def code() -> tuple[str, ...]:
    """The lines of the loop, as they run."""
    source = inspect.getsource(one_epoch)
    body = source[source.index("    order") :]
    return tuple(textwrap.dedent(body).rstrip().splitlines())


def marked(phase: str) -> str:
    """The lines of the loop with a marker at the one that made a phase; none for ""."""
    lines = list(code())
    yields = [f'yield "{phase}"' in line for line in lines]
    here = yields.index(True) - 1 if True in yields else -1
    return "\n".join(_pointed(line) if n == here else f"  {line}" for n, line in enumerate(lines))


def _pointed(line: str) -> str:
    """A line with an arrow right before its first word."""
    words = line.lstrip()
    return f"{line[: len(line) - len(words)]}→ {words}"
