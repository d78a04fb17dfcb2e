"""A compiled network: NumPy arrays in, many training steps or a map of answers out."""

from typing import TypeAlias

import numpy as np

from pycore import checks
from pycore.compiled.host import Host, Values
from pycore.compiled.network import emit
from pycore.compiled.plan import TILE, TILES, Plan
from pycore.compiled.request import Request
from pycore.descent import Adam, Memory
from pycore.layout import Layout
from pycore.numerics import Array
from pycore.penalty import weight_mask

Orders: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.intp]]
"""The order of the samples in some epochs: (epochs, samples)."""

FACTORS = 4096
"""Factors of a power that are multiplied at a time."""


class CompiledNetwork:
    """A network's module at work, in a memory of its own.

    Parameters and the optimiser's memory stay where they were, in NumPy arrays: each call copies
    them there and back, which takes microseconds.

    Args:
        request: The network and how to train it.
        host: What runs the module; see `pycore.compiled.host`.

    Attributes:
        request: As given.

    Raises:
        HostError: the host cannot run the module.
    """

    def __init__(self, request: Request, host: Host) -> None:
        """Compile, and fill what never changes: the ones below each layer, and the mask."""
        self.request = request
        self._plan = plan = Plan(request)
        self._machine = host(emit(request), plan.bytes)
        self._layout = Layout(request.sizes)
        self._state = np.zeros((1 + plan.memory_rows, plan.padded))
        self._machine.write(plan.mask.start, weight_mask(self._layout))
        for field, inputs in zip(plan.a, request.sizes[:-1], strict=False):
            start = field.start + inputs * field.strides[0]
            self._machine.write(start, np.ones(request.columns))
        self._points = np.zeros((TILES, request.sizes[0], TILE))
        self._answers = np.empty((TILES, request.sizes[-1], TILE))
        self._slots = self._slot_positions()
        self._powers = (0, np.ones(2))  # steps, and Adam's betas to the power of that

    def load(self, x: Array, t: Array) -> None:
        """Take the training samples x (samples, inputs) and their targets t (samples, outputs)."""
        records = np.ascontiguousarray(np.hstack([x, t]))
        request = self.request
        wanted = (request.samples, request.sizes[0] + request.sizes[-1])
        if records.shape != wanted:
            raise ValueError(f"x and t side by side must have shape {wanted}, not {records.shape}")
        self._machine.write(self._plan.samples.start, records)

    def set_rate(self, rate: float) -> None:
        """Train with this learning rate from now on."""
        request, plan = self.request, self._plan
        self._machine.write(plan.rate.start, np.array([checks.number("rate", rate, above=0)]))
        scale = 1.0 if request.loss == "binary_cross_entropy" else 2.0
        scale *= (rate if request.fused else 1.0) / request.sizes[-1]
        sizes = np.full(request.batches, request.batch_size)
        sizes[-1] = request.samples - (request.batches - 1) * request.batch_size
        real = np.arange(request.columns) < sizes[:, None]  # (batches, columns)
        self._machine.write(plan.scale.start, real * scale / sizes[:, None])

    def train(
        self, parameters: Array, memory: Memory, orders: Orders, first: int, count: int
    ) -> None:
        """Make `count` steps, at most `request.most_steps`; change parameters and memory in place.

        `orders` (epochs, samples) holds the order of the samples in each epoch; the first step
        is on mini-batch number `first` of the first of them. Numbers that overflow become inf
        or NaN.
        """
        checks.integer("count", count, at_least=1, at_most=self.request.most_steps)
        self._machine.write(self._plan.orders.start, self._places(orders, first, count))
        state, size = self._state, self._layout.size
        state[0, :size], state[1:, :size] = parameters, memory.rows
        self._machine.write(self._plan.state.start, state)
        if isinstance(adam := self.request.optimiser, Adam):
            self._machine.write(self._plan.powers.start, self._powers_at(adam, memory.steps))
        self._machine.call("train", 0, count)
        self._machine.read(self._plan.state.start, state)
        parameters[:], memory.rows[:] = state[0, :size], state[1:, :size]
        memory.steps += count

    def predict(self, parameters: Array, points: Array) -> Array:
        """Return the outputs (n, outputs) of the network with these parameters at points.

        Raises:
            ValueError: the points do not have shape (n, inputs), or are not finite.
        """
        x = checks.samples("points", points, width=self.request.sizes[0])
        self._state[0, : self._layout.size] = parameters
        self._machine.write(self._plan.state.start, self._state[0])
        most = TILE * TILES
        parts = [self._predict(x[i : i + most]) for i in range(0, len(x), most)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _predict(self, x: Array) -> Array:
        tiles, (n, inputs) = -(-len(x) // TILE), x.shape
        whole = n // TILE
        into = self._points[:tiles]  # (tiles, inputs, 64)
        into[:whole] = x[: whole * TILE].reshape(whole, TILE, inputs).transpose(0, 2, 1)
        if tiles > whole:
            into[whole, :, : n - whole * TILE] = x[whole * TILE :].T
        self._machine.write(self._plan.points.start, into)
        self._machine.call("predict", 0, tiles)
        answers = self._answers[:tiles]
        self._machine.read(self._plan.answers.start, answers)
        return answers.transpose(0, 2, 1).reshape(tiles * TILE, -1)[:n].copy()

    def _powers_at(self, adam: Adam, steps: int) -> Array:
        """Return both betas to the power of `steps`, one factor after the other.

        So does the module: where a call begins must not show in the last digit.
        """
        done, powers = self._powers
        if steps < done:
            done, powers = 0, np.ones(2)
        while done < steps:
            factors = np.full((min(steps - done, FACTORS) + 1, 2), (adam.beta1, adam.beta2))
            factors[0] = powers
            powers = np.multiply.accumulate(factors)[-1]
            done += len(factors) - 1
        self._powers = (done, powers)
        return powers

    def _places(self, orders: Orders, first: int, count: int) -> Values:
        """Return for each step the numbers of its samples, and that of its row in `scale`."""
        request = self.request
        if orders.ndim != 2 or orders.shape[1] != request.samples:
            raise ValueError(f"orders must have shape (epochs, {request.samples})")
        if len(orders) * request.batches < first + count:
            raise ValueError(f"orders must hold {first + count} mini-batches")
        places = np.empty((len(orders), request.batches, request.columns + 1), np.int32)
        shown = orders if self._slots is None else orders.take(self._slots, axis=1)
        places[:, :, :-1] = shown.reshape(len(orders), request.batches, request.columns)
        places[:, :, -1] = np.arange(request.batches)
        if places.view(np.uint32).max() >= request.samples:  # as which a negative number is large
            raise ValueError(f"orders must hold numbers from 0 to {request.samples - 1}")
        return places.reshape(-1, request.columns + 1)[first : first + count]

    def _slot_positions(self) -> np.ndarray[tuple[int], np.dtype[np.intp]] | None:
        """Return which position of an epoch's order each column of its mini-batches shows.

        Columns too many show the last sample once more; their share in the gradient is 0. None
        says that there are none, and an order is what is shown.
        """
        batch, columns = self.request.batch_size, self.request.columns
        if batch == columns and self.request.samples % batch == 0:
            return None
        starts = np.arange(self.request.batches) * batch
        within = np.minimum(np.arange(columns), batch - 1)
        return np.minimum(starts[:, None] + within, self.request.samples - 1).reshape(-1)
