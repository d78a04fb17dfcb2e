"""Each layer imports only what stands above it (read from the source, nothing is imported).

The layers and their order are in CONTRIBUTING.md. To let `pycore` use one more
module of the standard library, add it to PURE_STDLIB with its reason.

Longer than other files: the list of layers, with the reasons, and the checker that reads it.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.places import ROOT

# What the engine may use: modules that only compute. Nothing here reaches the outside world:
# no os, sys, time, random, socket, subprocess, threading.
PURE_STDLIB = frozenset(
    {
        "__future__",
        "abc",
        "collections",
        "copy",
        "dataclasses",
        "enum",
        "functools",
        "importlib",  # reads the data files that are installed with the package
        "inspect",  # "the code shown is the code that runs" reads it from the package
        "io",  # .npz bytes in memory
        "itertools",
        "json",
        "math",
        "numbers",
        "operator",
        "re",
        "reprlib",
        "string",
        "struct",  # the bytes of a number in a WebAssembly module
        "textwrap",
        "types",
        "typing",
        "unicodedata",  # takes accents off a reader's words
        "zipfile",  # what a damaged .npz raises
        "warnings",  # a host that was asked for and cannot be used
        "zlib",  # the check sum of a data file
    }
)
STDLIB = frozenset(sys.stdlib_module_names)
BROWSER = frozenset({"js", "pyodide", "pyodide_js", "pyscript", "polyscript"})


@dataclass(frozen=True)
class Layer:
    """Files of one layer, the packages they may import, and builtins they may not call."""

    name: str
    files: tuple[str, ...]
    allowed: frozenset[str]
    forbidden_calls: frozenset[str] = frozenset({"exec", "eval", "__import__"})
    without: tuple[str, ...] = ()


STAGE = "web/python/kit/page/browser.py"
# Runs compiled networks in CPython through wasmtime, an optional package. It is part of the
# engine so that it is installed with it, and the faces of the engine offer it, but nothing else in
# the engine imports it: whoever wants it passes it in, as the page passes in its own.
NATIVE = "pycore/compiled/native.py"
FACES = {ROOT / "pycore/__init__.py", ROOT / "pycore/compiled/__init__.py"}
# Runs in Pyodide when a snapshot is taken and when it wakes up; no other script imports it.
SNAPSHOT_MEMORY = "scripts/runtime/in_pyodide/snapshot_memory.py"
# Make and measure fonts, in the development environment: serve.py needs no package.
FONTS = tuple(
    f"scripts/fonts/{name}.py" for name in ("make_faces", "make_font", "measure_local", "widths")
)
# Writes the lists of choices, in the development environment, from the engine's registries.
CHOICES = "scripts/pages/make_choices.py"
# Draws the icons of home screens with a browser, in the development environment.
ICONS = "scripts/make_icons.py"
# Draws the pictures for sharing, in the development environment, with a browser.
CARDS = "scripts/make_cards.py"
# Draws the pictures made ahead with the page's own pens, in the development environment.
PICTURES = "scripts/pictures/*.py"
OF_THE_PAGE = ("web/python/**/*.py", "web/widgets/**/*.py")
PURE_CALLS = frozenset({"exec", "eval", "__import__", "print", "input", "open"})
LAYERS = (
    Layer(
        "pycore",
        ("pycore/**/*.py",),
        PURE_STDLIB | {"numpy", "pycore"},
        PURE_CALLS,
        without=(NATIVE,),
    ),
    Layer("native", (NATIVE,), PURE_STDLIB | {"numpy", "pycore", "wasmtime"}, PURE_CALLS),
    Layer(
        "kit", ("web/python/kit/**/*.py",), STDLIB | {"numpy", "pycore", "kit"}, without=(STAGE,)
    ),
    Layer("stage", (STAGE,), STDLIB | BROWSER | {"numpy", "pycore", "kit"}),
    Layer("widgets", ("web/widgets/**/*.py",), STDLIB | {"numpy", "pycore", "kit", "widgets"}),
    Layer("main", ("web/python/*.py",), STDLIB | {"numpy", "pycore", "kit", "widgets"}),
    Layer(
        "scripts",
        ("serve.py", "scripts/**/*.py"),
        STDLIB | {"scripts", "serve"},
        without=(SNAPSHOT_MEMORY, *FONTS, CHOICES, ICONS, CARDS, PICTURES),
    ),
    Layer("pictures", (PICTURES,), STDLIB | {"numpy", "pycore", "kit", "widgets", "scripts"}),
    Layer("choices", (CHOICES,), STDLIB | {"numpy", "pycore", "scripts"}),
    Layer("icons", (ICONS,), STDLIB | {"scripts", "playwright"}),
    Layer("cards", (CARDS,), STDLIB | {"numpy", "playwright", "scripts"}),
    Layer("fonts", FONTS, STDLIB | {"scripts", "fontTools"}),
    Layer("snapshot_memory", (SNAPSHOT_MEMORY,), STDLIB | BROWSER | {"numpy", "pycore"}),
)


def violations(source: str, layer: Layer, package: str = "") -> list[str]:
    """What a file of a layer imports or calls and must not, with line numbers.

    `package` is the dotted name of the file's own package: what a relative import starts from.
    """
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [
                f"line {node.lineno}: imports {name}"
                for name in imported(node, package)
                if name.partition(".")[0] not in layer.allowed
            ]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in layer.forbidden_calls
        ):
            found.append(f"line {node.lineno}: calls {node.func.id}()")
    return found


def imported(node: ast.Import | ast.ImportFrom, package: str) -> list[str]:
    """The absolute names of the modules that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    module = node.module or ""
    if node.level == 0:
        return [module]
    parts = package.split(".") if package else []
    if node.level > len(parts):
        return ["(above the package)." + module]
    base = parts[: len(parts) - node.level + 1]
    return [".".join([*base, module]).rstrip(".")]


def layer_files(layer: Layer) -> list[Path]:
    excluded = {path for name in layer.without for path in ROOT.glob(name)}
    return sorted({path for glob in layer.files for path in ROOT.glob(glob)} - excluded)


def package_of(path: Path) -> str:
    """The package a file belongs to, as the page and the tests import it.

    >>> package_of(ROOT / "web/python/kit/scale.py")
    'kit'
    """
    folder = path.relative_to(ROOT).parent.as_posix()
    return folder.removeprefix("web/python").removeprefix("web/").strip("/").replace("/", ".")


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_a_layer_imports_only_what_stands_above_it(layer: Layer) -> None:
    files = layer_files(layer)
    assert files, f"the layer {layer.name} has no files: {layer.files}"
    found = [
        f"{path.relative_to(ROOT)}: {problem}"
        for path in files
        for problem in violations(path.read_text("utf-8"), layer, package_of(path))
    ]
    assert not found, "\n".join(found)


def test_every_python_file_of_the_page_belongs_to_a_layer() -> None:
    known = {path for layer in LAYERS for path in layer_files(layer)}
    strays = {path for glob in OF_THE_PAGE for path in ROOT.glob(glob)} - known
    assert not strays, sorted(strays)


def test_the_host_that_is_passed_in_is_offered_by_faces_and_imported_by_nothing_else() -> None:
    importing = {
        path
        for path in layer_files(layer_named("pycore"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any("native" in name for name in imported(node, package_of(path)))
    }
    assert importing == FACES


def layer_named(name: str) -> Layer:
    return next(layer for layer in LAYERS if layer.name == name)


@pytest.mark.parametrize(
    ("layer", "source"),
    [
        ("pycore", "import os"),
        ("pycore", "import numpy, js"),
        ("pycore", "import urllib.request"),
        ("pycore", "from random import Random"),
        ("pycore", "def f():\n    from time import time"),
        ("pycore", "if TYPE_CHECKING:\n    import kit"),
        ("pycore", "from kit import scale"),
        ("pycore", "from .. import kit"),
        ("pycore", "import wasmtime"),
        ("native", "import js"),
        ("pycore", "print('hello')"),
        ("pycore", "data = open('points.csv')"),
        ("kit", "import js"),
        ("kit", "from pyodide.ffi import to_js"),
        ("kit", "import widgets.neuron"),
        ("kit", "__import__('js')"),
        ("stage", "from widgets import neuron"),
        ("widgets", "from polyscript import xworker"),
        ("widgets", "import scipy.stats"),
        ("main", "from pyscript import document"),
        ("scripts", "import numpy as np"),
        ("scripts", "from pycore import neuron"),
    ],
)
def test_the_checker_finds_a_planted_violation(layer: str, source: str) -> None:
    assert violations(source, layer_named(layer), package=layer)


@pytest.mark.parametrize(
    ("layer", "source"),
    [
        ("pycore", "from __future__ import annotations\nimport math\nimport numpy as np"),
        ("pycore", "from . import activations\nfrom .activations import sigmoid"),
        ("pycore", "from collections.abc import Sequence\nfrom pycore.nn.neuron import Neuron"),
        ("pycore", "rng.print()  # a method may be called what it likes"),
        ("native", "import wasmtime"),
        ("kit", "import asyncio, pycore\nfrom .scale import Scale"),
        ("stage", "import js\nfrom pyodide.ffi import create_proxy"),
        ("widgets", "from kit.page.browser import Stage\nimport numpy"),
        ("main", "import asyncio\nfrom widgets import neuron"),
        ("scripts", "import urllib.request\nfrom scripts import site"),
    ],
)
def test_the_checker_lets_pass_what_is_allowed(layer: str, source: str) -> None:
    assert violations(source, layer_named(layer), package=layer) == []


def test_the_checker_names_the_line_and_the_module() -> None:
    source = "import math\n\nimport os.path"
    assert violations(source, layer_named("pycore")) == ["line 3: imports os.path"]
