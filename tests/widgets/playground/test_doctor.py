"""The playground's doctor: it looks at the data first, and gives no advice a second time.

Longer than other files: each complaint of the doctor, with a run that earns it and one that does
not.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from tests.widgets.fake_stage import FakeStage
from tests.widgets.playground.test_playground import open_stage, train
from tests.widgets.playground.test_playground_parts import bench_of
from widgets.playground.data.places import best_possible
from widgets.playground.doctor.data import limits
from widgets.playground.doctor.doctor import examine
from widgets.playground.doctor.finding import NOTHING_LEFT
from widgets.playground.recipe import RATES

ONE_PLACE = "_".join(["1*1*0", "1*1*1"] * 10)
TROUBLES = 24
"""Random bad set-ups whose advice is obeyed to the end."""


# --- the data ---


def test_one_place_in_two_classes_is_told_before_and_after_training() -> None:
    stage = open_stage(data="own", own=ONE_PLACE, share=100.0)
    words = (
        "All 20 points share their places with points of the other class. The same place in two "
        "classes cannot be learnt: at best 50 % of them all can be right. This network is about "
        "as good as that."
    )
    for _ in range(4):
        assert stage.text["finding"] == words
        assert stage.attributes["remedy", "hidden"] is True
        train(stage, 60)


def test_points_that_nearly_coincide_are_one_place_wherever_they_lie() -> None:
    rng = np.random.default_rng(4)
    for x1, x2 in rng.uniform(-5, 5, (50, 2)):
        away = 0.004 * rng.standard_normal(2).clip(-1, 1)
        own = f"{x1}*{x2}*1_{x1 + away[0]}*{x2 + away[1]}*0_{x1 + 0.05}*{x2}*0"
        found = limits(bench_of(data="own", own=own).recipe.data)
        assert found.words.startswith("2 of the 3 points share their places")
        assert found.right == pytest.approx(2 / 3)


@pytest.mark.parametrize("data", ["moons", "circles", "spiral", "gaussians", "hills", "plane"])
def test_points_that_only_lie_close_are_no_contradiction(data: str) -> None:
    bench = bench_of(data=data, count=1000.0, noise=0.5)
    assert limits(bench.recipe.data).words == ""
    assert best_possible(bench.train) > 0.99


def test_a_network_that_can_do_better_is_advised_beside_the_words_about_the_data() -> None:
    exclusive = ["-2*-2*0", "2*2*0", "-2*2*1", "2*-2*1"] * 4 + ["0*0*0", "0*0*1"] * 4
    bench = bench_of(100, data="own", own="_".join(exclusive), sizes="", share=100.0)
    finding = examine(bench)
    assert finding is not None
    assert "8 of the 24 points share their places" in finding.words
    assert "at best 83.3 % of them all can be right." in finding.words
    assert finding.button == "Add a layer of 4"


def test_two_heights_at_one_place_name_the_least_loss() -> None:
    own = "_".join(["1*1*0.5", "1*1*-0.5", "2*2*0.5", "2*2*-0.5"] * 3)
    bench = bench_of(300, data="own-heights", own=own, share=100.0, rate="0.003")
    finding = examine(bench)
    assert finding is not None
    assert "All 12 points share their places with points of other heights." in finding.words
    assert "the loss cannot fall below 0.25." in finding.words
    assert bench.run.record.train_loss >= 0.25
    assert not finding.button


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"own": "1*1*1_2*2*1_3*0*1"}, "All 3 points are blue ●. With one class there is nothing"),
        ({"own": "1*1*0"}, "The only point is orange ■."),
        ({"data": "own-heights", "own": "1*1*0.2_2*2*0.2"}, "All points have the same height"),
        ({"own": "1*1*1_1*2*0_1*3*1"}, "All points have the same x₁, so x₁ tells nothing; only x₂"),
        ({"own": "1*2*1_0*2*0_3*2*1"}, "All points have the same x₂, so x₂ tells nothing; only x₁"),
    ],
)
def test_what_no_network_can_learn_is_told_at_once(chosen: dict[str, Any], words: str) -> None:
    stage = open_stage(**{"data": "own", **chosen})
    assert stage.text["finding"].startswith(words)
    assert stage.text["remedy"] == ""


def test_a_run_that_overflows_is_told_beside_the_data() -> None:
    own = "_".join(["1*1*3", "1*1*-3", "5*5*3"] * 5)
    bench = bench_of(200, data="own-heights", own=own, rate="10", sizes="")
    finding = examine(bench)
    assert finding is not None
    assert finding.kind == "diverged"
    assert "cannot be learnt" in finding.words


# --- a network without a bend ---


@pytest.mark.parametrize("data", ["moons", "hills", "xor", "circles", "spiral"])
@pytest.mark.parametrize("chosen", [{"sizes": ""}, {"activation": "linear"}])
def test_a_linear_network_that_stands_still_is_never_left_alone(
    data: str, chosen: dict[str, Any]
) -> None:
    bench = bench_of(100, data=data, rate="0.003", **chosen)
    for _ in range(4):
        finding = examine(bench)
        assert finding is not None, bench.run.epoch
        assert finding.button in ("Add a layer of 4", "Use tanh")
        bench.run.train(700)


@pytest.mark.parametrize("data", ["gaussians", "study", "spam", "plane"])
def test_a_linear_network_that_is_enough_is_let_alone(data: str) -> None:
    bench = bench_of(data=data, sizes="")
    for _ in range(6):
        assert examine(bench) is None
        bench.run.train(150)


# --- advice that was followed ---


def test_neurons_are_added_once_and_then_something_else_is_advised() -> None:
    stage = open_stage(data="spiral", sizes="2", optimiser="adam", rate="0.01", noise=0.3)
    train(stage, 80)
    assert stage.text["remedy"] == "Add neurons"
    stage.act("remedy")
    assert stage.settings["sizes"] == "6"
    assert stage.text["finding"] == ""
    buttons = [train(stage, 100).text["remedy"] for _ in range(5)]
    assert "Add neurons" not in buttons


def test_a_new_rate_is_given_as_long_as_the_old_one() -> None:
    stage = train(open_stage(data="plane", sizes="", rate="0.1"), 60)
    assert stage.text["remedy"] == "Use 0.03"
    stage.act("remedy")
    for _ in range(35):
        assert stage.text["finding"] == ""
        stage.act("epoch")


def test_a_rate_that_the_reader_changed_is_given_as_long() -> None:
    stage = train(open_stage(data="plane", sizes="", rate="0.1"), 60)
    stage.change(rate="0.03")
    assert stage.text["finding"] == ""


def test_who_goes_another_way_is_advised_anew() -> None:
    trouble = {"data": "circles", "sizes": ""}
    stage = train(open_stage(**trouble), 60)
    assert stage.text["remedy"] == "Add a layer of 4"
    stage.act("remedy").change(sizes="")
    assert train(stage, 60).text["remedy"] == "Add a layer of 4"


def test_when_all_was_tried_the_doctor_says_so() -> None:
    rng = np.random.default_rng(0)
    rows = [f"{x:.2f}*{y:.2f}*{int(rng.integers(2))}" for x, y in rng.uniform(-5, 5, (200, 2))]
    own = "_".join(rows)
    stage = open_stage(data="own", own=own, sizes="1", activation="sigmoid", share=100.0)
    said = obey_to_the_end(stage)
    assert said == ["Add neurons", "Add a layer", "New start"]
    assert stage.text["finding"].endswith(NOTHING_LEFT)
    assert stage.attributes["remedy", "hidden"] is True


@pytest.mark.cpython_only("two dozen networks trained again and again take two minutes in Pyodide")
@pytest.mark.parametrize("number", range(TROUBLES))
def test_no_advice_comes_twice_and_it_ends(number: int) -> None:
    said = obey_to_the_end(open_stage(**bad_luck(random.Random(number))))
    assert len(said) == len(set(said)), said


def obey_to_the_end(stage: FakeStage) -> list[str]:
    """Train, obey, and so on, until nothing is advised; what the buttons said."""
    said: list[str] = []
    while (button := train(stage, 50).text["remedy"]) and len(said) < 30:
        said.append(button)
        stage.act("remedy")
    assert not button, said
    return said


def bad_luck(rng: random.Random) -> dict[str, Any]:
    """Settings of which several are likely to be wrong."""
    places = [(1, 1), (1, 2), (-2, 1), (3, -3)]
    own = [(*rng.choice(places), rng.randint(0, 1)) for _ in range(rng.choice([1, 3, 12, 20]))]
    return {
        "data": rng.choice(["circles", "xor", "moons", "spiral", "eight", "hills", "spam", "own"]),
        "own": "_".join("*".join(map(str, row)) for row in own),
        "rate": f"{rng.choice(RATES):g}",
        "optimiser": rng.choice(["plain", "momentum", "adam"]),
        "activation": rng.choice(["tanh", "relu", "leaky_relu", "sigmoid", "linear", "step"]),
        "start": rng.choice(["xavier", "normal", "zeros"]),
        "sizes": rng.choice(["", "1", "2", "8-8", "2-2-2-2-2-2"]),
        "count": rng.choice([20.0, 60.0]),
        "noise": rng.choice([0.0, 0.2, 0.8]),
        "l2": rng.choice(["0", "0.1"]),
        "x2": rng.random() < 0.8,
        "batch": rng.choice(["0", "10"]),
        "seed": float(rng.randint(1, 999)),
    }
