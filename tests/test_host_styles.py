"""The sheet for pages of others, widget.css: it leaves what is the host's own as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[1] / "web/css"
SHEETS = [*sorted((CSS / "widget").glob("*.css")), CSS / "page/present.css", CSS / "widget.css"]
OURS = re.compile(
    r"\.widget\b|\[data-widget\]|\[data-state=|\.button\b|\.scroller\b|\.visually-hidden\b"
    r"|\.(?:unfolding|file-field|pill-choice)\b|:is\(\.formula, \.formulas\)|^html\[data-present\]"
)
"""What a selector must name: a widget, a class of the course's own, or that one is presented."""


def selectors(css: str) -> list[str]:
    """The selectors of the outermost rules, also of those in conditions such as @media."""
    found: list[str] = []
    inside: list[bool] = []
    start = 0
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for mark in re.finditer(r"[{};]", css):
        words, start = css[start : mark.start()].strip(), mark.end()
        if mark[0] == "{":
            if not any(rule for rule in inside) and not words.startswith("@"):
                found += re.split(r",\s*(?![^(]*\))", words)
            inside.append(not words.startswith(("@media", "@container")))
        elif mark[0] == "}":
            inside.pop()
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_rule_is_for_widgets_or_for_classes_of_the_course(sheet: Path) -> None:
    strangers = [one for one in selectors(sheet.read_text()) if not OURS.search(one)]
    assert strangers == []


def test_the_check_finds_rules_for_elements_of_the_host() -> None:
    css = "/* .widget */ @import 'a'; .widget { p {} } @media print { h1, .widget p { } } td { }"
    assert selectors(css) == [".widget", "h1", ".widget p", "td"]
    assert [one for one in selectors(css) if not OURS.search(one)] == ["h1", "td"]
