"""The playground with a fake page: training, going back, editing, sharing, drawing, remedies.

Longer than other files: the largest tool of the course, a sentence a test.
"""

from __future__ import annotations

import gc
import io
import json
import random
import re
import tracemalloc
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pycore import from_npz
from tests.hosts import host_here
from tests.kit.drawn import Sheet
from tests.places import WEB
from tests.widgets.fake_stage import FakeStage
from widgets.playground.pictures.thumbnails import SETS
from widgets.playground.recipe import Recipe
from widgets.playground.run.sharing import to_text
from widgets.playground.widget import Playground
from widgets.playground.workbench import Workbench

PAGE = WEB / "content/pages/playground.html"


def open_stage(**settings: Any) -> FakeStage:
    """Open the playground, and wait until the run that a link tells of is made again."""
    stage = FakeStage("playground", **settings)
    assert not stage.errors, stage.errors[0]["detail"]
    while widget(stage)._session.repeating is not None:
        stage.tick()
    return stage


def widget(stage: FakeStage) -> Playground:
    found = stage._dispatcher._open["here"]
    assert isinstance(found, Playground)
    return found


def parameters(stage: FakeStage) -> list[float]:
    found: list[float] = widget(stage)._session.run.mlp.parameters.tolist()
    return found


def train(stage: FakeStage, epochs: int) -> FakeStage:
    """Train; only the last epochs are drawn."""
    if epochs > 3:
        widget(stage)._session.run.train(epochs - 3)
    for _ in range(min(epochs, 3)):
        stage.act("epoch")
    assert not stage.errors, stage.errors[0]["detail"]
    return stage


def test_one_epoch_and_one_mini_batch_move_what_they_say() -> None:
    stage = open_stage()
    assert stage.text["epoch"] == "0"
    stage.act("batch")
    assert stage.text["epoch"] == "0 + 1/15"
    assert stage.status.startswith("After epoch 0 and 1 of 15 mini-batches the training loss is ")
    stage.act("epoch")
    assert (stage.text["epoch"], stage.settings["step"]) == ("1", 1)
    assert stage.status.startswith("At epoch 1 the training loss is ")


def test_training_runs_until_it_is_paused_and_says_how_fast() -> None:
    stage = open_stage(speed="full").act("train")
    assert stage.text["train"] == "Pause"
    for _ in range(5):
        stage.tick()
    assert int(stage.text["epoch"].split()[0]) >= 1
    assert stage.text["pace"].endswith("epochs/s")
    stage.act("train")
    assert not stage.running
    assert stage.text["train"] == "Train"


def test_the_first_speed_is_slow_enough_to_watch_and_doubles_every_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A frame's work ends when its time is up; on a busy machine that would be too soon.
    monkeypatch.setattr("widgets.playground.widget.perf_counter", lambda: 0.0)
    stage = open_stage().act("train")
    epochs = []
    for _ in range(3):
        for _ in range(50):
            stage.tick(20.0)
        epochs.append(int(stage.text["epoch"].split()[0]))
    assert 12 <= epochs[0] <= 16, "10 and then 20 a second are 14 in the first one"
    assert epochs[1] - epochs[0] == pytest.approx(2 * epochs[0], abs=2)
    assert epochs[2] - epochs[1] == pytest.approx(4 * epochs[0], abs=4)
    stage.act("train").act("train")
    for _ in range(5):
        stage.tick(20.0)
    assert int(stage.text["epoch"].split()[0]) - epochs[2] == 1, "slow again after a pause"


def test_training_up_to_the_epoch_of_a_link_is_not_slowed() -> None:
    stage = open_stage(step=30.0, speed="one").tick(20.0)
    assert stage.text["epoch"] != "0"


@pytest.mark.parametrize(("speed", "epoch"), [("one", "1"), ("ten", "10"), ("batch", "0 + 2/15")])
def test_the_slow_speeds_follow_the_frames(speed: str, epoch: str) -> None:
    stage = open_stage(speed=speed).act("train")
    for _ in range(51):
        stage.tick(20.0)
    assert stage.text["epoch"] == epoch


def test_scrubbing_shows_an_epoch_as_it_was_and_training_goes_on_from_there() -> None:
    stage = open_stage()
    past = [parameters(stage)]
    for _ in range(6):
        past.append(parameters(stage.act("epoch")))
    stage.change(step=2.0)
    assert parameters(stage) == past[2]
    assert stage.attributes["step", "max"] == "6"
    stage.change(step=6.0)
    assert parameters(stage) == past[6]
    stage.change(step=3.0).act("epoch")
    assert parameters(stage) == past[4]
    assert stage.attributes["step", "max"] == "4"


@pytest.mark.cpython_only("the text of the page is not shipped with the tests")
def test_one_press_leads_to_the_lowest_test_loss() -> None:
    chosen = re.search(r'href="#([^"]*)">Learnt by heart', PAGE.read_text(encoding="utf-8"))
    assert chosen is not None
    wanted = dict(pair.split("=") for pair in chosen[1].replace("playground-1.", "").split("&amp;"))
    numbers = {name: float(wanted.pop(name)) for name in ("noise", "count", "dataseed")}
    stop = int(wanted.pop("stopepoch"))
    stage = train(open_stage(**wanted | numbers | {"showtest": True}), stop)
    history = widget(stage)._session.run.history
    lowest = min(history, key=lambda record: record.test_loss or 0.0)
    stage.act("lowest")
    assert stage.settings["step"] == lowest.epoch < stop / 4
    assert lowest.test_loss is not None
    assert history[-1].test_loss is not None
    assert history[-1].test_loss > 2 * lowest.test_loss
    assert history[-1].train_loss < lowest.train_loss / 2
    assert open_stage(data="eight").attributes["lowest", "hidden"] is True


def test_a_link_to_an_epoch_without_its_state_trains_up_to_it() -> None:
    stage = open_stage(step=30.0)
    assert stage.running
    assert stage.play().text["epoch"] == "30"
    assert parameters(stage) == parameters(train(open_stage(), 30))


def test_restart_returns_to_the_same_start_and_a_new_start_is_another_seed() -> None:
    stage = open_stage()
    start = parameters(stage)
    train(stage, 3).act("restart")
    assert parameters(stage) == start
    assert stage.settings["trained"] == ""
    stage.act("seed")
    assert stage.settings["seed"] == 2
    assert parameters(stage) != start
    assert parameters(stage.change(seed=1.0)) == start


def test_two_buttons_in_one_turn_are_obeyed_one_after_the_other() -> None:
    stage = train(open_stage(), 2)
    stage._send(type="turn", actions=["seed", "epoch"])
    assert (stage.text["epoch"], stage.settings["seed"]) == ("1", 2)
    stage._send(type="turn", actions=["epoch", "restart", "epoch", "epoch"])
    assert stage.text["epoch"] == "2"


def test_stops_pause_the_run_and_what_is_reached_does_not() -> None:
    stage = open_stage(stopepoch=40.0, speed="full").act("train").play()
    assert stage.text["epoch"] == "40"
    stage.act("train").tick()
    assert int(stage.text["epoch"].split()[0]) > 40
    stage = open_stage(stoploss=0.1).act("train").play()
    assert float(stage.text["trainloss"]) < 0.1


def test_another_rate_counts_from_the_present_epoch_and_comes_back_with_the_past() -> None:
    stage = train(open_stage(), 3)
    stage.change(rate="0.001")
    assert stage.text["epoch"] == "3"
    train(stage, 2)
    stage.change(step=1.0)
    assert stage.settings["rate"] == "0.03", "the form says what the run used then"
    stage.change(step=5.0)
    assert stage.settings["rate"] == "0.001"


@pytest.mark.parametrize(
    "change",
    [
        {"batch": "5"},
        {"activation": "relu"},
        {"data": "circles"},
        {"noise": 0.5},
        {"sizes": "3"},
        {"x1_squared": True},
        {"l2": "0.01"},
        {"optimiser": "adam"},
    ],
)
def test_any_other_change_begins_anew(change: dict[str, Any]) -> None:
    stage = train(open_stage(), 2).change(**change)
    assert not stage.errors, stage.errors[0]["detail"]
    assert (stage.text["epoch"], stage.settings["trained"]) == ("0", "")


def test_a_weight_is_picked_edited_and_brought_back() -> None:
    stage = train(open_stage(), 2)
    before = stage.before()
    stage.change(picked="w1.1.2")
    old = parameters(stage)[1]
    assert stage.settings["weight"] == round(old, 2)
    assert stage.text["picked"].startswith("The weight x₂ → h₁₁ is ")
    assert not stage.attributes["editor", "hidden"]
    stage.change(weight=1.25)
    assert parameters(stage)[1] == 1.25
    assert stage.text["epoch"] == "2"
    train(stage, 1)
    stage.undo(before)
    assert parameters(stage)[1] == old
    assert stage.text["epoch"] == "2"


def test_the_output_bias_can_be_edited_too() -> None:
    stage = open_stage(picked="b3.1").change(weight=-2.0)
    assert parameters(stage)[-1] == -2.0
    assert stage.text["picked"] == "The bias of y is −2."
    stage.change(batch="5")
    assert parameters(stage)[-1] == -2.0, "the same start, by hand, for another way to train"


def test_a_neuron_is_looked_at_by_pointer_and_picked_by_keys() -> None:
    stage = open_stage(size=(520.0, 400.0))
    assert stage.text["mapname"].startswith("What the network answers")
    stage.press("network", "ArrowRight")
    assert stage.settings["picked"] == "n0.1"
    stage.press("network", "ArrowRight").press("network", "ArrowRight")
    assert stage.settings["picked"] == "n1.1"
    assert stage.text["mapname"].startswith("What h₁₁ answers")
    stage.press("network", "ArrowLeft").press("network", "Enter")
    assert stage.settings["picked"] == "w1.1.1"
    assert stage.focus == "weight"
    stage.press("network", "Escape")
    assert stage.settings["picked"] == ""
    stage.point("network", 500 - 30, 200, "hover")
    assert stage.text["picked"].startswith(("The neuron y", "The weight", "Pick"))
    stage.point("network", 0, 0, "leave")
    assert stage.text["picked"].startswith("Pick a line")


def test_layers_and_neurons_are_added_and_taken_away_within_limits() -> None:
    stage = open_stage()
    for _ in range(5):
        stage.act("layer +")
    assert stage.settings["sizes"] == "8-8-8-8-8-8"
    assert list(stage.items["layers"]) == [f"layer-{number}" for number in range(1, 7)]
    sixth = stage.items["layers"]["layer-6"]
    assert sixth["fewer"] == {
        "data-action": "neurons - 6",
        "aria-label": "One neuron less in layer 6",
    }
    assert (sixth["name"], sixth["neurons"]) == ("Neurons in layer 6: ", "8")
    for _ in range(9):
        stage.act("neurons + 6")
    assert stage.settings["sizes"].endswith("-16")
    for _ in range(8):
        stage.act("neurons - 1")
    assert stage.settings["sizes"].startswith("1-")
    for _ in range(7):
        stage.act("layer -")
    assert (stage.settings["sizes"], stage.text["depth"]) == ("", "0 hidden layers")
    assert stage.text["shape"] == "2 → 1"
    assert stage.items["layers"] == {}
    stage.act("layer +")
    assert (stage.settings["sizes"], stage.text["depth"]) == ("4", "1 hidden layer")
    assert stage.text["shape"] == "2 → 4 → 1"
    assert stage.change(product=True).text["shape"] == "3 → 4 → 1"
    assert not stage.errors


def test_the_last_input_cannot_be_unticked_and_the_run_goes_on() -> None:
    stage = train(open_stage(x1=False), 2).change(x2=False)
    assert (stage.settings["x1"], stage.settings["x2"]) == (False, True)
    assert stage.status.startswith("A network needs an input, so x₂ stays on.")
    assert stage.text["epoch"] == "2"
    linked = open_stage(x1=False, x2=False)
    assert (linked.settings["x1"], linked.settings["x2"]) == (True, False)
    assert "so x₁ stays on" in linked.status


def test_while_a_run_goes_on_what_was_refused_stays_readable_for_some_seconds() -> None:
    stage = open_stage(x1=False, speed="one").act("train").change(x2=False)
    for _ in range(100):
        assert stage.status.startswith("A network needs an input, so x₂ stays on."), stage.status
        stage.tick(50.0)
    for _ in range(30):
        stage.tick(50.0)
    assert stage.status.startswith("Training. At epoch 6 ")


@pytest.mark.parametrize("data", ["eight", "own"])
def test_without_test_points_there_are_no_test_figures(data: str) -> None:
    stage = train(open_stage(data=data), 1)
    assert (stage.text["testloss"], stage.text["right"]) == ("–", "–")
    assert stage.attributes["shared", "hidden"] is True
    assert stage.attributes["counted", "hidden"] is (data == "eight")
    assert stage.text["datawords"].endswith("none kept back: that needs 10 points.")
    assert [row[0] for row in stage.rows["figures"]] == ["Training points"]
    assert stage.rows["figures"][0][3].endswith(" %")


def test_the_map_is_read_by_pointer_and_by_the_cross_hair() -> None:
    stage = open_stage(size=(352.0, 352.0))  # a frame of 300 px from (40, 12)
    stage.point("points", 40 + 150, 12 + 150, "hover")
    assert stage.text["reading"].startswith("At x₁ = 0, x₂ = 0: ")
    stage.point("points", 0, 0, "leave").press("map", "ArrowRight")
    stage.press("map", "ArrowUp", shift=True)
    assert stage.text["reading"].startswith("At x₁ = 0.5, x₂ = 0.1: ")
    assert "%" in stage.text["reading"]
    stage.point("points", 40, 12).point("points", 0, 0, "leave")
    assert stage.text["reading"].startswith("At x₁ = −6, x₂ = 6: "), "a finger that left"
    assert stage.press("map", "Blur").text["reading"].startswith("Point at the map")


def test_a_story_is_read_in_its_own_units_and_with_its_own_words() -> None:
    stage = open_stage(size=(352.0, 352.0), data="study").press("map", "ArrowRight")
    stage.press("map", "ArrowUp").press("map", "ArrowUp")
    reading = stage.text["reading"]
    assert reading.startswith("At study = 5.5 h, sleep = 7.2 h: "), "6.5 h and a tenth of 7 h"
    assert "blue ● (pass) with " in reading
    assert "orange ■ (fail) with " in reading
    assert {"study (h)", "sleep (h)"} <= set(stage.words("points"))
    assert "x₁ is study, 0 to 10 h, and x₂ is sleep, 3 to 10 h." in stage.text["datawords"]
    assert "scaled to −5 … 5. Blue ● is pass, orange ■ fail." in stage.text["datawords"]
    assert stage.rows["confusion"][0][0] == "Training, blue ● (pass)"
    stage.point("points", 40, 12, "hover")
    assert stage.text["reading"].endswith("No point lies there. The range of study is 0 to 10 h.")
    stage.change(data="spam", picked="n0.2")
    assert stage.text["picked"].startswith("The input x₂ (external links).")
    stage.point("points", 40 + 25, 12 + 275, "hover")
    assert "suspicious words = 0, external links = 0: " in stage.text["reading"]


def test_the_python_code_of_a_story_takes_hours() -> None:
    stage = train(open_stage(data="study"), 2).act("export python")
    scope: dict[str, Any] = {}
    exec(compile(stage.downloads[0]["content"], "network.py", "exec"), scope)
    bench = widget(stage)._session.bench
    expected = bench.outputs(np.array([[-5.0, -5.0], [0.0, 5.0]]))
    assert scope["answer"]([[0, 3], [5, 10]])[:, 0] == pytest.approx(expected, rel=1e-12)


def test_own_points_are_drawn_and_erased_by_pointer_and_by_keys() -> None:
    stage = open_stage(size=(352.0, 352.0), data="own")
    assert stage.attributes["own", "hidden"] is False
    stage.point("points", 40 + 150, 12 + 150)
    assert stage.settings["own"] == "p3._-2*-2*0_2*2*1_0*0*1_z"
    stage.change(brush="orange").press("map", "ArrowLeft").press("map", "Enter")
    assert stage.settings["own"] == "p4._-2*-2*0_2*2*1_0*0*1_-0.5*0*0_z"
    stage.press("map", "Delete")
    assert stage.settings["own"] == "p3._-2*-2*0_2*2*1_0*0*1_z"
    stage.change(brush="erase").point("points", 40 + 152, 12 + 150)
    assert stage.settings["own"] == "-2*-2*0_2*2*1"
    stage.change(data="own-heights", height=-0.5).press("map", "Space")
    assert stage.settings["own"].endswith("*-0.5_z")
    train(stage, 2).act("clear")
    assert stage.settings["own"] == "-2*-2*0_2*2*1"


def test_the_data_sets_have_pictures_and_names_in_the_order_of_the_form() -> None:
    stage = open_stage(data="hills")
    assert stage.form.choices["data"] == list(SETS)
    assert stage.text["dataname"] == "hills and hollows"
    shapes = [name for name, *_ in stage.canvases["sets"].context.calls]
    assert shapes.count("arc") > 150
    assert shapes.count("rect") > 150
    before = len(shapes)
    stage.change(data="xor")
    assert len(stage.canvases["sets"].context.calls) == before, "drawn once"


def test_a_link_brings_back_every_bit_and_the_run_goes_on_alike() -> None:
    stage = train(open_stage(optimiser="adam", rate="0.01"), 5)
    other = open_stage(**stage.settings).play()
    assert parameters(other) == parameters(stage)
    assert other.text["epoch"] == "5"
    assert parameters(other.act("epoch")) == parameters(stage.act("epoch"))


settings_of_any_run = st.fixed_dictionaries(
    {
        "data": st.sampled_from(["circles", "spiral", "eight", "plane", "own"]),
        "sizes": st.sampled_from(["", "1", "8-8", "16-3-2", "4-4-4-4-4-4"]),
        "activation": st.sampled_from(["tanh", "relu", "sigmoid", "linear", "step"]),
        "optimiser": st.sampled_from(["plain", "momentum", "adam"]),
        "rate": st.sampled_from(["0.0001", "0.03", "1"]),
        "batch": st.sampled_from(["0", "1", "10"]),
        "x1_squared": st.booleans(),
        "sin_x2": st.booleans(),
        "seed": st.integers(1, 999).map(float),
        "share": st.sampled_from([10.0, 50.0, 100.0]),
        "noise": st.sampled_from([0.0, 0.35]),
        "count": st.just(40.0),
    }
)


@pytest.mark.cpython_only("it is long; a browser test does the like on the page")
@hypothesis_settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=settings_of_any_run, epochs=st.integers(0, 3))
def test_fifty_random_states_come_back_from_their_links(
    chosen: dict[str, Any], epochs: int
) -> None:
    stage = train(open_stage(**chosen), epochs)
    other = open_stage(**stage.settings).play()
    assert parameters(other) == parameters(stage)
    assert other.settings == stage.settings
    assert other.text["epoch"] == stage.text["epoch"]
    assert other.rows["figures"] == stage.rows["figures"]


@pytest.mark.cpython_only("the page's JavaScript is not shipped with the tests")
def test_no_setting_has_a_name_that_means_something_else_in_an_address() -> None:
    source = (WEB / "stage/frame/embedded.js").read_text(encoding="utf-8")
    lists = re.findall(r"^const (?:LIMITS|NO_SETTINGS) = \[(.*)\]", source, re.MULTILINE)
    names = set(re.findall(r'"(\w+)"', " ".join(lists)))
    assert names == {"lock", "hide", "widget", "secret"}
    assert not names & set(open_stage().settings)


@pytest.mark.parametrize("text", ["eJx", "AAAA", "eJwDAAAAAAE", "-" * 50])
def test_a_damaged_link_is_refused_in_words(text: str) -> None:
    stage = open_stage(trained=text)
    assert stage.status.startswith("The link was not followed in part: the state of the network")
    assert stage.text["epoch"] == "0"


def test_what_was_refused_stays_to_be_read_until_the_reader_moves_on() -> None:
    stage = open_stage(trained="AAAA").prefer_stillness()  # another picture, by nobody's wish
    assert "is damaged" in stage.status
    assert "is damaged" not in stage.change(rate=0.3).status
    assert "is damaged" not in open_stage(trained="AAAA").act("epoch").status


def test_a_state_of_another_network_is_refused() -> None:
    state = to_text(widget(train(open_stage(), 1))._session.run.state)
    assert "another shape" in open_stage(sizes="3", trained=state).status


def test_the_network_is_exported_exactly_and_read_again() -> None:
    stage = train(open_stage(sin_x1=True, sizes="3-2"), 2)
    wanted = parameters(stage)
    for kind in ("json", "npz", "python"):
        stage.act(f"export {kind}")
    as_json, npz, python = stage.downloads
    assert from_npz(npz["content"]).parameters.tolist() == wanted
    other = open_stage().tell("network", as_json["content"]).play()
    assert parameters(other) == wanted
    assert (other.settings["sizes"], other.settings["sin_x1"]) == ("3-2", True)
    assert (other.text["epoch"], other.rows["figures"]) == ("2", stage.rows["figures"])
    without = {
        name: part for name, part in json.loads(as_json["content"]).items() if name != "past"
    }
    other = open_stage().tell("network", json.dumps(without))
    assert parameters(other) == wanted
    assert (other.text["epoch"], other.settings["trained"] != "") == ("0", True)
    scope: dict[str, Any] = {}
    exec(compile(python["content"], "network.py", "exec"), scope)
    points = np.array([[0.5, -1.0], [3.0, 2.0]])
    expected = widget(stage)._session.bench.outputs(points)
    assert scope["answer"](points)[:, 0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "it is not JSON, or part of it is missing."),
        ('{"format": "other"}', "it is JSON, but of another kind."),
        ("[" * 100, "its brackets are nested too deeply."),
        ('{"format": "glassbox network 1"}', "the network must have an entry sizes."),
    ],
)
def test_a_bad_file_is_refused_and_changes_nothing(text: str, words: str) -> None:
    stage = train(open_stage(), 1)
    before = parameters(stage)
    stage.tell("network", text)
    wanted = f"Nothing was changed: This file is not a network saved here: {words} At epoch 1"
    assert stage.status.startswith(wanted)
    assert parameters(stage) == before


def test_a_network_that_does_not_fit_is_refused() -> None:
    stage = open_stage(data="plane").act("export json")
    saved = json.loads(stage.downloads[0]["content"])
    with_data, alone = json.dumps(saved), json.dumps(saved | {"past": None})
    assert "must end in one sigmoid neuron" in open_stage().tell("network", alone).status
    assert open_stage().tell("network", with_data).settings["data"] == "plane"
    changed = json.dumps(saved | {"inputs": "all"})
    assert "names that the playground does not know" in stage.tell("network", changed).status


def test_a_pinned_run_stays_beside_the_next() -> None:
    stage = train(open_stage(), 3).act("pin")
    train(stage.change(rate="0.1").act("restart"), 2)
    names = [row[:2] for row in stage.rows["compared"]]
    assert stage.text["pinnedwords"] == "two moons, 2–8–8–1 tanh, momentum, rate 0.03, seed 1"
    assert names[0] == ["pinned run", "3"]
    assert names[1] == ["this run", "2"]
    assert "pinned run" in stage.words("curve")
    assert stage.act("pin").attributes["comparison", "hidden"] is True


def test_the_confusion_table_counts_every_point() -> None:
    stage = train(open_stage(), 1)
    counts = np.array([[int(cell) for cell in row[1:]] for row in stage.rows["confusion"]])
    assert counts[:2].sum() == counts[2:].sum() == 150
    heights = open_stage(data="hills")
    assert stage.attributes["counts", "hidden"] is False
    assert heights.attributes["counts", "hidden"] is True
    assert heights.rows["confusion"] == []


@pytest.mark.parametrize(
    ("chosen", "epochs", "words", "remedy"),
    [
        (
            {"data": "hills", "rate": "3", "optimiser": "plain"},
            20,
            "A rate of 3 made the loss overflow in epoch",
            {"step": 0.0},
        ),
        ({"start": "zeros"}, 1, "the same weights", {"start": "xavier"}),
        ({"activation": "step"}, 1, "flat everywhere", {"activation": "tanh"}),
        (
            {"data": "circles", "activation": "relu", "rate": "3", "optimiser": "plain"},
            10,
            "neurons in layer",
            {"activation": "leaky_relu"},
        ),
        ({"data": "circles", "sizes": ""}, 50, "Without a hidden layer", {"sizes": "4"}),
        ({"data": "circles", "activation": "linear"}, 50, "one linear layer", {}),
    ],
)
def test_the_doctor_names_the_failure_and_one_press_helps(
    chosen: dict[str, Any], epochs: int, words: str, remedy: dict[str, Any]
) -> None:
    stage = train(open_stage(**chosen), epochs)
    assert words in stage.text["finding"]
    assert not stage.attributes["doctor", "hidden"]
    stage.act("remedy")
    assert {name: stage.settings[name] for name in remedy} == remedy
    assert stage.text["epoch"] == "0"
    train(stage, epochs)
    assert words not in stage.text["finding"]


def test_a_diverged_run_shows_no_nan_anywhere_and_cannot_be_played() -> None:
    stage = train(open_stage(data="hills", rate="10", optimiser="plain"), 5)
    assert stage.text["finding"]
    stage.act("train")
    assert not stage.running
    shown = json.dumps([stage.text, stage.rows, stage.status]).lower()
    assert "nan" not in shown
    assert "inf" not in shown


def test_the_curve_of_a_diverged_run_ends_in_a_cross_at_its_epoch() -> None:
    stage = train(open_stage(data="hills", rate="10", optimiser="plain"), 5)
    sheet = Sheet(canvas=stage.canvases["curve"])
    assert len(sheet.strokes("bad")) == 2
    (epoch,) = re.findall(r"epoch (\d+)", stage.text["finding"])
    assert f"✗ epoch {epoch}" in sheet.words()
    assert not Sheet(canvas=train(open_stage(), 5).canvases["curve"]).strokes("bad")


def test_every_point_has_a_ring_of_card_and_those_that_do_not_touch_are_one_path() -> None:
    sheet = Sheet(canvas=open_stage().canvases["points"])
    points = [one for one in sheet.fills() if one.colours & {"a", "b"}]
    rings = [one for one in sheet.strokes("card") if one.width == 2]
    assert [one.path for one in points] == [one.path for one in rings]
    assert sum(one.shapes for one in points) >= 100
    assert len(points) < 30


def test_a_height_of_zero_is_seen_on_a_map_that_says_zero() -> None:
    """Its fill is the card's colour, so it has a line of ink, and card around that."""
    sheet = Sheet(canvas=open_stage(data="hills").canvases["points"])
    lines = [one for one in sheet.strokes() if one.shapes and one.width == 1.5 and not one.dash]
    inked = [one for one in lines if "ink" in one.colours]
    grounds = [one for one in sheet.fills("card") if one.path[0][0] != "roundRect"]
    assert len(grounds) >= len(inked) >= 100


def test_a_well_trained_run_has_nothing_wrong() -> None:
    assert train(open_stage(), 60).attributes["doctor", "hidden"] is True


@pytest.mark.parametrize(
    ("chosen", "epochs"),
    [
        ({"data": "circles"}, 100),
        ({"data": "xor"}, 100),
        ({"data": "gaussians"}, 20),
        ({"data": "moons"}, 60),
        ({"data": "study", "noise": 0.0}, 60),
        ({"data": "spam", "noise": 0.0}, 60),
        (
            {
                "data": "spiral",
                "count": 1000.0,
                "share": 80.0,
                "noise": 0.0,
                "optimiser": "adam",
                "rate": "0.01",
            },
            300,
        ),
    ],
    ids=lambda value: value["data"] if isinstance(value, dict) else "",
)
def test_each_data_set_can_be_learnt(chosen: dict[str, Any], epochs: int) -> None:
    recipe = Recipe.of(open_stage(**chosen).settings)
    bench = Workbench(recipe, float(chosen.get("rate", 0.03)), host_here())
    bench.run.train(epochs)
    accuracy = bench.run.record.test_accuracy
    assert accuracy is not None
    assert accuracy >= 0.95


def test_the_bytes_of_the_npz_file_are_a_file_of_numpy() -> None:
    stage = open_stage().act("export npz")
    assert set(np.load(io.BytesIO(stage.downloads[0]["content"]))) >= {"parameters", "sizes"}


def random_deed(chance: random.Random, stage: FakeStage) -> None:
    """Something that a reader can do, sensible or not."""
    form = stage.form
    match chance.randrange(6):
        case 0:
            stage.act(chance.choice(ACTIONS))
        case 1:
            name = chance.choice(sorted(form.choices))
            stage.change(**{name: chance.choice(form.choices[name])})
        case 2:
            name = chance.choice(sorted(form.ends))
            low, high = (
                float(stage.attributes.get((name, end), limit))
                for end, limit in zip(("min", "max"), form.ends[name], strict=True)
            )
            value = chance.uniform(low, high)
            whole = name not in ("noise", "weight", "stoploss", "height")
            stage.change(**{name: float(round(value)) if whole else round(value, 2)})
        case 3:
            switches = [name for name, value in stage.settings.items() if isinstance(value, bool)]
            name = chance.choice(switches)
            stage.change(**{name: not stage.settings[name]})
        case 4:
            part, keys = chance.choice(sorted(KEYS.items()))
            stage.press(part, chance.choice(keys), shift=chance.random() < 0.5)
        case 5:
            x, y = chance.uniform(-5, 425), chance.uniform(-5, 305)
            part = chance.choice(["network", "points", "curve"])
            stage.point(part, x, y, chance.choice(["hover", "down", "leave", "up"]))


KEYS = {
    "network": ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "End", "Enter", "Escape"],
    "map": ["ArrowLeft", "ArrowDown", "Enter", "Delete", "Blur"],
}
ACTIONS = [
    *("train", "epoch", "batch", "restart", "seed", "dataseed", "pin", "remedy", "clear"),
    *(f"layer {sign}" for sign in "+-"),
    *(f"neurons {sign} {layer}" for sign in "+-" for layer in range(1, 7)),
]


@pytest.mark.cpython_only("it is long; a browser test does the like on the page")
@pytest.mark.parametrize("seed", range(2))
def test_random_deeds_never_break_it_and_it_never_says_nan(seed: int) -> None:
    chance = random.Random(seed)
    stage = open_stage(count=40.0)
    for _ in range(150):
        random_deed(chance, stage)
        if stage.running:
            stage.tick(chance.uniform(1, 100))
        assert not stage.errors, stage.errors[0]["detail"]
        shown = json.dumps([stage.text, stage.rows, stage.status]).lower()
        assert not re.search(r"\bnan\b|\binf", shown)


@pytest.mark.cpython_only("it is long; benchmarks/playground.py measures it on the page")
def test_rebuilding_again_and_again_takes_no_more_memory() -> None:
    stage = open_stage(count=40.0)
    tracemalloc.start()
    sizes = []
    for _ in range(4):
        for _ in range(15):
            stage.act("seed").act("epoch")
            for canvas in stage.canvases.values():
                canvas.context.calls.clear()  # the fake page remembers everything
            stage.patches.clear()
        gc.collect()
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    # What is kept of each one adds up in every round; a table of Python's own grows now and then.
    growth = min(late - early for early, late in pairwise(sizes))
    assert growth <= 0.1 * sizes[0]
