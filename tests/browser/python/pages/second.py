"""What a second Python runs in a test: it keeps count, and does with the engine what it is told."""

from typing import Any

import js
from polyscript import xworker
from pyodide.ffi import to_js

from pycore import Neuron

heard = 0


def hear(event: Any) -> None:
    """Answer what is asked: a number that only this Python knows, or nothing ever again."""
    global heard
    heard += 1
    ask = event.data.to_py()
    if ask["do"] == "hang":
        while True:
            pass
    if ask["do"] == "break the engine":
        setattr(Neuron, "output", lambda self, x: 42.0)  # noqa: B010 - no assignment to a method
    told = {"heard": heard, "output": float(Neuron([1.0], 0.5, "linear").output([2.0]))}
    xworker.postMessage(
        to_js({"type": "told", "turn": ask["turn"], **told}, dict_converter=js.Object.fromEntries)
    )


xworker.onmessage = hear
