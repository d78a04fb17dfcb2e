from __future__ import annotations

import re

import pytest

from scripts.runtime import archives
from tests.places import ROOT


@pytest.mark.parametrize(
    "name",
    [
        "ftplib.py",
        "encodings/big5.py",
        "encodings/iso8859_2.py",
        "xml/dom/minidom.py",
        "multiprocessing/pool.py",
        "site-packages/README.txt",
    ],
)
def test_the_library_leaves_out_what_a_browser_cannot_use(name: str) -> None:
    assert archives.library({name: b""}).members == {}


@pytest.mark.parametrize(
    "name",
    [
        "pdb.py",
        "doctest.py",
        "_pyrepl/utils.py",
        "encodings/cp1252.py",
        "encodings/iso8859_15.py",
        "xml/etree/ElementTree.py",
        "unittest/mock.py",
    ],
)
def test_the_library_keeps_what_may_be_imported_later_as_source(name: str) -> None:
    contents = archives.library({name: b""})
    assert (list(contents.members), contents.at_start) == ([name], frozenset())


@pytest.mark.parametrize(
    "name",
    ["typing.py", "asyncio/tasks.py", "json/decoder.py", "encodings/utf_8.py", "_pyodide/_base.py"],
)
def test_the_library_compiles_what_is_imported_at_every_start(name: str) -> None:
    assert archives.library({name: b""}).at_start == {name}


@pytest.mark.parametrize(
    "name",
    [
        "numpy/__init__.pyi",
        "numpy/_core/tests/test_umath.py",
        "numpy/f2py/crackfortran.py",
        "numpy/random/_examples/cffi/extending.py",
        "numpy/_core/include/numpy/ndarraytypes.h",
        "numpy-2.4.3.dist-info/licenses/LICENSE.txt",
        "numpy-2.4.3.dist-info/RECORD",
    ],
)
def test_numpy_leaves_out_what_is_not_for_running(name: str) -> None:
    assert archives.numpy({name: b""}).members == {}


def test_numpy_is_compiled_as_a_whole() -> None:
    names = ["numpy/__init__.py", "numpy/testing/_private/utils.py", "numpy/ma/core.py", "a.so"]
    contents = archives.numpy(dict.fromkeys(names, b""))
    assert list(contents.members) == names
    assert contents.at_start == set(names[:3])


OF_SOME_LESSONS = ("pycore/layers/lstm.py", "pycore/models/digits.py", "pycore/datasets/words.py")
OF_ALL = ("pycore/nn/mlp.py", "pycore/datasets/shapes.py", "kit/notes.txt")


def test_our_own_code_is_all_compiled_and_all_shown() -> None:
    members = dict.fromkeys((*OF_ALL, *OF_SOME_LESSONS), b"")
    at_start, late = archives.app(members), archives.layers(members)
    assert at_start.at_start == {"pycore/nn/mlp.py", "pycore/datasets/shapes.py"}
    assert (tuple(at_start.members), tuple(late.members)) == (OF_ALL, OF_SOME_LESSONS)
    assert late.at_start == set(OF_SOME_LESSONS)
    assert at_start.with_sources
    assert late.with_sources


def test_what_every_page_imports_knows_nothing_of_what_some_lessons_do() -> None:
    """Else the late archive would be fetched at every start."""
    of_some = re.compile(
        r"from pycore\.(?:layers|models|datasets\.(?:digits|words|s\w+ences|strokes))"
    )
    members = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "pycore").rglob("*.py")
    }
    for name, content in archives.app(members).members.items():
        lines = [
            line for line in content.decode().splitlines() if not line.lstrip().startswith(">>>")
        ]
        assert of_some.search("\n".join(lines)) is None, name
