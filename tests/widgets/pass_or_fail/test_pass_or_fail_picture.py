"""The map of the students: green and red signs that can be read on full blue and full orange."""

from __future__ import annotations

from tests.kit.drawn import Sheet
from tests.widgets.fake_stage import FakeStage


def drawn() -> Sheet:
    stage = FakeStage("pass-or-fail", step=40.0)
    assert not stage.errors
    return Sheet(canvas=stage.canvases["map"])


def test_signs_of_students_have_a_rim_of_card_on_a_map_that_speaks_a_and_b() -> None:
    sheet = drawn()
    words = sheet.words()
    assert [words[sign][1:] for sign in "✓✗"] == [({"good"}, {"card"}), ({"bad"}, {"card"})]
    edge, line = (one for one in sheet.strokes() if len(one.points) > 20)
    assert (edge.colours, edge.width - line.width) == ({"card"}, 2)


def test_a_map_of_students_is_few_calls() -> None:
    assert len(drawn().canvas.context.calls) < 700
