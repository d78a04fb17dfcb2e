"""Expressions that are their own machine code, and the places in memory they read.

WebAssembly is a stack machine: the code of `a + b` is the code of a, which leaves a number on
the stack, then the code of b, then one opcode that replaces both by their sum. So an expression
can simply be its code, and Python's operators join the pieces: no tree, no compiler.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from pycore.compiled.encoding import signed, unsigned

LANES = 2
"""Numbers in a vector: two of 64 bits."""

WIDTH = 8
"""Bytes of a number."""

# Opcodes of the vector instructions (section 5.4.8 of the specification); f64x2 where not named.
LOAD, LOAD_SPLAT, STORE, CONSTANT, SHUFFLE = 0x00, 0x0A, 0x0B, 0x0C, 0x0D
LOAD_LANE, STORE_LANE = 0x57, 0x5B
LESS, GREATER, AND, SHIFT_LEFT, ADD_BITS = 0x49, 0x4A, 0x4E, 0xCB, 0xCE  # two by i64x2
SQRT, ADD, SUBTRACT, MULTIPLY, DIVIDE, LOWER, HIGHER = 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF6, 0xF7

EVENS = bytes([*range(0, 8), *range(16, 24)])
ODDS = bytes([*range(8, 16), *range(24, 32)])
"""Which bytes of two vectors a shuffle takes: the first numbers of both, or the second."""


def simd(opcode: int) -> bytes:
    """Return a vector instruction without its arguments."""
    return b"\xfd" + unsigned(opcode)


class Vector:
    """Code that leaves two numbers side by side on the stack: the same sum for two samples.

    >>> (Vector.of(1.0) + 2.0).code == Vector.of(1.0).code + Vector.of(2.0).code + simd(ADD)
    True
    """

    def __init__(self, *parts: "bytes | Vector") -> None:
        """Join pieces of code."""
        self.code: bytes = b"".join(
            part.code if isinstance(part, Vector) else part for part in parts
        )

    @classmethod
    def of(cls, first: float, second: float | None = None) -> "Vector":
        """Return two constants, or one in both lanes."""
        return cls(simd(CONSTANT), struct.pack("<2d", first, first if second is None else second))

    def op(self, other: "Vector | float", opcode: int) -> "Vector":
        """Return the code of this, of the other, and then one instruction."""
        other = other if isinstance(other, Vector) else Vector.of(other)
        return Vector(self, other, simd(opcode))

    def __add__(self, other: "Vector | float") -> "Vector":
        return self.op(other, ADD)

    def __sub__(self, other: "Vector | float") -> "Vector":
        return self.op(other, SUBTRACT)

    def __rsub__(self, other: float) -> "Vector":
        return Vector.of(other) - self

    def __mul__(self, other: "Vector | float") -> "Vector":
        return self.op(other, MULTIPLY)

    def __truediv__(self, other: "Vector | float") -> "Vector":
        return self.op(other, DIVIDE)

    def at_most(self, other: "Vector | float") -> "Vector":
        """Return the lower of both; a NaN here stays one."""
        return self.op(other, LOWER)

    def at_least(self, other: "Vector | float") -> "Vector":
        """Return the higher of both; a NaN here stays one."""
        return self.op(other, HIGHER)

    def one_if(self, comparison: int, other: float = 0.0) -> "Vector":
        """Return 1 where the comparison holds and 0 elsewhere: all bits, or none, of a 1."""
        return self.op(other, comparison).op(1.0, AND)

    def sqrt(self) -> "Vector":
        """Return the square root."""
        return Vector(self, simd(SQRT))

    def power_of_two(self) -> "Vector":
        """Return 2 to the n, from n + 1.5 * 2^52, a sum whose last bits are n.

        They are pushed up to where a float keeps its exponent; that of 1.0 is added.
        """
        shifted = Vector(self, b"\x41", signed(52), simd(SHIFT_LEFT))
        return shifted.op(1.0, ADD_BITS)

    def lane_sums(self, other: "Vector") -> "Vector":
        """Return the sum of the two numbers here, and the sum of the two there."""
        first = Vector(self, other, simd(SHUFFLE), EVENS)
        return first + Vector(self, other, simd(SHUFFLE), ODDS)


@dataclass(frozen=True)
class Index:
    """A whole number known only when the code runs, plus one known now."""

    code: bytes
    plus: int = 0

    def __add__(self, more: int) -> "Index":
        return Index(self.code, self.plus + more)


Position = int | Index


@dataclass(frozen=True)
class Field:
    r"""An array in the module's memory: where it starts, and the bytes from row to row.

    >>> Field(start=64, strides=(32, 8)).address(1, 2)  # nothing to add at run time
    (b'A\x00', b'\x02p')
    """

    start: int
    strides: tuple[int, ...]

    def address(self, *position: Position) -> tuple[bytes, bytes]:
        """Return code for the part of the address that varies, and the constant rest.

        The rest goes into the instruction itself, behind its alignment (2 to the 2: always so).
        """
        constant, code = self.start, b""
        for place, stride in zip(position, self.strides, strict=True):
            if isinstance(place, Index):
                scaled = place.code + b"\x41" + signed(stride) + b"\x6c"
                code += scaled + (b"\x6a" if code else b"")
                place = place.plus
            constant += place * stride
        return code or b"\x41\x00", b"\x02" + unsigned(constant)


def rows(start: int, *shape: int, width: int = WIDTH) -> Field:
    """Return the field of an array of this shape, without gaps.

    >>> rows(0, 5, 3)
    Field(start=0, strides=(24, 8))
    """
    return Field(start, _strides(shape, width))


def _strides(shape: Sequence[int], width: int) -> tuple[int, ...]:
    return () if not shape else (*(s * shape[-1] for s in _strides(shape[:-1], width)), width)
