"""The one module that touches the browser: messages in and out, canvases, pixels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from js import ImageData, Object, OffscreenCanvas
from polyscript import xworker
from pyodide.ffi import to_js

from kit.director import Director
from kit.messages import Message
from kit.pen import Pen
from kit.widget import Widget

__all__ = ["open_stage", "xworker"]


def open_stage(widgets: Mapping[str, type[Widget]]) -> None:
    """Listen to the page from now on."""
    director = Director(widgets, _send, lambda canvas: Pen(canvas, _bitmap))
    xworker.onmessage = lambda event: director.receive(event.data.to_py())


def _send(message: Message) -> None:
    xworker.postMessage(to_js(message, dict_converter=Object.fromEntries))


class _Bitmap:
    """Pixels on an off-screen canvas of their own, ready to be drawn at any size."""

    def __init__(self, width: int, height: int) -> None:
        self.canvas = OffscreenCanvas.new(width, height)
        self._context = self.canvas.getContext("2d")
        self._image = ImageData.new(width, height)

    def put(self, pixels: np.ndarray[Any, np.dtype[np.uint32]]) -> None:
        """Show `pixels` (height, width), each one red + 256 green + 65,536 blue + 2^24 alpha."""
        self._image.data.assign(pixels.view(np.uint8).reshape(-1))
        self._context.putImageData(self._image, 0, 0)


def _bitmap(width: int, height: int) -> _Bitmap:
    return _Bitmap(width, height)
