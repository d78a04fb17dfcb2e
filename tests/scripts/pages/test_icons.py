from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.errors import GlassboxError
from scripts.pages.elements import Visit
from scripts.pages.icons import HANDLERS, ICONS, icon
from scripts.pages.markup import Source
from scripts.pages.render import render_site

GRID = (1.0, 19.0)
"""Where the middle of a stroke may lie, so that no icon is cut off."""


def render(text: str) -> str:
    return Visit(HANDLERS).render(Source(Path("a.html"), text), {"name": "undo"})


def test_an_icon_stands_in_the_place_of_its_name_and_keeps_its_classes() -> None:
    assert render('<b><svg data-icon="$name" class="big"></svg> Undo</b>') == (
        f"<b>{icon('undo', 'big')} Undo</b>"
    )


def test_a_drawing_that_is_no_icon_stays_as_it_is() -> None:
    drawing = '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'
    assert render(drawing) == drawing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '\n<svg data-icon="undone"></svg>',
            "a.html:2: there is no icon 'undone'; there are: back,",
        ),
        ('<svg data-icon="undo"><path/></svg>', "a.html:1: the icon 'undo' must be empty, with no"),
        (
            '<svg data-icon="undo" role="img"></svg>',
            "a.html:1: the icon 'undo' must be empty, with",
        ),
    ],
)
def test_a_mistake_is_told_with_file_and_line(text: str, words: str) -> None:
    with pytest.raises(GlassboxError) as caught:
        render(text)
    assert str(caught.value).startswith(words)


def test_pages_layouts_and_forms_may_have_icons(repository: Path) -> None:
    form = repository / "web/widgets/neuron/form.html"
    form.write_text('<button><svg data-icon="undo"></svg> Undo</button>', encoding="utf-8")
    files = render_site(repository / "web")
    assert icon("undo") in files["neuron.html"].decode()
    assert icon("undo") in files["widgets/neuron.html"].decode()


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_well_formed_hidden_from_readers_of_words_and_wears_their_colour(
    name: str,
) -> None:
    drawn = ElementTree.fromstring(icon(name))
    assert drawn.get("aria-hidden") == "true"
    assert {part.get(key) for part in drawn.iter() for key in ("fill", "stroke")} <= {
        "none",
        "currentColor",
        None,
    }


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_lies_on_its_grid(name: str) -> None:
    low, high = GRID
    starts = re.findall(r"M ?(-?[\d.]+)[ ,]?(-?[\d.]+)", ICONS[name])
    circles = re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', ICONS[name])
    places = [float(one) for pair in starts for one in pair]
    places += [
        float(at) + way * float(r) for *centre, r in circles for at in centre for way in (-1, 1)
    ]
    assert all(low <= place <= high for place in places)
    assert starts or circles or '<path d="m' in ICONS[name]
