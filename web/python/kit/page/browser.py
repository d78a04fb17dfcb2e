"""The one module that touches the browser: messages in and out, canvases, pixels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from js import ImageData, Object, OffscreenCanvas, Uint8Array, WebAssembly
from polyscript import xworker
from pyodide.ffi import JsException, JsProxy, to_js

from kit.messages import Message
from kit.page.dispatcher import Dispatcher
from kit.page.widget import Widget
from kit.pen.pen import Pen
from pycore.compiled.encoding import BYTES_PER_PAGE
from pycore.compiled.host import HostError, Machine, Values

__all__ = ["Bitmap", "browser_host", "listen", "xworker"]

VIEWS = 16
"""Views of a module's memory that are kept; making one takes longer than copying through it."""


def listen(widgets: Mapping[str, type[Widget]]) -> None:
    """Listen to the page from now on."""
    dispatcher = Dispatcher(widgets, _send, lambda canvas: Pen(canvas, _bitmap), browser_host)
    xworker.onmessage = lambda event: dispatcher.receive(event.data.to_py())


def _send(message: Message) -> None:
    xworker.postMessage(to_js(message, dict_converter=Object.fromEntries))


class Bitmap:
    """Pixels on an off-screen canvas of their own, ready to be drawn at any size."""

    def __init__(self, width: int, height: int) -> None:
        self.canvas = OffscreenCanvas.new(width, height)
        self._context = self.canvas.getContext("2d")
        self._image = ImageData.new(width, height)

    def put(self, pixels: np.ndarray[Any, np.dtype[np.uint32]]) -> None:
        """Show `pixels` (height, width), each one red + 256 green + 65,536 blue + 2^24 alpha."""
        self._image.data.assign(pixels.view(np.uint8).reshape(-1))
        self._context.putImageData(self._image, 0, 0)


def _bitmap(width: int, height: int) -> Bitmap:
    return Bitmap(width, height)


def browser_host(binary: bytes, size: int) -> Machine:
    """Run a WebAssembly module with `size` bytes of memory of its own; see `pycore.compiled`.

    Raises:
        HostError: the browser refuses the module, as old ones without SIMD do.
    """
    try:
        memory = WebAssembly.Memory.new(_object(initial=-(-size // BYTES_PER_PAGE)))
        module = WebAssembly.Module.new(to_js(binary))
        instance = WebAssembly.Instance.new(module, _object(env=_object(memory=memory)))
    except JsException as error:
        raise HostError(f"the browser refused the module: {error}") from error
    return _Instance(memory.buffer, instance.exports)


class _Instance:
    """A module at work. Its memory is not Python's, so what passes between them is copied."""

    def __init__(self, buffer: JsProxy, exports: JsProxy) -> None:
        self._buffer, self._exports = buffer, exports
        self._views: dict[tuple[int, int], JsProxy] = {}
        self._functions: dict[str, JsProxy] = {}

    def write(self, start: int, values: Values) -> None:
        """Copy an array into the module's memory."""
        self._view(start, values.nbytes).assign(values.reshape(-1).view(np.uint8))

    def read(self, start: int, values: Values) -> None:
        """Fill an array from the module's memory."""
        self._view(start, values.nbytes).assign_to(values.reshape(-1).view(np.uint8))

    def call(self, name: str, first: int, last: int) -> None:
        """Call an exported function."""
        if name not in self._functions:
            self._functions[name] = getattr(self._exports, name)
        self._functions[name](first, last)

    def _view(self, start: int, length: int) -> JsProxy:
        """A view of these bytes; the few that are asked for again and again are kept."""
        if (start, length) not in self._views:
            if len(self._views) >= VIEWS:
                self._views.clear()
            self._views[start, length] = Uint8Array.new(self._buffer, start, length)
        return self._views[start, length]


def _object(**entries: object) -> JsProxy:
    return to_js(entries, dict_converter=Object.fromEntries)
