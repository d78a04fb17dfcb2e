from __future__ import annotations

from scripts.tasks import Tasks, read_tasks

PAGE = """
<fieldset data-predict="bias"><input type="radio" name="predict-bias"></fieldset>
<div id="gates-1" data-widget="gates"><form>
<input type="range" name="w1"><span class="done" data-part="made-and"></span>
<span class="done">for show</span></form></div>
<div id="gates-2" data-widget="gates">
<form><b class="done strong" data-part="made-and"></b></form></div>
<form class="quiz" data-quiz>
<input type="radio" name="q1" value="1"><input type="radio" name="q1" value="2" data-right>
<input type="radio" name="q2" value="1">
</form>
<form><input name="later"></form>
"""


def test_tasks_are_read_from_the_page_each_once() -> None:
    assert read_tasks(PAGE) == Tasks(
        questions=["q1", "q2"],
        predictions=["bias"],
        goals=["gates-1.made-and", "gates-2.made-and"],
    )


def test_a_page_that_asks_nothing_has_no_tasks() -> None:
    assert read_tasks("<p>Hello</p>") == Tasks()


def test_they_are_written_as_attributes() -> None:
    tasks = Tasks(questions=["q1", "q2"], goals=["gates-1.made-and"])
    assert tasks.attributes("neuron") == (
        'data-lesson="neuron" data-questions="q1 q2" data-predictions="" '
        'data-goals="gates-1.made-and"'
    )
