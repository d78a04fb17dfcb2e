"""The optimisers widget: three runs of the engine, one start, one step."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.words.numbers import number
from kit.words.sentences import point
from pycore.descent import descend
from pycore.descent.verdict import verdict
from pycore.landscapes import landscape
from pycore.optimisers import Adam, Momentum, Optimiser, Plain
from tests.widgets.fake_stage import FakeStage
from widgets.optimisers.widget import GROUNDS

RULES = ("plain", "momentum", "adam")


def test_the_first_steps_are_worked_out_by_hand() -> None:
    stage = FakeStage("optimisers").change(step="1")
    places = [row[4] for row in stage.rows["table"]]
    # The gradient at (−3, 1.5) is (−3, 37.5). Plain: 0.07 of it; momentum: 0.01 of it; Adam: the
    # rate, 0.3, in each direction.
    assert places == ["(−2.79, −1.125)", "(−2.97, 1.125)", "(−2.7, 1.2)"]


@pytest.mark.parametrize("name", GROUNDS)
def test_the_start_and_its_limits_are_the_engine_s(name: str) -> None:
    stage, ground = FakeStage("optimisers"), landscape(name)
    for letter, view, start in zip("xy", ground.view, ground.start, strict=True):
        assert stage.form.ends[f"{letter}_{name}"] == view
        assert stage.settings[f"{letter}_{name}"] == start


@pytest.mark.parametrize("name", GROUNDS)
def test_each_landscape_shows_its_own_controls_and_solves_no_goal(name: str) -> None:
    stage = FakeStage("optimisers").change(ground=name)
    for other in GROUNDS:
        for part in ("start", "rates"):
            assert stage.attributes[f"{part}-{other}", "hidden"] == (other != name)
    assert [stage.ticks[goal] for goal in ("same", "fast", "banana")] == ["", "", ""]


def test_momentum_without_memory_is_plain_descent() -> None:
    stage = FakeStage("optimisers").change(beta=0.0)
    assert stage.ticks["same"] == ""
    stage.change(momentum_valley=0.07, step="20")
    assert stage.ticks["same"] == "✓ done"
    plain, momentum, _ = stage.rows["table"]
    assert plain[1:] == momentum[1:]


def test_polyak_s_own_settings_cross_the_valley_in_few_steps() -> None:
    """For curvatures 1 and 25: β = ((5 − 1) / (5 + 1))² and η = (2 / (5 + 1))² (Polyak, 1964)."""
    stage = FakeStage("optimisers").change(beta=0.444, momentum_valley=0.111)
    assert stage.ticks["fast"] == "✓ done"
    assert int(stage.rows["table"][1][1].split()[1]) < 20


def test_a_thousand_steps_bring_momentum_through_the_banana() -> None:
    stage = FakeStage("optimisers").change(ground="rosenbrock", steps="1000")
    stage.change(momentum_rosenbrock=0.0015)
    assert stage.ticks["banana"] == "✓ done"
    assert stage.rows["table"][0][1] == "not in this run"


def test_a_run_that_is_lost_is_said_to_be() -> None:
    stage = FakeStage("optimisers").change(plain_valley=0.1)
    assert stage.rows["table"][0][1].startswith("lost after")
    assert stage.rows["table"][0][2] == "diverged"
    stage.act("play").play(400.0)
    assert not stage.errors
    assert stage.settings["step"] == "100"


def test_the_three_are_told_apart_without_colour() -> None:
    stage = FakeStage("optimisers").change(step="5")
    calls = stage.canvases["map"].context.calls
    start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
    dashes = {tuple(args[0]) for name, args, _ in calls[start:] if name == "setLineDash"}
    assert {(), (9, 5), (2.5, 4)} <= dashes
    assert [row[0] for row in stage.rows["table"]] == ["● plain", "■ momentum", "▲ Adam"]


def test_the_code_shown_is_the_engine_s() -> None:
    shown = FakeStage("optimisers").text["code"]
    for rule in (Momentum, Adam):
        assert inspect.getsource(rule).rstrip() in shown


def test_keys_and_pointer_place_the_common_start() -> None:
    stage = FakeStage("optimisers").press("map", "Focus").press("map", "ArrowRight")
    assert stage.settings["x_valley"] == -2.9
    stage.point("map", 0, 0)
    assert (stage.settings["x_valley"], stage.settings["y_valley"]) == (-4, 2)
    assert {row[4] for row in stage.rows["table"]} == {"(−4, 2)"}


grounds = st.sampled_from(GROUNDS)
actions = st.one_of(
    st.sampled_from(["step", "back", "start", "play"]),
    grounds.map(lambda ground: {"ground": ground}),
    st.tuples(st.sampled_from(["x", "y", *RULES]), grounds, st.floats(0, 1)),
    st.floats(0, 0.99).map(lambda beta: {"beta": beta}),
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
            low, high = stage.form.ends[f"{quantity}_{name}"]
            stage.change(**{f"{quantity}_{name}": low + share * (high - low)})


@settings(max_examples=15, deadline=None)
@given(st.lists(actions, min_size=1, max_size=6))
def test_whatever_the_reader_does_the_table_is_the_engine_s(deeds: list[Any]) -> None:
    stage = FakeStage("optimisers")
    for deed in deeds:
        do(stage, deed)
    assert not stage.errors
    now, ground = stage.settings, landscape(stage.settings["ground"])
    start = [now[f"{letter}_{ground.name}"] for letter in "xy"]
    rules: list[Optimiser] = [Plain(), Momentum(now["beta"]), Adam()]
    for rule, row in zip(rules, stage.rows["table"], strict=True):
        rate = now[f"{rule.name}_{ground.name}"]
        run = descend(ground, start, rule, rate=rate, steps=100)
        k = min(int(now["step"]), run.steps)
        assert row[3:] == [number(run.values[k]), point(run.path[k]), number(rate)]
        assert row[2] == verdict(run).name
        assert f"{row[0]} {row[3]}" in stage.status
