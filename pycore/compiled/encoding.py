"""The bytes of a WebAssembly module: its numbers, its lists and its sections.

The binary format is chapter 5 of the WebAssembly Core Specification, version 2.0 (W3C).
"""

from collections.abc import Sequence

I32, V128 = b"\x7f", b"\x7b"
"""The two types of local variables in use: a 32-bit integer, and a 16-byte vector."""

BYTES_PER_PAGE = 65_536
"""Memory comes in pages of this size (section 4.2.8)."""


def number(n: int) -> bytes:
    """Return n as LEB128: seven bits a byte, the lowest first, and a mark on all but the last.

    The highest bit of the last seven tells the sign. Where the format wants a number without
    sign, this form of one that is not negative reads the same.

    >>> number(-1).hex(), number(300).hex()
    ('7f', 'ac02')
    """
    out = b""
    while not -64 <= n < 64:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n & 127])


def listed(items: Sequence[bytes]) -> bytes:
    """Return how many items there are, and then the items."""
    return number(len(items)) + b"".join(items)


def sized(content: bytes) -> bytes:
    """Return how many bytes there are, and then the bytes."""
    return number(len(content)) + content


def module(functions: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return a module that exports functions, given by name and body, and imports its memory.

    Every function takes two integers and returns nothing.

    >>> module([])[:8].hex()
    '0061736d01000000'
    """
    sections = {
        1: [b"\x60" + listed([I32, I32]) + listed([])],  # the one type of function
        2: [sized(b"env") + sized(b"memory") + b"\x02\x00\x01"],  # imported: at least a page
        3: [b"\x00"] * len(functions),  # all functions have that type
        7: [sized(name) + b"\x00" + number(i) for i, (name, _) in enumerate(functions)],
        10: [sized(body) for _, body in functions],
    }
    # First the magic word and the version of the format.
    return b"\0asm\1\0\0\0" + b"".join(
        bytes([key]) + sized(listed(items)) for key, items in sections.items()
    )
