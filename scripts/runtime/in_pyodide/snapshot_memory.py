"""What a snapshot of Python's memory needs in Python: before it is taken, and when it wakes up.

This runs inside Pyodide and stays in the snapshot's memory; there is no file of it on the page.
"""

from __future__ import annotations

import gc
import importlib
import json
import linecache
import os
import random
import re
import sys
import zipimport
from collections.abc import Callable, Sequence
from functools import partial
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

# Sentences about NumPy's compiled functions, which only `help` would show: half a megabyte.
WITHOUT = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")


class LateFinder:
    """Finds modules that are not in the snapshot: lets their archives be fetched, once.

    Attributes:
        group: The name of the archives, for who fetches them.
        names: The modules that the archives hold.
        fetch: Puts the files of the archives where Python imports from, or raises an error.
    """

    def __init__(self, group: str, names: frozenset[str]) -> None:
        self.group = group
        self.names = names
        self.fetch: Callable[[], object] | None = None

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Look once more, after the archives have come.

        Raises:
            ImportError: They could not be fetched; the next import tries again.
        """
        if name not in self.names or self.fetch is None:
            return None
        fetch, self.fetch = self.fetch, None
        try:
            fetch()
        except Exception as error:
            self.fetch = fetch
            raise ImportError(f"{name} is not here, and could not be fetched", name=name) from error
        forget_places()
        return PathFinder.find_spec(name, path, target)


def forget_places() -> None:
    """Forget what lies in which folder and archive."""
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()


def prepare(plan_path: str) -> list[str]:
    """Import everything, leave nothing lying about, and list the files that must stay.

    Args:
        plan_path: A JSON file: `folder`, where our files lie; `names`, what to import; `later`,
            what the archives of each group hold.

    Returns:
        The sources of our modules, for readers to see, and the bytecode of those not imported.
    """
    plan: dict[str, Any] = json.loads(Path(plan_path).read_text(encoding="utf-8"))
    forget_places()
    for name in WITHOUT:
        sys.modules[name] = ModuleType(name)
    for name in plan["names"]:
        importlib.import_module(name)
    for name in WITHOUT:
        del sys.modules[name]
    for group, held in plan["later"].items():
        sys.meta_path.append(LateFinder(group, frozenset(held)))
    sys.path.remove("/")
    for path in (plan_path, "/snapshot_memory.py"):
        Path(path).unlink()
    imported = {getattr(module, "__cached__", None) for module in sys.modules.values()}
    files = [path for path in map(str, plan["files"]) if path not in imported]
    del plan, imported
    forget_places()
    linecache.clearcache()
    re.purge()
    sys._clear_internal_caches()  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()  # what is here stays, so no collection need look at it again
    return files


def restore(fetch: Callable[[str], object]) -> None:
    """Make new what must differ from start to start, and try what everything stands on.

    Args:
        fetch: As `LateFinder.fetch`, given the name of a group.

    Raises:
        AssertionError: Something does not work as it did when the snapshot was taken.
    """
    import js
    import numpy as np

    from pycore import Neuron

    random.seed()
    # What all of NumPy's old functions share. `np.random.seed()` would do, and take 15 ms.
    key = np.frombuffer(os.urandom(4 * 624), np.uint32)
    twister = {"bit_generator": "MT19937", "state": {"key": key, "pos": len(key)}}
    np.random.get_bit_generator().state = twister  # type: ignore[attr-defined]
    for finder in sys.meta_path:
        if isinstance(finder, LateFinder):
            finder.fetch = partial(fetch, finder.group)
    product = np.arange(6.0).reshape(2, 3) @ np.ones((3, 2))
    if product.tolist() != [[3.0, 3.0], [12.0, 12.0]]:
        raise AssertionError("NumPy multiplies wrongly")
    if np.linalg.solve(4.0 * np.eye(2), np.ones(2)).tolist() != [0.25, 0.25]:
        raise AssertionError("NumPy solves equations wrongly")
    neuron = Neuron(weights=[1, 2], bias=-0.5, activation="relu")
    if np.asarray(neuron.output([[1, 1]])).tolist() != [2.5]:
        raise AssertionError("a neuron computes wrongly")
    if js.Array.of(1).map(lambda value, *_: value + 1)[0] != 2:
        raise AssertionError("JavaScript and Python do not reach each other")
