"""What runs a WebAssembly module: an argument, as the browser always is in `pycore`.

In CPython that is `pycore.compiled.native`, on the page `kit.page.browser`.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

import numpy as np

Values: TypeAlias = np.ndarray[Any, np.dtype[Any]]
"""A contiguous array of any type: its bytes are what is copied."""


class Machine(Protocol):
    """An instance of a module with a memory of its own.

    Python's own memory is not shared with it: whatever a module does, it cannot harm Python.
    """

    def write(self, start: int, values: Values) -> None:
        """Copy an array into the module's memory, from byte `start` on."""

    def read(self, start: int, values: Values) -> None:
        """Fill an array from the module's memory, from byte `start` on."""

    def call(self, name: str, first: int, last: int) -> None:
        """Call an exported function."""


Host = Callable[[bytes, int], Machine]
"""From a module's bytes and the bytes of memory it needs to a machine; a HostError if it cannot."""


class HostError(RuntimeError):
    """A host that cannot run a module; the message says why."""
