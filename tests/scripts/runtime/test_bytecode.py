from __future__ import annotations

import dis
import marshal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.archive import archive, members_of
from scripts.runtime.archives import Contents, as_sources
from scripts.runtime.bytecode import Packer
from scripts.runtime.fetch import Runtime
from scripts.runtime.in_pyodide import compile_sources
from scripts.runtime.node import PyodideInNode

CONTENTS = Contents(
    name="library",
    folder="/lib/python314.zip",
    members={"early.py": b"a = 1\n", "late.py": b"b = 2\n", "data.txt": b"c"},
    at_start=frozenset({"early.py"}),
)

# Does what compile.mjs does, but writes the source in capitals, and counts its runs.
FAKE_NODE = """#!{python}
import pathlib, sys, zipfile
desk, folder = pathlib.Path(sys.argv[2]), sys.argv[3]
with zipfile.ZipFile(desk / "sources.zip") as sources, \\
     zipfile.ZipFile(desk / "compiled.zip", "w") as compiled:
    for name in sources.namelist():
        compiled.writestr(name, sources.read(name).upper())
with pathlib.Path({runs!r}).open("a") as runs:
    runs.write(folder + chr(10))
{more}
"""

Node = Callable[..., None]


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A file with one line for each run of Node.js."""
    path = tmp_path / "runs.txt"
    path.write_text("")
    return path


@pytest.fixture
def node(tmp_path: Path, runs: Path, monkeypatch: pytest.MonkeyPatch) -> Node:
    """Put a stand-in for Node.js on the PATH; `more` is what it does in the end."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def install(more: str = "") -> None:
        script = FAKE_NODE.format(python=sys.executable, runs=str(runs), more=more)
        (folder / "node").write_text(script)
        (folder / "node").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))

    install()
    return install


@pytest.fixture
def said() -> list[str]:
    return []


def test_bytecode_takes_the_place_of_its_source(
    runtime: Runtime, node: Node, said: list[str]
) -> None:
    packed = Packer(PyodideInNode(runtime, said.append))(CONTENTS)
    assert members_of(packed) == {"early.pyc": b"A = 1\n", "late.py": b"b = 2\n", "data.txt": b"c"}
    assert said == ["Compiling Python for the page: library."]


def test_bytecode_lies_beside_a_source_that_readers_may_see(
    runtime: Runtime, node: Node, said: list[str]
) -> None:
    contents = replace(
        CONTENTS,
        members={"pycore/nn/mlp.py": b"m\n"},
        at_start=frozenset({"pycore/nn/mlp.py"}),
        with_sources=True,
    )
    assert members_of(Packer(PyodideInNode(runtime, said.append))(contents)) == {
        "pycore/nn/mlp.py": b"m\n",
        "pycore/nn/__pycache__/mlp.cpython-314.pyc": b"M\n",
    }


def test_what_was_compiled_once_is_kept(
    runtime: Runtime, node: Node, runs: Path, said: list[str]
) -> None:
    first = Packer(PyodideInNode(runtime, said.append))(CONTENTS)
    assert Packer(PyodideInNode(runtime, said.append))(CONTENTS) == first
    assert runs.read_text() == "/lib/python314.zip\n"


@pytest.mark.parametrize(
    "changes",
    [
        {"members": {**CONTENTS.members, "late.py": b"b = 3\n"}},
        {"members": {**CONTENTS.members, "new.py": b""}},
        {"at_start": frozenset({"late.py"})},
        {"folder": "/lib"},
        {"with_sources": True},
    ],
)
def test_whatever_changes_is_compiled_anew(
    changes: dict[str, object], runtime: Runtime, node: Node, runs: Path, said: list[str]
) -> None:
    packer = Packer(PyodideInNode(runtime, said.append))
    packer(CONTENTS)
    packer(replace(CONTENTS, **changes))  # type: ignore[arg-type]
    assert len(runs.read_text().splitlines()) == 2


@pytest.mark.parametrize("damage", [b"", b"half", b"\0" * 200])
def test_a_damaged_archive_in_the_cache_is_made_anew(
    damage: bytes, runtime: Runtime, node: Node, runs: Path, said: list[str]
) -> None:
    first = Packer(PyodideInNode(runtime, said.append))(CONTENTS)
    kept = runtime.cache / "packed-library"
    kept.write_bytes(kept.read_bytes()[: len(damage)] + damage)
    assert Packer(PyodideInNode(runtime, said.append))(CONTENTS) == first
    assert len(runs.read_text().splitlines()) == 2


def test_a_cache_that_cannot_be_written_to_is_done_without(
    runtime: Runtime, node: Node, runs: Path, said: list[str]
) -> None:
    (runtime.cache / "packed-library").mkdir()
    packer = Packer(PyodideInNode(runtime, said.append))
    assert packer(CONTENTS) == packer(CONTENTS)
    assert len(runs.read_text().splitlines()) == 2


def test_without_node_the_sources_are_shipped_and_it_is_said_once(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: list[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    packer = Packer(PyodideInNode(runtime, said.append))
    assert packer(CONTENTS) == packer(CONTENTS) == as_sources(CONTENTS)
    assert said == [
        "The site will boot more slowly, because Python was not compiled: Node.js was not found."
    ]


def test_a_node_that_fails_is_named_with_its_reason_and_not_asked_again(
    runtime: Runtime, node: Node, runs: Path, said: list[str]
) -> None:
    node("sys.exit('let Error = 1;\\n   ^\\nSyntaxError: too old for this\\n\\nNode.js v12')")
    packer = Packer(PyodideInNode(runtime, said.append))
    assert packer(CONTENTS) == packer(CONTENTS) == as_sources(CONTENTS)
    assert len(runs.read_text().splitlines()) == 1
    assert said == [
        "Compiling Python for the page: library.",
        "The site will boot more slowly, because Python was not compiled: "
        "Node.js ended with SyntaxError: too old for this.",
    ]


def test_a_compiled_file_is_unchecked_bytecode_that_names_its_future_path() -> None:
    content = compile_sources.compiled(b"x = 1\n", "/lib/a.py", 0)
    assert content[4:8] == b"\1\0\0\0"
    code = marshal.loads(content[16:])
    assert code.co_filename == "/lib/a.py"
    assert "STORE_NAME" in {instruction.opname for instruction in dis.get_instructions(code)}


def test_what_nobody_is_shown_is_compiled_without_its_docstring() -> None:
    content = compile_sources.compiled(b"'A module.'\n", "/lib/a.py", 2)
    assert "A module." not in marshal.loads(content[16:]).co_consts


def test_every_file_of_an_archive_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "in.zip").write_bytes(archive({"a.py": b"", "b/c.py": b"y = 2\n"}))
    compile_sources.compile_archive(str(tmp_path / "in.zip"), str(tmp_path / "out.zip"), "/lib", 0)
    compiled = members_of((tmp_path / "out.zip").read_bytes())
    assert set(compiled) == {"a.py", "b/c.py"}
    assert marshal.loads(compiled["b/c.py"][16:]).co_filename == "/lib/b/c.py"
