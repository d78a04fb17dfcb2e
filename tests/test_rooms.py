"""Rooms: which folder of a layer may use which other, and how much lies in one of them.

`tests/test_layers.py` holds the layers; here are the folders inside them. An arrow that is not in
`USES` is a mistake or a decision: then it is written down here, and in CONTRIBUTING.md.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

MOST_FILES = 16
"""In one folder: more cannot be taken in at a glance."""

LONG = 200
"""Lines of a file; a longer one says in its first comment why it is not two."""

HEAD = 1200
"""In so many characters the first comment has said it."""

FULL = {"", "tests/reference"}
"""The repository itself, where tools look for their settings; and data."""

# The folders of a layer, and those of the same layer that each may use. What lies in the layer's
# own folder (checks, messages, errors) may be used by all.
USES: dict[str, dict[str, set[str]]] = {
    "pycore": {
        "nn": set(),
        "optimisers": set(),
        "landscapes": set(),
        "datasets": set(),
        "descent": {"landscapes", "optimisers"},
        "compiled": {"nn", "optimisers"},
        "training": {"nn", "compiled", "optimisers"},
        "layers": {"nn"},
        "models": {"nn", "layers", "training", "datasets", "optimisers"},
        "analysis": {"nn", "descent"},
    },
    "web/python/kit": {
        "words": set(),
        "pen": {"words"},
        "pictures": {"pen", "words"},
        "page": {"pen"},
        "run": set(),
        "kinds": {"page", "run", "words"},
    },
    "scripts": {
        "runtime": set(),
        "pages": set(),
        "finding": {"pages"},
        "site": {"finding", "pages", "runtime"},
        "serve": {"finding", "runtime", "site"},
        "fonts": {"runtime"},
        "pictures": {"pages"},
        "testing": {"pages"},
    },
    "web/stage": {
        "page": set(),
        "python": {"page"},
        "results": {"page"},
        "form": {"page"},
        "widget": {"form", "page", "results"},
        "course": {"form", "page", "results", "widget"},
        "frame": {"page"},
        "teachers": {"form", "frame", "page"},
    },
}
_SCRIPT_IMPORT = re.compile(
    r'(?:^|\n)\s*(?:import|export)\b[^;\'"]*?"(\.[^"]+)"|import\("(\.[^"]+)"\)'
)


def rooms_used(path: Path, layer: Path) -> Iterator[str]:
    """The folders of the layer in which lies what a file imports."""
    text = path.read_text("utf-8")
    if path.suffix == ".js":
        for found in _SCRIPT_IMPORT.finditer(text):
            target = (path.parent / (found[1] or found[2])).resolve()
            yield from _room(target, layer)
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                parts = name.split(".")
                if parts[0] == layer.name:
                    yield from _room(layer.joinpath(*parts[1:]), layer)


def _room(target: Path, layer: Path) -> Iterator[str]:
    """The folder of the layer that a module, or a package, is or lies in."""
    if target.is_relative_to(layer) and target != layer:
        first = target.relative_to(layer).parts[0]
        if (layer / first).is_dir():
            yield first


def strange_arrows(layer: Path, uses: dict[str, set[str]]) -> list[str]:
    """What files of a layer use, and its rooms do not say."""
    found = []
    for room, allowed in uses.items():
        for path in sorted((layer / room).rglob("*")):
            if path.suffix in {".py", ".js"}:
                used = set(rooms_used(path, layer)) - allowed - {room}
                found += [f"{path.relative_to(layer)} uses {one}" for one in sorted(used)]
    return found


@pytest.mark.parametrize("layer", USES)
def test_a_room_uses_only_those_that_it_may(layer: str) -> None:
    assert strange_arrows(ROOT / layer, USES[layer]) == []


@pytest.mark.parametrize("layer", USES)
def test_every_folder_of_a_layer_is_a_room(layer: str) -> None:
    files = [path for path in (ROOT / layer).rglob("*") if path.suffix in {".py", ".js"}]
    folders = {path.relative_to(ROOT / layer).parts[0] for path in files}
    assert {name for name in folders if not name.endswith((".py", ".js"))} == set(USES[layer])


def test_no_folder_holds_more_than_can_be_taken_in_at_a_glance() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    folders = [
        Path(name).parent.as_posix().removeprefix(".") for name in listed.stdout.splitlines()
    ]
    counts = {folder: folders.count(folder) for folder in set(folders) - FULL}
    assert {folder: count for folder, count in counts.items() if count > MOST_FILES} == {}


def of_code() -> list[Path]:
    """The files of code: of the course, of its tools and of their tests."""
    found: list[Path] = []
    for folder in ("pycore", "scripts", "web", "tests"):
        files = sorted((ROOT / folder).rglob("*"))
        found += [path for path in files if path.suffix in {".py", ".js", ".mjs", ".css"}]
    return found


def test_a_long_file_says_why_it_is_long() -> None:
    found = []
    for path in of_code():
        text = path.read_text("utf-8")
        if text.count("\n") > LONG and "Longer than other files: " not in text[:HEAD]:
            found.append(path.relative_to(ROOT).as_posix())
    assert found == [], f"more than {LONG} lines: split it, or say in its first comment why not"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pen/a.py", "from kit.page.view import View\n"),
        ("pen/a.py", "def f():\n    from kit import page\n"),
        ("pen/a.js", 'import { a } from "../page/a.js";\n'),
        ("pen/a.js", 'const a = await import("../page/a.js");\n'),
    ],
)
def test_a_planted_arrow_is_found(tmp_path: Path, name: str, text: str) -> None:
    layer = tmp_path / "kit"
    for room in ("pen", "page"):
        (layer / room).mkdir(parents=True)
    (layer / name).write_text(text)
    assert strange_arrows(layer, {"pen": set(), "page": {"pen"}}) == [f"{name} uses page"]
    assert strange_arrows(layer, {"pen": {"page"}, "page": set()}) == []
