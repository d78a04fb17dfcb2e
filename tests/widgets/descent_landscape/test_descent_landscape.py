"""The descent-landscape widget: one run in all views, six landscapes, fog, a cross-hair.

Longer than other files: one tool, a sentence a test.
"""

from __future__ import annotations

import re
from math import hypot
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.words.numbers import number
from kit.words.sentences import point
from pycore.descent import descend
from pycore.descent.verdict import verdict
from pycore.landscapes import landscape
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import evaluate, numbers, prints
from widgets.common.descent.grounds import LEVELS, SHORT
from widgets.common.descent.words import judged, seen

GOALS = ("once", "diverge", "valley", "higher", "saddle", "fog")


def test_the_first_step_is_worked_out_by_hand() -> None:
    stage = FakeStage("descent-landscape").change(ground="valley", rate_valley=0.02)
    # (x² + 25 y²) / 2 at (−3, 1.5) is 32.625, its gradient (−3, 37.5).
    assert stage.text["height"] == "L(−3, 1.5) = 32.625"
    assert stage.text["gradient"].startswith("(−3, 37.5), length ≈ 37.62: it points uphill")
    assert stage.text["move-x"] == "x ← −3 − 0.02 × (−3) = −2.94"
    assert stage.text["move-y"] == "y ← 1.5 − 0.02 × 37.5 = 0.75"
    assert stage.rows["table"][1][:3] == ["1", "−2.94", "0.75"]
    assert stage.text["limit"].startswith(
        "λ, the largest curvature, is 25, so 2 / λ = 0.08. Your rate, 0.02, is below"
    )


@pytest.mark.parametrize("name", LEVELS)
def test_the_sliders_reach_over_the_whole_view_and_start_as_the_engine_does(name: str) -> None:
    stage, ground = FakeStage("descent-landscape"), landscape(name)
    for letter, view, start in zip("xy", ground.view, ground.start, strict=True):
        control = f"{letter}_{SHORT[name]}"
        assert stage.form.ends[control] == view
        assert stage.settings[control] == start


@pytest.mark.parametrize("name", LEVELS)
def test_the_verdict_is_the_engine_s_on_a_grid_of_rates(name: str) -> None:
    stage, ground = FakeStage("descent-landscape", ground=name), landscape(name)
    low, high = stage.form.ends[f"rate_{SHORT[name]}"]
    shown = []
    for rate in np.linspace(low, high, 21).tolist():
        stage.change(**{f"rate_{SHORT[name]}": rate})
        run = descend(ground, ground.start, rate=rate, steps=100)
        found = verdict(run)
        assert stage.text["verdict"] == judged(found, ground, run)
        shown.append(found.name)
    assert not stage.errors
    assert "too small" in shown
    assert shown[-1] in ("too large", "diverged")
    assert "just right" in shown or name == "rosenbrock"


@pytest.mark.parametrize("name", ["bowl", "valley"])
def test_a_bowl_can_be_tested_against_its_exact_limit(name: str) -> None:
    border = {"bowl": 2.0, "valley": 0.08}[name]
    stage = FakeStage("descent-landscape", ground=name, steps="300")
    for share, side in ((0.98, "below it"), (1.02, "beyond it")):
        stage.change(**{f"rate_{SHORT[name]}": border * share})
        assert side in stage.text["limit"]
        assert stage.text["verdict"].startswith("Diverged") == (share > 1)
        assert stage.attributes.get(("verdict", "data-kind")) == ("bad" if share > 1 else None)


def test_a_longer_run_goes_on_where_the_shorter_ended() -> None:
    stage = FakeStage("descent-landscape", ground="rosenbrock").change(step="100")
    ended = stage.text["height"]
    stage.change(steps="1000")
    assert stage.text["height"] == ended
    assert stage.text["move-x"].startswith("x ← ")
    assert "After 1,000 steps" in stage.text["ending"]


def test_fog_shows_the_neighbourhood_and_nothing_that_is_still_to_come() -> None:
    stage = FakeStage("descent-landscape").change(fog=True)
    pixels = stage.bitmap("map").pixels
    assert (pixels == pixels[-1, -1]).mean() > 0.8
    assert "Hidden" in stage.text["verdict"]
    assert "Hidden" in stage.text["ending"]
    assert "fog" in stage.status
    assert [row[0] for row in stage.rows["table"]] == ["0 (here)"]
    assert not {"0.25", "1", "8"} & set(stage.words("map"))
    stage.change(step="3")
    assert [row[0] for row in stage.rows["table"]] == ["0", "1", "2", "3 (here)"]


def test_the_fog_lifts_when_the_ball_has_been_followed_to_the_end() -> None:
    stage = FakeStage("descent-landscape").change(fog=True, rate_bowl=0.5)
    assert stage.ticks["fog"] == ""
    stage.act("play").play(400.0)
    assert "reaches the minimum" in stage.text["ending"]
    assert stage.ticks["fog"] == "✓ done"
    assert "8" in stage.words("map")


def test_a_ball_that_starts_in_the_minimum_has_not_found_it_in_fog() -> None:
    stage = FakeStage("descent-landscape").change(fog=True, x_bowl=0.0, y_bowl=0.0)
    assert "stays where it is" in stage.text["ending"]
    assert stage.ticks["fog"] == ""


def test_the_goals_are_detected_each_by_its_own_deed() -> None:
    stage = FakeStage("descent-landscape")
    deeds: list[dict[str, Any]] = [
        {"rate_bowl": 1.0},
        {"rate_bowl": 2.1},
        {"ground": "valley", "rate_valley": 0.074},
        {"ground": "two-minima", "x_two_minima": -1.7, "y_two_minima": 0.0, "rate_two_minima": 0.2},
        {"ground": "saddle", "y_saddle": 0.0},
        {"ground": "bowl", "rate_bowl": 0.5, "fog": True, "step": "100"},
    ]
    assert [stage.ticks[goal] for goal in GOALS] == [""] * 6
    for count, deed in enumerate(deeds, start=1):
        stage.change(**deed)
        assert [stage.ticks[goal] for goal in GOALS] == ["✓ done"] * count + [""] * (6 - count)
        assert stage.status.startswith("✓ You have reached a goal.")


@pytest.mark.parametrize("name", LEVELS)
def test_no_landscape_solves_a_goal_before_the_reader_does(name: str) -> None:
    stage = FakeStage("descent-landscape").change(ground=name)
    assert [stage.ticks[goal] for goal in GOALS] == [""] * 6


def test_a_start_beside_the_minimum_is_no_merit() -> None:
    stage = FakeStage("descent-landscape").change(x_bowl=0.2, y_bowl=0.0, rate_bowl=1.0)
    assert "after 1 step" in stage.text["ending"]
    assert stage.ticks["once"] == ""


def test_both_arrows_are_named_when_the_gradient_is_asked_for() -> None:
    stage = FakeStage("descent-landscape")
    assert not {"gradient", "downhill"} & set(stage.words("map"))
    stage.change(gradient=True)
    assert {"gradient", "downhill"} <= set(stage.words("map"))
    stage.change(x_bowl=0.0, y_bowl=0.0)
    assert not {"gradient", "downhill"} & set(stage.words("map"))
    assert "level ground" in stage.text["gradient"]


def test_no_arrow_leads_out_of_the_minimum_where_the_ball_rests() -> None:
    stage = FakeStage("descent-landscape").change(gradient=True, rate_bowl=0.5)
    assert "downhill" in stage.words("map")
    stage.act("play").play(100.0)
    assert "downhill" not in stage.words("map")


def test_the_ring_follows_the_pointer() -> None:
    # A square of 264 px from (104, 10): its middle is the minimum of the bowl.
    stage = FakeStage("descent-landscape", size=(500.0, 300.0))
    left = (500 - 264 + 44 - 16) / 2
    stage.point("map", left + 132, 10 + 132)
    assert (stage.settings["x_bowl"], stage.settings["y_bowl"]) == (0, 0)
    stage.point("map", left + 264, 10, "move").point("map", 0, 0, "up")
    assert (stage.settings["x_bowl"], stage.settings["y_bowl"]) == (4, 4)
    stage.change(ground="valley").point("map", left, -99)
    assert (stage.settings["x_valley"], stage.settings["y_valley"]) == (-4, 2)


def test_the_keys_move_the_start_and_show_a_cross_hair() -> None:
    stage = FakeStage("descent-landscape")
    before = len(lines(stage))
    stage.press("map", "Focus")
    assert len(lines(stage)) == before + 4  # two lines, each with its seam
    for key in ("ArrowLeft", "ArrowDown", "ArrowDown"):
        stage.press("map", key)
    stage.press("map", "ArrowUp", shift=True).press("map", "ArrowRight", shift=True)
    assert (stage.settings["x_bowl"], stage.settings["y_bowl"]) == (-3.09, 1.81)
    stage.press("map", "Enter").play(100.0)
    assert stage.settings["step"] == "1"
    stage.press("map", "Blur").press("map", "Space").tick(50)
    assert stage.running


def lines(stage: FakeStage) -> list[Any]:
    calls = stage.canvases["map"].context.calls
    start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
    return [name for name, *_ in calls[start:] if name == "stroke"]


def test_a_lost_ball_is_drawn_at_the_edge_and_never_at_nan() -> None:
    stage = FakeStage("descent-landscape", ground="rosenbrock", rate_rosenbrock=0.008)
    stage.act("play").play(400.0)
    assert "lost after 4 steps" in stage.text["ending"]
    assert "the end of the run" in stage.text["move-x"]
    for canvas in stage.canvases.values():
        for name, args, _ in canvas.context.calls:
            if name in ("moveTo", "lineTo", "arc"):
                assert np.isfinite(args).all()
                assert np.abs(args).max() < 30_000


grounds = st.sampled_from(list(LEVELS))
actions = st.one_of(
    st.sampled_from(["step", "back", "start", "play"]),
    grounds.map(lambda ground: {"ground": ground}),
    st.booleans().map(lambda fog: {"fog": fog}),
    st.tuples(st.sampled_from(["x", "y", "rate"]), grounds, st.floats(0, 1)),
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
        case (quantity, name, share):
            control = f"{quantity}_{SHORT[name]}"
            low, high = stage.form.ends[control]
            stage.change(**{control: low + share * (high - low)})
        case (x, y):
            stage.point("map", x, y)


@settings(max_examples=25, deadline=None)
@given(st.lists(actions, min_size=1, max_size=7))
def test_whatever_the_reader_does_map_numbers_and_table_agree(deeds: list[Any]) -> None:
    stage = FakeStage("descent-landscape")
    for deed in deeds:
        do(stage, deed)
    assert not stage.errors
    now, name = stage.settings, stage.settings["ground"]
    start, rate = [now[f"{letter}_{SHORT[name]}"] for letter in "xy"], now[f"rate_{SHORT[name]}"]
    run = descend(landscape(name), start, rate=rate, steps=100)
    k = min(int(now["step"]), run.steps)
    place, slopes, height = seen(run, k)
    (here,) = (row for row in stage.rows["table"] if "here" in row[0])
    assert here == [f"{k} (here)", *map(number, [*place, *slopes, height])]
    *sides, _ = numbers(stage.text["gradient"].partition(":")[0])
    assert prints(hypot(*sides), stage.text["gradient"].partition(":")[0].split()[-1])
    *printed, _ = numbers(stage.text["height"])
    assert (
        number(float(landscape(name).value(printed))) == number(float(run.values[k])) or not height
    )
    assert f"Step {k}: at {point(place)}, height {number(height)}" in stage.status
    if k < run.steps:
        for letter, value in zip("xy", seen(run, k + 1)[0], strict=True):
            calculation, result = re.findall("← (.+) [=≈] (.+)", stage.text[f"move-{letter}"])[0]
            assert number(evaluate(calculation)) == result == number(value)
    hidden = now["fog"] and k < run.steps
    assert ("Hidden" in stage.text["verdict"]) == hidden
    if not hidden:
        assert stage.text["verdict"] == judged(verdict(run), landscape(name), run)
