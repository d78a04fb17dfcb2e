"""The engine as a wheel: what `pip` installs, made without any package, and always the same bytes.

The format is that of the binary distributions in the Python packaging specifications: a zip archive
of the package, and a folder that tells its name, its version and the hashes of all files.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from pathlib import Path
from typing import Any

from scripts.archive import archive
from scripts.facts import PACKAGE, read_version

_LEFT_OUT = {".pyc"}


def wheel_file(root: Path) -> dict[str, bytes]:
    """Return the wheel under its path in the site."""
    project = _project(root)
    version = read_version(root)
    stem = f"{project['name'].replace('-', '_')}-{version}"
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}
    info = f"{stem}.dist-info"
    files |= {
        f"{info}/METADATA": _metadata(root, project, version).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: glassbox\nRoot-Is-Purelib: true\n"
        b"Tag: py3-none-any\n",
        f"{info}/licenses/LICENSE": (root / "LICENSE").read_bytes(),
    }
    record = f"{info}/RECORD"
    lines = [f"{name},{_hash(content)},{len(content)}" for name, content in sorted(files.items())]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return {f"downloads/{stem}-py3-none-any.whl": archive(files)}


def _project(root: Path) -> dict[str, Any]:
    settings: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    project: dict[str, Any] = settings["project"]
    return project


def _files(root: Path) -> list[Path]:
    every = sorted((root / PACKAGE).rglob("*"))
    return [
        path
        for path in every
        if path.is_file() and path.suffix not in _LEFT_OUT and not path.name.startswith(".")
    ]


def _metadata(root: Path, project: dict[str, Any], version: str) -> str:
    """Core metadata, version 2.4, with the README as the long description."""
    native = (root / "requirements-native.txt").read_text("utf-8").splitlines()
    requires = [line for line in native if line.strip() and not line.startswith("#")]
    head = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {version}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        "License-File: LICENSE",
        f"Keywords: {','.join(project['keywords'])}",
        *(f"Classifier: {each}" for each in project["classifiers"]),
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {each}" for each in project["dependencies"]),
        "Provides-Extra: native",
        *(f'Requires-Dist: {each} ; extra == "native"' for each in requires),
        "Description-Content-Type: text/markdown",
    ]
    return "\n".join(head) + "\n\n" + (root / "README.md").read_text("utf-8")


def _hash(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"sha256={digest.decode()}"
