"""The engine as a wheel: pip installs it, and it works where nothing else of the project is."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import pycore
from scripts.errors import GlassboxError
from scripts.site.wheel import wheel_file
from tests.places import ROOT

PROGRAM = """
import pycore
from pycore.datasets.digits import load_digits
print(pycore.__version__, len(load_digits()), pycore.__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ((path, content),) = wheel_file(ROOT).items()
    target = tmp_path_factory.mktemp("wheel") / Path(path).name
    target.write_bytes(content)
    return target


def test_its_name_tells_what_it_is(wheel: Path) -> None:
    assert wheel.name == f"glassbox_course-{pycore.__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as packed:
        info = f"glassbox_course-{pycore.__version__}.dist-info"
        told = Parser().parsestr(packed.read(f"{info}/METADATA").decode())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (told["Name"], told["Version"]) == (project["name"], pycore.__version__)
    assert told["Requires-Python"] == project["requires-python"]
    requires = told.get_all("Requires-Dist") or []
    assert requires[: len(project["dependencies"])] == project["dependencies"]
    assert all(each.endswith('; extra == "native"') for each in requires[1:])
    assert str(told.get_payload()).startswith("# Glassbox")


def test_it_holds_the_very_files_of_the_package_and_their_hashes(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        record = next(name for name in names if name.endswith("/RECORD"))
        listed = list(csv.reader(io.StringIO(packed.read(record).decode())))
        assert sorted(row[0] for row in listed) == sorted(names)
        for name, digest, size in listed:
            if name != record:
                content = packed.read(name)
                found = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode()
                assert (digest, size) == (f"sha256={found.rstrip('=')}", str(len(content)))
            if name.startswith("pycore/"):
                assert packed.read(name) == (ROOT / name).read_bytes()
    inside = {name for name in names if name.startswith("pycore/")}
    assert {"pycore/py.typed", "pycore/datasets/data/digits.bin"} <= inside
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pycore").rglob("*.py")}
    assert {name for name in inside if name.endswith(".py")} == sources


def test_pip_installs_it_and_it_works_alone(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    command = ["install", "--quiet", "--no-index", "--no-deps", "--target", str(installed)]
    subprocess.run([sys.executable, "-m", "pip", *command, str(wheel)], check=True)
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    version, digits, file = ran.stdout.split()
    assert (version, digits) == (pycore.__version__, "1797")
    assert Path(file).is_relative_to(installed)


def test_the_same_files_make_the_same_wheel() -> None:
    assert wheel_file(ROOT) == wheel_file(ROOT)


def test_a_package_without_a_version_meets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "pycore").mkdir()
    (tmp_path / "pycore" / "__init__.py").write_text("x = 1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'a'\n")
    with pytest.raises(GlassboxError, match=r"must have a line __version__"):
        wheel_file(tmp_path)
