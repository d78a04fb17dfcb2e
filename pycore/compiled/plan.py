"""Where everything lies in the memory of a compiled network."""

from itertools import accumulate, pairwise

from pycore import checks
from pycore.compiled.encoding import BYTES_PER_PAGE
from pycore.compiled.expressions import WIDTH, Field, rows
from pycore.compiled.request import Request
from pycore.descent import Adam, Momentum

TILE = 64
"""Points of a map evaluated together: enough to keep the loop busy, few enough for the cache."""

TILES = 160
"""Tiles in one call: more than the 10,000 points of a map of 100 by 100."""

MOST_BYTES = 2**29
"""Half a gigabyte: more than browsers on telephones give."""


def even(n: int) -> int:
    """Return n, or the number after it if that is even: vectors hold two."""
    return n + n % 2


class Plan:
    """The places of all arrays, one after the other.

    A layer's activations have one row per neuron and one column per sample, then a row of ones
    that gives biases their gradient, then a row of zeros if that makes the number of rows even. The
    parameters lie as in `pycore.layout`, and so do their gradient and the optimiser's memory.

    Attributes:
        bytes: How much memory that takes, in whole pages.

    Raises:
        ValueError: it is too much.
    """

    def __init__(self, request: Request) -> None:
        """Give every array its place."""
        sizes, columns = request.sizes, request.columns
        self._end = 0
        # One number more in each row: the last pair of an odd number writes beside it.
        self.memory_rows = {Momentum: 1, Adam: 2}.get(type(request.optimiser), 0)
        starts = [0, *accumulate(n * (m + 1) for m, n in pairwise(sizes))]
        self.padded = even(starts[-1] + 1)
        self.state = self._take(1 + self.memory_rows, self.padded)
        self.gradient = self._take(1, self.padded)
        self.mask = self._take(1, self.padded)
        self.rate = self._take(2)
        self.powers = self._take(2)  # Adam's beta1 and beta2 to the number of steps
        self.unlag = self._take(2)
        self.scale = self._take(request.batches, columns)
        self.samples = self._take(request.samples, sizes[0] + sizes[-1])  # inputs, then targets
        # The samples of each step, and then which row of `scale` is its own.
        self.orders = self._take(request.most_steps, columns + 1, width=4)
        self.w = self._blocks(self.state, starts, sizes)
        self.g = self._blocks(self.gradient, starts, sizes)
        self.a = [self._take(even(n + 1), columns) for n in sizes]
        self.delta = [self._take(even(n), columns) for n in sizes]
        self.target = self._take(even(sizes[-1]), columns)
        self.points = self._take(TILES, sizes[0], TILE)
        self.inner = [self._take(1, n, TILE) for n in sizes[1:-1]]
        self.answers = self._take(TILES, sizes[-1], TILE)
        self.bytes = -(-self._end // BYTES_PER_PAGE) * BYTES_PER_PAGE
        checks.integer("bytes of memory that this takes", self.bytes, at_most=MOST_BYTES)

    def _take(self, *shape: int, width: int = WIDTH) -> Field:
        """Reserve an array; 16 bytes after each keep the next on a vector's boundary."""
        field = rows(self._end, *shape, width=width)
        size = shape[0] * field.strides[0]
        self._end += -(-size // 16) * 16
        return field

    @staticmethod
    def _blocks(vector: Field, starts: list[int], sizes: tuple[int, ...]) -> list[Field]:
        """Cut a vector of parameters into layers: (neurons, inputs + 1), biases last."""
        return [
            rows(vector.start + WIDTH * start, above, below + 1)
            for start, (below, above) in zip(starts, pairwise(sizes), strict=False)
        ]
