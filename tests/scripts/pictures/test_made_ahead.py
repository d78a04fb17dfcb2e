"""The pictures made ahead: drawn again they are the same; light, without words or colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from scripts import ROOT
from scripts.pages.course_file import read_course
from scripts.pages.pictures import read_pictures
from scripts.pictures.make import FOLDER, make
from scripts.pictures.sizes import SIZES
from tests.tokens import tokens

WEB = ROOT / "web"
FILES = read_pictures(WEB)
PATH = [name for name in FILES if name.startswith("path/")]
STRUCTURES = [name for name in FILES if name.startswith("structures/")]
NUMBER = re.compile(r"-?\d*\.?\d+")
CLOSE = 0.21  # pixels: a processor may round the last digit of a trained network otherwise
MOST_PATH, MOST_LAYOUT = 4096, 3072  # bytes
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", re.IGNORECASE)
PAINT = re.compile(r'(?:fill|stroke)="([^"]*)"')


@pytest.fixture(scope="module")
def drawn() -> Mapping[str, str]:
    return make()


def layouts(name: str) -> list[ElementTree.Element]:
    """The drawings of a file: one of the path, two of a structure."""
    return list(ElementTree.fromstring(f"<all>{FILES[name]}</all>"))


def alike(one: str, other: str) -> bool:
    """Whether two pictures differ in nothing but rounding."""
    if NUMBER.sub("", one) != NUMBER.sub("", other):
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= CLOSE for a, b in pairs)


def test_the_committed_pictures_are_those_that_the_command_draws(drawn: Mapping[str, str]) -> None:
    again = "python -m scripts.pictures draws them anew"
    assert set(FILES) == set(drawn), again
    other = [name for name, text in drawn.items() if not alike(FILES[name], text.strip())]
    assert other == [], again


def test_a_picture_that_has_moved_is_found() -> None:
    one = '<path d="M1 2h3"/>'
    assert alike(one, '<path d="M1.1 2h3"/>')
    assert not alike(one, '<path d="M1.5 2h3"/>')
    assert not alike(one, '<path d="M1 2v3"/>')


def test_every_lesson_has_its_picture() -> None:
    course = read_course(WEB / "content/course.json")
    assert {f"path/{lesson.slug}" for lesson in course.lessons} == set(PATH)


@pytest.mark.parametrize("name", PATH)
def test_a_picture_of_the_path_is_light_and_has_its_form(name: str) -> None:
    (root,) = layouts(name)
    assert root.attrib == {"class": "picture", "aria-hidden": "true", "viewBox": "0 0 320 180"}
    assert len((FOLDER / f"{name}.svg").read_bytes()) <= MOST_PATH


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_structure_has_a_wide_and_a_narrow_layout(name: str) -> None:
    wide, narrow = layouts(name)
    width, height, *slim = SIZES[name.removeprefix("structures/")]
    assert wide.attrib["viewBox"] == f"0 0 {width} {height}"
    assert narrow.attrib["viewBox"] == f"0 0 {slim[0]} {slim[1]}"
    assert wide.attrib["class"] == "structure wide"
    assert narrow.attrib["class"] == "structure narrow"
    for layout in (wide, narrow):
        assert len(ElementTree.tostring(layout)) <= MOST_LAYOUT
        assert len(layout) > 0, "there is nothing in it"


@pytest.mark.parametrize("name", FILES)
def test_a_picture_takes_its_colours_from_the_tokens(name: str) -> None:
    text = FILES[name]
    assert COLOUR.findall(text) == []
    for paint in PAINT.findall(text):
        assert paint == "none" or set(re.findall(r"--([a-z-]+)", paint)) <= set(tokens("light"))
        assert paint == "none" or "var(--" in paint
    assert "style" not in text


@pytest.mark.parametrize("name", FILES)
def test_a_picture_has_no_words_no_names_and_no_bitmap(name: str) -> None:
    for layout in layouts(name):
        tags = {element.tag for element in layout.iter()}
        assert tags <= {"svg", "path", "circle", "rect", "ellipse"}
        assert not any("id" in element.attrib for element in layout.iter())
        assert "".join(layout.itertext()).strip() == ""


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_structure_stands_beside_a_picture_of_its_widget(name: str) -> None:
    _, widget, part = name.split("/")
    form = (WEB / "widgets" / widget.replace("-", "_") / "form.html").read_text(encoding="utf-8")
    assert f'<canvas data-part="{part}"' in form
