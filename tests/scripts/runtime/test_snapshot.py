from __future__ import annotations

import gzip
import json
import shutil
import sys
from pathlib import Path

import pytest

from scripts.archive import archive
from scripts.runtime.fetch import Runtime
from scripts.runtime.node import PyodideInNode
from scripts.runtime.snapshot import SnapshotTaker, nothing

CORE = b"core" * 250_000  # large enough for a file of its own
FILES = {
    "runtime/pyodide/python_stdlib.zip": archive(
        {"json/__init__.pyc": b"", "wave.py": b"", "b.txt": b""}
    ),
    "runtime/pyodide/numpy.zip": archive(
        {
            "numpy/__init__.pyc": b"",
            "numpy/_core/_multiarray_umath.cpython-314-wasm32-emscripten.so": CORE,
            "numpy/random/_common.cpython-314-wasm32-emscripten.so": b"common",
            "numpy/random/mtrand.cpython-314-wasm32-emscripten.so": b"random",
            "numpy/fft/_pocketfft_umath.cpython-314-wasm32-emscripten.so": b"fft",
        }
    ),
    "runtime/pyodide/pyodide-lock.json": b'{"info": {"arch": "wasm32"}, "packages": {"numpy": 1}}',
    "python/app.zip": archive(
        {
            "pycore/__init__.py": b"",
            "pycore/nn/neuron.py": b"import numpy\n",
            "kit/pen.py": b"import numpy\n",
            "widgets/loop.py": b"import inspect\n",
            "kit/page/browser.py": b"import numpy\nfrom js import Object\n",
            "kit/page/__pycache__/browser.cpython-314.pyc": b"",
        }
    ),
    "python/layers.zip": archive(
        {
            "pycore/layers/__init__.py": b"",
            "pycore/layers/lstm.py": b"",
            "pycore/layers/__pycache__/lstm.cpython-314.pyc": b"",
        }
    ),
    "stage/python/snapshot.js": b"export {};",
}

# Takes no snapshot, but what it was told to do.
FAKE_NODE = """#!{python}
import pathlib, sys
desk = pathlib.Path(sys.argv[2])
assert (desk / "pyodide.asm.wasm").is_file() and (desk / "stage.mjs").is_file()
names = sorted(path.name for path in desk.glob("*.wasm"))
(desk / "snapshot.gz").write_text((desk / "plan.json").read_text() + chr(10) + repr(names))
with pathlib.Path({runs!r}).open("a") as runs:
    runs.write("ran" + chr(10))
"""


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a stand-in for Node.js on the PATH; this file has a line for each of its runs."""
    path = tmp_path / "runs.txt"
    path.write_text("")
    node = tmp_path / "bin" / "node"
    node.parent.mkdir()
    node.write_text(FAKE_NODE.format(python=sys.executable, runs=str(path)))
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(node.parent))
    return path


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def taker(runtime: Runtime, runs: Path, said: list[str]) -> SnapshotTaker:
    return SnapshotTaker(PyodideInNode(runtime, said.append))


def index(made: dict[str, bytes]) -> dict[str, object]:
    content: dict[str, object] = json.loads(
        made["runtime/quick/index.js"].removeprefix(b"export default ").rstrip(b";\n")
    )
    return content


def test_the_snapshot_comes_with_the_side_modules_that_numpy_imports(taker: SnapshotTaker) -> None:
    made = taker(FILES)
    assert sorted(made) == [
        "runtime/quick/core-multiarray-umath.wasm",
        "runtime/quick/index.js",
        "runtime/quick/libraries.bin",
        "runtime/quick/memory.bin",
    ]
    assert made["runtime/quick/core-multiarray-umath.wasm"] == CORE
    assert gzip.decompress(made["runtime/quick/libraries.bin"]) == b"commonrandom"
    folder, end = "/lib/python3.14/site-packages/numpy/", ".cpython-314-wasm32-emscripten.so"
    assert index(made)["shared"] == "libraries.bin"
    assert index(made)["libraries"] == [
        ["core-multiarray-umath.wasm", f"{folder}_core/_multiarray_umath{end}", 0, 1_000_000],
        ["libraries.bin", f"{folder}random/_common{end}", 0, 6],
        ["libraries.bin", f"{folder}random/mtrand{end}", 6, 6],
    ]
    assert index(made)["lock"] == {"info": {"arch": "wasm32"}, "packages": {}}


def test_the_plan_imports_what_needs_no_browser_and_names_what_may_come_later(
    taker: SnapshotTaker,
) -> None:
    made = taker(FILES)
    plan, names = made["runtime/quick/memory.bin"].decode().split("\n")
    told = json.loads(plan)
    assert told["names"][-4:] == ["kit.pen", "pycore", "pycore.nn.neuron", "widgets.loop"]
    assert "kit.page.browser" not in told["names"]
    assert "/lib/python3.14/site-packages/kit/page/browser.py" in told["files"]
    assert {"json", "wave", "numpy.fft._pocketfft_umath"} < set(told["later"]["library"])
    assert "b" not in told["later"]["library"]
    assert {"pycore.layers", "pycore.layers.lstm"} < set(told["later"]["layers"])
    assert told["key"] == index(made)["key"]
    assert "random-mtrand.wasm" in names


def test_the_sources_that_readers_may_see_stay_beside_the_memory(taker: SnapshotTaker) -> None:
    told = json.loads(taker(FILES)["runtime/quick/memory.bin"].decode().partition("\n")[0])
    names = {path.removeprefix("/lib/python3.14/site-packages/") for path in told["files"]}
    assert {"pycore/nn/neuron.py", "widgets/loop.py", "kit/page/browser.py"} < names
    assert "kit/pen.py" not in names


def test_a_snapshot_is_kept_for_the_same_files(taker: SnapshotTaker, runs: Path) -> None:
    assert taker(FILES) == taker(FILES)
    assert len(runs.read_text().splitlines()) == 1


@pytest.mark.parametrize(
    "path", [path for path in FILES if path != "runtime/pyodide/pyodide-lock.json"]
)
def test_whatever_it_stands_on_makes_another(path: str, taker: SnapshotTaker, runs: Path) -> None:
    content = FILES[path]
    other = archive({"new.py": b""}) if path.endswith(".zip") else content + b"\n"
    first, second = taker(FILES), taker({**FILES, path: other})
    assert len(runs.read_text().splitlines()) == 2
    assert index(first)["key"] != index(second)["key"]


def test_without_node_the_site_says_that_there_is_none(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    made = SnapshotTaker(PyodideInNode(runtime, said.append))(FILES)
    assert made == nothing(FILES) == {"runtime/quick/index.js": b"export default null;\n"}
    assert len(said) == 1


def test_a_node_that_fails_costs_the_snapshot_alone(
    runtime: Runtime, runs: Path, said: list[str]
) -> None:
    node = Path(shutil.which("node") or "")
    node.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('RangeError: too large')\n")
    assert SnapshotTaker(PyodideInNode(runtime, said.append))(FILES) == nothing(FILES)
    assert said[-1].endswith("Node.js ended with RangeError: too large.")
