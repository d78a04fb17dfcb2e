"""Package managers as helpers: `npm` and `pip`, used as they are configured on the machine."""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

Watch = Callable[[int], None]
"""Told from time to time how many bytes have arrived so far."""

_LOOK_SECONDS = 0.2
_NPM_OPTIONS = ["--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=30000"]
_PIP_OPTIONS = [
    "--no-deps",
    "--only-binary=:all:",
    "--ignore-requires-python",  # we only want a file out of it, and install nothing
    "--no-cache-dir",
    "--disable-pip-version-check",
    "--no-input",
    "--retries=1",
]


class ClientError(Exception):
    """The client is missing, or could not deliver; the text says why."""


def npm_pack(spec: str, folder: Path, watch: Watch) -> Path:
    """Fetch the archive of an npm package into an empty folder and return its path."""
    npm = shutil.which("npm")
    if npm is None:
        raise ClientError("npm is not installed")
    command = [npm, "pack", spec, "--silent", *_NPM_OPTIONS]
    # Everything npm writes lands in our folder, where it can be watched and swept away.
    _run(command, folder, {"npm_config_cache": str(folder / "npm-cache")}, watch)
    return _only(folder, "*.tgz", "npm")


def pip_download(spec: str, folder: Path, watch: Watch) -> Path:
    """Fetch a wheel with pip into an empty folder and return its path."""
    command = [*_pip(), "download", "--quiet", *_PIP_OPTIONS, "--dest", str(folder), spec]
    # pip collects in its temporary folder first: ours, so that growth is seen.
    _run(command, folder, dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)), watch)
    return _only(folder, "*.whl", "pip")


def _pip() -> list[str]:
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    program = shutil.which("pip3") or shutil.which("pip")
    if program is None:
        raise ClientError("pip is not installed")
    return [program]


def _run(command: list[str], folder: Path, extra: Mapping[str, str], watch: Watch) -> None:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **extra},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        said = _said(process, folder, watch)
    finally:
        process.kill()  # does nothing to one that has ended
        process.communicate()
    if process.returncode != 0:
        raise _failure(said.decode(errors="replace"), process.returncode)


def _said(process: subprocess.Popen[bytes], folder: Path, watch: Watch) -> bytes:
    """Wait for the end and return the output (not through a file: the disk may be full)."""
    while True:
        try:
            return process.communicate(timeout=_LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            watch(_folder_size(folder))


def _folder_size(folder: Path) -> int:
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(parent) / name).stat().st_size
            except FileNotFoundError:  # the client removed it in the meantime
                continue
    return total


def _failure(log: str, code: int) -> Exception:
    if "ENOSPC" in log or "No space left on device" in log:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return ClientError(lines[-1][:200] if lines else f"ended with code {code}")


def _only(folder: Path, pattern: str, client: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise ClientError(f"{client} delivered {len(found)} archives instead of one")
    return found[0]
