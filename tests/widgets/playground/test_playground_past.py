"""The past of a run: Undo gives it back, a link and a file tell it, and nobody invents one.

Longer than other files: Undo, links and files must tell the same past.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from pycore.training.history import Record
from tests.widgets.fake_stage import FakeStage, FullForm, runs
from widgets.playground.run import saved, story
from widgets.playground.run.session import Session
from widgets.playground.widget import Playground

AT_EPOCH_3 = "0.998"
"""The loss there in the example of a rate that changes; with the last rate it would be 0.0772."""

LARGE = {"sizes": "16-16-16-16-16-16", "optimiser": "adam", "count": 40.0}

OLD_LINK: dict[str, Any] = {
    "rate": "1",
    "optimiser": "plain",
    "count": 40.0,
    "step": 8.0,
    "sizes": "2",
    "trained": "eJxj5GCAAk4g3hrfem7rg8vTTYTc1gpN4l1UPdkhfGf4jIVTf7iq3fqkNYnB93Dycp-YG0djXuVoT13c"
    "ccHGz6XpVP7ZXUYsTXsufRS_IPKu8vjaCd9e52_TC9z3OvHpz5s7q98HNm3Zdvrqx9MPPu_-_OL8fvv9"
    "--1BGACZuT7d",
}
"""A link as it was before links told the past: 0.003 for four epochs, then 1 for four."""

OLD_NETWORK = [
    -0.34139628783173204,
    1.1078396615707993,
    -0.2146967566565141,
    -0.5292136539082085,
    1.2074573319740898,
    0.1074664401205784,
    -1.2315383584138102,
    -0.772326452554187,
    0.24841236094550526,
]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a millisecond passes between two looks at the clock, however busy the machine."""
    looks = iter(range(10**9))
    monkeypatch.setattr("widgets.playground.widget.perf_counter", lambda: next(looks) / 1e4)


def open_stage(**settings: Any) -> FakeStage:
    stage = FakeStage("playground", **settings)
    assert not stage.errors, stage.errors[0]["detail"]
    return stage


def session(stage: FakeStage) -> Session:
    assert not stage.errors, stage.errors[0]["detail"]
    found = stage._dispatcher._open["here"]
    assert isinstance(found, Playground)
    return found._session


def parameters(stage: FakeStage) -> list[float]:
    found: list[float] = session(stage).run.mlp.parameters.tolist()
    return found


def curve(stage: FakeStage) -> list[Record]:
    return list(session(stage).run.history)


def epochs(stage: FakeStage, count: int) -> FakeStage:
    for _ in range(count):
        stage.act("epoch")
    return stage


def of_the_issue() -> FakeStage:
    """A rate of 0.003 for four epochs, then of 1."""
    return epochs(
        epochs(open_stage(data="xor", optimiser="plain", rate="0.003"), 4).change(rate="1"), 4
    )


def everything(stage: FakeStage) -> dict[str, object]:
    """What a reader sees in words but answers to a file, and the whole network with its past."""
    return {
        "settings": dict(stage.settings),
        "text": {part: text for part, text in stage.text.items() if part != "networktold"},
        "rows": {part: list(rows) for part, rows in stage.rows.items()},
        "network": parameters(stage),
        "curve": curve(stage),
        "changes": list(session(stage).run.changes),
    }


def saved_file(stage: FakeStage) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(stage.act("export json").downloads[-1]["content"])
    return content


# --- Undo -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"activation": "relu"},
        {"data": "circles"},
        {"noise": 0.4},
        {"optimiser": "adam"},
        {"x1_squared": True},
        {"sizes": "3"},
        {"l2": "0.01"},
        {"rate": "0.3"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_one_undo_gives_back_the_trained_network_with_its_past(change: dict[str, Any]) -> None:
    stage = of_the_issue().change(step=6.0)
    wanted, before = everything(stage), stage.before()
    epochs(stage.change(**change), 2)
    assert parameters(stage) != wanted["network"]
    assert everything(stage.undo(before)) == wanted
    assert stage.change(step=3.0).text["trainloss"] == AT_EPOCH_3
    assert stage.change(step=8.0).attributes["step", "max"] == "8"


@pytest.mark.parametrize("action", ["restart", "seed", "dataseed", "layer +", "neurons - 1"])
def test_a_press_is_undone_with_all_that_it_moved(action: str) -> None:
    stage = of_the_issue().act("batch")
    wanted, before = everything(stage), stage.before()
    assert everything(stage.act(action)) != wanted
    assert everything(stage.undo(before)) == wanted


def test_a_remedy_and_a_file_and_a_reset_are_undone_too() -> None:
    stage = epochs(open_stage(rate="0.0001", optimiser="plain"), 2)
    file = json.dumps(saved_file(open_stage(sizes="3", data="circles")))
    deeds: list[Callable[[], FakeStage]] = [
        lambda: stage.tell("network", file),
        lambda: stage.follow_link(),
    ]
    for deed in deeds:
        wanted, before = everything(stage), stage.before()
        assert everything(deed()) != wanted
        assert everything(stage.undo(before)) == wanted
    stage = epochs(open_stage(start="zeros"), 1)
    wanted, before = everything(stage), stage.before()
    assert stage.text["remedy"]
    assert everything(stage.act("remedy")) != wanted
    assert everything(stage.undo(before)) == wanted


def test_edited_weights_of_a_network_too_large_for_a_link_are_kept_for_undo() -> None:
    stage = epochs(open_stage(picked="w1.1.1", **LARGE), 1).change(weight=2.0)
    assert (stage.settings["past"], stage.settings["trained"]) == ("lost", "")
    wanted, before = everything(stage), stage.before()
    assert everything(stage.change(activation="relu").undo(before)) == wanted


def test_sixty_deeds_are_undone_one_by_one() -> None:
    stage, marks = open_stage(sizes="2", count=20.0), []
    for number in range(60):
        marks.append((everything(stage), stage.before()))
        stage.act("epoch") if number % 3 else stage.change(seed=float(number + 5))
    for wanted, before in reversed(marks):
        assert everything(stage.undo(before)) == wanted


def test_undo_while_it_trains_pauses_and_returns_to_before_the_press() -> None:
    stage = epochs(open_stage(), 2)
    wanted, before = everything(stage), stage.before()
    stage.act("train").tick(900.0).tick(900.0)
    assert stage.running
    assert everything(stage.undo(before)) == wanted
    assert not stage.running


def test_after_a_restart_of_python_undo_makes_the_run_again_or_says_what_is_lost() -> None:
    first = of_the_issue()
    wanted, before = parameters(first), first.before()
    later = open_stage(activation="relu").undo(before)
    assert parameters(later.play()) == wanted
    large = epochs(open_stage(picked="w1.1.1", **LARGE), 1).change(weight=2.0).before()
    later = open_stage().undo(large)
    assert "too many to be kept in the settings, so it is at its start." in later.status
    assert later.text["epoch"] == "0"


# --- links ----------------------------------------------------------------------------------------


def test_the_example_of_the_issue_comes_back_with_its_own_past() -> None:
    stage = of_the_issue()
    assert stage.settings["past"] == "0*rate*0.003_4*rate*1_8"
    assert stage.settings["trained"] == ""
    other = open_stage(**stage.settings).play()
    assert parameters(other) == parameters(stage)
    assert curve(other) == curve(stage)
    assert other.change(step=3.0).text["trainloss"] == AT_EPOCH_3
    assert other.settings["rate"] == "0.003"
    assert other.change(step=8.0).settings["rate"] == "1"


def test_a_link_to_a_place_in_the_past_has_what_came_after_it_too() -> None:
    stage = of_the_issue().change(step=3.0)
    other = open_stage(**stage.settings).play()
    assert (other.settings, parameters(other)) == (stage.settings, parameters(stage))
    assert parameters(other.change(step=8.0)) == parameters(stage.change(step=8.0))


def test_a_link_within_an_epoch_comes_back_to_the_mini_batch() -> None:
    stage = of_the_issue().act("batch").act("batch")
    other = open_stage(**stage.settings).play()
    assert other.text["epoch"] == "8 + 2/15"
    assert parameters(other) == parameters(stage)


def test_forty_changes_go_into_a_link_and_one_more_leaves_the_past_out() -> None:
    stage = open_stage(count=20.0, sizes="1", rate="0.01")
    epochs(stage, 1)
    for number in range(40):
        epochs(stage.change(rate=("0.1", "0.3")[number % 2]), 1)
    assert stage.settings["past"].count("rate") == 41
    assert len(stage.settings["past"]) < 800
    assert stage.attributes["nolink", "hidden"] is True
    assert curve(open_stage(**stage.settings).play()) == curve(stage)
    epochs(stage.change(rate="1"), 1)
    assert stage.settings["past"] == ""
    assert stage.text["nolink"].startswith("The past is not in this link, since more than 40")
    other = open_stage(**stage.settings)
    assert parameters(other) == parameters(stage)
    assert other.text["nopast"] == "The past is not in this link: the curve begins at epoch 42."


def test_after_a_weight_was_edited_a_link_holds_the_network_without_its_past() -> None:
    stage = epochs(of_the_issue().change(picked="b1.1").change(weight=0.5), 1)
    assert stage.text["nolink"].startswith("The past is not in this link, since weights were")
    other = open_stage(**stage.settings)
    assert parameters(other) == parameters(stage)
    assert [record.epoch for record in curve(other)] == [9]
    assert "curve begins at epoch 9" in other.change(step=2.0).status
    assert other.settings["step"] == 9


def test_an_old_link_opens_and_its_past_is_said_not_to_be_there() -> None:
    stage = open_stage(**OLD_LINK)
    assert parameters(stage) == OLD_NETWORK
    assert stage.text["epoch"] == "8"
    assert stage.text["nopast"] == "The past is not in this link: the curve begins at epoch 8."
    assert [record.epoch for record in curve(stage)] == [8]
    stage.change(step=3.0)
    assert (stage.text["epoch"], parameters(stage)) == ("8", OLD_NETWORK), "nothing is made up"
    assert epochs(stage, 1).text["epoch"] == "9"
    assert stage.text["nolink"].startswith("The past is not in this link: it was not in")


def test_a_long_run_is_made_again_in_pieces_which_a_press_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = iter(range(10**9))
    monkeypatch.setattr("widgets.playground.widget.perf_counter", lambda: next(looks) / 1000)
    stage = open_stage(past="0*rate*0.03_200*rate*0.3_500", step=500.0)
    assert runs(stage)
    assert "This run is made again: epoch " in stage.status
    assert "of 500. Pause ends that." in stage.status
    assert stage.settings["past"] == "0*rate*0.03_200*rate*0.3_500", "a reload loses nothing"
    before = int(stage.text["epoch"].split()[0])
    assert before < int(stage.tick().tick().text["epoch"].split()[0]) < 500
    stage.act("train")
    assert not runs(stage)
    assert "made again" not in stage.status


def test_a_run_too_long_to_be_made_again_goes_into_a_link_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(story, "MOST_WORK", 100_000)
    stage = epochs(open_stage(), 8)
    assert (stage.settings["past"], stage.settings["trained"] != "") == ("", True)
    assert "a very long run" in stage.text["nolink"]


def test_a_network_too_large_for_a_link_is_made_again_unless_it_was_edited() -> None:
    stage = epochs(open_stage(**LARGE), 2)
    assert stage.settings["past"] == "0*rate*0.03_2"
    assert parameters(open_stage(**stage.settings).play()) == parameters(stage)
    stage.change(picked="w1.1.1").change(weight=2.0)
    assert "too many for a link: it holds the settings alone." in stage.text["nolink"]
    other = open_stage(**stage.settings)
    assert not other.running, "no other network is made up in its place"
    assert other.text["epoch"] == "0"
    assert "too many to be kept in the settings" in other.status


@pytest.mark.parametrize(
    "past",
    [
        "5",
        "0*rate*0.03",
        "0*rate*0.03_9*rate*0.1_4",
        "0*rate*0.04_4",
        "0*rate*9.9.9_4",
        "0*rate*99999999_4",
        "0*rate*0.03_9999999",
        "0*rate*0.03_" * 42 + "3",
    ],
)
def test_a_past_that_no_run_has_is_refused_in_words_and_nothing_is_trained(past: str) -> None:
    stage = open_stage(past=past, step=30.0)
    words = "The link was not followed in part: the past of the network is damaged."
    assert stage.status.startswith(words)
    assert (stage.text["epoch"], stage.running) == ("0", False)


# --- files ----------------------------------------------------------------------------------------


def test_a_file_holds_all_changes_and_is_made_again_with_its_data() -> None:
    stage = of_the_issue().change(picked="w2.3.1")
    epochs(stage.change(weight=0.75), 2).act("batch").change(weight=-0.5)
    epochs(stage, 2).change(step=5.0)
    other = open_stage(data="spiral", sizes="", activation="relu")
    other.tell("network", json.dumps(saved_file(stage))).play()
    assert other.status.startswith("The network was read, with the past of its run.")
    assert (parameters(other), curve(other)) == (parameters(stage), curve(stage))
    assert other.settings["data"] == "xor"
    assert other.change(step=3.0).text["trainloss"] == AT_EPOCH_3
    assert parameters(other.change(step=12.0)) == parameters(stage.change(step=12.0))


def test_more_changes_than_a_link_holds_are_in_a_file() -> None:
    stage = open_stage(count=20.0, sizes="1")
    for number in range(50):
        epochs(stage.change(rate=("0.1", "0.3")[number % 2]), 1)
    other = open_stage().tell("network", json.dumps(saved_file(stage))).play()
    assert curve(other) == curve(stage)
    assert session(other).run.changes == session(stage).run.changes


def test_a_file_of_a_run_without_its_past_begins_where_that_began() -> None:
    stage = epochs(open_stage(**OLD_LINK), 2)
    other = open_stage().tell("network", json.dumps(saved_file(stage))).play()
    assert (parameters(other), curve(other)) == (parameters(stage), curve(stage))
    assert "begins at epoch 8" in other.text["nopast"]


def test_a_past_that_leads_elsewhere_is_left_out_and_said_so() -> None:
    file = saved_file(of_the_issue())
    file["past"]["changes"][1][2] = 0.3
    stage = open_stage().tell("network", json.dumps(file)).play()
    assert stage.status.startswith("The past in the file leads to another network here, so it was")
    assert session(stage).run.mlp.layers[0].weights.tolist() == file["layers"][0]["weights"]
    assert stage.text["epoch"] == "0"


@pytest.mark.parametrize(
    "damage",
    [
        {"settings": {}},
        {"settings": {"count": 1e12}},
        {"settings": {"data": "<img>"}},
        {"settings": {"sizes": "99"}},
        {"settings": {"x1": 1}},
        {"changes": 5},
        {"changes": []},
        {"changes": [[0, "rate", 0.04]]},
        {"changes": [[0, "rate", 0.003], [1, "w9.1.1", 1.0]]},
        {"changes": [[0, "rate", 0.003], [1, "w1.1.1", 1e308]]},
        {"changes": [[0, "rate", 0.003], [1, "weights", [1.0]]]},
        {"changes": [[0, "rate", 0.003], [9, "rate", 1.0]]},
        {"changes": [[0.5, "rate", 0.003]]},
        {"epochs": 10**9},
        {"epochs": "8"},
        {"epoch": -1},
        {"from": "AAAA"},
        {"from": 5},
    ],
    ids=str,
)
def test_a_damaged_past_in_a_file_is_refused_and_changes_nothing(damage: dict[str, Any]) -> None:
    file = saved_file(of_the_issue())
    past: dict[str, Any] = file["past"]
    if damage.get("settings"):
        damage = {"settings": past["settings"] | damage["settings"]}
    stage = epochs(open_stage(data="circles"), 2)
    wanted = everything(stage)
    stage.tell("network", json.dumps(file | {"past": past | damage}))
    assert stage.status.startswith("Nothing was changed: the past of the network is damaged.")
    assert everything(stage) == wanted


def test_a_file_may_say_of_settings_what_the_form_allows() -> None:
    form = FullForm("playground")
    assert {*saved.CHOSEN, *saved.NUMBERS} <= form.limits.keys()
    assert form.patterns["sizes"] == saved.SIZES
