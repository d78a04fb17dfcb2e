from __future__ import annotations

from pathlib import Path

import pytest

from scripts.testing.imports import Imports

FILES = {
    "engine/__init__.py": "from engine.neuron import Neuron\nfrom .net import Net as Net\n",
    "engine/neuron.py": "from . import sums\nclass Neuron: ...\n",
    "engine/net.py": "import engine.neuron\n",
    "engine/sums.py": "import numpy\n",
    "engine/deep/__init__.py": "",
    "engine/deep/inner.py": "from ..sums import add\n",
    "page/kit/pen.py": "from engine import Neuron\n",
    "page/kit/__init__.py": "",
    "tests/helper.py": "",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("code", "files"),
    [
        ("import os, numpy", set()),
        ("import engine.net", {"net", "neuron", "sums", ""}),
        ("from engine.deep import inner", {"deep/", "deep/inner", "sums", ""}),
        ("from engine import Neuron", {"neuron", "sums", ""}),
        ("from engine import other", {"net", "neuron", "sums", ""}),
        ("from engine import *", {"net", "neuron", "sums", ""}),
        ("def f():\n    from engine.sums import add", {"sums", ""}),
        ('import_module("engine.sums")', {"sums", ""}),
        ('patch("engine.sums.add")', {"sums", ""}),
        ('say("engine is here. Or not")', set()),
    ],
)
def test_what_a_file_imports_is_found_with_what_that_imports(
    place: Path, code: str, files: set[str]
) -> None:
    test = place / "tests/test_it.py"
    test.write_text(code)
    names = {"": "__init__.py", "deep/": "deep/__init__.py"}
    expected = {place / "engine" / names.get(name, f"{name}.py") for name in files}
    assert Imports(place).reach(test) == {test, *expected}


def test_modules_are_looked_for_in_every_place_and_folders_need_no_init(place: Path) -> None:
    test = place / "tests/test_it.py"
    test.write_text("from kit.pen import Pen\nfrom tests import helper\n")
    names = ["page/kit/pen.py", "page/kit/__init__.py", "tests/helper.py", "engine/__init__.py"]
    engine = [place / "engine" / f"{name}.py" for name in ("neuron", "sums")]
    found = Imports(place, place / "page").reach(test)
    assert found == {test, *engine, *(place / name for name in names)}


def test_a_file_that_is_named_is_not_followed(place: Path) -> None:
    net, neuron = place / "engine/net.py", place / "engine/neuron.py"
    assert neuron in Imports(place).reach(net)
    assert Imports(place).reach(net, without=frozenset({neuron})) == {
        net,
        place / "engine/__init__.py",
    }


def test_the_home_of_a_name_is_where_it_is_not_imported_from_elsewhere(place: Path) -> None:
    file = place / "page/kit/pen.py"
    assert Imports(place).home_of("Neuron", file) == place / "engine/neuron.py"
    assert Imports(place).home_of("Pencil", file) is None
