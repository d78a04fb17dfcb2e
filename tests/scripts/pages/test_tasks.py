from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts.errors import GlassboxError
from scripts.pages.elements import Visit
from scripts.pages.markup import Source
from scripts.pages.tasks import HANDLERS, Question, Tasks, listed

HERE = Path("web/content/pages/neuron.html")
PAGE = """
<fieldset data-predict="bias"><input type="radio" name="predict-bias" value="it turns">
<input type="radio" name="predict-bias" value="it shifts" data-right></fieldset>
<div id="gates-1" data-widget="gates"><form>
<input type="radio" name="gate" value="and"><span class="done" data-goal="and"></span>
<span class="done">for show</span></form></div>
<div id="gates-2" data-widget="gates">
<form><b class="done strong" data-goal="and"></b></form></div>
<form class="quiz" data-quiz>
<input type="radio" name="q1" value="1"><input type="radio" name="q1" value="2" data-right>
<input type="radio" name="q2" value="1" data-right>
</form>
<form><input name="later"></form>
"""


def read_tasks(page: str) -> Tasks:
    visit = Visit(HANDLERS)
    assert visit.render(Source(HERE, page), {}) == page
    return visit.of(Tasks)


def test_tasks_are_read_from_the_page_each_once_with_what_they_are_judged_by() -> None:
    assert read_tasks(PAGE) == Tasks(
        questions={"q1": Question(["1", "2"], ["2"]), "q2": Question(["1"], ["1"])},
        predictions={"bias": ["it turns", "it shifts"]},
        goals=["gates-1.and", "gates-2.and"],
    )


def test_a_page_that_asks_nothing_has_no_tasks() -> None:
    assert read_tasks("<p>Hello</p>") == Tasks()


@pytest.mark.parametrize(
    ("line", "form", "words"),
    [
        (2, '<input type="radio" name="q" value="1">', "'q' must have one choice with data-right"),
        (
            2,
            '<input type="radio" name="q" value="1" data-right>'
            '<input type="radio" name="q" value="2" data-right>',
            "not 2",
        ),
        (
            3,
            '<input type="radio" name="q" value="1">\n'
            '<input type="radio" name="q" value="1" data-right>',
            "two choices of 'q' have the same value",
        ),
    ],
    ids=["none", "two", "alike"],
)
def test_a_question_that_cannot_be_judged_is_refused(line: int, form: str, words: str) -> None:
    with pytest.raises(GlassboxError, match=re.escape(words)) as caught:
        read_tasks(f"<p></p>\n<form data-quiz>{form}</form>")
    assert str(caught.value).startswith(f"{HERE}:{line}: ")


def test_they_are_listed_by_lesson_for_the_page_s_scripts() -> None:
    tasks = Tasks(
        questions={"q1": Question(["1", "2"], ["2"])},
        predictions={"bias": ['"so" & <so>']},
        goals=["gates-1.and"],
    )
    assert json.loads(listed({"neuron": tasks})) == {
        "neuron": {
            "questions": {"q1": {"choices": ["1", "2"], "right": "2"}},
            "predictions": {"bias": ['"so" & <so>']},
            "goals": ["gates-1.and"],
        }
    }
