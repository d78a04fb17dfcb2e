from __future__ import annotations

import pytest

from scripts.pages.shape import shape
from tests.places import WEB


@pytest.mark.parametrize(
    ("slug", "main", "told"),
    [
        ("index", '<div class="full"></div>', "home"),
        ("playground", '<h2>A</h2>\n<div class="full" data-widget="a"></div>', "page whole"),
        ("playground", '<div data-widget="a" class="wide full dark"></div>', "page whole"),
        ("neuron", '<div class="fuller" data-widget="a">full </div>', "page"),
        ("neuron", "<p>full</p>", "page"),
    ],
)
def test_a_page_says_in_its_class_how_wide_it_is(slug: str, main: str, told: str) -> None:
    assert shape(slug, main) == told


def test_no_style_sheet_waits_for_the_end_of_a_page_to_know() -> None:
    sheets = list((WEB / "css").rglob("*.css"))
    assert sheets
    assert [path.name for path in sheets if ":has(> .full)" in path.read_text("utf-8")] == []
