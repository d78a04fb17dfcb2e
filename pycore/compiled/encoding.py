"""The bytes of a WebAssembly module: its numbers, its lists and its sections.

The binary format is chapter 5 of the WebAssembly Core Specification, version 2.0 (W3C).
"""

from collections.abc import Sequence

NUMBER, VECTOR = b"\x7f", b"\x7b"
"""The two types of local variables in use: a 32-bit integer, and a 16-byte vector."""

BYTES_PER_PAGE = 65_536
"""Memory comes in pages of this size (section 4.2.8)."""


def unsigned(n: int) -> bytes:
    """Return n as LEB128: seven bits a byte, the lowest first, and a mark on all but the last.

    >>> unsigned(300).hex()
    'ac02'
    """
    out = b""
    while n > 127:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def signed(n: int) -> bytes:
    """Return n as signed LEB128, where the highest bit of the last seven tells the sign.

    >>> signed(-1).hex(), signed(64).hex()
    ('7f', 'c000')
    """
    out = b""
    while not -64 <= n < 64:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n & 127])


def listed(items: Sequence[bytes]) -> bytes:
    """Return how many items there are, and then the items."""
    return unsigned(len(items)) + b"".join(items)


def text(name: str) -> bytes:
    """Return the length of a name, and then its letters."""
    return unsigned(len(name)) + name.encode()


def section(number: int, content: bytes) -> bytes:
    """Return one section of a module: its number, its length and its content."""
    return bytes([number]) + unsigned(len(content)) + content


def module(functions: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a module that exports functions, given by name and body, and imports its memory.

    Every function takes two integers and returns nothing.

    >>> module([])[:8].hex()
    '0061736d01000000'
    """
    sized = [unsigned(len(body)) + body for _, body in functions]
    exports = [text(name) + b"\x00" + unsigned(i) for i, (name, _) in enumerate(functions)]
    return b"".join(
        [
            b"\0asm\1\0\0\0",  # the magic word and the version of the format
            section(1, listed([b"\x60" + listed([NUMBER, NUMBER]) + b"\x00"])),  # the one type
            section(2, listed([text("env") + text("memory") + b"\x02\x00\x01"])),
            section(3, listed([b"\x00"] * len(functions))),  # all functions have that type
            section(7, listed(exports)),
            section(10, listed(sized)),
        ]
    )
