"""Compile Python files to `.pyc`. This runs inside Pyodide, whose CPython will import them."""

from __future__ import annotations

import importlib.util
import marshal
import zipfile

# PEP 552: named by the hash of its source, and never compared with it. Times of files mean nothing
# in an archive, and there is nothing to compare where the source is left out.
_UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def compile_archive(sources: str, target: str, folder: str) -> None:
    """Compile every file of an archive; `folder` is where the files will be imported from."""
    with zipfile.ZipFile(sources) as source, zipfile.ZipFile(target, "w") as output:
        for name in source.namelist():
            output.writestr(zipfile.ZipInfo(name), compiled(source.read(name), f"{folder}/{name}"))


def compiled(source: bytes, path: str) -> bytes:
    """Return what belongs into the `.pyc` of a source file that is imported from this path."""
    code = compile(source, path, "exec", dont_inherit=True, optimize=0)
    source_hash = importlib.util.source_hash(source)
    return importlib.util.MAGIC_NUMBER + _UNCHECKED_HASH + source_hash + marshal.dumps(code)
