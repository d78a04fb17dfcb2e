"""Pyodide under Node.js: what makes things at build time, and what it has made before."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from scripts.runtime.fetch import Runtime

TOOLS = Path(__file__).with_name("in_pyodide")
_PATIENCE_SECONDS = 300
_ERROR = re.compile(r"^\w*Error: .{1,200}", re.MULTILINE)
_PYODIDE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]
_PYODIDE += ["pyodide-lock.json", "python_stdlib.zip"]


class _FailedError(Exception):
    """Node.js could not do it; the text says why."""


class PyodideInNode:
    """Runs the programs of `in_pyodide`, and keeps what they make in the runtime's cache.

    Args:
        runtime: Where Pyodide comes from, and where the cache is.
        say: Is told in a sentence what takes a while, and once if nothing can be made.
    """

    def __init__(self, runtime: Runtime, say: Callable[[str], None]) -> None:
        self._runtime = runtime
        self._say = say
        self._node = shutil.which("node")
        if self._node is None:
            self._give_up("Node.js was not found")

    @property
    def open(self) -> bool:
        """Whether anything can be made here."""
        return self._node is not None

    def key(self, *about: bytes) -> bytes:
        """Return the hash of Pyodide, of the programs, and of whatever else decides."""
        digest = hashlib.sha256()
        for file in self._runtime.package("pyodide").files:
            digest.update(file.sha256.encode())
        for content in (*(path.read_bytes() for path in sorted(TOOLS.glob("*.*"))), *about):
            digest.update(len(content).to_bytes(8, "little") + content)
        return digest.digest()

    def make(self, name: str, key: bytes, news: str, work: Callable[[Path], bytes]) -> bytes | None:
        """Return what is kept under this key, or else make it; None if that cannot be done.

        Args:
            name: The file of the cache.
            key: What `key` gave.
            news: What is being made, in a sentence.
            work: Makes it, in a folder where Pyodide lies, by calling `run`.
        """
        if not self.open:
            return None
        made = _read(self._runtime.cache / name, key)
        if made is None:
            self._say(news)
            with tempfile.TemporaryDirectory(prefix="glassbox-") as folder:
                self.furnish(Path(folder))
                try:
                    made = work(Path(folder))
                except _FailedError as problem:
                    self._give_up(str(problem))
                    return None
            _keep(self._runtime.cache / name, key, made)
        return made

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of `in_pyodide` under Node.js; to be called by `work` alone."""
        try:
            subprocess.run(
                [str(self._node), str(TOOLS / program), *arguments],
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

    def _give_up(self, reason: str) -> None:
        self._node = None
        self._say(f"The site will boot more slowly, because Python was not compiled: {reason}.")

    def furnish(self, desk: Path) -> None:
        """Put Pyodide into a folder, as Node.js can import it from there."""
        for file in _PYODIDE:
            (desk / file).write_bytes(self._runtime.read("pyodide", file))
        # Pyodide asks for the package `ws`, which only a program that opens sockets uses.
        package = desk / "node_modules" / "ws"
        package.mkdir(parents=True)
        (package / "index.js").write_text("module.exports = {};\n", encoding="utf-8")


def _read(path: Path, key: bytes) -> bytes | None:
    """What is kept under this key; None if it is something else, or damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    made = content[64:]
    whole = content[:32] == key and content[32:64] == hashlib.sha256(made).digest()
    return made if whole else None


def _keep(path: Path, key: bytes, made: bytes) -> None:
    """Write the key, the hash of what was made and the thing itself, in one step.

    Where nothing can be written the site is built all the same, and it is made again next time.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            new.write_bytes(key + hashlib.sha256(made).digest() + made)
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
