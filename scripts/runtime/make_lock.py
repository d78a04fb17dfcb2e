"""Write `runtime.lock.json` anew, after changing a version here.

    python3 -m scripts.runtime.make_lock

The npm and pip clients fetch the packages, and the hashes are taken from what they deliver; the
NumPy wheel must have the hash that Pyodide's own lock file gives it.

Longer than other files: it is the list of what the runtime is made of, and little else.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from scripts import ROOT
from scripts.errors import GlassboxError
from scripts.runtime.clients import ClientError, npm_pack, pip_download

LOCK = ROOT / "runtime.lock.json"

PYODIDE = "314.0.4"
PYSCRIPT = "0.7.31"
# The fonts of texts: the name of the package, and of the file on the site, with the font's name and
# the package's version.
FONTS = {
    "atkinson-hyperlegible-next": ("Atkinson Hyperlegible Next", "5.3.0"),
    "source-serif-4": ("Source Serif 4", "5.3.1"),
}
# Any package that carries Pyodide's NumPy wheel byte for byte will do.
WHEEL_CARRIER = "open-webui==0.12.4"
WHEEL_FOLDER = "open_webui/frontend/pyodide/"

PYODIDE_FILES = [
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
]
# PyScript imports every plugin at its start, also those we do not use; the editor (CodeMirror) and
# the terminal (xterm) behind them are loaded only when a page has one. To ship an editor, add
# "dist/codemirror*.js", "dist/index-*.js" and the texts of their licences.
PYSCRIPT_FILES = [
    "LICENSE",
    "dist/core.css",
    "dist/core.js",
    "dist/core-*.js",
    "dist/deprecations-manager-*.js",
    "dist/donkey-*.js",
    "dist/error-*.js",
    "dist/py-editor-*.js",
    "dist/py-game-*.js",
    "dist/py-terminal-*.js",
    "dist/pyodide_graph-*.js",
    "dist/toml-*.js",
    "dist/zip-*.js",
    "src/3rd-party-licenses/toml.license.txt",
]

_FONT_FILES = ["LICENSE", "files/*-latin-wght-normal.woff2"]
_FONTS_HOME = "https://fontsource.org/fonts"

_GITHUB = "https://github.com"
# What PyScript's core.js is bundled from, by the dependency lists of PyScript, polyscript and
# coincident: name, licence, home.
_BUNDLED = (
    ("coincident", "MIT", f"{_GITHUB}/WebReflection/coincident"),
    ("reflected-ffi", "MIT", f"{_GITHUB}/WebReflection/reflected-ffi"),
    ("html-escaper", "MIT", f"{_GITHUB}/WebReflection/html-escaper"),
    ("codedent", "ISC", f"{_GITHUB}/WebReflection/codedent"),
    ("basic-devtools", "ISC", f"{_GITHUB}/WebReflection/basic-devtools"),
    ("sticky-module", "ISC", f"{_GITHUB}/WebReflection/sticky-module"),
    ("to-json-callback", "ISC", f"{_GITHUB}/WebReflection/to-json-callback"),
    ("@webreflection/fetch", "MIT", f"{_GITHUB}/WebReflection/fetch"),
    ("@webreflection/idb-map", "MIT", f"{_GITHUB}/WebReflection/idb-map"),
    ("@webreflection/utils", "MIT", f"{_GITHUB}/WebReflection/utils"),
    ("@ungap/with-resolvers", "ISC", f"{_GITHUB}/ungap/with-resolvers"),
    ("add-promise-listener", "MIT", f"{_GITHUB}/WebReflection/add-promise-listener"),
    ("type-checked-collections", "ISC", f"{_GITHUB}/WebReflection/type-checked-collections"),
)

_STATIC_IMPORT = re.compile(rb'(?:\bfrom|\bimport)"\./([^"]+)"')


def make_lock(folder: Path) -> dict[str, Any]:
    """Fetch the packages into the folder and describe them."""
    pyodide_tar = npm_pack(f"pyodide@{PYODIDE}", _desk(folder, "pyodide"), _silent)
    pyscript_tar = npm_pack(f"@pyscript/core@{PYSCRIPT}", _desk(folder, "pyscript"), _silent)
    carrier = pip_download(WHEEL_CARRIER, _desk(folder, "carrier"), _silent)
    pyodide = _members(pyodide_tar, PYODIDE_FILES)
    pyscript = _members(pyscript_tar, PYSCRIPT_FILES)
    _check_imports(pyscript)
    pinned = json.loads(pyodide["pyodide-lock.json"])
    numpy = pinned["packages"]["numpy"]
    return {
        "packages": {
            "numpy": {
                "notices": [
                    _notice("NumPy", numpy["version"], "BSD-3-Clause", "https://numpy.org/")
                ],
                "urls": [f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"],
                "pip": _client(WHEEL_CARRIER, carrier, WHEEL_FOLDER),
                "files": _files({numpy["file_name"]: _wheel(carrier, numpy)}),
            },
            "pyodide": {
                "notices": [
                    _notice("Pyodide", PYODIDE, "MPL-2.0", "https://pyodide.org/"),
                    _notice(
                        "Python",
                        pinned["info"]["python"].rpartition(".")[0],
                        "PSF-2.0",
                        "https://www.python.org/",
                    ),
                ],
                "urls": _cdns(f"pyodide@{PYODIDE}"),
                "npm": _client(f"pyodide@{PYODIDE}", pyodide_tar, "package/"),
                "files": _files(pyodide),
            },
            "pyscript": {
                "notices": [
                    _notice("PyScript", PYSCRIPT, "Apache-2.0", "https://pyscript.net/"),
                    _notice("polyscript", "", "Apache-2.0", f"{_GITHUB}/pyscript/polyscript"),
                    *(_notice(name, "", licence, home) for name, licence, home in _BUNDLED),
                    _notice("zip.js", "", "BSD-3-Clause", f"{_GITHUB}/gildas-lormeau/zip.js"),
                    _notice("toml-j0.4", "", "MIT", f"{_GITHUB}/jakwings/toml-j0.4"),
                ],
                "urls": _cdns(f"@pyscript/core@{PYSCRIPT}"),
                "npm": _client(f"@pyscript/core@{PYSCRIPT}", pyscript_tar, "package/"),
                "files": _files(pyscript),
            },
            **{key: _font(key, _desk(folder, key)) for key in FONTS},
        }
    }


def _font(key: str, desk: Path) -> dict[str, Any]:
    title, version = FONTS[key]
    spec = f"@fontsource-variable/{key}@{version}"
    archive = npm_pack(spec, desk, _silent)
    return {
        "notices": [_notice(title, version, "OFL-1.1", f"{_FONTS_HOME}/{key}")],
        "urls": _cdns(spec),
        "npm": _client(spec, archive, "package/"),
        "files": _files(_members(archive, _FONT_FILES)),
    }


def _cdns(spec: str) -> list[str]:
    return [f"https://cdn.jsdelivr.net/npm/{spec}/", f"https://unpkg.com/{spec}/"]


def _notice(name: str, version: str, licence: str, home: str) -> dict[str, str]:
    return {"name": name, "version": version, "licence": licence, "home": home}


def _client(spec: str, archive: Path, folder: str) -> dict[str, str | int]:
    return {"spec": spec, "size": archive.stat().st_size, "folder": folder}


def _files(contents: Mapping[str, bytes]) -> list[dict[str, str | int]]:
    return [
        {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in contents.items()
    ]


def _members(archive: Path, patterns: Iterable[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        names = sorted(member.name.removeprefix("package/") for member in tar if member.isfile())
        for pattern in patterns:
            matching = [name for name in names if fnmatch(name, pattern)]
            if not matching:
                raise GlassboxError(f"{archive.name} holds no {pattern}.")
            for name in matching:
                content = tar.extractfile(f"package/{name}")
                found[name] = content.read() if content else b""
    return found


def _check_imports(scripts: Mapping[str, bytes]) -> None:
    for path, content in scripts.items():
        for name in _STATIC_IMPORT.findall(content) if path.endswith(".js") else ():
            if f"dist/{name.decode()}" not in scripts:
                raise GlassboxError(f"{path} imports {name.decode()}, which the lock leaves out.")


def _wheel(carrier: Path, numpy: Mapping[str, str]) -> bytes:
    with zipfile.ZipFile(carrier) as archive:
        content = archive.read(WHEEL_FOLDER + numpy["file_name"])
    if hashlib.sha256(content).hexdigest() != numpy["sha256"]:
        raise GlassboxError(f"The wheel in {WHEEL_CARRIER} is not the one Pyodide {PYODIDE} names.")
    return content


def _desk(folder: Path, name: str) -> Path:
    desk = folder / name
    desk.mkdir()
    return desk


def _silent(arrived: int) -> None:
    """Show no progress."""


def main() -> int:
    """Write the lock file."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            lock = make_lock(Path(folder))
        except (GlassboxError, ClientError) as error:
            print(error, file=sys.stderr)
            return 1
    LOCK.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
