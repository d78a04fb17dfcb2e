"""No widget shows a reader what only a programmer calls a thing: leaky_relu, own-heights, mse."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pycore.nn.activations import ACTIVATIONS, Activation
from pycore.nn.losses import LOSSES, Loss
from tests.places import PAGES, forms
from tests.widgets.fake_stage import FakeStage
from widgets import WIDGETS

CODE = {"code"}  # parts whose text is Python
WITH_JOINTS = re.compile(r"[A-Za-z]\w*_\w+")
ENTRIES: list[Activation | Loss] = [*ACTIVATIONS.values(), *LOSSES.values()]
NAMES = {entry.name for entry in ENTRIES if entry.name != entry.label} - {"step", "linear"}
SETS = {"gaussians", "own-heights", "two-minima", "flat-floor", "double-well"}


def programmers(text: str) -> list[str]:
    """The names in a text that only a programmer uses."""
    plain = [*NAMES, *SETS]
    whole = [name for name in plain if re.search(rf"(?<![\w-]){name}(?![\w-])", text)]
    return [*WITH_JOINTS.findall(text), *whole]


def shown(stage: FakeStage) -> list[str]:
    """Every text of a widget at this moment, in its pictures too."""
    texts = [text for part, text in stage.text.items() if part not in CODE]
    cells = [cell for rows in stage.rows.values() for row in rows for cell in row]
    drawn = [
        str(args[0])
        for canvas in stage.canvases.values()
        for name, args, _ in canvas.context.calls
        if name == "fillText"
    ]
    return [stage.status, *texts, *cells, *drawn]


@pytest.mark.parametrize("name", sorted(WIDGETS))
def test_every_choice_is_called_by_its_reader_s_name(name: str) -> None:
    stage = FakeStage(name)
    start, found = dict(stage.settings), dict[str, str]()
    for control, choices in stage.form.choices.items():
        for choice in choices:
            stage.change(**start | {control: choice})
            if name == "playground":
                stage.act("pin")
            found |= {one: text for text in shown(stage) for one in programmers(text)}
            if name == "playground":
                stage.act("pin")
    assert not stage.errors
    assert not found


class Texts(HTMLParser):
    """The texts of a page outside code and scripts, and its labels for those who listen."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("code", "pre", "script", "style"):
            self.inside.append(tag)
        self.texts += [value or "" for name, value in attrs if name in ("aria-label", "title")]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.texts.append(re.sub(r"\$\w+", "", data))  # what a page takes from the course


@pytest.mark.cpython_only("the texts of the pages are not shipped with the tests")
@pytest.mark.parametrize("page", sorted([*forms(), *PAGES.glob("*.html")]))
def test_no_page_and_no_form_says_what_only_a_programmer_says(page: Path) -> None:
    assert not [one for text in Texts(page).texts for one in programmers(text)]


def test_the_search_finds_what_it_is_for() -> None:
    found = programmers("moons, 2–8–1 leaky_relu, own-heights, loss mse, x1_squared, relu")
    assert set(found) == {"leaky_relu", "own-heights", "mse", "x1_squared", "relu"}
    assert not programmers("two moons, ReLU, squared error, x₁², step by step, a-step")
