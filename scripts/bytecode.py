"""Compile Python for the page at build time, so that no reader's browser has to.

Only Pyodide's own CPython writes the bytecode that it reads, so Pyodide does it, under Node.js.
Where there is no Node.js the sources are shipped as they are, and the site boots more slowly.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from scripts.archive import archive, members_of
from scripts.parcels import Parcel, as_sources
from scripts.runtime import Runtime

_TOOL = Path(__file__).with_name("compile")
_PATIENCE_SECONDS = 300
_ERROR = re.compile(r"^\w*Error: .{1,200}", re.MULTILINE)
_PYODIDE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]
_PYODIDE += ["pyodide-lock.json", "python_stdlib.zip"]


class _FailedError(Exception):
    """Node.js could not do it; the text says why."""


class Packer:
    """Packs parcels with bytecode, and keeps the archives in the cache of the runtime.

    Args:
        runtime: Where Pyodide comes from, and where the cache is.
        say: Is told in a sentence what takes a while, and once if nothing can be compiled.
    """

    def __init__(self, runtime: Runtime, say: Callable[[str], None]) -> None:
        self._runtime = runtime
        self._say = say
        self._node = shutil.which("node")
        if self._node is None:
            self._give_up("Node.js was not found")

    def __call__(self, parcel: Parcel) -> bytes:
        """Return the archive, compiled if that can be done."""
        if self._node is None:
            return as_sources(parcel)
        kept = self._runtime.cache / f"packed-{parcel.name}"
        key = self._key(parcel)
        packed = _read(kept, key)
        if packed is None:
            self._say(f"Compiling Python for the page: {parcel.name}.")
            try:
                packed = archive(_with(parcel, self._compile(self._node, parcel)))
            except _FailedError as problem:
                self._give_up(str(problem))
                return as_sources(parcel)
            _keep(kept, key, packed)
        return packed

    def _give_up(self, reason: str) -> None:
        self._node = None
        self._say(f"The site will boot more slowly, because Python was not compiled: {reason}.")

    def _key(self, parcel: Parcel) -> bytes:
        """The hash of everything that decides about the archive."""
        digest = hashlib.sha256(f"{parcel.folder} {parcel.with_sources}".encode())
        for file in self._runtime.package("pyodide").files:
            digest.update(file.sha256.encode())
        for path in sorted(_TOOL.glob("*.*")):
            digest.update(path.read_bytes())
        for name, content in sorted(parcel.members.items()):
            head = f"\n{name} {len(content)} {name in parcel.at_start}\n"
            digest.update(head.encode() + content)
        return digest.digest()

    def _compile(self, node: str, parcel: Parcel) -> dict[str, bytes]:
        with tempfile.TemporaryDirectory(prefix="glassbox-") as name:
            desk = Path(name)
            for file in _PYODIDE:
                (desk / file).write_bytes(self._runtime.read("pyodide", file))
            _stand_in_for_sockets(desk)
            sources = {path: parcel.members[path] for path in parcel.at_start}
            (desk / "sources.zip").write_bytes(archive(sources, compress=False))
            _run([node, str(_TOOL / "compile.mjs"), str(desk), parcel.folder])
            return members_of((desk / "compiled.zip").read_bytes())


def _with(parcel: Parcel, bytecode: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members with bytecode in the place of sources, or where CPython looks beside them."""
    if not parcel.with_sources:
        kept = {path: v for path, v in parcel.members.items() if path not in bytecode}
        return kept | {f"{path}c": content for path, content in bytecode.items()}
    beside = {_cached(PurePosixPath(path)): content for path, content in bytecode.items()}
    return {**parcel.members, **beside}


def _cached(path: PurePosixPath) -> str:
    return str(path.parent / "__pycache__" / f"{path.stem}.cpython-314.pyc")


def _stand_in_for_sockets(desk: Path) -> None:
    """Pyodide asks Node.js for the package `ws`, which only a program that opens sockets uses."""
    package = desk / "node_modules" / "ws"
    package.mkdir(parents=True)
    (package / "index.js").write_text("module.exports = {};\n", encoding="utf-8")


def _run(command: list[str]) -> None:
    try:
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_SECONDS,
        )
    except subprocess.CalledProcessError as error:
        # Node.js may quote the source, all in one line, before it names the error.
        named = _ERROR.search(error.stderr)
        reason = named[0] if named else f"code {error.returncode}"
        raise _FailedError(f"Node.js ended with {reason}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _FailedError(f"Node.js did not run ({error})") from error


def _read(path: Path, key: bytes) -> bytes | None:
    """What is kept under this key; None if it is something else, or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    packed = content[64:]
    whole = content[:32] == key and content[32:64] == hashlib.sha256(packed).digest()
    return packed if whole else None


def _keep(path: Path, key: bytes, packed: bytes) -> None:
    """Write the key, the hash of the archive and the archive, in one step.

    Where nothing can be written the site is built all the same, and compiled again next time.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            new.write_bytes(key + hashlib.sha256(packed).digest() + packed)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
