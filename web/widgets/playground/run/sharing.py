"""The state of a run as a text for the address: every bit of it, and nothing else.

A header, the state of the random generator, the parameters and the optimiser's memory as 64-bit
floats, compressed, in the 64 characters that an address may hold unescaped.
"""

from __future__ import annotations

import base64
import binascii
import struct
import zlib

import numpy as np

from pycore.numerics import Array
from pycore.optimisers import Memory
from pycore.training.history import Checkpoint

VERSION = 1
HEADER = struct.Struct("<BIIBI16s16sBI")
LONGEST = 16_000
"""Characters. Browsers take more, but what carries addresses to others often does not."""

MOST_EPOCHS = 1_000_000
"""The form's slider goes no further."""

LARGEST = 1e9
"""Training cannot go on with a weight beyond it, whose sums overflow."""

BROKEN = "the state of the network in the link is damaged"


def to_text(state: Checkpoint, longest: int = LONGEST) -> str:
    """The state as a text; "" where it would be longer, or where `from_text` would refuse it."""
    if not is_sound(state.parameters):
        return ""
    generator, memory = state.random_state, state.memory
    numbers = np.concatenate([state.parameters, memory.rows.reshape(-1)])
    head = HEADER.pack(
        VERSION,
        state.epoch,
        memory.steps,
        len(memory.rows),
        len(state.parameters),
        generator["state"]["state"].to_bytes(16, "little"),
        generator["state"]["inc"].to_bytes(16, "little"),
        generator["has_uint32"],
        generator["uinteger"],
    )
    # Like bytes of all numbers side by side: signs and exponents repeat, and that compresses.
    columns = numbers.astype("<f8").view(np.uint8).reshape(-1, 8).T
    packed = zlib.compress(head + columns.tobytes(), 6)
    text = base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")
    return text if len(text) <= longest else ""


def is_sound(parameters: Array) -> bool:
    """Whether what a network computes with these parameters stays within the finite numbers."""
    return bool((np.abs(parameters) <= LARGEST).all())


def from_text(text: str, like: Checkpoint) -> Checkpoint:
    """The state that `to_text` wrote, for a run whose states are `like` this one.

    Raises:
        ValueError: it is damaged, or of a network of another shape.
    """
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, 16 * LONGEST)
        head, body = data[: HEADER.size], data[HEADER.size :]
        version, epoch, steps, rows, size, state, inc, has_uint32, uinteger = HEADER.unpack(head)
        columns = np.frombuffer(body, np.uint8).reshape(8, -1)
        numbers = np.ascontiguousarray(columns.T).view("<f8").reshape(-1).astype(np.float64)
    except (ValueError, struct.error, zlib.error, binascii.Error) as error:
        raise ValueError(BROKEN) from error
    if version != VERSION or not unpacker.eof or len(numbers) != size * (1 + rows):
        raise ValueError(BROKEN)
    if (size, rows) != (len(like.parameters), len(like.memory.rows)):
        raise ValueError("the state in the link belongs to a network of another shape")
    if not np.isfinite(numbers).all() or has_uint32 > 1 or epoch > MOST_EPOCHS:
        raise ValueError(BROKEN)
    if not is_sound(numbers[:size]):
        raise ValueError("the network in the link has weights too large to be computed with")
    counters = {"state": int.from_bytes(state, "little"), "inc": int.from_bytes(inc, "little")}
    generator = {
        "bit_generator": "PCG64",
        "state": counters,
        "has_uint32": has_uint32,
        "uinteger": uinteger,
    }
    memory = Memory(numbers[size:].reshape(rows, size).copy(), steps)
    return Checkpoint(epoch, numbers[:size].copy(), memory, generator)
