"""The stages of the test command: what each one runs, and what it needs."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import Literal

from scripts import ROOT
from scripts.testing.environment import BIN

SITE = ROOT / "build" / "site"

# Most of a test's time in the browser is waiting, so two processes help even on one core. The order
# is that of the collection: tests/browser/conftest.py puts first what takes longest.
PROCESSES = (
    "-n",
    str(max(2, os.cpu_count() or 2)),
    "--dist=loadgroup",
    "--no-loadscope-reorder",
)

# Many waits in a browser have no end of their own. A test that takes so many seconds hangs: its
# process says where and ends, and the test counts as failed.
HANGS = ("-o", "faulthandler_timeout=900", "-o", "faulthandler_exit_on_timeout=true")


@dataclass(frozen=True)
class Stage:
    """One step of the test command.

    `command` is run as it is; for a stage of tests it is left empty and `tests` holds the
    arguments of pytest, or of Node's test runner. `needs` names set-up steps beyond the virtual
    environment.
    """

    name: str
    purpose: str
    command: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    runner: Literal["pytest", "node"] = "pytest"


def stages() -> list[Stage]:
    """All stages, in the order in which they run."""
    python = str(BIN / "python")
    return [
        Stage("format", "ruff format", (str(BIN / "ruff"), "format", "--check", ".")),
        Stage("lint", "ruff check", (str(BIN / "ruff"), "check", ".")),
        Stage("types", "mypy", (python, "-m", "mypy")),
        Stage(
            "javascript",
            "Biome and the TypeScript compiler",
            ("npm", "run", "--silent", "check"),
            needs=("npm",),
        ),
        Stage(
            "unit",
            "the engine: its tests, and the examples in its docstrings",
            tests=("tests/unit", "pycore", "--doctest-modules", *PROCESSES),
        ),
        Stage(
            "widgets",
            "kit and widgets with a fake stage, and the examples in their docstrings",
            tests=(
                "tests/kit",
                "tests/widgets",
                "web/python/kit",
                "web/widgets",
                "--doctest-modules",
                # The one module that imports what exists only in a browser.
                "--ignore=web/python/kit/page/browser.py",
                *PROCESSES,
            ),
        ),
        Stage(
            "scripts",
            "serve.py and what it calls, and the examples in their docstrings",
            tests=(
                "tests/scripts",
                "scripts",
                "--doctest-modules",
                # It imports what exists in Pyodide alone.
                "--ignore=scripts/runtime/in_pyodide/snapshot_memory.py",
            ),
            needs=("npm",),  # what the font of formulas is made of
        ),
        Stage(
            "stage",
            "the stage's modules that need no browser",
            tests=tuple(paths("tests/stage/**/*.test.mjs")),
            needs=("npm", "node"),
            runner="node",
        ),
        Stage(
            "rules",
            "layers, hygiene, JavaScript's checks, this command",
            tests=tuple(paths("tests/test_*.py")),
            needs=("npm",),
        ),
        Stage("build", "serve.py build", (sys.executable, "serve.py", "build", str(SITE))),
        Stage(
            "browser",
            "the built site in Chromium and Firefox, and the Python tests inside Pyodide",
            tests=("tests/browser", *PROCESSES, *HANGS),
            needs=("npm", "chromium", "firefox"),
        ),
    ]


def paths(pattern: str) -> list[str]:
    """The files of the repository that match a pattern."""
    return [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob(pattern))]
