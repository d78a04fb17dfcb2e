"""A symbol of a formula is met in the text: before the formula, or in the words that follow it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.places import PAGES, forms

FILES = sorted([*PAGES.glob("*.html"), *forms()])
FORMULA = re.compile(r'<math display="block".*?</math>', re.DOTALL)
FUNCTIONS = {"ln", "max", "exp", "sigmoid", "tanh", "∂", "lim"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_symbols_of_every_formula_are_introduced(path: Path) -> None:
    assert strange(path.read_text("utf-8")) == []


def test_a_symbol_out_of_nowhere_is_found() -> None:
    formula = '<math display="block"><mi>q</mi><mo>=</mo><mi>w</mi></math>'
    assert strange(f"<p>A weight <var>w</var>.</p>{formula}<p>In words: so.</p>") == [["q"]]
    assert strange(f"<p>A weight <i>w</i>.</p>{formula}<p>In words: <var>q</var>.</p>") == []


def strange(text: str) -> list[list[str]]:
    """For each formula the symbols that are met neither before it nor in what follows."""
    found = []
    for formula in FORMULA.finditer(text):
        following = FORMULA.sub("", text[formula.end() :].partition("</p>")[0])
        met = known(text[: formula.start()] + following)
        symbols = dict.fromkeys(re.findall(r"<mi[^>]*>([^<]+)</mi>", formula[0]))
        found.append([one for one in symbols if one not in met | FUNCTIONS])
    return [one for one in found if one]


def known(text: str) -> set[str]:
    """The symbols that stand in sentences, and those of formulas that have been explained."""
    return set(re.findall(r"<(?:var|i|mi)[^>]*>([^<]+)</(?:var|i|mi)>", text))
