"""Follows the course's main.py in a test: what the fast boot must not have changed."""

import inspect
import json
import sys
import traceback
from pathlib import Path

import js

import pycore
from pycore import Neuron


def sources_at_start() -> list[str]:
    """Modules that were compiled here, in the browser, from files of the runtime."""
    found = []
    for name, module in list(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        origin = getattr(spec, "origin", None) or ""
        runtime = origin.startswith(("/lib/python314.zip", "/lib/python3.14/site-packages/numpy"))
        if runtime and origin.endswith(".py"):
            found.append(name)
    return found


def own_without_bytecode() -> list[str]:
    """Our own modules that came without bytecode; a snapshot's have files of source alone."""
    if "snapshot_memory" in sys.modules:
        return []
    return [
        name
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in {"pycore", "kit", "widgets"}
        and module.__file__  # a folder without `__init__` has no code of its own
        and not Path(module.__cached__).exists()
    ]


def broken() -> str:
    """A traceback through the engine."""
    try:
        Neuron(weights=[1, 1], bias=0).output([[1, 2, 3]])
    except ValueError:
        return traceback.format_exc()
    return ""


js.console.info(
    "probe "
    + json.dumps(
        {
            "sources": sources_at_start(),
            "without bytecode": own_without_bytecode(),
            "shown": inspect.getsource(Neuron),
            "package": inspect.getsource(pycore),
            "traceback": broken(),
        }
    )
)
