"""The descent-curve widget: its numbers are the engine's, and its views are of one run.

Longer than other files: one tool, a sentence a test.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.words.calculations import added
from kit.words.numbers import number
from pycore.descent import descend
from pycore.descent.verdict import verdict
from pycore.landscapes import landscape
from pycore.optimisers import Plain
from tests.widgets.fake_stage import FakeStage, FullForm
from tests.widgets.printed import evaluate, prints, read
from widgets.common.descent.words import judged, seen
from widgets.descent_curve.widget import STEPS

CURVES = FullForm("descent-curve").choices["curve"]
WHICH = {curve: curve.replace("-", "_") for curve in CURVES}


def test_the_first_step_is_worked_out_by_hand() -> None:
    stage = FakeStage("descent-curve").change(w_parabola=1.2, rate_parabola=0.1)
    # The slope of w² / 2 is w itself: 1.2 − 0.1 × 1.2 = 1.08; the height is 0.72, then 0.5832.
    assert stage.text["move"] == "w ← 1.2 − 0.1 × 1.2 = 1.08"
    assert stage.text["slope"] == "L′(w) = 1.2: uphill is to the right."
    assert stage.text["height"] == "L(1.2) = 0.72"
    assert stage.text["formula"] == "L(w) = w² / 2"
    assert stage.rows["table"][:2] == [
        ["0 (here)", "1.2", "1.2", "−0.12", "0.72"],
        ["1", "1.08", "1.08", "−0.108", "0.583"],
    ]


@pytest.mark.parametrize("curve", CURVES)
def test_the_sliders_reach_over_the_whole_view(curve: str) -> None:
    form = FakeStage("descent-curve").form
    assert form.ends[f"w_{WHICH[curve]}"] == landscape(curve).view[0]
    assert form.settings[f"w_{WHICH[curve]}"] == landscape(curve).start[0]


@pytest.mark.parametrize("curve", CURVES)
def test_the_verdict_is_the_engine_s_on_a_grid_of_rates(curve: str) -> None:
    stage, ground = FakeStage("descent-curve", curve=curve), landscape(curve)
    low, high = stage.form.ends[f"rate_{WHICH[curve]}"]
    shown = []
    for rate in np.linspace(low, high, 25).tolist():
        stage.change(**{f"rate_{WHICH[curve]}": rate})
        run = descend(ground, ground.start, rate=rate, steps=STEPS)
        found = verdict(run)
        assert stage.text["verdict"] == judged(found, ground, run)
        shown.append(found.name)
    assert not stage.errors
    assert {"too small", "just right"} < set(shown)
    assert shown[-1] in ("too large", "diverged")


def test_only_the_controls_of_the_chosen_curve_are_shown() -> None:
    stage = FakeStage("descent-curve").change(curve="shelf")
    hidden = {curve: stage.attributes[f"controls-{curve}", "hidden"] for curve in CURVES}
    assert hidden == {curve: curve != "shelf" for curve in CURVES}


def test_steps_back_and_run_move_the_ball_and_the_buttons() -> None:
    stage = FakeStage("descent-curve").change(rate_parabola=0.5)
    assert stage.attributes["back", "aria-disabled"] == "true"
    for _ in range(3):
        stage.act("step").play(100.0)
    assert stage.settings["step"] == "3"
    assert stage.text["move"] == "w ← −0.375 − 0.5 × (−0.375) ≈ −0.188"
    stage.act("back")
    assert stage.settings["step"] == "2"
    stage.act("play").tick()
    assert stage.text["play"] == "Pause"
    stage.play(400.0)
    # 0.5^32 × 3 is the first distance below a billionth; the next step finds it at rest.
    assert stage.text["play"] == "Run"
    assert stage.attributes["on", "aria-disabled"] == "true"
    assert "rests" in stage.text["move"]
    assert stage.act("start").settings["step"] == "0"


def test_undo_after_some_steps_returns_to_the_bit() -> None:
    stage = FakeStage("descent-curve").change(rate_parabola=0.07)
    before = dict(stage.settings), dict(stage.text), stage.rows["table"], stage.status
    for _ in range(7):
        stage.act("step").play(100.0)
    assert stage.text["height"] != before[1]["height"]
    for _ in range(7):
        stage.act("back")
    assert (stage.settings, stage.text, stage.rows["table"], stage.status) == before


def test_a_diverging_ball_is_told_in_words_and_never_drawn_as_nan() -> None:
    stage = FakeStage("descent-curve").change(rate_parabola=2.5).act("play").play(400.0)
    assert stage.text["verdict"].startswith("Diverged.")
    assert stage.attributes["verdict", "data-kind"] == "bad"
    assert "lost after" in stage.text["ending"]
    assert "Here the run ends" in stage.text["move"]
    assert_finite(stage)


def assert_finite(stage: FakeStage) -> None:
    for canvas in stage.canvases.values():
        for name, args, _ in canvas.context.calls:
            if name in ("moveTo", "lineTo", "arc", "roundRect", "fillText", "strokeText"):
                numbers = [value for value in args if isinstance(value, int | float)]
                assert np.isfinite(numbers).all(), name
                assert np.abs(numbers).max() < 30_000


def test_the_goals_are_detected_each_by_its_own_deed() -> None:
    stage = FakeStage("descent-curve")
    goals = ("fast", "diverge", "leap")
    assert [stage.ticks[goal] for goal in goals] == ["", "", ""]
    stage.change(w_parabola=0.1)  # it need not go anywhere: that is no merit
    assert stage.ticks["fast"] == ""
    stage.change(w_parabola=-3.0, rate_parabola=0.5)
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "", ""]
    assert stage.status.startswith("✓ You have reached a goal.")
    stage.change(rate_parabola=2.1)
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", ""]
    stage.change(curve="double-well", rate_double_well=0.2)
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", "✓ done"]


def test_starting_on_the_left_is_no_leap() -> None:
    stage = FakeStage("descent-curve").change(curve="double-well", w_double_well=-1.2)
    assert "lower minimum" in stage.text["ending"]
    assert stage.ticks["leap"] == ""


def test_the_ring_follows_the_pointer_and_the_keys() -> None:
    stage = FakeStage("descent-curve", size=(460.0, 300.0))
    # The frame runs from 44 to 444: its middle is w = 0, a quarter of it two units.
    stage.point("curve", 244, 100)
    assert stage.settings["w_parabola"] == 0
    stage.point("curve", 344, 100, "move")
    assert stage.settings["w_parabola"] == 2
    stage.point("curve", 9999, 100, "move").point("curve", 0, 0, "up")
    assert stage.settings["w_parabola"] == 4
    stage.press("curve", "ArrowRight").press("curve", "ArrowLeft")
    assert stage.settings["w_parabola"] == 3.9
    stage.press("curve", "ArrowLeft", shift=True)
    assert stage.settings["w_parabola"] == 3.89
    stage.press("curve", "Enter").play(100.0)
    assert stage.settings["step"] == "1"
    stage.press("curve", "Space").tick()
    assert stage.running
    stage.press("curve", "Space")
    assert not stage.running


def test_the_code_shown_is_the_engine_s() -> None:
    shown = FakeStage("descent-curve").text["code"]
    assert "parameters -= rate * gradient" in shown
    assert shown.splitlines()[1].startswith("def step(self")
    assert Plain.step.__name__ in shown


actions = st.one_of(
    st.sampled_from(["step", "back", "start", "play"]),
    st.sampled_from(CURVES).map(lambda curve: {"curve": curve}),
    st.tuples(st.sampled_from(CURVES), st.floats(0, 1)),
    st.tuples(st.just("rate"), st.sampled_from(CURVES), st.floats(0, 1)),
    st.tuples(st.floats(0, 420), st.floats(0, 300)),
)


def do(stage: FakeStage, action: Any) -> None:
    match action:
        case str():
            stage.act(action)
            if stage.running:
                stage.tick(90.0)
        case dict():
            stage.change(**action)
        case ("rate", curve, share):
            set_share(stage, f"rate_{WHICH[curve]}", share)
        case (str() as curve, share):
            set_share(stage, f"w_{WHICH[curve]}", share)
        case (x, y):
            stage.point("curve", x, y)


def set_share(stage: FakeStage, control: str, share: float) -> None:
    low, high = stage.form.ends[control]
    stage.change(**{control: round(low + share * (high - low), 3)})


@settings(max_examples=25, deadline=None)
@given(st.lists(actions, min_size=1, max_size=8))
def test_whatever_the_reader_does_picture_equation_and_table_agree(deeds: list[Any]) -> None:
    stage = FakeStage("descent-curve")
    for deed in deeds:
        do(stage, deed)
    assert not stage.errors
    now, short = stage.settings, WHICH[stage.settings["curve"]]
    ground = landscape(now["curve"])
    run = descend(ground, [now[f"w_{short}"]], rate=now[f"rate_{short}"], steps=STEPS)
    k = min(int(now["step"]), run.steps)
    (w,), (slope,), height = seen(run, k)
    shown_w, shown_slope, shown_height = number(w), number(slope), number(height)
    (here,) = (row for row in stage.rows["table"] if "here" in row[0])
    assert [here[0], here[4]] == [f"{k} (here)", shown_height]
    assert prints(seen(run, k)[0][0], here[1])
    assert prints(seen(run, k)[1][0], here[2])
    assert stage.text["slope"].split(":")[0].endswith(shown_slope)
    place = re.findall(r"L\((.+)\)", stage.text["height"])[0]
    assert number(float(ground.value([read(place)]))) == stage.text["height"].split()[-1]
    assert f"w is {shown_w}, height {shown_height}" in stage.status
    if k < run.steps:
        calculation, result = re.findall("← (.+) [=≈] (.+)", stage.text["move"])[0]
        assert number(evaluate(calculation)) == result == number(seen(run, k + 1)[0][0])
    for row in stage.rows["table"]:
        step = int(row[0].partition(" ")[0])
        if step < run.steps:
            place, tilt, change = map(read, row[1:4])
            assert number(added([place, change])) == number(seen(run, step + 1)[0][0])
            assert prints(-run.rate * tilt, row[3])
    if not stage.running:
        assert f"slope {shown_slope}" in stage.words("curve")
    assert_finite(stage)
