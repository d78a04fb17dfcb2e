"""The snapshot of Python's memory that pages start from, and what belongs to it.

It is taken under Node.js once everything else of the runtime is there. Where that cannot be done
the site works as well and starts more slowly; docs/implementation-notes.md says how it works.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.archive import members_of, names_of
from scripts.runtime.archives import SITE_PACKAGES
from scripts.runtime.node import PyodideInNode

FOLDER = "runtime/quick/"
SHARED = "libraries.bin"
LIBRARY, NUMPY = "runtime/pyodide/python_stdlib.zip", "runtime/pyodide/numpy.zip"
LOCK = "runtime/pyodide/pyodide-lock.json"
APP = "python/app.zip"
LAYERS = "python/layers.zip"
_STAGE = "stage/python/snapshot.js"

# NumPy imports its linear algebra by itself, and its random numbers only when asked. What it does
# not import at all may come later, with the rest of its archive.
_IMPORTED_WITH_NUMPY = re.compile(r"numpy/(?:_core/_multiarray_umath|linalg/_umath|random/).*\.so")

# PyScript and Pyodide import the first two on the page, beside what they have imported by the time
# the snapshot is taken; np.median, np.quantile and others look for masked arrays in the middle of
# a run (149 kB packed). Tests fail when one is missing here.
ALSO_AT_START = ("html", "numpy.random", "numpy.ma")

# A browser compiles a file of its own while it comes, and fetches six at a time: the large side
# modules are files, the others share one.
_LARGE = 1_000_000  # bytes

_BROWSER = re.compile(rb"^(?:from|import) (?:js|polyscript)\b", re.MULTILINE)

# Readers are shown functions of the engine, and of the modules that look at their own source.
_SHOWS_ITSELF = re.compile(rb"^import inspect\b", re.MULTILINE)

TakeSnapshot = Callable[[Mapping[str, bytes]], dict[str, bytes]]


def nothing(_: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what a site has instead of a snapshot."""
    return {f"{FOLDER}index.js": b"export default null;\n"}


class SnapshotTaker:
    """Takes the snapshot, as far as Node.js is there."""

    def __init__(self, pyodide: PyodideInNode) -> None:
        self._pyodide = pyodide

    def __call__(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the snapshot and its side modules, from the other files of the site."""
        if not self._pyodide.open:
            return nothing(files)
        native = sorted(filter(_IMPORTED_WITH_NUMPY.fullmatch, names_of(files[NUMPY])))
        numpy = members_of(files[NUMPY], native)
        libraries = [(f"{_plain(name)}.wasm", f"{SITE_PACKAGES}/{name}") for name in native]
        used = [files[name] for name in (LIBRARY, NUMPY, APP, LAYERS, _STAGE) if name in files]
        plan = _plan(files) | {"libraries": libraries}
        key = self._pyodide.key(*used, json.dumps(plan).encode())
        plan["key"] = key.hex()

        def take(desk: Path) -> bytes:
            for name in (LIBRARY, NUMPY, APP):
                (desk / Path(name).name).write_bytes(files[name])
            (desk / "stage.mjs").write_bytes(files[_STAGE])
            for (file, _), name in zip(libraries, native, strict=True):
                (desk / file).write_bytes(numpy[name])
            (desk / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
            self._pyodide.run("snapshot.mjs", str(desk))
            return (desk / "snapshot.gz").read_bytes()

        made = self._pyodide.make("snapshot", key, "Taking a snapshot of Python's memory.", take)
        if made is None:
            return nothing(files)
        lock = json.loads(files[LOCK]) | {"packages": {}}
        contents = {path: numpy[name] for (_, path), name in zip(libraries, native, strict=True)}
        listed, packed = _pack(libraries, contents)
        index = {"key": key.hex(), "libraries": listed, "shared": SHARED, "lock": lock}
        return {
            f"{FOLDER}index.js": f"export default {json.dumps(index, indent=1)};\n".encode(),
            f"{FOLDER}memory.bin": made,
            **packed,
        }


def _pack(
    libraries: list[tuple[str, str]], contents: Mapping[str, bytes]
) -> tuple[list[tuple[str, str, int, int]], dict[str, bytes]]:
    """The side modules as [file, path, start, length] and the files that hold them."""
    listed, files, small = [], {}, b""
    for file, path in libraries:
        content = contents[path]
        if len(content) >= _LARGE:
            files[f"{FOLDER}{file}"] = content
            listed.append((file, path, 0, len(content)))
        else:
            listed.append((SHARED, path, len(small), len(content)))
            small += content
    return listed, files | {f"{FOLDER}{SHARED}": gzip.compress(small, 9, mtime=0)}


def _plan(files: Mapping[str, bytes]) -> dict[str, object]:
    """What `snapshot_memory.prepare` is to do."""
    app = members_of(files[APP])
    own = [name for name in app if name.endswith(".py") and not _BROWSER.search(app[name])]
    library = _modules({*names_of(files[LIBRARY]), *names_of(files[NUMPY])})
    return {
        "folder": SITE_PACKAGES,
        "names": [*ALSO_AT_START, *map(_module, own)],
        "files": [f"{SITE_PACKAGES}/{name}" for name in app if _stays(name, app[name])],
        "later": {"library": library, "layers": _modules(set(names_of(files[LAYERS])))},
    }


def _stays(name: str, content: bytes) -> bool:
    """Whether a file may be wanted once it is imported: most sources of ours are not."""
    if not name.endswith(".py") or name.startswith("pycore/"):
        return True
    return bool(_BROWSER.search(content) or _SHOWS_ITSELF.search(content))


def _modules(files: set[str]) -> list[str]:
    """The names of the modules among some files."""
    return sorted({_module(name) for name in files if re.search(r"\.(?:pyc?|so)$", name)})


def _module(path: str) -> str:
    """The name under which a file of Python is imported."""
    return path.partition(".")[0].removesuffix("/__init__").replace("/", ".")


def _plain(name: str) -> str:
    """A short name for a compiled module, of letters alone."""
    return re.sub(
        r"[^a-z0-9]+",
        "-",
        name.partition(".")[0].removeprefix("numpy/").replace("/_", "/").lstrip("_"),
    )
