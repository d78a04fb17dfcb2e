"""Expressions that are their own machine code.

WebAssembly is a stack machine: the code of `a + b` is the code of a, which leaves a number on
the stack, then the code of b, then one opcode that replaces both by their sum. So an expression
can simply be its code, and Python's operators join the pieces: no tree, no compiler.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from pycore.compiled.encoding import number

LANES = 2
"""Numbers in a vector: two of 64 bits."""

WIDTH = 8
"""Bytes of a number."""


def simd(opcode: int) -> bytes:
    """Return an instruction for vectors, without its arguments (section 5.4.8)."""
    return b"\xfd" + number(opcode)


def _joining(opcode: int) -> Callable[[Vector, Vector | float], Vector]:
    """Return the method that joins the code of two vectors and one instruction."""
    instruction = simd(opcode)

    def method(one: Vector, other: Vector | float) -> Vector:
        other = other if isinstance(other, Vector) else Vector.of(other)
        return Vector(one.code + other.code + instruction)

    return method


@dataclass(slots=True)
class Vector:
    """Code that leaves two numbers side by side on the stack: the same sum for two neurons.

    >>> (Vector.of(1.0) + 2.0).code == Vector.of(1.0).code + Vector.of(2.0).code + simd(0xF0)
    True
    """

    code: bytes

    @classmethod
    def of(cls, first: float, second: float | None = None) -> Vector:
        """Return two constants, or one in both lanes."""
        return cls(simd(0x0C) + struct.pack("<2d", first, first if second is None else second))

    __add__ = _joining(0xF0)
    __sub__ = _joining(0xF1)
    __mul__ = _joining(0xF2)
    __truediv__ = _joining(0xF3)
    __and__ = _joining(0x4E)  # bit by bit
    is_below = _joining(0x49)  # all bits where it is so, none elsewhere
    is_above = _joining(0x4A)
    at_most = _joining(0xF6)  # the lower of both; NaN stays NaN
    at_least = _joining(0xF7)
    plus_bits = _joining(0xCE)  # both taken for 64-bit integers

    def sqrt(self) -> Vector:
        """Return the square root."""
        return Vector(self.code + simd(0xEF))

    def power_of_two(self) -> Vector:
        """Return 2 to the n, from n + 1.5 * 2^52, a sum whose last bits are n.

        They are pushed up to where a float keeps its exponent; that of 1.0 is added.
        """
        return Vector(self.code + b"\x41" + number(52) + simd(0xCB)).plus_bits(1.0)

    def beside(self, other: Vector, lane: int) -> Vector:
        """Return the first numbers (lane 0) here and there, or the second ones (lane 1)."""
        taken = bytes(WIDTH * n + byte for n in (lane, LANES + lane) for byte in range(WIDTH))
        return Vector(self.code + other.code + simd(0x0D) + taken)
