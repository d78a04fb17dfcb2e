"""No widget imports a module when it is used: the page would have to fetch an archive for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.places import ROOT, WEB
from widgets import WIDGETS

# In a Python of its own, where nothing else has imported what is looked for. It has imported what
# a snapshot has, and the fake stage.
PROBE = """
import importlib, pathlib, sys
from scripts.runtime.snapshot import ALSO_AT_START
from tests.widgets.fake_stage import FakeStage
from tests.widgets.use import use
for name in ALSO_AT_START:
    importlib.import_module(name)
for folder, root in (("pycore", "."), ("kit", "web/python"), ("widgets", "web")):
    for path in pathlib.Path(root, folder).rglob("*.py"):
        if path.stem not in ("browser", "native"):
            importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))
before = set(sys.modules)
use(FakeStage(sys.argv[1], compiled=False))
print(*sorted(set(sys.modules) - before))
"""


@pytest.mark.cpython_only  # starts a process
@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_imports_nothing_when_it_is_used(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, name],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{WEB / 'python'}:{WEB}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == [], "name it in ALSO_AT_START of scripts/runtime/snapshot.py"
