"""How many seeds the miniatures are tried with: a few always, all of them on demand."""

import os
import sys

ALL = os.environ.get("GLASSBOX_ALL_SEEDS") == "1"
ONE = sys.platform == "emscripten" or os.environ.get("GLASSBOX_ONE_SEED") == "1"
"""For Pyodide, which only shows that the same comes out there, and for CPython naming its tests."""


def seeds(few: int, many: int) -> range:
    return range(many if ALL else 1 if ONE else few)
