"""The runtime, fonts, the course's Python and licences, as they lie in the finished site."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.archive import members_of
from scripts.errors import GlassboxError
from scripts.runtime import archives
from scripts.runtime.archives import Pack
from scripts.runtime.fetch import Runtime

_SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=\S+\s*$")
_WORKER = re.compile(rb"""new Blob\(\["/\*@\*/"\+'((?:[^'\\]|\\[n'\\])*)'\.replace\(""")
_ASM = (b"pyodide.asm.mjs", b"pyodide.asm.js")
_NOT_SHIPPED = {"__pycache__", "tests"}


def runtime_files(runtime: Runtime, pack: Pack = archives.as_sources) -> dict[str, bytes]:
    """Return Pyodide, PyScript and NumPy under names that every file server knows.

    Many servers send `.mjs` and `.whl` as something no browser accepts as a module or keeps as it
    is, hence `.js` and `.zip`. Pyodide takes a package whose lock entry is named `.zip`.
    """
    library = members_of(runtime.read("pyodide", "python_stdlib.zip"))
    numpy = pack(archives.numpy(members_of(_numpy(runtime))))
    files = {
        "runtime/pyodide/pyodide.js": _module(runtime, "pyodide.mjs"),
        "runtime/pyodide/pyodide.asm.js": _module(runtime, "pyodide.asm.mjs"),
        "runtime/pyodide/pyodide.asm.wasm": runtime.read("pyodide", "pyodide.asm.wasm"),
        "runtime/pyodide/python_stdlib.zip": pack(archives.library(library)),
        "runtime/pyodide/pyodide-lock.json": _reduced_lock(runtime, numpy),
        "runtime/pyodide/numpy.zip": numpy,
    }
    for file in runtime.package("pyscript").files:
        folder, _, name = file.path.rpartition("/")
        if folder == "dist":
            content = runtime.read("pyscript", file.path)
            files[f"runtime/pyscript/{name}"] = _SOURCE_MAP.sub(b"\n", content)
    files["runtime/pyscript/worker.js"] = _worker(runtime)
    return files


def python_files(root: Path, web: Path, pack: Pack = archives.as_sources) -> dict[str, bytes]:
    """Return our own Python: `python/app.zip`, `python/layers.zip` and `python/main.py`.

    The second has the part of the engine that only some lessons import.
    """
    members = {f"pycore/{name}": content for name, content in _tree(root / "pycore")}
    members |= dict(_tree(web / "python"))
    members |= {f"widgets/{name}": content for name, content in _tree(web / "widgets")}
    main = members.pop("main.py", None)
    if main is None:
        raise GlassboxError(f"{web / 'python' / 'main.py'} is missing; it is what the page starts.")
    return {
        "python/app.zip": pack(archives.app(members)),
        "python/layers.zip": pack(archives.layers(members)),
        "python/main.py": main,
    }


def data_files(root: Path) -> dict[str, bytes]:
    """Return the engine's data files, each by itself in `data/`.

    In the archive of the course's Python they would burden every first visit and Python's memory.
    """
    folder = root / "pycore" / "datasets" / "data"
    files = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    return {f"data/{path.name}": path.read_bytes() for path in files}


def font_files(runtime: Runtime) -> dict[str, bytes]:
    """Return the fonts of texts, each under the name of its package, in `fonts/`."""
    return {f"fonts/{key}.woff2": runtime.read(key, path) for key, path in _fonts(runtime)}


def licence_files(root: Path, runtime: Runtime) -> dict[str, bytes]:
    """Return our licence, the texts of everybody else's, and the list of them."""
    texts = root / "scripts" / "licences"
    files = {f"licences/{path.name}": path.read_bytes() for path in sorted(texts.glob("*.txt"))}
    files["LICENSE.txt"] = (root / "LICENSE").read_bytes()
    files["licences/numpy.txt"] = _numpy_licences(_numpy(runtime))
    files["licences/pyscript.txt"] = runtime.read("pyscript", "LICENSE")
    files["licences/toml.txt"] = runtime.read("pyscript", "src/3rd-party-licenses/toml.license.txt")
    for key, _ in _fonts(runtime):
        files[f"licences/{key}.txt"] = runtime.read(key, "LICENSE")
    files["licences/THIRD-PARTY.txt"] = _notice(runtime).encode()
    return files


def _fonts(runtime: Runtime) -> Iterator[tuple[str, str]]:
    """The packages that have a font of texts, each with the font's path in it."""
    for package in runtime.packages:
        yield from ((package.key, one.path) for one in package.files if one.path.endswith(".woff2"))


def _module(runtime: Runtime, name: str) -> bytes:
    """Return one of Pyodide's two modules, with the other's name in it changed to `.js`."""
    content = runtime.read("pyodide", name)
    if content.count(_ASM[0]) != 1:
        raise GlassboxError(f"{name} of Pyodide should name {_ASM[0].decode()} exactly once.")
    return _SOURCE_MAP.sub(b"\n", content.replace(*_ASM))


def _worker(runtime: Runtime) -> bytes:
    """Return PyScript's code for workers, which PyScript keeps as a text in its own code."""
    texts = [
        text
        for file in runtime.package("pyscript").files
        for text in _WORKER.findall(runtime.read("pyscript", file.path))
    ]
    if len(texts) != 1:
        raise GlassboxError(f"PyScript should hold one text for its workers, and has {len(texts)}.")
    return re.sub(rb"\\(.)", lambda escape: {b"n": b"\n"}.get(escape[1], escape[1]), texts[0])


def _numpy(runtime: Runtime) -> bytes:
    return runtime.read("numpy", runtime.package("numpy").files[0].path)


def _reduced_lock(runtime: Runtime, numpy: bytes) -> bytes:
    """Return Pyodide's own lock file with NumPy only, as the site has it."""
    lock = json.loads(runtime.read("pyodide", "pyodide-lock.json"))
    entry = lock["packages"]["numpy"]
    if entry["sha256"] != runtime.package("numpy").files[0].sha256:
        raise GlassboxError("runtime.lock.json names another NumPy than Pyodide's own lock file.")
    shipped = {"file_name": "numpy.zip", "sha256": hashlib.sha256(numpy).hexdigest()}
    lock["packages"] = {"numpy": entry | shipped}
    return json.dumps(lock, indent=1).encode() + b"\n"


def _tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part in _NOT_SHIPPED or part.startswith(".") for part in parts)
        if path.suffix == ".py" and not hidden:
            yield "/".join(parts), path.read_bytes()


def _numpy_licences(wheel: bytes) -> bytes:
    """Return NumPy's licence and those of what is built into it, one after the other."""
    members = members_of(wheel)
    names = [name for name in members if ".dist-info/licenses/" in name]
    names.sort(key=lambda name: (name.count("/"), name))
    texts = [(name.partition("/licenses/")[2], members[name]) for name in names]
    return b"\n".join(f"==== {name} ====\n\n".encode() + text for name, text in texts)


def _notice(runtime: Runtime) -> str:
    packages = sorted(runtime.packages, key=lambda package: package.key)
    rows = [
        f"{notice.name} {notice.version}".strip() + f"\n  {notice.licence}\n  {notice.home}\n"
        for package in packages
        for notice in package.notices
    ]
    return _NOTICE_HEAD + "\n".join(rows)


_NOTICE_HEAD = """\
This site contains software by others, each under its own licence. The texts lie beside this file:
numpy.txt (NumPy and what is built into it), MPL-2.0.txt (Pyodide), python.txt (Python),
pyscript.txt (PyScript and polyscript, both Apache-2.0), webreflection.txt (the small libraries in
PyScript's core.js), zip.js.txt, toml.txt, atkinson-hyperlegible-next.txt and source-serif-4.txt
(the fonts of texts). Glassbox itself is under LICENSE.txt beside the pages.

What we changed: in Pyodide, the names of two files (.mjs became .js), and the list of packages,
which is cut down to NumPy; in Pyodide and PyScript, the source maps are left out, and the comments
that name them; worker.js is PyScript's code for workers, which stands as a text in its core;
Python's library and NumPy lack what no page imports, and are compiled in part.
The fonts of texts are whole and unchanged, under the SIL Open Font License 1.1:
fonts/atkinson-hyperlegible-next.woff2, Copyright 2020-2024 The Atkinson Hyperlegible Next Project
Authors; fonts/source-serif-4.woff2, Copyright 2014-2021 Adobe (http://www.adobe.com/), with
Reserved Font Name "Source".
The font Glassbox Math (fonts/glassbox-math.woff2) is made from Noto Sans Math, Copyright 2022
Google LLC, under the SIL Open Font License 1.1; its text lies beside it (fonts/glassbox-math.txt).
The digits (data/digits.bin) are Optical Recognition of Handwritten Digits, E. Alpaydin and
C. Kaynak, UCI Machine Learning Repository, 1998, doi 10.24432/C50P49, CC BY 4.0 (the licence:
https://creativecommons.org/licenses/by/4.0/); only their format was changed.
Where there is a folder runtime/quick, it holds NumPy's compiled modules under other names, and the
memory of a Python that has imported NumPy and the course's own code.
Pyodide's source code is at https://github.com/pyodide/pyodide, under the tag of the
version below; it says there which libraries in C are built into it, and under which licences.

"""
