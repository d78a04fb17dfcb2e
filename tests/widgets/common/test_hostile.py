"""What a stranger can put into a link, a file or a table costs little and breaks nothing.

Longer than other files: one table of hostile texts, and what each may cost.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np
import pytest

from pycore import MLP, to_json
from pycore.optimisers import Memory
from pycore.training.history import Checkpoint
from tests.widgets.fake_stage import FakeStage, FullForm
from widgets.playground.recipe import Recipe
from widgets.playground.run.sharing import MOST_EPOCHS, from_text, to_text
from widgets.playground.workbench import Workbench

SETTINGS = FullForm("playground").settings
STATE = next(name for name in ("trained", "state") if name in SETTINGS)
"""What the setting with the trained network is called."""

SCRIPT = "<img src=x onerror=alert(1)>"
SOON = 30.0
"""Seconds of computing, on a busy machine in Pyodide too; what these tests forbid takes minutes."""


def fresh() -> Checkpoint:
    """The state in which the playground opens."""
    return Workbench(Recipe.of(SETTINGS), float(SETTINGS["rate"]), None).run.state


def huge(value: float) -> Checkpoint:
    """The same with every weight as large as that."""
    state = fresh()
    return replace(state, parameters=np.full_like(state.parameters, value))


def packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).decode("ascii").rstrip("=")


def opened(**settings: Any) -> FakeStage:
    stage = FakeStage("playground", **settings)
    assert stage.errors == []
    return stage


def follows(stage: FakeStage) -> bool:
    """Whether the widget still does what it is told."""
    stage.act("restart").change(noise=0.3, seed=5.0)
    return not stage.errors


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "-",
        "_" * 16_000,
        "A" * 15_999,
        packed(b""),
        packed(bytes(100)),
        packed(bytes(8_000_000)),
    ],
    ids=["one", "dash", "dashes", "long", "empty", "zeros", "bomb"],
)
def test_a_damaged_state_is_refused_at_once_and_changes_nothing(text: str) -> None:
    begin = process_time()
    stage = opened(**{STATE: text})
    assert process_time() - begin < SOON
    assert stage.status.startswith("The link was not followed in part: ")
    assert stage.status.split(". ", 1)[1] == opened().status


@pytest.mark.parametrize(
    "state",
    [huge(np.nan), huge(np.inf), replace(fresh(), epoch=MOST_EPOCHS + 1)],
    ids=["nan", "infinite", "epoch"],
)
def test_a_state_that_no_run_has_is_refused(state: Checkpoint) -> None:
    with pytest.raises(ValueError, match="damaged"):
        from_text(to_text(state), fresh())


@pytest.mark.parametrize("value", [1e308, -1e308])
def test_weights_whose_loss_is_no_number_leave_the_widget_alive(value: float) -> None:
    stage = opened(**{STATE: to_text(huge(value))})
    for action in ("epoch", "batch", "lowest", "pin", "export json", "export npz", "export python"):
        stage.act(action)
        assert stage.errors == [], action
    assert follows(stage)


def test_an_enormous_memory_of_the_optimiser_leaves_the_widget_alive() -> None:
    state = fresh()
    memory = Memory(np.full_like(state.memory.rows, 1e308), 2**32 - 1)
    stage = opened(**{STATE: to_text(replace(state, memory=memory))})
    assert follows(stage.act("epoch").act("epoch"))


def test_a_link_cannot_ask_for_a_million_epochs_at_once() -> None:
    begin = process_time()
    state = to_text(replace(fresh(), epoch=MOST_EPOCHS))
    stage = opened(**{STATE: state}).change(step=800_000.0)
    assert "The past is not in this link: the curve begins at epoch 1000000." in stage.status
    assert stage.settings["step"] == MOST_EPOCHS
    stage = opened(past=f"0*rate*0.03_{MOST_EPOCHS}", step=50.0)
    assert stage.running
    assert stage.act("train").running is False, "a press stops it"
    assert process_time() - begin < SOON


@pytest.mark.parametrize(
    "own",
    ["-", "_" * 30_000, "*" * 30_000, "9" * 30_000, "1e*1*1", "1*1*9e99", "1*1*1_" * 5000],
)
@pytest.mark.parametrize("data", ["own", "own-heights"])
def test_points_that_are_none_are_left_out(data: str, own: str) -> None:
    begin = process_time()
    assert follows(opened(data=data, own=own))
    assert process_time() - begin < SOON


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("1,2,a\n" * 160_000, "160,000 rows read, of which 2,000 are used"),
        ("," * 1_000_000, "There is no line with three values"),
        ("9" * 1_000_000, "Line 1 has a cell of more than 131,072 characters"),
        ("1,2,0\n\0\ud800,1,1", "Line 2 cannot be read"),
        ("1,2,0\n1e308,nan,1\ninf,1,1", "Line 2 cannot be read"),
        (f"1,2,{SCRIPT}\n2,3,b\n3,4,{SCRIPT * 9}", "There are 3 classes"),
        (f"1,2,{SCRIPT * 3000}\n2,3,b", "2 points read."),
        (f"1,2,{SCRIPT * 30_000}\n2,3,b", "Line 1 has a cell of more than 131,072 characters"),
        ('1,2,"a\n' * 100_000 + "1", "cannot be read"),
        ("1,2,a\n" + ",".join("7" * 400_000), "There are 400,000 columns"),
    ],
    ids=[
        "lines",
        "commas",
        "digits",
        "unreadable",
        "not finite",
        "classes",
        "long name",
        "cell",
        "quotes",
        "columns",
    ],
)
def test_a_hostile_table_is_answered_in_a_few_words(table: str, words: str) -> None:
    begin = process_time()
    stage = opened(data="own").tell("table", table)
    assert stage.errors == []
    assert words in stage.status
    assert len(stage.status) < 400
    assert process_time() - begin < SOON
    assert follows(stage)


def test_hostile_files_of_networks_are_refused_in_words() -> None:
    good = json.loads(to_json(MLP([2, 8, 8, 1])))
    files = [
        "[" * 1_000_000,
        '{"a":' * 200_000,
        json.dumps(SCRIPT * 30_000),
        json.dumps(good | {"sizes": [2, 3000, 3000, 1]}),
        json.dumps(good | {"sizes": [1] * 100_001, "activations": ["tanh"] * 100_000}),
        json.dumps(good | {"activations": [SCRIPT, "tanh", "sigmoid"]}),
        json.dumps(good).replace("0.0]", "NaN]"),
        json.dumps(good).replace("0.0]", "1e999]"),
    ]
    stage = opened()
    before = dict(stage.settings)
    for text in files:
        begin = process_time()
        stage.tell("network", text)
        assert stage.status.startswith("Nothing was changed: "), text[:50]
        assert stage.settings == before
        assert len(stage.status) < 500
        assert process_time() - begin < SOON
    enormous = good["layers"]
    enormous[0]["weights"] = [[1e308, 1e308]] * 8
    stage.tell("network", json.dumps(good | {"layers": enormous}))
    assert follows(stage)


@pytest.mark.parametrize(
    "edits",
    ["w5.6.6=3,b5.6=-3", "b1.1=3.99,b1.1=-3.99", "w1.1.1=1," * 4000],
    ids=["nowhere", "outside", "many"],
)
def test_edits_of_weights_that_are_not_there_do_no_harm(edits: str) -> None:
    stage = FakeStage("forward", edits=edits, picked="w5.6.6")
    stage.change(sizes="3,6,6,6,6,2", tour="7").change(sizes="2,1")
    assert stage.errors == []


@pytest.mark.parametrize("weights", ["9" * 400, "1e999_-1e999", "1e308_1e308", "0_" * 2000 + "0"])
@pytest.mark.parametrize("net", ["one", "two"])
def test_a_loss_map_of_enormous_weights_does_no_harm(net: str, weights: str) -> None:
    stage = FakeStage("loss-map", net=net, weights=weights)
    stage.change(first="w9.9.9", second="b9.9")
    assert stage.errors == []
