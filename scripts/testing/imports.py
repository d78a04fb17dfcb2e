"""Which Python files a Python file is made of: what it imports, directly or through others.

Read from the sources; nothing is imported. A name that a package only passes on counts for the
module that it comes from. So `from pycore import Neuron` is not all of pycore.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Facts:
    """What stands in one file: the files it uses, those it only passes through, and its texts."""

    uses: set[Path] = field(default_factory=set)
    passes: set[Path] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)


class Imports:
    """The imports of the files below some folders, each of which is a place to import from."""

    def __init__(self, *places: Path) -> None:
        self._places = places
        self.facts = functools.cache(self._read)
        self.file_of = functools.cache(self._file_of)

    def reach(self, *files: Path, without: frozenset[Path] = frozenset()) -> set[Path]:
        """Return these files and all that they import; what `without` names is not followed."""
        waiting, seen, passed = list(files), set(files), set()
        while waiting:
            facts = self.facts(waiting.pop())
            passed |= facts.passes
            new = facts.uses - seen - without
            seen |= new
            waiting += new
        return seen | passed

    def _file_of(self, module: str) -> Path | None:
        """Return the file of a module or package, if it is one of ours."""
        for place in self._places:
            path = place.joinpath(*module.split("."))
            for file in (path.with_suffix(".py"), path / "__init__.py"):
                if file.is_file():
                    return file
        return None

    def home_of(self, name: str, file: Path) -> Path | None:
        """Return the file in which a name is defined that another file imports."""
        module = self._origin(file, name)
        home = self.file_of(module) if module else None
        return (self.home_of(name, home) or home) if home else None

    def _read(self, file: Path) -> Facts:
        facts = Facts()
        for node in ast.walk(_tree(file)):
            for module, name in _imported(node):
                self._add(facts, self._whole(file, module), name)
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                facts.texts.add(node.value)
                if "." in node.value and all(map(str.isidentifier, node.value.split("."))):
                    self._add_by_text(facts, node.value)
        facts.uses.discard(file)
        return facts

    def _add(self, facts: Facts, module: str, name: str) -> None:
        """Add what `from module import name` uses; no name is all of the module."""
        package = self.file_of(module)
        parts = module.split(".")
        parents = (self.file_of(".".join(parts[:count])) for count in range(1, len(parts)))
        facts.passes |= {parent for parent in parents if parent}
        inner = self.file_of(f"{module}.{name}") if name else None
        passes_on = package is not None and package.name == "__init__.py"
        origin = self._origin(package, name) if package and passes_on else ""
        if inner or origin:
            facts.passes |= {package} if package else set()
        if inner:
            facts.uses.add(inner)
        elif origin:
            self._add(facts, origin, name)
        elif package:
            facts.uses.add(package)

    def _origin(self, file: Path, name: str) -> str:
        """The module from which a file has a name; or "", where it does not import it."""
        for node in _tree(file).body:
            if isinstance(node, ast.ImportFrom) and name in {one.name for one in node.names}:
                return self._whole(file, "." * node.level + (node.module or ""))
        return ""

    def _add_by_text(self, facts: Facts, text: str) -> None:
        """Add a module that is named in a text, as for `import_module` or a patch."""
        parts = text.split(".")
        for count in range(len(parts), 1, -1):
            if self.file_of(".".join(parts[:count])):
                return self._add(facts, ".".join(parts[:count]), "")

    def _whole(self, file: Path, module: str) -> str:
        """The full name of a module that may be named from where the file stands."""
        level = len(module) - len(module.lstrip("."))
        if not level:
            return module
        folder = file.parents[level - 1]
        place = next(place for place in reversed(self._places) if folder.is_relative_to(place))
        return ".".join([*folder.relative_to(place).parts, *filter(None, [module[level:]])])


@functools.cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        yield from ((one.name, "") for one in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        yield from ((module, "" if one.name == "*" else one.name) for one in node.names)
