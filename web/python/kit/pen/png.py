"""Pixels as a picture of their own, which stands in the text of a page."""

from __future__ import annotations

import zlib
from base64 import b64encode
from struct import pack

import numpy as np

from kit.pen.colours import Palette

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def address_of(pixels: Palette) -> str:
    """The address of a PNG that holds these pixels (height, width).

    Source: W3C, "Portable Network Graphics (PNG) Specification", third edition.
    """
    height, width = pixels.shape
    rows = np.ascontiguousarray(pixels).view(np.uint8).reshape(height, 4 * width)
    lines = np.pad(rows, ((0, 0), (1, 0)))  # each begins with the filter it has: none
    parts = (
        (b"IHDR", pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    chunks = [
        pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    ]
    return "data:image/png;base64," + b64encode(SIGNATURE + b"".join(chunks)).decode()
