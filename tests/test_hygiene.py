"""What no file of the repository holds, checked over all of them.

The words looked for are put together from pieces here, or this file would find itself.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import pycore
from tests.places import ROOT

FORBIDDEN = {
    "a note to self": re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b"),
    "the address of a package registry": re.compile(
        r"(registry\.npm" + r"js\.org|registry\.yarn" + r"pkg|py" + r"pi\.org|files\.python"
        r"hosted)"
    ),
    "a package of somebody else": re.compile(
        r"pip in" + r"stall\s+(?:-\S+\s+)*[\"']?(?:glassbox|pycore)\b(?!\S*\.whl)"
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/wo" + r"rk/|(?<!\w)/ro" + r"ot/"),
}

# A colour written out: #123, #12345678, rgb(1 …), hsl(1 …) and their kin. Not &#39; (an entity).
LITERAL_COLOUR = re.compile(
    r"(?<![&\w/.])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b(?!-)"
    r"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*[\d.]+[^()]*\)"
)
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
COLOUR_SOURCES = (
    "web/css/**/*.css",
    "web/stage/**/*.js",
    "web/python/**/*.py",
    "web/widgets/**/*.py",
)
TOKENS = ROOT / "web/css/tokens.css"


def repository_files() -> list[Path]:
    """Files that git tracks or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: which files belong to the repository is unknown")
    paths = [ROOT / name for name in listing.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    """The text of a file; nothing if it is binary."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8")


def find(pattern: re.Pattern[str], path: Path) -> list[str]:
    """Every match as `file:line: match`."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        for match in pattern.finditer(line)
    ]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [hit for path in repository_files() for hit in find(FORBIDDEN[what], path)]
    assert not found, "\n".join(found)


def literal_colours(path: Path) -> list[str]:
    """Colours written out in the code of a file; comments and docstrings may name some."""
    text = text_of(path)
    if path.suffix == ".py":
        strings = (
            node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)
        )
        found = [one for one in strings if isinstance(one, str) and LITERAL_COLOUR.fullmatch(one)]
    else:
        found = [match.group() for match in LITERAL_COLOUR.finditer(COMMENT.sub("", text))]
    return [f"{path.relative_to(ROOT)}: {colour}" for colour in found]


def test_colours_come_from_the_tokens() -> None:
    paths = {path for glob in COLOUR_SOURCES for path in ROOT.glob(glob)} - {TOKENS}
    found = [hit for path in sorted(paths) for hit in literal_colours(path)]
    assert not found, "\n".join(found)


def test_every_file_is_text_with_one_newline_at_its_end_or_binary() -> None:
    broken = [
        str(path.relative_to(ROOT))
        for path in repository_files()
        if (text := text_of(path))
        and (not text.endswith("\n") or text.endswith("\n\n") or "\r" in text)
    ]
    assert not broken, broken


def requirements(name: str) -> list[Requirement]:
    """What a file of requirements asks for."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def test_a_native_user_may_have_what_the_tests_run_and_other_versions_too() -> None:
    tested = {one.name: next(iter(one.specifier)) for one in requirements("requirements-dev.txt")}
    wanted = requirements("requirements-native.txt")
    assert wanted
    for one in wanted:
        assert one.specifier.contains(tested[one.name].version)
        assert all(part.operator != "==" for part in one.specifier)


def test_the_version_stands_in_one_place() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in settings["project"]
    assert settings["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "pycore.__version__"}
    assert Version(pycore.__version__) >= Version("0.1.0")


@pytest.mark.parametrize(
    "text",
    ["#FFF", "color: #0a4c94;", "#0A4C9480", "rgb(1 2 3)", "rgba(1,2,3,.5)", "oklch(0.5 0.1 20)"],
)
def test_a_literal_colour_is_recognised(text: str) -> None:
    assert LITERAL_COLOUR.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "#main",
        "&#39;",
        "href='#neuron'",
        "rgb(${r} 0 0)",
        "# add the bias",
        "x.#bad",
        "lesson.html#add",
        "# 0.5",
    ],
)
def test_what_is_no_colour_passes(text: str) -> None:
    assert not LITERAL_COLOUR.search(text)


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a note to self", "# TO" + "DO: later"),
        ("the address of a package registry", "https://py" + "pi.org/simple"),
        ("a package of somebody else", "pip in" + "stall glassbox[native]"),
        ("a package of somebody else", "python -m pip in" + "stall -U 'glassbox-course'"),
        ("a path of one machine", "see /wo" + "rk/shared"),
    ],
)
def test_a_planted_word_is_found(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(text)
