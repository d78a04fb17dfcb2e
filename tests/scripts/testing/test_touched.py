"""What a change touches, in a small repository that is laid out like ours."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.testing.changes import changed_files
from scripts.testing.environment import SetupError
from scripts.testing.stages import Stage
from scripts.testing.touched import Touched

FILES = {
    "pycore/sums.py": "",
    "pycore/nets.py": "import pycore.sums\n",
    "serve.py": "import scripts.build\n",
    "scripts/build.py": "",
    "scripts/tool.py": "",
    "web/content/layouts/layout.html": "",
    "web/stage/stage.js": "",
    "web/content/pages/one.html": '<div data-widget="plane"></div>',
    "web/content/pages/two.html": '<div data-widget="bars"></div>',
    "web/widgets/plane/form.html": "",
    "web/widgets/bars/form.html": "",
    "web/python/main.py": "",
    "web/python/kit/pen/pen.py": "",
    "web/widgets/__init__.py": "from widgets.bars.widget import Bars\n"
    "from widgets.plane.widget import Plane\n"
    'WIDGETS = {\n    "plane": Plane,\n    "bars": Bars,\n}\n',
    "web/widgets/plane/widget.py": "import kit.pen.pen\nimport pycore.nets\n",
    "web/widgets/bars/widget.py": "import kit.pen.pen\n",
    "tests/unit/test_sums.py": "import pycore.sums\n",
    "tests/unit/test_nets.py": "import pycore.nets\n",
    "tests/unit/test_documents.py": 'NAMES = ["README.md", "docs/model.md"]\n',
    "tests/unit/conftest.py": "",
    "tests/widgets/fake_stage.py": "from widgets import WIDGETS\n",
    "tests/widgets/test_plane.py": 'import tests.widgets.fake_stage\nopen("plane")\n',
    "tests/widgets/test_bars.py": 'import tests.widgets.fake_stage\nopen("bars")\n',
    "tests/widgets/test_any.py": "import tests.widgets.fake_stage\n",
    "tests/kit/pen/test_pen.py": "import kit.pen.pen\n",
    "tests/widgets/test_texts.py": 'PAGES = root / "pages"\n',
    "tests/scripts/test_build.py": "import scripts.build\n",
    "tests/scripts/test_tool.py": "import scripts.tool\n",
    "tests/browser/checks.py": "",
    "tests/browser/checks.js": "",
    "tests/browser/python/test_unit_in_pyodide.py": "",
    "tests/browser/test_one.py": 'LESSON = "one.html"\n',
    "tests/browser/test_two.py": 'LESSON = "two.html"\n',
    "tests/browser/test_all.py": "from tests.browser import checks\n"
    "page_names()\nopen('one.html')\n",
    "tests/browser/test_none.py": "",
}
ALL = {Path(name).stem.removeprefix("test_") for name in FILES if "/test_" in name}
UNIT = {"sums", "nets", "documents"}
WIDGETS = {"plane", "bars", "any", "pen", "texts"}
SCRIPTS = {"build", "tool"}
PAGES = {"one", "two", "all", "none"}
PYODIDE = {"unit_in_pyodide"}

Tell = Callable[[str], set[str]]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Returns the tests that a changed file touches, by the ends of their names."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    def tell(changed: str) -> set[str]:
        touched = Touched(tmp_path, [changed])
        tests = [path for path in tmp_path.glob("tests/**/test_*.py") if touched.is_touched(path)]
        return {path.stem.removeprefix("test_") for path in tests}

    return tell


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("pycore/sums.py", {"sums", "nets", "plane", "any", "one", "all", "none"}),
        ("web/widgets/plane/widget.py", {"plane", "any", "one", "all", "none"}),
        ("web/python/kit/pen/pen.py", {"plane", "bars", "any", "pen"} | PAGES),
        ("web/widgets/bars/form.html", {"bars", "any", "two", "all", "none"}),
    ],
)
def test_python_and_forms_touch_what_is_made_of_them_and_what_shows_them(
    tell: Tell, changed: str, tests: set[str]
) -> None:
    assert tell(changed) == tests | PYODIDE | SCRIPTS


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("web/content/pages/one.html", {"texts", "one", "all", "none"} | SCRIPTS),
        ("web/stage/stage.js", PAGES | SCRIPTS),
        ("web/content/layouts/layout.html", PAGES | SCRIPTS),
        ("web/python/main.py", PAGES | SCRIPTS | PYODIDE),
        ("scripts/build.py", PAGES | SCRIPTS | PYODIDE),
        ("scripts/tool.py", SCRIPTS),
        ("README.md", {"documents"}),
        ("CHANGELOG.md", set()),
        ("docs/home.png", set()),
        ("tests/unit/test_sums.py", {"sums"} | PYODIDE),
        ("tests/unit/conftest.py", UNIT | PYODIDE),
        ("tests/browser/test_one.py", {"one"}),
        ("tests/browser/checks.py", {"all"}),
        ("tests/browser/checks.js", PAGES | PYODIDE),
    ],
)
def test_a_changed_file_touches_the_tests_that_may_notice(
    tell: Tell, changed: str, tests: set[str]
) -> None:
    assert tell(changed) == tests


@pytest.mark.parametrize(
    "changed",
    ["pyproject.toml", "runtime.lock.json", "tests/reference/sums.json", "something/new.bin"],
)
def test_what_no_rule_knows_touches_everything(tell: Tell, changed: str) -> None:
    assert tell(changed) == ALL


def test_a_module_that_is_gone_touches_the_tests_of_its_kind(tell: Tell) -> None:
    assert tell("pycore/gone.py") == ALL
    assert tell("tests/unit/test_gone.py") == PYODIDE


def test_a_stage_keeps_its_options_and_tells_how_much_it_leaves_out(
    tell: Tell, tmp_path: Path
) -> None:
    tell("")
    stage = Stage("unit", "", tests=("tests/unit", "pycore", "--doctest-modules", "-n", "2"))
    now, left_out = Touched(tmp_path, ["pycore/nets.py"]).stage(stage)
    assert now
    assert now.tests == (
        "tests/unit/test_nets.py",
        "pycore/nets.py",
        "--doctest-modules",
        "-n",
        "2",
    )
    assert left_out == "unit: 3 of 5 files left out"
    assert Touched(tmp_path, ["README"]).stage(stage) == (stage, "")
    assert Touched(tmp_path, ["CHANGELOG.md"]).stage(stage) == (
        None,
        "unit: 5 of 5 files left out",
    )


def test_rules_and_stages_without_tests_run_whatever_has_changed(
    tell: Tell, tmp_path: Path
) -> None:
    tell("")
    touched = Touched(tmp_path, ["CHANGELOG.md"])
    for stage in (
        Stage("lint", "", command=("ruff",)),
        Stage("rules", "", tests=("tests/unit/test_sums.py",)),
    ):
        assert touched.stage(stage) == (stage, "")


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@b.test"]
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


def test_changes_are_what_differs_from_where_the_branch_began(tmp_path: Path) -> None:
    git(tmp_path, "init", "-b", "main")
    for name in ("kept", "edited", "removed", "renamed"):
        (tmp_path / name).write_text(f"{name}\n" * 9)
    (tmp_path / ".gitignore").write_text("ignored\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "one")
    git(tmp_path, "checkout", "-b", "work")
    (tmp_path / "renamed").rename(tmp_path / "other-name")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "two")
    git(tmp_path, "checkout", "main")
    (tmp_path / "kept").write_text("changed on main only")
    git(tmp_path, "commit", "-am", "three")
    git(tmp_path, "checkout", "work")
    (tmp_path / "edited").write_text("not committed")
    (tmp_path / "removed").unlink()
    (tmp_path / "new").write_text("")
    (tmp_path / "ignored").write_text("")
    assert changed_files(tmp_path, "main") == ["edited", "new", "other-name", "removed", "renamed"]
    assert changed_files(tmp_path, "HEAD") == ["edited", "new", "removed"]


def test_a_revision_that_is_not_there_is_named(tmp_path: Path) -> None:
    git(tmp_path, "init", "-b", "main")
    with pytest.raises(SetupError, match="gone"):
        changed_files(tmp_path, "gone")
