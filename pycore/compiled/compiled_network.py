"""A compiled network: NumPy arrays in, many training steps or a map of answers out.

Longer than other files: what goes in, what comes out and the checks of both are one class.
"""

from typing import TypeAlias

import numpy as np

from pycore import checks
from pycore.compiled.expressions import LANES, WIDTH
from pycore.compiled.host import Host, Machine, Values
from pycore.compiled.network import emit
from pycore.compiled.plan import POINTS, TILE, MemoryPlan, even
from pycore.compiled.request import Request
from pycore.nn.layout import Layout
from pycore.numerics import Array
from pycore.optimisers import Adam, Memory

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
        ValueError: a request or a host of another kind, or a network that takes too much memory.
    """

    def __init__(self, request: Request, host: Host) -> None:
        """Compile, and fill what never changes: the ones below each layer, and the mask."""
        checks.instance("request", request, Request, "a Request")
        checks.function("host", host)
        self.request = request
        self._plan = plan = MemoryPlan(request)
        self._machine = _checked_machine(host(emit(request), plan.bytes))
        self._layout = Layout(request.sizes)
        self._places = self._parameter_places()
        # Apart from what comes back: what stands between parameters stays so, whatever happened.
        self._before = np.zeros((1 + plan.memory_rows, plan.padded))
        if request.softmax and request.sizes[-1] % LANES:
            self._before[0, plan.w[-1].start // WIDTH + request.sizes[-1]] = -np.inf
        self._after = np.empty_like(self._before)
        self._answers = np.empty((POINTS, even(request.sizes[-1])))
        mask = np.zeros(plan.padded, np.int64)
        weights = np.ones(self._layout.size)
        for block in self._layout.blocks(weights):
            block[:, -1] = 0.0
        mask[self._places] = -weights  # -1 has all bits
        self._machine.write(plan.mask.start, mask)
        for a in plan.a:  # the ones before the activations
            ones = np.zeros((max(request.batch_size, TILE), a.strides[0] // WIDTH))
            ones[:, LANES - 1] = 1.0
            self._machine.write(a.start, ones)
        self._powers = (0, np.ones(2))  # steps, and Adam's betas to the power of that

    def load(self, x: Array, t: Array) -> None:
        """Take the training samples x (samples, inputs) and their targets t (samples, outputs).

        Raises:
            ValueError: other shapes, or numbers that are not finite.
        """
        x, t, request = checks.array("x", x), checks.array("t", t), self.request
        wanted = (request.samples, request.sizes[0]), (request.samples, request.sizes[-1])
        if (x.shape, t.shape) != wanted:
            raise ValueError(f"x and t must have shapes {wanted}, not {(x.shape, t.shape)}")
        plan, targets = self._plan, LANES + even(request.sizes[0])
        records = np.zeros((request.samples, plan.record))
        records[:, LANES - 1] = 1.0
        # The partner of a last output without one is always right: what it answers to a z of 0.
        records[:, -1] = 0.5 if request.activations[-1] == "sigmoid" else 0.0
        records[:, LANES : LANES + request.sizes[0]] = x
        records[:, targets : targets + request.sizes[-1]] = t
        self._machine.write(plan.samples.start, records)

    def set_rate(self, rate: float) -> None:
        """Train with this learning rate from now on.

        Raises:
            ValueError: the rate is not above 0.
        """
        request, plan = self.request, self._plan
        rate = checks.number("rate", rate, above=0)
        self._machine.write(plan.rate.start, np.array([rate]))
        scale = 2.0 if request.loss == "mse" else 1.0
        outputs = 1 if request.softmax else request.sizes[-1]  # over which the loss is a mean
        scale *= (-rate if request.fused else 1.0) / outputs
        sizes = np.full(request.batches, request.batch_size)
        sizes[-1] = request.samples - (request.batches - 1) * request.batch_size
        real = np.arange(request.batch_size) < sizes[:, None]  # (batches, batch_size)
        self._machine.write(plan.scale.start, real * scale / sizes[:, None])

    def train(
        self, parameters: Array, memory: Memory, orders: Orders, first: int, count: int
    ) -> None:
        """Make `count` steps, at most `request.most_steps`; change parameters and memory in place.

        `orders` (epochs, samples) holds the order of the samples in each epoch; the first step
        is on mini-batch number `first` of the first of them. Numbers that overflow become inf
        or NaN.

        Raises:
            ValueError: something of another kind or shape.
        """
        first = checks.integer("first", first, at_least=0, at_most=self.request.batches - 1)
        count = checks.integer("count", count, at_least=1, at_most=self.request.most_steps)
        checks.vector("parameters", parameters, self._layout.size)
        if not parameters.flags.writeable:
            raise ValueError("parameters must be an array that can be changed")
        checks.instance("memory", memory, Memory, "what start of the optimiser returned")
        if memory.rows.shape != (self._plan.memory_rows, self._layout.size):
            raise ValueError(f"memory must come from start({self._layout.size}) of the optimiser")
        self._machine.write(self._plan.orders.start, self._shown(orders, first + count))
        before, after, places = self._before, self._after, self._places
        before[0, places], before[1:, places] = parameters, memory.rows
        self._machine.write(self._plan.state.start, before)
        if isinstance(adam := self.request.optimiser, Adam):
            self._machine.write(self._plan.powers.start, self._powers_at(adam, memory.steps))
        self._machine.call("train", first, first + count)
        self._machine.read(self._plan.state.start, after)
        parameters[:], memory.rows[:] = after[0, places], after[1:, places]
        memory.steps += count

    def predict(self, parameters: Array, points: Array) -> Array:
        """Return the outputs (n, outputs) of the network with these parameters at points.

        Raises:
            ValueError: the points do not have shape (n, inputs), or are not finite; or parameters
                of another shape.
        """
        checks.vector("parameters", parameters, self._layout.size)
        x = checks.samples("points", points, width=self.request.sizes[0])
        self._before[0, self._places] = parameters
        self._machine.write(self._plan.state.start, self._before[0])
        parts = [self._predict(x[i : i + POINTS]) for i in range(0, len(x), POINTS)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _predict(self, x: Array) -> Array:
        self._machine.write(self._plan.points.start, np.ascontiguousarray(x))
        self._machine.call("predict", 0, len(x))
        answers = self._answers[: len(x)]
        self._machine.read(self._plan.answers.start, answers)
        return answers[:, : self.request.sizes[-1]].copy()

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

    def _shown(self, orders: Orders, steps: int) -> Values:
        """Return the numbers of the samples of each step, from the first of the first epoch on.

        Where the last mini-batch of an epoch is short, it shows the last sample again and again;
        the share of those in the gradient is 0.
        """
        request = self.request
        if type(orders) is not np.ndarray or orders.dtype.kind not in "iu":
            raise ValueError(f"orders must hold whole numbers, not {checks.shown(orders)}")
        if orders.ndim != 2 or orders.shape[1] != request.samples:
            raise ValueError(f"orders must have shape (epochs, {request.samples})")
        if len(orders) * request.batches < steps:
            raise ValueError(f"orders must hold {steps} mini-batches")
        shown = orders[: -(-steps // request.batches)]
        slots = request.batches * request.batch_size
        if slots > request.samples:
            shown = shown.take(np.arange(slots), axis=1, mode="clip")
        shown = np.ascontiguousarray(shown.reshape(-1, request.batch_size)[:steps], np.int32)
        if shown.view(np.uint32).max() >= request.samples:  # as which a negative number is large
            raise ValueError(f"orders must hold numbers from 0 to {request.samples - 1}")
        return shown

    def _parameter_places(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Return where in the module's state each parameter stands."""
        places = np.empty(self._layout.size)
        for w, block in zip(self._plan.w, self._layout.blocks(places), strict=True):
            neurons, columns = block.shape
            rows = np.append(np.arange(1, columns), 0)  # the bias comes first
            block[:] = w.start // WIDTH + rows * even(neurons) + np.arange(neurons)[:, None]
        return places.astype(np.intp)


def _checked_machine(machine: Machine) -> Machine:
    """Refuse what cannot run anything."""
    if not all(callable(getattr(machine, name, None)) for name in ("write", "read", "call")):
        raise ValueError(f"host must return a machine, not {checks.shown(machine)}")
    return machine
