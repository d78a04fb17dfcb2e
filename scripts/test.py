"""The test command: sets up what it needs, runs every stage, and ends with one line of numbers.

    python3 scripts/test.py                     everything
    python3 scripts/test.py unit browser        these stages
    python3 scripts/test.py changed             what the changes since main can touch
    python3 scripts/test.py changed --since HEAD~2 unit
    python3 scripts/test.py unit -- -k neuron   what follows `--` goes to pytest

A stage that fails does not stop the others. The exit code is 0 only when all of them passed.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, too
from scripts import ROOT
from scripts.testing.changes import changed_files
from scripts.testing.environment import SetupError, make_venv
from scripts.testing.running import Result, run_stage
from scripts.testing.stages import Stage, stages
from scripts.testing.summary import summary
from scripts.testing.touched import Touched

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Wish:
    """What the arguments ask for: stages, options for pytest, and since when only changes count."""

    stages: list[Stage]
    options: list[str]
    since: str = ""


def parse(arguments: list[str]) -> Wish:
    """Read the arguments; what follows `--` goes to pytest."""
    options: list[str] = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, options = arguments[:split], arguments[split + 1 :]
    known = stages()
    names = [stage.name for stage in known]
    parser = argparse.ArgumentParser(
        prog="scripts/test.py",
        description="Set up what the tests need, run them, and count.",
        epilog="What follows -- goes to pytest.",
    )
    parser.add_argument(
        "stage",
        nargs="*",
        help=f"which stages to run: install, {', '.join(names)} (default: all); "
        "changed: of these only what the changes can touch",
    )
    parser.add_argument(
        "--since", default="main", metavar="REV", help="what changed is told from here (main)"
    )
    given = parser.parse_intermixed_args(arguments)
    wanted = [name for name in given.stage if name != "changed"]
    unknown = [name for name in wanted if name not in [*names, "install"]]
    if unknown:
        parser.error(
            f"no stage is called {', '.join(unknown)}; "
            f"there are install, changed, {', '.join(names)}"
        )
    chosen = [stage for stage in known if not wanted or stage.name in wanted]
    return Wish(chosen, options, given.since if "changed" in given.stage else "")


def touched_stages(wish: Wish) -> list[Stage]:
    """Return of the stages what the changes can touch, and say what is left out."""
    files = changed_files(ROOT, wish.since)
    print(f"Changed since {wish.since}: {len(files)} files.")
    touched = Touched(ROOT, files)
    chosen: list[Stage] = []
    for stage in wish.stages:
        now, left_out = touched.stage(stage)
        chosen += [now] if now else []
        if left_out:
            print(f"  {left_out}")
    if "browser" not in [stage.name for stage in chosen]:
        chosen = [stage for stage in chosen if stage.name != "build"]
    return chosen


def main(arguments: list[str]) -> int:
    """Run the stages and return the exit code."""
    wish = parse(arguments)
    if sys.version_info < OLDEST_PYTHON:
        print("Glassbox needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 1
    try:
        make_venv()
        chosen = touched_stages(wish) if wish.since else wish.stages
    except SetupError as error:
        print(error)
        return 1
    results: list[Result] = []
    for stage in chosen:
        built = any(result.stage.name == "build" and not result.code for result in results)
        results.append(run_stage(stage, wish.options, built))
    if results:
        print(summary(results))
    return 1 if any(result.code for result in results) else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped.")
        sys.exit(130)
