"""Places in a module's memory: arrays, and positions in them that may vary at run time."""

from __future__ import annotations

from dataclasses import dataclass

from pycore.compiled.encoding import number

INTEGER, PLUS, TIMES, REMAINDER = b"\x41", b"\x6a", b"\x6c", b"\x6f"
"""Instructions for 32-bit integers: the first puts a constant on the stack."""

FIXED = INTEGER + number(0)
"""The code of an address of which nothing varies."""


@dataclass(frozen=True)
class Index:
    """A whole number known only when the code runs, plus one known now."""

    code: bytes
    plus: int = 0

    def __add__(self, more: int) -> Index:
        return Index(self.code, self.plus + more)

    def __mod__(self, divisor: int) -> Index:
        total = self.code + INTEGER + number(self.plus) + PLUS
        return Index(total + INTEGER + number(divisor) + REMAINDER)


Position = int | Index


@dataclass(frozen=True)
class Field:
    r"""An array in memory: its start, and the bytes from row to row and from column to column.

    With other strides it is another view of the same numbers, as in NumPy. `code` is what the
    start takes on at run time.

    >>> Field(start=64, strides=(32, 8)).address(1, 2)
    (b'A\x00', 112)
    """

    start: int
    strides: tuple[int, int]
    code: bytes = FIXED

    def address(self, row: Position, column: Position) -> tuple[bytes, int]:
        """Return code for the part of an address that varies, and the constant rest."""
        code, constant = self.code, self.start
        for place, stride in zip((row, column), self.strides, strict=True):
            if isinstance(place, Index):
                code += place.code + INTEGER + number(stride) + TIMES + PLUS
                place = place.plus
            constant += place * stride
        return code, constant

    def moved(self, row: Position, column: Position) -> Field:
        """Return the view that begins at this position."""
        code, constant = self.address(row, column)
        return Field(constant, self.strides, code)

    def transposed(self) -> Field:
        """Return the view with rows and columns exchanged."""
        return Field(self.start, self.strides[::-1], self.code)
