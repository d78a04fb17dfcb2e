"""Compiled networks in CPython, by the `wasmtime` package: install wasmtime.

This is the one file of `pycore` that imports more than NumPy, and only when it is asked to: a host
is an argument, so no other module of the engine uses it, and it loads without wasmtime.
"""

from typing import TYPE_CHECKING

import numpy as np

from pycore import checks
from pycore.compiled.encoding import BYTES_PER_PAGE
from pycore.compiled.host import HostError, Machine, Values
from pycore.compiled.plan import MOST_BYTES

if TYPE_CHECKING:
    from wasmtime import Func, Memory, Store


def native_host(binary: bytes, size: int) -> Machine:
    """Return a machine that runs a module with `size` bytes of memory, translated by wasmtime.

    It is the `host` that a `Trainer` in CPython takes; pages have their browser's.

    Raises:
        HostError: wasmtime is not installed, or refuses the module.
        ValueError: no bytes, or a size below 0 or above half a gigabyte.
    """
    checks.instance("binary", binary, bytes, "the bytes of a module")
    size = checks.integer("size", size, at_least=0, at_most=MOST_BYTES)
    try:
        import wasmtime
    except ImportError as error:
        raise HostError("wasmtime is not installed: pip install wasmtime") from error
    try:
        store = wasmtime.Store()
        pages = wasmtime.Limits(-(-size // BYTES_PER_PAGE), None)
        memory = wasmtime.Memory(store, wasmtime.MemoryType(pages))
        instance = wasmtime.Instance(store, wasmtime.Module(store.engine, binary), [memory])
    except wasmtime.WasmtimeError as error:
        raise HostError(f"wasmtime refused the module: {error}") from error
    exports = instance.exports(store).items()
    functions = {name: item for name, item in exports if isinstance(item, wasmtime.Func)}
    return _Native(store, memory, functions)


class _Native:
    """An instance in wasmtime, its memory seen as an array of bytes."""

    def __init__(self, store: "Store", memory: "Memory", functions: "dict[str, Func]") -> None:
        self._store, self._functions = store, functions
        self._bytes = np.frombuffer(memoryview(memory.get_buffer_ptr(store)), np.uint8)

    def write(self, start: int, values: Values) -> None:
        """Copy an array into the module's memory."""
        self._bytes[start : start + values.nbytes] = values.reshape(-1).view(np.uint8)

    def read(self, start: int, values: Values) -> None:
        """Fill an array from the module's memory."""
        values.reshape(-1).view(np.uint8)[:] = self._bytes[start : start + values.nbytes]

    def call(self, name: str, first: int, last: int) -> None:
        """Call an exported function."""
        self._functions[name](self._store, first, last)
