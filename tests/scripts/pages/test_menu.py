"""The menu at the top and the flat list at the foot, from the list of the course."""

from __future__ import annotations

import re

import pytest

from scripts.pages.course import Course, Lesson, Listed, Part, numeral
from scripts.pages.menu import Menu

PARTS = (
    Part("One & only", (Lesson("neuron", "The $5 neuron", "S", 20),)),
    Part("More", (Lesson("layers", "Layers", "S", 30), Lesson("digits", "Digits", "S", 35))),
)
GLOSSARY = Listed("glossary", "Glossary", "Every term")
ABOUT = Listed("about", "About", "Who made it")


def menu(*reference: Listed) -> Menu:
    return Menu(Course("Glassbox", PARTS, reference))


def links(text: str) -> list[str]:
    return re.findall(r'href="\./([a-z]+)\.html"', text)


def test_the_sheet_has_each_part_with_its_numbered_lessons() -> None:
    top = menu().top("index")
    assert links(top) == ["neuron", "layers", "digits", "playground", "teachers"]
    assert re.findall(r'<p id="menu-part-\d">(.*?)</p>', top) == ["I One &amp; only", "II More"]
    assert re.findall(r"<b>(\d)</b> <span>(.*?) <small>(.*?)</small>", top) == [
        ("1", "The $$5 neuron", "20 min"),
        ("2", "Layers", "30 min"),
        ("3", "Digits", "35 min"),
    ]


def test_the_page_itself_is_marked_and_so_is_its_group() -> None:
    top = menu(GLOSSARY, ABOUT).top("layers")
    assert re.findall(r'href="\./(\w+)\.html" aria-current="page"', top) == ["layers"]
    assert "30 min · ● here</small>" in top
    assert re.findall(r'aria-current="true">(\w+)', top) == ["Course"]
    assert re.findall(r'aria-current="true">(\w+)', menu(GLOSSARY, ABOUT).top("about")) == [
        "Reference"
    ]


@pytest.mark.parametrize(
    ("reference", "sheets"),
    [((), ["Course"]), ((ABOUT,), ["Course"]), ((GLOSSARY, ABOUT), ["Course", "Reference"])],
)
def test_a_group_of_one_page_is_a_plain_link(
    reference: tuple[Listed, ...], sheets: list[str]
) -> None:
    top = menu(*reference).top("index")
    assert re.findall(r"<button[^>]*>(\w+)", top) == sheets
    assert [one for one in links(top) if one in ("glossary", "about")] == [
        one.slug for one in reference
    ]


def test_the_foot_has_every_page_of_the_menu_and_the_readers_own() -> None:
    whole = menu(GLOSSARY, ABOUT)
    foot = links(whole.foot("index"))
    assert set(links(whole.top("index"))) - {"playground"} < set(foot)
    assert {"index", "progress"} < set(foot)
    assert len(foot) == len(set(foot))
    assert "Reference" not in menu().foot("index")


def test_parts_are_numbered_as_on_a_clock() -> None:
    assert " ".join(map(numeral, range(1, 11))) == "I II III IV V VI VII VIII IX X"
