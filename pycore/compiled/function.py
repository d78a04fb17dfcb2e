"""A WebAssembly function in the writing: variables, memory and loops."""

from collections.abc import Callable

from pycore.compiled.encoding import I32, V128, listed, number
from pycore.compiled.expressions import LANES, WIDTH, Vector, simd
from pycore.compiled.memory import FIXED, INTEGER, PLUS, Field, Index, Position

GET, SET, TEE, LESS = b"\x20", b"\x21", b"\x22", b"\x48"
LOOP, BRANCH_IF, END = b"\x03\x40", b"\x0d\x00", b"\x0b"
LOAD, LOAD_SPLAT, STORE, LOAD_INTEGER = simd(0x00), simd(0x0A), simd(0x0B), b"\x28"

Body = Callable[[Position], object]
"""What writes the code for one place in a loop."""


class Function:
    """An exported function `name(first, last)` that is being written.

    Its methods append code; a `for` in Python writes its body out as often as it runs, while
    `loop` writes a loop that runs in WebAssembly.
    """

    def __init__(self) -> None:
        self._code = bytearray()
        self._kinds: list[bytes] = []
        # What was stored where, while no loop begins or ends: it need not be read again.
        self._known: dict[tuple[bytes, int], Vector] = {}

    @property
    def body(self) -> bytes:
        """The finished body: the local variables, the code, and its end."""
        return listed([b"\x01" + kind for kind in self._kinds]) + bytes(self._code) + END

    def let(self, value: Vector) -> Vector:
        """Compute a value once and keep it in a variable; return the reading of it."""
        variable = self._variable(V128)
        self._code += value.code + SET + variable
        return Vector(GET + variable)

    def change(self, variable: Vector, value: Vector) -> None:
        """Give a variable, made by `let`, another value."""
        self._code += value.code + SET + variable.code[1:]

    def load(self, field: Field, row: Position, column: Position) -> Vector:
        """Return the number at this position, which is even, and the next."""
        address = field.address(row, column)
        return self._known.get(address) or Vector(_access(LOAD, *address))

    def splat(self, field: Field, row: Position, column: Position) -> Vector:
        """Return the one number at this position, in both lanes."""
        code, constant = field.address(row, column)
        lane = constant // WIDTH % LANES
        pair = self._known.get((code, constant - lane * WIDTH))
        return pair.beside(pair, lane) if pair else Vector(_access(LOAD_SPLAT, code, constant))

    def store(self, value: Vector, field: Field, row: Position, column: Position) -> Vector:
        """Write two numbers to this position, which is even, and the next; return a variable."""
        code, constant = field.address(row, column)
        value = self.let(value)
        if code == FIXED:
            self._known[code, constant] = value
        else:  # it may be any place
            self._known.clear()
        self._code += code + _access(STORE, value.code, constant)
        return value

    def fetch(self, field: Field, row: Position, column: Position) -> Index:
        """Read a 32-bit integer and keep it, to be used as an index."""
        variable = self._variable(I32)
        self._code += _access(LOAD_INTEGER, *field.address(row, column)) + SET + variable
        return Index(GET + variable)

    def loop(self, count: int, body: Body, step: int = 1, most: int = 4) -> None:
        """Write body(0), body(step), ... below `count`.

        The body is written out up to `most` times, as often as goes into the number of its runs
        without a rest; if that is not all of them, a loop runs through it.
        """
        runs = -(-count // step)
        times = max((n for n in range(1, most + 1) if runs % n == 0), default=1)

        def bodies(i: Position) -> None:
            for u in range(times):
                body(i + u * step)

        if runs == times:
            bodies(0)
        elif runs:
            self._run(INTEGER + number(0), INTEGER + number(count), bodies, step * times)

    def loop_over_arguments(self, body: Callable[[Index], None], step: int = 1) -> None:
        """Write a loop from the function's first argument up to, and without, its second.

        The body runs at least once: a loop of WebAssembly asks at its end.
        """
        self._run(GET + number(0), GET + number(1), body, step)

    def _run(self, first: bytes, stop: bytes, body: Callable[[Index], None], step: int) -> None:
        variable = self._variable(I32)
        self._known.clear()
        self._code += first + SET + variable + LOOP
        body(Index(GET + variable))
        self._code += GET + variable + INTEGER + number(step) + PLUS + TEE + variable
        self._code += stop + LESS + BRANCH_IF + END
        self._known.clear()

    def _variable(self, kind: bytes) -> bytes:
        self._kinds.append(kind)
        return number(len(self._kinds) + 1)  # 0 and 1 are the arguments


def _access(instruction: bytes, before: bytes, constant: int) -> bytes:
    """Return what comes before an access to memory, and the access itself; aligned to 2^2 bytes."""
    return before + instruction + b"\x02" + number(constant)
