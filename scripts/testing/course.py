"""What of the course a file is part of: the widgets made of it, and the pages that show those."""

from __future__ import annotations

import re
from pathlib import Path

from scripts.pages.widget_folders import FORM, name_of
from scripts.testing.imports import Imports

_REGISTRY = "web/widgets/__init__.py"
_ENTRY = re.compile(r'^    "([a-z0-9-]+)": (\w+),$', re.MULTILINE)
_PLACE = re.compile(r'data-widget="([a-z0-9-]+)"')


class CourseFiles:
    """The widgets of a repository, the files that each is made of, and the pages that show it."""

    def __init__(self, root: Path, imports: Imports) -> None:
        self.registry = root / _REGISTRY
        self.pages = {
            path.name: path for path in sorted((root / "web/content/pages").glob("*.html"))
        }
        self._shown = {name: set(_PLACE.findall(_text(path))) for name, path in self.pages.items()}
        self.forms = {
            name_of(path.parent.name): path for path in (root / "web/widgets").glob(f"*/{FORM}")
        }
        self.files = {
            name: self._made_of(name, class_name, imports)
            for name, class_name in _ENTRY.findall(_text(self.registry))
        }

    def _made_of(self, name: str, class_name: str, imports: Imports) -> set[Path]:
        home = imports.home_of(class_name, self.registry)
        files = {home} if home else set()
        form = {self.forms[name]} if name in self.forms else set()
        return imports.reach(*files, without=frozenset({self.registry})) | form

    def widgets_of(self, file: Path) -> set[str]:
        """The widgets that a file is part of."""
        return {name for name, files in self.files.items() if file in files}

    def pages_of(self, file: Path) -> set[str]:
        """The pages that show a file: its own, or those of its widgets."""
        widgets = self.widgets_of(file)
        shown = {page for page, names in self._shown.items() if names & widgets}
        return shown | ({file.name} if file in self.pages.values() else set())


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
