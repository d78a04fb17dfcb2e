"""Compile Python files to `.pyc`. This runs inside Pyodide, whose CPython will import them."""

from __future__ import annotations

import importlib.util
import marshal
import zipfile

# PEP 552: named by the hash of its source, and never compared with it. Times of files mean nothing
# in an archive, and there is nothing to compare where the source is left out.
_UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def compile_archive(sources: str, target: str, folder: str, optimize: int) -> None:
    """Compile every file of an archive.

    Args:
        sources: The archive to read.
        target: The archive to write.
        folder: Where the files will be imported from.
        optimize: As for `compile`: 0 keeps everything, 2 leaves out docstrings and assertions.
    """
    with zipfile.ZipFile(sources) as source, zipfile.ZipFile(target, "w") as output:
        for name in source.namelist():
            bytecode = compiled(source.read(name), f"{folder}/{name}", optimize)
            output.writestr(zipfile.ZipInfo(name), bytecode)


def compiled(source: bytes, path: str, optimize: int) -> bytes:
    """Return what belongs into the `.pyc` of a source file that is imported from this path."""
    code = compile(source, path, "exec", dont_inherit=True, optimize=optimize)
    source_hash = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + _UNCHECKED_HASH + source_hash + marshal.dumps(code)
