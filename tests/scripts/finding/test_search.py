"""The index of the search."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.finding.finished import FinishedPage
from scripts.finding.search import FILE, search_file
from scripts.pages.course import Course

Groups = dict[str, list[dict[str, Any]]]


@pytest.fixture
def groups(course: Course, pages: dict[str, FinishedPage]) -> Groups:
    index = json.loads(search_file(course, pages)[FILE])
    assert [(group["name"], group["one"]) for group in index] == [
        ("Lessons", "lesson"),
        ("Tools", "tool"),
        ("Other pages", "page"),
    ]
    return {group["name"]: group["entries"] for group in index}


def test_lessons_stand_in_the_order_of_the_course_with_what_is_in_them(groups: Groups) -> None:
    assert groups["Lessons"] == [
        {
            "title": "The <neuron>",
            "address": "./neuron.html",
            "text": "Weights & a bias",
            "headings": [["A sum & a curve", "sum"], ["More", ""]],
            "words": (
                "again curve do does for inside it listeners more multiplies neuron sum the what"
            ),
        },
        {
            "title": "Layers",
            "address": "./layers.html",
            "text": "More than one",
            "headings": [],
            "words": "any gate more once which",
        },
    ]


def test_a_tool_is_listed_once_where_the_course_meets_it_first(groups: Groups) -> None:
    assert groups["Tools"] == [
        {
            "title": "What does w1 do?",
            "address": "./neuron.html#neuron-1",
            "text": "It multiplies.",
            "place": "The <neuron>",
        },
        {
            "title": "Which gate?",
            "address": "./layers.html#gates-1",
            "text": "Any.",
            "place": "Layers",
        },
    ]


def test_other_pages_are_those_that_may_be_listed_but_not_home(groups: Groups) -> None:
    assert groups["Other pages"] == [
        {
            "title": "About",
            "address": "./about.html",
            "text": 'Who "we" are',
            "headings": [["How to cite", "cite"]],
            "words": "cite how to",
        }
    ]
