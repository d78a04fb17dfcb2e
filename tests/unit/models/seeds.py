"""How many seeds the miniatures are tried with: a few always, all of them on demand."""

import os
import sys

ALL = os.environ.get("GLASSBOX_ALL_SEEDS") == "1"
IN_PYODIDE = sys.platform == "emscripten"


def seeds(few: int, many: int) -> range:
    """The first `few` of `many`; in Pyodide, which only shows that the same comes out, one."""
    return range(many if ALL else 1 if IN_PYODIDE else few)
