"""Where the tests find what they read."""

from __future__ import annotations

from pathlib import Path

from scripts.pages.widget_folders import FORM, folder_of

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
PAGES = WEB / "content" / "pages"
WIDGETS = WEB / "widgets"
REFERENCE = ROOT / "tests" / "reference"


def form_of(name: str) -> Path:
    """The file with the form of a widget."""
    return WIDGETS / folder_of(name) / FORM


def forms() -> list[Path]:
    """The forms of all widgets."""
    return sorted(WIDGETS.glob(f"*/{FORM}"))
