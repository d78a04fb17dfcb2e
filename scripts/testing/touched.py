"""Which tests a change can touch. When in doubt a test runs.

A Python file touches the tests that import it, directly or through others. A test with a widget is
touched by what the widgets are made of that it names, or by all of them if it names none. A test in
the browser is left out only if it names pages, and none of those shows what has changed. What no
rule knows touches everything.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from scripts.testing.course import CourseFiles
from scripts.testing.imports import Imports
from scripts.testing.stages import Stage

_PAGE = re.compile(r"\b([a-z0-9-]+\.html)\b")
_ALL_PAGES = {"page_names", "widget_names"}  # helpers of the browser tests
_FAKE_STAGE = "tests/widgets/fake_stage.py"
_IN_PYODIDE = "tests/browser/python/test_unit_in_pyodide.py"
_SHIPPED = ("pycore/", "web/python/", "web/widgets/", "tests/unit/", "tests/kit/", "tests/widgets/")
"""What runs inside Pyodide, tests included."""
_SITE = ("web/", "pycore/", "scripts/", "serve.py")


class Touched:
    """The tests of a repository, and which of them these changed files can touch."""

    def __init__(self, root: Path, changed: Iterable[str]) -> None:
        self._root = root
        self._changed = tuple(changed)
        self._imports = Imports(root, root / "web" / "python", root / "web")
        self._course = CourseFiles(root, self._imports)
        self.files_of = functools.cache(self._files_of)

    def stage(self, stage: Stage) -> tuple[Stage | None, str]:
        """Return the stage with the tests that can be touched, and what was left out, in words.

        A stage without files of tests runs as it is, and so does what takes no time.
        """
        files = self._tests_of(stage)
        if not stage.tests or stage.name == "rules" or stage.runner == "node":
            return stage, ""
        chosen = [file for file in files if self.is_touched(file)]
        if len(chosen) == len(files):
            return stage, ""
        left_out = f"{stage.name}: {len(files) - len(chosen)} of {len(files)} files left out"
        options = [one for one in stage.tests if not (self._root / one).exists()]
        names = [file.relative_to(self._root).as_posix() for file in chosen]
        return (replace(stage, tests=(*names, *options)) if chosen else None), left_out

    def is_touched(self, test: Path) -> bool:
        """Tell whether any of the changed files can make a difference to a file of tests."""
        return any(self._touches(changed, test) for changed in self._changed)

    def _tests_of(self, stage: Stage) -> list[Path]:
        ignored = {one.partition("=")[2] for one in stage.tests if one.startswith("--ignore=")}
        files: list[Path] = []
        for place in (self._root / one for one in stage.tests if not one.startswith("-")):
            pattern = "test_*.py" if place.is_relative_to(self._root / "tests") else "*.py"
            files += sorted(place.rglob(pattern)) if place.is_dir() else [place]
        return [
            file
            for file in files
            if file.is_file() and file.relative_to(self._root).as_posix() not in ignored
        ]

    def _touches(self, changed: str, test: Path) -> bool:
        """Ask the rules one after the other; the first that knows the changed file decides."""
        rules: tuple[Callable[[str, Path], bool | None], ...] = (
            self._of_tests,
            self._of_documents,
            self._of_the_site,
            self._of_python,
        )
        answers = (rule(changed, test) for rule in rules)
        return next((answer for answer in answers if answer is not None), True)

    def _of_tests(self, changed: str, test: Path) -> bool | None:
        """A file of tests, or of what they share."""
        if not changed.startswith("tests/"):
            return None
        name = test.relative_to(self._root).as_posix()
        if name == _IN_PYODIDE and changed.startswith(_SHIPPED):
            return True
        path = self._root / changed
        if path.name == "conftest.py" or (path.suffix != ".py" and "reference" not in path.parts):
            return test.is_relative_to(path.parent)
        return path in self.files_of(test) if path.suffix == ".py" else None

    def _of_documents(self, changed: str, test: Path) -> bool | None:
        """A text for people: some tests read it, and name it."""
        if not changed.endswith(".md") and not changed.startswith(("docs/", "benchmarks/")):
            return None
        path = self._root / changed
        return self._names(test, path.name) or path in self.files_of(test)

    def _of_the_site(self, changed: str, test: Path) -> bool | None:
        """What the site is built from."""
        name = test.relative_to(self._root).as_posix()
        if not changed.startswith(_SITE):
            return None
        if name == _IN_PYODIDE and changed.startswith("web/"):
            return changed.startswith(_SHIPPED)
        if name.startswith("tests/browser/"):
            return self._shows(test, self._root / changed)
        if name.startswith("tests/scripts/"):
            return True
        path = self._root / changed
        if path.suffix == ".py":
            return None
        return path in self.files_of(test) or self._names(test, path.name, *path.parts[-3:-1])

    def _of_python(self, changed: str, test: Path) -> bool | None:
        path = self._root / changed
        if path.suffix != ".py" or not path.is_file():
            return None  # what imported a file that is gone cannot be known
        return path in self.files_of(test)

    def _shows(self, test: Path, changed: Path) -> bool:
        """Whether a test in the browser may see the changed file on one of its pages."""
        if changed.is_relative_to(self._root / "scripts") and not self._builds(changed):
            return changed in self.files_of(test)
        course, texts = self._course, self._imports.facts(test).texts
        known = course.widgets_of(changed) or changed in course.pages.values()
        named = {page for text in texts for page in _PAGE.findall(text)} & course.pages.keys()
        if not known or not named - {"embed.html"} or self._looks_at_all(test):
            return True
        widgets = {name for name in course.widgets_of(changed) if self._names(test, name)}
        return bool(widgets or named & course.pages_of(changed))

    def _builds(self, changed: Path) -> bool:
        return not changed.is_file() or changed in self._imports.reach(self._root / "serve.py")

    def _looks_at_all(self, test: Path) -> bool:
        text = test.read_text("utf-8")
        return any(helper in text for helper in _ALL_PAGES)

    def _names(self, test: Path, *names: str) -> bool:
        """Whether one of a test's texts has one of these names in it."""
        pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w])" for name in names))
        return any(pattern.search(text) for text in self._imports.facts(test).texts)

    def _files_of(self, test: Path) -> set[Path]:
        """What a file of tests is made of."""
        imports, course = self._imports, self._course
        files = imports.reach(test, without=frozenset({course.registry}))
        parents = test.relative_to(self._root).parents
        shared = [self._root / parent / "conftest.py" for parent in parents]
        files |= imports.reach(*(path for path in shared if path.is_file()))
        if self._root / _FAKE_STAGE not in files:
            return imports.reach(test) | files
        helpers = [file for file in files if file.is_relative_to(self._root / "tests")]
        texts = {text for file in helpers for text in imports.facts(file).texts}
        named = texts & course.files.keys()
        asks_all = any(
            course.registry in imports.facts(file).uses
            for file in helpers
            if file != self._root / _FAKE_STAGE
        )
        for name in course.files if asks_all or not named else named:
            files |= course.files[name]
        return files | {course.registry}
