"""Runs Python of the engine twice: in CPython, and in the course's Pyodide under Node.js."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from scripts.archive import archive
from scripts.runtime.fetch import default_cache, fetch
from scripts.runtime.node import PyodideInNode
from tests.places import ROOT

PROGRAM = Path(__file__).with_suffix(".mjs")


def about() -> str:
    """What is measured on, in words."""
    load = os.getloadavg()[0]
    return f"{date.today()}, {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}"


def cpython(code: str) -> str:
    """What code prints here, with NumPy in one thread."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    return _printed([sys.executable, "-c", code], environment)


def pyodide(code: str) -> str:
    """What code prints in Pyodide, where it finds `pycore` with its data, and `benchmarks`."""
    cache = default_cache(os.environ, sys.platform, Path.home())
    runtime = fetch(ROOT / "runtime.lock.json", cache)
    node = PyodideInNode(runtime, print)
    if not node.open:
        sys.exit("Node.js is needed for the seconds in Pyodide")
    (wheel,) = runtime.package("numpy").files
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        node.furnish(desk)
        (desk / Path(wheel.path).name).write_bytes(runtime.read("numpy", wheel.path))
        (desk / "sources.zip").write_bytes(archive(sources()))
        (desk / "code.py").write_text(code, encoding="utf-8")
        return _printed(["node", str(PROGRAM), folder], dict(os.environ))


def sources() -> dict[str, bytes]:
    """The engine with its data, and the benchmarks."""
    files = [path for name in ("pycore", "benchmarks") for path in (ROOT / name).rglob("*")]
    wanted = [path for path in files if path.suffix == ".py" or path.parent.name == "data"]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in wanted}


def _printed(command: list[str], environment: dict[str, str]) -> str:
    result = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return result.stdout
