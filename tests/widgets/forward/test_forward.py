"""The forward widget: what travels, what is picked, what is changed; all views agree.

Longer than other files: one tool, whose views are tested against each other.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.pen.scales import Box
from kit.pictures.network_layout import NetworkLayout, Spot
from kit.pictures.network_picture import name_of
from kit.words.numbers import number
from kit.words.outputs import written
from pycore.nn.mlp import MLP
from tests.widgets.fake_stage import FakeStage, runs
from tests.widgets.printed import evaluate, prints, read
from widgets.forward.network import build, edits_of, moved, sizes_of
from widgets.forward.network import written as kept

SIZE = (860.0, 440.0)
ACTIONS = [
    *("play", "step", "back", "replay", "deeper", "flatter", "weights"),
    *(f"{verb}-{slot}" for verb in ("more", "fewer") for slot in range(6)),
]
KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Escape", "Enter"]


def stage(**given: Any) -> FakeStage:
    return FakeStage("forward", SIZE, **given)


def layout(page: FakeStage) -> NetworkLayout:
    return NetworkLayout(Box(0, 0, *SIZE), sizes_of(page.settings["sizes"]))


def network(page: FakeStage) -> MLP:
    return build(page.settings)


def plain(text: str) -> float:
    return float(text.replace("−", "-"))


# --- the forward pass ---------------------------------------------------------------------------


def test_the_first_network_worked_out_by_hand() -> None:
    page = stage().change(step=2)
    # h1: 1.1 × 1.2 + 0.2 × (−0.5) − 0.6 = 0.62; h2: −0.6 × 1.2 − 0.9 × (−0.5) + 0.6 = 0.33
    # h3: −0.6 × 1.2 + 0.1 × (−0.5) − 1 = −1.77; y: −0.8 × 0.62 + 0.8 × 0.33 + 0.8 = 0.568
    assert page.rows["neurons"] == [
        ["x₁", "input", "–", "1.2"],
        ["x₂", "input", "–", "−0.5"],
        ["h₁", "hidden 1", "0.62", "0.62"],
        ["h₂", "hidden 1", "0.33", "0.33"],
        ["h₃", "hidden 1", "−1.77", "0"],
        ["y", "output", "0.568", "0.638"],
    ]
    assert page.status == "The forward pass is complete: y ≈ 0.638."


def test_nothing_is_computed_before_the_signal_comes() -> None:
    page = stage()
    assert [row[-1] for row in page.rows["neurons"]] == ["1.2", "−0.5", *["not yet"] * 4]
    assert page.status == "The inputs are set; nothing else is computed yet."
    page.change(picked="n1.2")
    assert page.text["part-equation"] == "h₂ = ReLU(−0.6 x₁ − 0.9 x₂ + 0.6)"
    assert "Not computed yet" in page.text["part-meaning"]
    assert "0.33" not in page.words("network")


def test_play_runs_layer_by_layer_and_ends() -> None:
    page = stage()
    page.act("play")
    assert runs(page)
    assert page.text["play"] == "Pause"
    seen = []
    while page.running:
        page.tick(100)
        seen.append([row[-1] != "not yet" for row in page.rows["neurons"]])
    computed = [flags.count(True) for flags in seen]
    assert computed == sorted(computed)
    assert set(computed) == {2, 5, 6}
    assert page.settings["step"] == 2
    assert page.text["play"] == "Forward pass"


def test_pause_keeps_the_place_and_step_and_back_move_by_a_layer() -> None:
    page = stage()
    page.act("play").tick(2000).act("play")
    assert not page.running
    assert page.settings["step"] == 1
    assert page.text["play"] == "Go on"
    page.act("step").play(50)
    assert page.settings["step"] == 2
    assert page.attributes["forward", "aria-disabled"] == "true"
    page.act("back").act("back").act("back")
    assert page.settings["step"] == 0
    assert page.attributes["back", "aria-disabled"] == "true"


def test_what_the_reader_changes_during_a_glide_is_shown_at_once() -> None:
    page = stage()
    page.act("play").tick(1700)
    page.settings |= {"x1": 2.0}
    page.tick(16)
    assert page.running
    # 1.1 × 2 + 0.2 × (−0.5) − 0.6 = 1.5
    assert page.rows["neurons"][2][2:] == ["1.5", "1.5"]
    assert "1.5" in page.words("network")


def test_speed_halves_the_time() -> None:
    frames = {}
    for speed in ("1", "2"):
        page = stage(speed=speed)
        page.act("play")
        count = 0
        while page.running:
            page.tick(50)
            count += 1
        frames[speed] = count
    assert frames["1"] == 2 * frames["2"]


def test_scrubbing_shows_that_step() -> None:
    page = stage().change(sizes="2,3,2,1", step=2)
    assert page.status.startswith("Layer 2 of 3 is computed: h₂₁")
    assert page.rows["neurons"][-1][-1] == "not yet"


def test_signals_carry_the_products() -> None:
    page = stage()
    page.act("play").tick(500)
    calls = page.canvases["network"].context.calls
    start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
    squares = [call for call in calls[start:] if call[0] == "rect"]
    dots = [call for call in calls[start:] if call[0] == "arc" and call[1][2] < 12]
    # Into h1 1.32, −0.1 and bias −0.6; h2 −0.72, 0.45 and 0.6; h3 −0.72, −0.05 and −1.
    assert (len(dots), len(squares)) == (3, 6)


@settings(max_examples=40)
@given(
    st.integers(1, 60),
    st.sampled_from(["relu", "tanh", "sigmoid", "leaky_relu"]),
    st.sampled_from(["2,3,1", "3,2,2", "2,4,3,1"]),
    st.integers(-20, 20).map(lambda n: n / 10),
)
def test_what_is_computed_from_shown_numbers_is_what_is_shown(
    seed: int, activation: str, sizes: str, x1: float
) -> None:
    page = stage(seed=str(seed), activation=activation, sizes=sizes, x1=x1)
    page.change(step=len(sizes_of(sizes)) - 1)
    layers = network(page).layers
    for _, weight, x, product in page.rows["weights"]:
        assert number(read(weight) * read(x)) == product
    rows = page.rows["neurons"][sizes_of(sizes)[0] :]
    functions = [one.activation for one in layers for _ in range(len(one.biases))]
    for function, (_, _, z, a) in zip(functions, rows, strict=True):
        assert written(function, float(function.value(read(z)))) == a
    spots = [spot for spot in layout(page).neurons if spot.layer]
    for spot, function in zip(spots, functions, strict=True):
        equation = page.change(picked=spot.name).text["part-equation"]
        found = re.fullmatch(r".+? = \S.*?\((.+)\) [=≈] \S.*?\(([^()]+)\) ([=≈<>]) (.+)", equation)
        assert found
        calculation, inside, sign, a = found.groups()
        assert prints(evaluate(calculation), inside)
        assert written(function, float(function.value(read(inside)))) in (a, f"{sign} {a}")


# --- what is picked -----------------------------------------------------------------------------


def test_the_equation_of_a_neuron_and_of_its_parts() -> None:
    page = stage().change(step=2, picked="n1.3")
    equation = "h₃ = ReLU((−0.6) × 1.2 + 0.1 × (−0.5) + (−1)) = ReLU(−1.77) = 0"
    assert page.text["part-equation"] == equation
    assert page.text["part-title"] == "Neuron h₃ of hidden layer 1"
    page.change(picked="w1.1.1", weight=1.1)
    assert page.text["part-equation"] == "1.1 × 1.2 = 1.32"
    assert page.text["part-title"] == "Weight x₁ → h₁"
    page.change(picked="b2.1", weight=0.8)
    assert page.text["part-title"] == "Bias of y"
    assert "exceed −0.8" in page.text["part-meaning"]
    page.change(picked="n0.2")
    assert page.text["part-equation"] == "x₂ = −0.5"


def test_rounded_numbers_are_said_to_be_about_equal() -> None:
    page = stage().change(activation="tanh", step=2, picked="n2.1")
    assert "≈ sigmoid(" in page.text["part-equation"]


def test_a_tap_picks_and_hovering_shows_without_picking() -> None:
    page = stage().change(step=2)
    here = layout(page)
    page.point("network", *here.neuron(1, 1), phase="hover")
    assert page.text["part-title"] == "Neuron h₂ of hidden layer 1"
    assert page.settings["picked"] == ""
    page.point("network", *here.neuron(1, 2))
    assert page.settings["picked"] == "n1.3"
    assert page.status.startswith("Neuron h₃ of hidden layer 1: h₃ = ReLU(")
    page.point("network", *here.neuron(0, 0), phase="hover")
    page.point("network", 0, 0, phase="leave")
    assert page.text["part-title"] == "Neuron h₃ of hidden layer 1"
    page.point("network", 3, 3)
    assert page.settings["picked"] == ""


def test_the_keys_walk_and_compute() -> None:
    page = stage()
    page.press("network", "Focus")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"):
        page.press("network", key)
    assert page.settings["picked"] == "n1.2"
    assert page.status.startswith("Neuron h₂")
    page.press("network", "Enter").play(50)
    assert page.settings["step"] == 1
    page.press("network", "Escape")
    assert page.settings["picked"] == ""
    page.press("network", "Space")
    assert page.running


def test_a_picked_neuron_fades_the_numbers_of_the_others() -> None:
    page = stage().change(sizes="2,6,6,6,6,2", step=5)
    assert not page.attributes["missing", "hidden"]
    assert "−0.6" not in page.words("network")
    page.change(picked="n3.2")
    here = network(page)
    for weight in here.layers[2].weights[1].tolist():
        assert number(weight, 2) in page.words("network")


# --- what the reader changes --------------------------------------------------------------------


def test_the_slider_of_the_picked_weight_is_that_weight() -> None:
    page = stage().change(step=2)
    page.point("network", *layout(page).neuron(1, 0))
    page.press("network", "ArrowLeft")
    assert (page.settings["picked"], page.settings["weight"]) == ("w1.1.1", 1.1)
    assert page.attributes["slider", "hidden"] is False
    page.change(weight=-2.0)
    assert page.text["part-equation"] == "(−2) × 1.2 = −2.4"
    assert ["x₁ → h₁", "−2", "1.2", "−2.4"] in page.rows["weights"]
    assert "−2" in page.words("network")
    page.press("network", "ArrowDown")
    assert page.settings["edits"] == "w1.1.1=-2"
    assert page.settings["weight"] == 0.2
    assert ["x₁ → h₁", "−2", "1.2", "−2.4"] in page.rows["weights"]


def test_another_neuron_leaves_all_weights_as_they_are() -> None:
    page = stage().change(picked="w2.1.1", weight=2.5)
    before = {row[0]: row[1] for row in page.rows["weights"]}
    page.act("more-1").act("more-0")
    after = {row[0]: row[1] for row in page.rows["weights"]}
    assert page.settings["sizes"] == "3,4,1"
    assert before.items() <= after.items()


def test_another_layer_keeps_what_was_set_of_the_outputs() -> None:
    page = stage().change(picked="b2.1", weight=-2.5)
    page.act("deeper")
    assert page.settings["sizes"] == "2,3,3,1"
    assert page.rows["weights"][-4][:2] == ["bias of y", "−2.5"]
    page.act("flatter").act("flatter")
    assert page.settings["sizes"] == "2,1"
    assert ["bias of y", "−2.5", "1", "−2.5"] in page.rows["weights"]
    assert page.attributes["flatter", "aria-disabled"] == "true"


def test_a_layer_that_goes_takes_what_was_set_in_it() -> None:
    edits = {Spot("b", 1, 0): 1.0, Spot("b", 2, 0): 2.0, Spot("b", 3, 0): 3.0}
    assert moved(edits, (2, 3, 3, 1), (2, 3, 1)) == {Spot("b", 1, 0): 1.0, Spot("b", 2, 0): 3.0}


def test_new_weights_are_new_and_forget_what_was_set() -> None:
    page = stage().change(picked="w1.1.1", weight=3.0)
    page.act("weights")
    assert page.settings["edits"] == ""
    assert page.settings["seed"] == "308"
    assert page.settings["weight"] != 3.0


PLACES = st.tuples(st.integers(1, 5), st.integers(0, 5), st.integers(0, 5))
PARTS = st.one_of(
    PLACES.map(lambda place: Spot("w", *place)), PLACES.map(lambda place: Spot("b", *place[:2]))
)


@given(st.dictionaries(PARTS, st.floats(-3, 3)))
def test_what_was_set_survives_as_text(edits: dict[Spot, float]) -> None:
    back = edits_of(kept(edits))
    assert back.keys() == edits.keys()
    for spot, value in back.items():
        assert value == pytest.approx(edits[spot], abs=0.005)


def test_a_link_may_speak_of_parts_that_are_not_there() -> None:
    page = stage(edits="w5.6.6=3,b4.1=1,w1.1.3=2,w1.1.1=3", picked="n5.6", step=5.0)
    assert not page.errors
    assert page.settings["step"] == 2
    assert page.text["part-title"] == "Nothing is picked"
    assert ["x₁ → h₁", "3", "1.2", "3.6"] in page.rows["weights"]
    assert not re.fullmatch(page.form.patterns["edits"], "w1.1.1=3.9"), "the form refuses it"


def test_the_parameters_are_counted() -> None:
    page = stage()
    assert page.text["parameters"] == "13 parameters: 2 × 3 + 3 × 1 weights and 4 biases"
    page.act("flatter")
    assert page.text["parameters"] == "3 parameters: 2 × 1 weights and 1 bias"


def test_the_code_is_the_layer() -> None:
    page = stage().change(step=1, picked="n1.1")
    code = page.text["code"]
    names: dict[str, Any] = {"np": np}
    exec(code, names)
    said = re.findall(r"# (\[.*\])", code)
    np.testing.assert_allclose(names["z"], eval(said[0]), atol=5e-4)
    np.testing.assert_allclose(names["a"], eval(said[1]), atol=5e-4)
    np.testing.assert_allclose(names["a"], network(page).forward([1.2, -0.5]).a[0][0])


# --- goals --------------------------------------------------------------------------------------


def done(page: FakeStage) -> set[str]:
    goals = ("silent", "largest", "parameters", "against")
    return {goal for goal in goals if page.ticks[goal]}


def test_goals_are_reached_one_by_one_and_stay() -> None:
    page = stage().change(step=2)
    assert done(page) == set()
    page.change(picked="n1.2")
    assert done(page) == set()
    page.change(picked="n1.1")
    assert done(page) == {"largest"}
    assert page.status.startswith("✓ You have reached a goal.")
    page.change(picked="w1.1.2", weight=0.2)  # 0.2 × (−0.5)
    assert done(page) == {"largest", "against"}
    # h1: 1.1 × (−0.2) + 0.2 × 1.5 − 0.6 = −0.52; h2: 0.12 − 1.35 + 0.6 < 0; h3: 0.12 + 0.15 − 1
    page.change(x1=-0.2, x2=1.5)
    assert done(page) == {"largest", "against", "silent"}
    assert page.rows["neurons"][-1][2] == "0.8"
    page.act("deeper")
    assert "parameters" in done(page)


@pytest.mark.parametrize(("sizes", "there"), [("2,6,1", True), ("2,3,3,1", True), ("2,5,1", False)])
def test_twenty_five_parameters(sizes: str, there: bool) -> None:
    page = stage().change(sizes=sizes)
    assert ("parameters" in done(page)) is there
    assert (network(page).layout.size == 25) is there


def test_a_silent_layer_needs_relu() -> None:
    page = stage().change(step=2, x1=-0.2, x2=1.5, activation="leaky_relu")
    assert "silent" not in done(page)


# --- everything agrees --------------------------------------------------------------------------

DEEDS = st.one_of(
    st.tuples(st.just("act"), st.sampled_from(ACTIONS)),
    st.tuples(st.just("key"), st.sampled_from(KEYS)),
    st.tuples(st.just("tick"), st.integers(1, 3000)),
    st.tuples(st.just("point"), st.tuples(st.floats(0, SIZE[0]), st.floats(0, SIZE[1]))),
    st.tuples(st.just("weight"), st.integers(-300, 300).map(lambda n: n / 100)),
    st.tuples(st.just("x1"), st.integers(-200, 200).map(lambda n: n / 100)),
    st.tuples(st.just("step"), st.integers(0, 5).map(float)),
    st.tuples(st.just("activation"), st.sampled_from(["relu", "tanh", "sigmoid", "linear"])),
)


def do(page: FakeStage, deed: str, what: Any) -> None:
    match deed:
        case "act":
            button = what.replace("step", "forward")
            if page.attributes.get((button, "aria-disabled")) != "true":
                page.act(what)
        case "key":
            page.press("network", what)
        case "tick":
            if page.running:
                page.tick(what)
        case "point":
            page.point("network", *what)
        case _:
            page.change(**{deed: what})


def check(page: FakeStage) -> None:
    """Table, equation, picture and count say what pycore computes from the form."""
    assert not page.errors, page.errors[0]["detail"]
    here, sizes = network(page), sizes_of(page.settings["sizes"])
    trace = here.forward([page.settings[f"x{i}"] for i in range(1, sizes[0] + 1)])
    step, rows = page.settings["step"], iter(page.rows["neurons"])
    words = page.words("network")
    for layer, count in enumerate(sizes):
        for index in range(count):
            name, _, z, a = next(rows)
            spot = Spot("n", layer, index)
            assert name == name_of(spot, sizes)
            values = trace.x if layer == 0 else trace.a[layer - 1]
            assert a == ("not yet" if layer > step else number(values[0, index]))
            if 0 < layer <= step:
                assert prints(float(trace.z[layer - 1][0, index]), z)
            if layer <= step and len(sizes) <= 4:
                assert number(values[0, index], 2) in words
            if page.settings["picked"] == spot.name and layer:
                ending = f" {number(values[0, index])}"
                exact = 0.002 < abs(values[0, index]) < 0.998 and layer <= step
                assert not exact or page.text["part-equation"].endswith(ending)
    assert len(page.rows["weights"]) == here.layout.size
    assert page.text["parameters"].startswith(f"{here.layout.size} parameters")
    picked = Spot.of(page.settings["picked"])
    if picked and picked.kind != "n":
        row = next(row for row in page.rows["weights"] if row[0] == name_of(picked, sizes))
        assert plain(row[1]) == pytest.approx(page.settings["weight"])
        assert number(page.settings["weight"], 2) in words
        if row[3] != "not yet":
            assert page.text["part-equation"].endswith(f" {row[3]}")


@given(st.lists(DEEDS, max_size=14))
def test_picture_equation_and_tables_agree_whatever_is_done(deeds: list[tuple[str, Any]]) -> None:
    page = stage()
    for deed, what in deeds:
        do(page, deed, what)
        page.point("network", 0, 0, phase="leave")
        check(page)
