"""The names of all that a user of `pycore` can call."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pycore


def public_names() -> list[str]:
    """The public functions, classes and methods, as `nn.mlp.MLP.predict`."""
    modules = [entry.name for entry in pkgutil.walk_packages(pycore.__path__, "pycore.")]
    return [
        f"{name}.{called}".removeprefix("pycore.")
        for name in modules
        for called in names_in(import_module(name))
    ]


def names_in(module: ModuleType) -> Iterator[str]:
    """The public functions and classes that a module defines, with the methods of its classes."""
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(thing) or inspect.isclass(thing) or hasattr(thing, "__wrapped__"):
            yield name
        if inspect.isclass(thing):
            for method, function in vars(thing).items():
                is_method = inspect.isroutine(function) or isinstance(function, classmethod)
                if is_method and not method.startswith("_"):
                    yield f"{name}.{method}"
