"""A WebAssembly function in the writing: variables, memory and loops."""

from collections.abc import Callable

from pycore.compiled.encoding import NUMBER, VECTOR, listed, signed, unsigned
from pycore.compiled.expressions import (
    LOAD,
    LOAD_LANE,
    LOAD_SPLAT,
    STORE,
    STORE_LANE,
    Field,
    Index,
    Position,
    Vector,
    simd,
)

GET, SET, TEE, INTEGER = b"\x20", b"\x21", b"\x22", b"\x41"
PLUS, LESS = b"\x6a", b"\x48"  # of 32-bit integers
LOOP, BRANCH_IF, END, NO_RESULT = b"\x03", b"\x0d", b"\x0b", b"\x40"
LOAD_INTEGER, LOAD_NUMBER, STORE_NUMBER = b"\x28", b"\x2b", b"\x39"


class Function:
    """An exported function `name(first, last)` that is being written.

    Its methods append code; a `for` in Python writes its body out as often as it runs, while
    `loop` writes a loop that runs in WebAssembly.

    Attributes:
        name: The name it is exported by.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._code = bytearray()
        self._kinds: list[bytes] = []

    @property
    def body(self) -> bytes:
        """The finished body: the local variables, the code, and its end."""
        return listed([b"\x01" + kind for kind in self._kinds]) + bytes(self._code) + END

    def write(self, *parts: bytes | Vector) -> None:
        """Append code."""
        for part in parts:
            self._code += part.code if isinstance(part, Vector) else part

    def let(self, value: Vector) -> Vector:
        """Compute a value once and keep it in a variable; return the reading of it."""
        name = self._variable(VECTOR)
        self.write(value, SET, name)
        return Vector(GET, name)

    def change(self, variable: Vector, value: Vector) -> None:
        """Give a variable, made by `let`, another value."""
        self.write(value, SET, variable.code[1:])

    def load(self, field: Field, *position: Position) -> Vector:
        """Return the two neighbouring numbers that start at this position."""
        code, rest = field.address(*position)
        return Vector(code, simd(LOAD), rest)

    def splat(self, field: Field, *position: Position) -> Vector:
        """Return the one number at this position, in both lanes."""
        code, rest = field.address(*position)
        return Vector(code, simd(LOAD_SPLAT), rest)

    def column(self, field: Field, row: Position, column: Position) -> Vector:
        """Return the number at this position and the one below it, in the next row."""
        code, rest = field.address(row + 1, column)
        return Vector(code, self.splat(field, row, column), simd(LOAD_LANE), rest, b"\x01")

    def store(self, value: Vector, field: Field, *position: Position) -> None:
        """Write two numbers to this position and the next."""
        code, rest = field.address(*position)
        self.write(code, value, simd(STORE), rest)

    def store_first(self, value: Vector, field: Field, *position: Position) -> None:
        """Write the first of two numbers."""
        code, rest = field.address(*position)
        self.write(code, value, simd(STORE_LANE), rest, b"\x00")

    def copy(
        self, field: Field, position: tuple[Position, ...], to: Field, at: tuple[Position, ...]
    ) -> None:
        """Copy one number."""
        code, rest = field.address(*position)
        target, target_rest = to.address(*at)
        self.write(target, code, LOAD_NUMBER, rest, STORE_NUMBER, target_rest)

    def fetch(self, field: Field, *position: Position) -> Index:
        """Read a 32-bit integer and keep it, to be used as an index."""
        code, rest = field.address(*position)
        name = self._variable(NUMBER)
        self.write(code, LOAD_INTEGER, rest, SET, name)
        return Index(GET + name)

    def loop(
        self, count: int, body: Callable[[Position], None], step: int = 1, unroll: int = 8
    ) -> None:
        """Write body(0), body(step), ... below `count`.

        Up to `unroll` times the body is written out; more often, a loop runs through it.
        """
        if count <= unroll * step:
            for i in range(0, count, step):
                body(i)
        else:
            self._run(self._variable(NUMBER), INTEGER + signed(count), body, step, zero=True)

    def loop_over_arguments(self, body: Callable[[Index], None]) -> None:
        """Write a loop from the function's first argument up to, and without, its second.

        The body runs at least once: a loop of WebAssembly asks at its end.
        """
        self._run(unsigned(0), GET + unsigned(1), body, step=1, zero=False)

    def _run(
        self, name: bytes, stop: bytes, body: Callable[[Index], None], step: int, zero: bool
    ) -> None:
        if zero:
            self.write(INTEGER, signed(0), SET, name)
        self.write(LOOP, NO_RESULT)
        body(Index(GET + name))
        self.write(GET, name, INTEGER, signed(step), PLUS, TEE, name)
        self.write(stop, LESS, BRANCH_IF, unsigned(0), END)

    def _variable(self, kind: bytes) -> bytes:
        self._kinds.append(kind)
        return unsigned(len(self._kinds) + 1)  # 0 and 1 are the arguments
