"""The softmax widget: shares of 1, honest rounding, temperature, goals and the rings."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.messages import Settings
from kit.pen.scales import Box
from kit.words.numbers import number
from pycore.nn.softmax import softmax
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import near, prints, read
from widgets.softmax.picture import CLASSES, BarsLayout, printed

BOX = Box(0, 0, 420, 300)  # the fake stage's pictures
GOALS = ["sure", "even", "tied"]


def done(stage: FakeStage) -> list[bool]:
    return [stage.ticks[goal] == "✓ done" for goal in GOALS]


def scores(stage: FakeStage) -> list[float]:
    return [stage.settings[f"z{i}"] for i in range(1, 5)]


def test_the_start_is_worked_out_by_hand() -> None:
    stage = FakeStage("softmax")
    powers = [math.exp(z) for z in (2, 1, 0.5, -1)]
    whole = sum(powers)
    assert [row[-1] for row in stage.rows["table"]] == [number(p / whole) for p in powers]
    assert stage.text["equation"] == (
        "p(cat) = e^(2 / 1) / … = 7.3891 / (7.3891 + 2.7183 + 1.6487 + 0.3679) ≈ 0.609"
    )
    assert stage.text["powers"] == "12.124"
    assert stage.text["odds"] == "cat is 2.718 times as probable as dog"
    assert stage.status == "Largest probability: cat, 0.609, at temperature 1."


def test_rounding_is_admitted_where_it_shows() -> None:
    stage = FakeStage("softmax")
    # 0.609 + 0.224 + 0.136 + 0.0303 = 0.9993
    assert stage.text["rounding"] == (
        "Rounding: the shown numbers add up to 0.9993; those behind them add up to 1."
    )
    assert stage.text["total"] == "1"
    stage.change(z1=0.0, z2=0.0, z3=0.0, z4=0.0)
    assert stage.text["rounding"] == "The rounded numbers in the column add up to 1 as well."
    assert "bound" in stage.change(temperature=0.1, z1=5.0).text["rounding"]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.25, "0.25"),
        (0.0304, "0.0304"),
        (0.9996, "> 0.999"),
        (1.0, "> 0.999"),
        (1e-40, "1 × 10⁻⁴⁰"),
    ],
)
def test_neither_0_nor_1_is_ever_written(share: float, words: str) -> None:
    assert printed(share) == words


def test_each_goal_is_ticked_by_its_own_deed_and_stays_ticked() -> None:
    stage = FakeStage("softmax")
    assert done(stage) == [False] * 3
    assert done(stage.change(z1=5.0, z2=-2.0)) == [False] * 3  # above 0.95, but scores were moved
    assert done(stage.change(z1=2.0, z2=1.0, temperature=0.3)) == [True, False, False]
    assert done(stage.change(temperature=9.0)) == [True, True, False]
    assert done(stage.change(temperature=1.0, z2=2.0)) == [True, True, True]
    assert done(stage.change(z1=1.0)) == [True, True, True]


def test_an_equal_place_needs_more_than_two_fifths_each() -> None:
    stage = FakeStage("softmax").change(z1=1.0, z2=1.0, z3=1.0, z4=1.0)
    assert stage.ticks["tied"] == ""
    assert stage.text["odds"] == "cat and dog are equally probable"


def test_adding_the_same_number_to_all_scores_changes_no_share() -> None:
    stage = FakeStage("softmax")
    before = [row[-1] for row in stage.rows["table"]]
    stage.change(z1=5.0, z2=4.0, z3=3.5, z4=2.0)
    assert [row[-1] for row in stage.rows["table"]] == before


@given(st.lists(st.integers(-50, 50).map(lambda n: n / 10), min_size=4, max_size=4))
def test_a_higher_temperature_never_enlarges_the_first(values: list[float]) -> None:
    settings = dict(zip(("z1", "z2", "z3", "z4"), values, strict=True))
    stage = FakeStage("softmax").change(**settings)
    first = []
    for temperature in (0.5, 1.0, 2.0, 8.0):
        rows = stage.change(temperature=temperature).rows["table"]
        first.append(max(read(row[-1]) for row in rows))
    assert first == sorted(first, reverse=True)


def test_a_ring_is_dragged_in_its_own_row() -> None:
    stage = FakeStage("softmax")
    at = BarsLayout.of(BOX, (-5.0, 5.0))
    stage.point("bars", at.score(3), at.rows[1])
    assert scores(stage) == [2, 3, 0.5, -1]
    stage.point("bars", at.score(-4.02), at.rows[3], "move")  # the row is that of the start
    assert scores(stage) == [2, -4, 0.5, -1]
    stage.point("bars", 0, 0, "up").point("bars", at.score(0), at.rows[0], "move")
    assert scores(stage) == [2, -4, 0.5, -1]


@pytest.mark.parametrize("x", [380.0, 300.0, 10.0])
def test_names_and_probabilities_cannot_be_dragged(x: float) -> None:
    stage = FakeStage("softmax")
    stage.point("bars", x, BarsLayout.of(BOX, (-5.0, 5.0)).rows[0])
    assert scores(stage) == [2, 1, 0.5, -1]


def test_below_the_rows_nothing_is_dragged() -> None:
    stage = FakeStage("softmax").point("bars", 60, 299)
    assert scores(stage) == [2, 1, 0.5, -1]


def test_the_strip_is_filled_to_its_end() -> None:
    stage = FakeStage("softmax")
    strip = BarsLayout.of(BOX, (-5.0, 5.0)).strip
    calls = stage.canvases["bars"].context.calls
    parts = [args for name, args, _ in calls if name == "roundRect" and args[1] == strip.top]
    assert sum(args[2] for args in parts[:4]) == pytest.approx(strip.width)
    assert parts[0][0] == strip.left


moves = st.one_of(
    st.fixed_dictionaries(
        {},
        optional={name: st.integers(-50, 50).map(lambda n: n / 10) for name in ("z1", "z2", "z3")}
        | {"temperature": st.integers(1, 100).map(lambda n: n / 10)},
    ),
    st.tuples(st.floats(-20, 450), st.floats(-20, 320), st.sampled_from(["down", "move", "up"])),
)


@given(st.lists(moves, min_size=1, max_size=6))
def test_whatever_the_reader_does_all_views_agree_with_the_engine(steps: list[Any]) -> None:
    stage = FakeStage("softmax")
    for step in steps:
        if isinstance(step, dict):
            stage.change(**step)
        else:
            stage.point("bars", *step)
    assert not stage.errors
    temperature = stage.settings["temperature"]
    shares = softmax([z / temperature for z in scores(stage)]).tolist()
    drawn = stage.words("bars")
    for name, z, share, row in zip(
        CLASSES, scores(stage), shares, stage.rows["table"], strict=True
    ):
        label, score, scaled, power, probability = row
        assert label == name
        assert read(score) == z
        assert prints(z / temperature, scaled)
        assert prints(math.exp(read(scaled)), power)
        assert read(power) == near(math.exp(z / temperature))
        tolerance = 1.01e-3 if probability[0] == ">" else 5.01e-4
        assert read(probability) == pytest.approx(share, abs=tolerance)
        assert probability in drawn or (share < 0.001 and "< 0.001" in drawn)
        assert score in drawn
        assert power in stage.text["equation"]
    best = stage.rows["table"][shares.index(max(shares))][-1]
    assert stage.text["equation"].endswith(best)
    fraction = stage.text["equation"].split(" = ")[2].rpartition(")")[0]
    top, _, below = fraction.partition(" / (")
    whole = sum(map(read, below.split(" + ")))
    assert printed(read(top) / whole) == best  # who computes with the printed gets the printed
    assert number(whole) == stage.text["powers"]
    for power, row in zip(below.split(" + "), stage.rows["table"], strict=True):
        assert printed(read(power) / whole) == row[-1]
    assert f", {best}, at temperature" in stage.status.replace(" each", "")
    assert stage.text["total"] == "1"


def test_equal_probabilities_are_all_named() -> None:
    even: Settings = {f"z{index}": 1.0 for index in range(1, 5)}
    assert "All 4 are equally probable, 0.25 each, at" in FakeStage("softmax", **even).status
    two = FakeStage("softmax", **{**even, "z1": 5.0, "z3": 5.0}).status
    assert f"Largest probability: {CLASSES[0]} and {CLASSES[2]}, 0.491 each, at" in two
