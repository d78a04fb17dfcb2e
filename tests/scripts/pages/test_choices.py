"""Choices out of lists: made from the engine's registries, filled into the forms by the build."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pycore.datasets import DATASETS
from pycore.nn.activations import ACTIVATIONS
from scripts.errors import GlassboxError
from scripts.pages import choices, forms, make_choices
from scripts.pages.elements import Visit
from scripts.pages.markup import Source

FORMS = make_choices.FILE.parent
Fill = Callable[[str], str]
HERE = Path("some.html")
LISTS = {"fruits": {"fig": "fig", "plum": "plum & co", "figplum": "both"}}


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Returns a form with its lists filled in."""
    (tmp_path / "choices.json").write_text(json.dumps(LISTS))
    visit = Visit([choices.handler(tmp_path)])
    return lambda form: visit.render(Source(HERE, form), {})


def test_the_committed_lists_are_those_of_the_engine() -> None:
    found = make_choices.FILE.read_text(encoding="utf-8")
    assert found == make_choices.make(), "python -m scripts.pages.make_choices writes it anew"
    assert list(json.loads(found)["activations"]) == list(ACTIVATIONS)
    assert list(json.loads(found)["datasets"]) == list(DATASETS)


def test_only_what_has_a_slope_is_offered_for_training() -> None:
    assert set(ACTIVATIONS) - set(json.loads(make_choices.make())["trainable"]) == {"step"}


def test_every_activation_function_and_data_set_is_offered_where_all_are() -> None:
    whole = forms.fragments(forms.read_forms(FORMS), [choices.handler(FORMS)])
    for form in ("activations", "neuron", "playground"):
        (found,) = re.findall(r'name="activation".*?</select>', whole[form], re.DOTALL)
        assert re.findall(r'<option value="(\w+)"', found) == list(ACTIVATIONS)
    data = re.findall(r'<input type="radio" name="data" value="([\w-]+)"', whole["playground"])
    assert data == [*DATASETS, "own", "own-heights"]


def test_the_choice_that_the_form_names_stays_chosen_and_no_other(
    fill: Fill,
) -> None:
    form = '<select>\n<option data-choices="fruits" value="fig" selected>fig</option>\n</select>'
    assert fill(form) == (
        '<select>\n<option value="fig" selected>fig</option>\n'
        '<option value="plum">plum &amp; co</option>\n<option value="figplum">both</option>\n'
        "</select>"
    )


def test_a_label_is_repeated_with_all_that_is_in_it(fill: Fill) -> None:
    form = '<label data-choices="fruits" title="fig"><input value="fig" checked><i>fig</i></label>'
    assert fill(form).split("\n")[1] == (
        '<label title="plum &amp; co"><input value="plum"><i>plum &amp; co</i></label>'
    )


def test_a_form_without_lists_stays_as_it_is(fill: Fill) -> None:
    form = '<label for="a">A</label><option value="fig">fig</option>'
    assert fill(form) == form


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ('<option data-choices="nuts" value="fig">fig</option>', "no list of choices 'nuts'"),
        ('<option data-choices="fruits" value="kiwi">kiwi</option>', "'kiwi' with its words"),
        ('<option data-choices="fruits" value="plum">a plum</option>', "'plum' with its words"),
        ('<option data-choices="fruits">fig</option>', "'' with its words"),
    ],
)
def test_what_is_not_in_the_lists_meets_a_sentence(option: str, words: str, fill: Fill) -> None:
    with pytest.raises(GlassboxError, match=words):
        fill(option)
