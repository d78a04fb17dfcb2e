"""The checks of JavaScript: what they look at, and that they find a planted fault."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.places import ROOT

TOOLS = ROOT / "node_modules" / ".bin"
CONFIGS = ("tsconfig.json", "tsconfig.worker.json", "tsconfig.node.json")

# What no configuration of the compiler covers, and why.
UNTYPED = (
    "benchmarks/",  # they measure other people's libraries, which have no types here
    "tests/browser/embed/hosts/",  # other people's scripts
    "tests/browser/python/pages/",
)

FINE = """/** @param {string} text */
export const shout = (text) => `${text.toUpperCase()}!`;
"""


def tool(name: str, *arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run one of npm's tools in a folder."""
    command = [str(TOOLS / name), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def lint(tmp_path: Path, source: str) -> subprocess.CompletedProcess[str]:
    """What Biome says of a module by the rules of the repository."""
    (tmp_path / "planted.js").write_text(source, encoding="utf-8")
    shutil.copy(ROOT / "biome.jsonc", tmp_path)
    options = ("--error-on-warnings", "--vcs-enabled=false")
    return tool("biome", "check", *options, ".", folder=tmp_path)


def compiled(tmp_path: Path, source: str) -> subprocess.CompletedProcess[str]:
    """What the compiler says of a module by the rules of the stage."""
    (tmp_path / "planted.js").write_text(source, encoding="utf-8")
    rules = {"extends": str(ROOT / "tsconfig.json"), "include": ["planted.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(rules))
    return tool("tsc", "-p", str(tmp_path))


def test_a_module_without_faults_passes_both(tmp_path: Path) -> None:
    for check in (compiled, lint):
        found = check(tmp_path, FINE)
        assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (FINE.replace("toUpperCase", "toUperCase"), "toUperCase"),
        (FINE.replace("{string}", "{string | null}"), "possibly 'null'"),
        (FINE.replace("/** @param {string} text */\n", ""), "implicitly has an 'any' type"),
        (f"{FINE}shout(3);\n", "not assignable to parameter of type 'string'"),
    ],
    ids=["a name that is none", "what may be missing", "no type at all", "a wrong argument"],
)
def test_a_planted_fault_of_types_is_found(tmp_path: Path, fault: str, words: str) -> None:
    found = compiled(tmp_path, fault)
    assert found.returncode
    assert words in found.stdout


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (f"{FINE}export const same = shout == 3;\n", "noDoubleEquals"),
        (f'import {{ find }} from "./dom.js";\n\n{FINE}', "noUnusedImports"),
        (f'{FINE}for (let one of shout("a")) shout(one);\n', "useConst"),
        (FINE.replace("`;", "`"), "Formatter"),
    ],
    ids=["a loose comparison", "an import for nothing", "a constant that is none", "a format"],
)
def test_a_planted_fault_of_style_is_found(tmp_path: Path, fault: str, rule: str) -> None:
    found = lint(tmp_path, fault)
    assert found.returncode
    assert rule in found.stdout + found.stderr


def test_every_module_is_checked_for_types() -> None:
    listing = [tool("tsc", "--listFilesOnly", "-p", config).stdout for config in CONFIGS]
    checked = {Path(line) for text in listing for line in text.splitlines()}
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.js", "*.mjs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    ours = {name for name in names if not name.startswith(UNTYPED) and (ROOT / name).is_file()}
    assert len(ours) > 40
    assert not {name for name in ours if ROOT / name not in checked}


def test_no_fault_is_passed_over_in_silence() -> None:
    found = subprocess.run(
        ["git", "grep", "-lE", "@ts-(ignore|nocheck|expect-error)", "--", "*.js", "*.mjs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    ).stdout
    assert not found
