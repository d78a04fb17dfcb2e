"""Where everything lies in the memory of a compiled network."""

from itertools import pairwise

from pycore import checks
from pycore.compiled.encoding import BYTES_PER_PAGE
from pycore.compiled.expressions import LANES, WIDTH
from pycore.compiled.memory import Field
from pycore.compiled.request import Request

TILE = 20
"""Points of a map evaluated together: enough to keep the loop busy, few enough for the cache."""

POINTS = 512 * TILE
"""Points in one call: more than the 10,000 of a map of 100 by 100."""

MOST_BYTES = 2**29
"""Half a gigabyte: more than browsers on telephones give."""


def even(n: int) -> int:
    """Return n, or the number after it if that is even: vectors hold two."""
    return n + n % LANES


class MemoryPlan:
    """The places of all arrays, one after the other.

    Activations and deltas have one row per sample and one column per neuron. A layer's weights
    have a row of biases, then one row per input, and one column per neuron. Rows and columns that
    make the number of neurons even hold zeros, and stay so. Before inputs and activations stand a
    number without meaning and a one, whose weight is the bias. In an odd layer of softmax the bias
    beside the last is -inf, so that its neuron has no share in the probabilities.

    Attributes:
        request: What is compiled.
        padded: The number of parameters with those zeros.
        bytes: How much memory everything takes, in whole pages.

    Raises:
        ValueError: it is too much.
    """

    def __init__(self, request: Request) -> None:
        """Give every array its place."""
        self.request = request
        self._end = 0
        sizes, batch = request.sizes, request.batch_size
        shapes = [(1 + even(below), even(above)) for below, above in pairwise(sizes)]
        self.w = [self._take(*shape) for shape in shapes]
        self.padded = self._end // WIDTH
        self.state = Field(0, (self._end, WIDTH))  # all weights, then the optimiser's memory
        self.memory_rows = len(request.optimiser.start(size=1).rows)
        self._take(self.memory_rows, self.padded)
        # Where the gradient goes: plain descent adds it to the weights at once.
        self.g = self.w if request.fused else [self._take(*shape) for shape in shapes]
        self.zeros = Field(self._take(1, even(max(sizes))).start, (0, WIDTH))
        self.mask = self._take(1, self.padded)
        self.rate = self._take(1, 1)
        self.powers = self._take(1, 2)  # Adam's beta1 and beta2 to the number of steps
        self.scale = self._take(request.batches, batch)
        # The inputs of a sample, with what stands before them; behind them its targets.
        self.record = LANES + even(sizes[0]) + even(sizes[-1])
        self.samples = self._take(request.samples, self.record)
        self.orders = self._take(request.most_steps + request.batches, batch, width=4)
        self.batch = self._take(batch, self.record)
        # What softmax makes probabilities of, or 0 by 0 numbers.
        self.scores = self._take(max(batch, TILE) * request.softmax, even(sizes[-1]))
        self.a = [self._take(max(batch, TILE), LANES + even(n)) for n in sizes[1:-1]]
        self.delta = [self._take(batch, even(n)) for n in sizes[1:]]
        self.points = self._take(POINTS, sizes[0])
        self.answers = self._take(POINTS, even(sizes[-1]))
        self.bytes = -(-self._end // BYTES_PER_PAGE) * BYTES_PER_PAGE
        checks.integer("bytes of memory that request takes", self.bytes, at_most=MOST_BYTES)

    def _take(self, rows: int, columns: int, width: int = WIDTH) -> Field:
        """Reserve an array; the next begins at a vector's boundary."""
        field = Field(self._end, (columns * width, width))
        self._end += -(-rows * columns * width // 16) * 16
        return field
