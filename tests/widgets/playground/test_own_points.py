"""A reader's own points in the form, in links and in files: none is lost in silence.

One way through form, link and file for each kind of data, which makes it a long file.

Longer than other files: form, links and files hold the same points.
"""

from __future__ import annotations

import ast
import io
import json
from typing import Any

import numpy as np
import pytest

from pycore import from_json, from_npz
from tests.widgets.fake_stage import FakeStage
from widgets.playground.data.axis import Axis
from widgets.playground.data.points import (
    EXAMPLE,
    MOST_POINTS,
    START,
    Own,
    complaint,
    dataset_of,
    parse_points,
    write_points,
)
from widgets.playground.data.units import Units
from widgets.playground.workbench import Workbench

BUILD = "height (cm),weight (kg),build\n150,50,short\n151,50,short\n189,130,tall\n190,131,tall\n"
PRICES = "rooms;area (m²);price (€)\n1;20;100\n2;45;180\n4;80;310\n"
TINY = "0.001,0.002,a\n0.002,0.001,a\n0.003,0.004,b\n0.004,0.003,b"


def opened(**settings: Any) -> FakeStage:
    return FakeStage("playground", size=(352.0, 352.0), **{"data": "own", **settings})


def bench_of(stage: FakeStage) -> Workbench:
    bench: Workbench = stage._dispatcher._open["here"]._session.bench  # type: ignore[attr-defined]
    return bench


def trained(stage: FakeStage, epochs: int = 3) -> FakeStage:
    for _ in range(epochs):
        stage.act("epoch")
    return stage


def saved(stage: FakeStage, kind: str) -> Any:
    return stage.act(f"export {kind}").downloads[-1]["content"]


def function_of(code: str) -> Any:
    scope: dict[str, Any] = {}
    exec(compile(code, "network.py", "exec"), scope)
    return scope["answer"]


def test_points_survive_the_form_s_text() -> None:
    rows = ((1.25, -2.5, 1.0), (0.1 + 0.2, 6.0, 0.0), (1e-9, -0.0, 1.0))
    own = parse_points(write_points(Own(rows)))
    assert (own.rows, own.missing) == (rows, 0)
    assert write_points(Own(EXAMPLE)) == START, "what the form has from the start needs no link"
    heights = dataset_of(Own(((0.0, 0.0, 0.7),)), "classification")
    assert heights.t.tolist() == [[1.0]]


@pytest.mark.parametrize(
    ("own", "rows", "words"),
    [
        ("1*2*1_3*4*0_5*5", ((1, 2, 1), (3, 4, 0)), "2 of 3 points came with the link; 1 is"),
        ("1*2*1_x*2*1_9*0*1__3*4_0*0*0", ((1, 2, 1), (0, 0, 0)), "2 of 5 points came"),
        ("1*2*1_3*4*0", ((1, 2, 1), (3, 4, 0)), ""),
        ("p3._1*2*1_3*4*0_5*5*0_z", ((1, 2, 1), (3, 4, 0), (5, 5, 0)), ""),
        ("p3._1*2*1_3*4*0_5*5", ((1, 2, 1), (3, 4, 0)), "2 of 3 points came"),
        ("p3._1*2*1_3*4*0", ((1, 2, 1),), "1 of 3 points came with the link; 2 are missing."),
        ("p3._1*2", EXAMPLE, "0 of 3 points came with the link; 3 are missing."),
        ("p1500.", EXAMPLE, "Your 1,500 points are not in the address, which holds 200 at most."),
        ("p12", EXAMPLE, "0 of 1 point came"),
        ("p2.damaged_1*2*1_3*4*0_z", EXAMPLE, "0 of 2 points came"),
    ],
)
def test_what_a_link_did_not_bring_is_told(
    own: str, rows: tuple[tuple[float, ...], ...], words: str
) -> None:
    stage = opened(own=own)
    assert parse_points(own).rows == rows
    assert words in stage.status if words else "came" not in stage.status
    stage.change(data="moons")
    assert "came" not in stage.change(seed=2.0).status


def test_old_links_with_many_points_still_open() -> None:
    own = "_".join(f"{i % 9 - 4}*{i % 7 - 3}*{i % 2}" for i in range(700))
    stage = opened(own=own)
    assert len(bench_of(stage).train) + len(bench_of(stage).test or ()) == 700
    assert stage.settings["own"] == own
    assert "missing" not in stage.status


def test_a_table_is_answered_beside_its_button_and_in_the_status_once() -> None:
    stage = opened().tell("table", "1,2,3,4\n1,2,x\n")
    refused = stage.text["tabletold"]
    assert refused.startswith("Nothing was changed: ")
    assert refused in stage.status
    assert stage.settings["own"] == START
    stage.tell("table", "1,2,a\n3,4,b\n")
    assert stage.text["tabletold"] == "2 points read. Blue circles are the class a."
    assert stage.status.startswith("2 points read. Blue circles are the class a. At epoch 0")
    assert stage.status.count("2 points read") == 1
    stage.fail_to_hand_over("table", "Nothing was changed. The file could not be read: 2 MB.")
    assert stage.text["tabletold"].endswith("could not be read: 2 MB.")
    stage.tell("table", "1,2,a\n3,4,b\n5,6,b")
    assert "could not be read" not in stage.text["tabletold"] + stage.status
    stage.tell("table", "no table")
    assert "read" not in stage.text["tabletold"]
    stage.act("clear")
    assert stage.attributes["tabletold", "hidden"] is True, "other points, no answer"


def test_a_file_with_a_network_is_answered_beside_its_button() -> None:
    stage = opened().tell("network", "{")
    assert stage.text["networktold"].startswith("Nothing was changed: This file is not")
    stage.fail_to_hand_over("network", "Nothing was changed. The file could not be read: gone.")
    assert stage.text["networktold"].endswith("gone.")
    stage.tell("network", saved(opened(), "json"))
    assert stage.text["networktold"] == "The network was read, with the past of its run."
    assert stage.act("epoch").text["networktold"] == "", "the reader has gone on"


def test_lines_that_cannot_be_read_may_be_left_out() -> None:
    stage = opened().tell("table", "1,,a\n2,3,a\n3,4,b\n")
    assert "Line 1 cannot be read: column 2 is blank." in stage.text["tabletold"]
    skip = ("skip", "hidden")
    assert stage.attributes[skip] is False
    assert stage.text["skip"] == "Use the other 2 lines"
    assert stage.settings["own"] == START
    stage.act("skip")
    assert stage.text["tabletold"].startswith("2 points read.")
    assert "1 line left out: line 1." in stage.text["tabletold"]
    assert stage.attributes[skip] is True
    assert parse_points(stage.settings["own"]).rows == ((2.0, 3.0, 1.0), (3.0, 4.0, 0.0))


def test_columns_are_chosen_by_name_and_undo_brings_their_choice_back() -> None:
    stage = opened().tell("table", "id,p,q,kind,sex\n1,1,9,a,f\n2,2,8,b,m\n3,3,9,a,m\n")
    first = stage.settings["own"]
    assert stage.attributes["columns", "hidden"] is False
    assert [name for _, name in stage.chosen["column-x1"]["choices"]] == [
        "id", "p", "q", "kind", "sex",
    ]  # fmt: skip
    assert [stage.chosen[f"column-{role}"]["value"] for role in ("x1", "x2", "t")] == list("124")
    assert "Taken as x₁: p, as x₂: q, as class: sex." in stage.text["tabletold"]
    stage.choose("column-t", "3")
    assert "as class: kind. Blue circles are the class a." in stage.text["tabletold"]
    assert [row[2] for row in parse_points(stage.settings["own"]).rows] == [1.0, 0.0, 1.0]
    stage.choose("column-x1", "2")
    assert [stage.chosen[f"column-{role}"]["value"] for role in ("x1", "x2", "t")] == list("213")
    stage.change(own=first)
    assert stage.chosen["column-t"]["value"] == "4"
    columns = ("columns", "hidden")
    assert stage.attributes[columns] is False
    stage.change(own=START)
    assert stage.attributes[columns] is True
    for late in ("column x1 ", "column x1 2", "column t -1", "skip"):
        assert stage.act(late).errors == []
    assert stage.settings["own"] == START


def test_a_choice_that_cannot_be_used_is_refused_and_may_be_mended() -> None:
    stage = opened().tell("table", "x,y,many\n1,2,a\n3,4,b\n5,6,c\n")
    assert "There are 3 classes in many (a, b, c); the playground tells two apart." in stage.status
    stage.tell("table", "x,y,many,two\n1,2,a,k\n3,4,b,l\n5,6,c,k\n").choose("column-t", "2")
    assert "There are 3 classes in many" in stage.text["tabletold"]
    kept = stage.settings["own"]
    stage.choose("column-t", "3")
    assert stage.settings["own"] == kept
    assert stage.text["tabletold"].startswith("3 points read.")


def test_names_units_and_classes_of_a_table_are_everywhere() -> None:
    stage = opened().tell("table", BUILD)
    assert {"height (cm)", "weight (kg)", "150", "190"} <= set(stage.words("points"))
    told = stage.text["datawords"]
    assert "x₁ is height, 150 to 190 cm, and x₂ is weight, 50 to 131 kg." in told
    assert "Blue ● is tall, orange ■ short." in told
    stage.point("points", 40 + 25, 12 + 275, "hover")
    assert stage.text["reading"].startswith("At height = 150 cm, weight = 50 kg: ")
    assert "blue ● (tall) with " in stage.text["reading"]
    assert stage.rows["confusion"][0][0] == "Training, blue ● (tall)"
    stage.change(picked="n0.2")
    assert stage.text["picked"].startswith("The input x₂ (weight).")


def test_heights_are_read_in_their_own_unit() -> None:
    stage = opened(data="own-heights").tell("table", PRICES)
    assert "Its answer is price, 100 to 310 €, scaled to −1 … 1." in stage.text["datawords"]
    stage.point("points", 40 + 150, 12 + 150, "hover")
    assert stage.text["reading"].startswith("At rooms = 2.5, area = 50 m²")
    assert "the network answers price = " in stage.text["reading"]
    assert stage.text["reading"].endswith(" €.")


def test_points_drawn_onto_a_table_have_its_units() -> None:
    stage = opened().tell("table", BUILD)
    stage.point("points", 40 + 150, 12 + 150)
    own = parse_points(stage.settings["own"])
    assert own.rows[-1] == (170.0, 90.5, 1.0)
    assert own.on_plane()[-1] == pytest.approx((0.0, 0.0, 1.0))
    assert own.rows[:4] == parse_points(opened().tell("table", BUILD).settings["own"]).rows
    stage.change(brush="erase").point("points", 40 + 150, 12 + 150)
    assert len(parse_points(stage.settings["own"]).rows) == 4
    stage.change(data="own-heights").tell("table", PRICES)
    stage.change(height=0.5).press("map", "Enter")
    assert parse_points(stage.settings["own"]).rows[-1] == pytest.approx((2.5, 50.0, 257.5))


def test_full_precision_is_kept_in_the_form_and_in_files() -> None:
    stage = opened().tell("table", TINY)
    rows = parse_points(stage.settings["own"]).rows
    assert rows[0] == (0.001, 0.002, 1.0)
    assert json.loads(saved(stage, "json"))["points"][2] == [0.003, 0.004, 0]
    assert np.load(io.BytesIO(saved(stage, "npz")))["points"].tolist() == [list(r) for r in rows]


def test_two_thousand_points_of_a_table_live_in_the_form() -> None:
    lines = [f"{i / 7},{i * i / 11},{'ab'[i % 2]}" for i in range(MOST_POINTS)]
    stage = opened().tell("table", "\n".join(lines))
    own = stage.settings["own"]
    assert len(parse_points(own).rows) == MOST_POINTS
    assert opened(own=own).text["datawords"] == stage.text["datawords"], "Python was restarted"
    stage.act("clear").change(own=own)
    assert stage.text["datawords"].startswith("1,000 points to learn from, 1,000 kept back")
    assert stage.tell("network", saved(stage, "json")).settings["own"] == own


@pytest.mark.parametrize(
    ("data", "table"),
    [
        ("own", BUILD),
        ("own", TINY),
        ("own-heights", PRICES),
        ("own", "age,size,kind\n7,1,a\n7,2,b"),
        ("own-heights", "1,1,4\n2,3,4"),
        ("study", ""),
        ("spam", ""),
        ("own", ""),
        ("moons", ""),
    ],
)
def test_exported_python_answers_in_the_reader_s_own_units(data: str, table: str) -> None:
    stage = opened(data=data, sin_x1=True)
    if table:
        stage.tell("table", table)
    bench = bench_of(trained(stage))
    units = bench.recipe.data.units
    places = np.array([[-5.0, -5.0], [0.0, 5.0], [2.5, -1.25]])
    points = [units.values((x1, x2)) for x1, x2 in places.tolist()]
    outputs = bench.outputs(places)
    wanted = outputs if units.height is None else [units.height.value(one) for one in outputs]
    answers = function_of(saved(stage, "python"))(points)[:, 0]
    assert answers == pytest.approx(np.array(wanted), rel=1e-9)


@pytest.mark.parametrize(
    ("data", "table"), [("own", BUILD), ("own-heights", PRICES), ("study", ""), ("spam", "")]
)
def test_json_and_npz_carry_names_scale_and_classes_and_open_as_they_were(
    data: str, table: str
) -> None:
    stage = opened(data=data, product=True)
    if table:
        stage.tell("table", table)
    trained(stage)
    units = bench_of(stage).recipe.data.units
    text, npz = saved(stage, "json"), np.load(io.BytesIO(saved(stage, "npz")))
    content = json.loads(text)
    assert [axis["name"] for axis in content["axes"]] == [one.name for one in units.inputs]
    assert npz["axis_names"].tolist()[:2] == [one.name for one in units.inputs]
    assert npz["axis_lows"].tolist()[:2] == [one.low for one in units.inputs]
    assert npz["inputs"].tolist() == ["x1", "x2", "product"]
    assert content.get("classes", []) == list(units.classes)
    mlp = bench_of(stage).run.mlp
    assert from_npz(saved(stage, "npz")).parameters.tolist() == mlp.parameters.tolist()
    assert from_json(text).parameters.tolist() == mlp.parameters.tolist()
    other = opened(data="moons").tell("network", text)
    assert other.text["networktold"] == "The network was read, with the past of its run."
    assert other.settings["data"] == data
    assert bench_of(other).run.history == bench_of(stage).run.history
    assert bench_of(other).recipe.data.units == units
    assert bench_of(other).run.mlp.parameters.tolist() == mlp.parameters.tolist()
    again = bench_of(other).train.x.tolist()
    assert again == bench_of(stage).train.x.tolist()


def test_a_network_with_reordered_inputs_opens_as_itself() -> None:
    stage = trained(opened(data="moons", x1_squared=True, sin_x2=True, sizes="3"))
    content = json.loads(saved(stage, "json"))
    assert content["inputs"] == ["x1", "x2", "x1_squared", "sin_x2"]
    order = [1, 0, 3, 2]
    rows = content["layers"][0]["weights"]
    content["layers"][0]["weights"] = [[row[i] for i in order] for row in rows]
    content["inputs"] = [content["inputs"][i] for i in order]
    other = opened(data="moons").tell("network", json.dumps(content))
    mlp = bench_of(other).run.mlp
    assert mlp.parameters.tolist() == bench_of(stage).run.mlp.parameters.tolist()
    places = np.array([[1.0, 2.0], [-3.0, 0.5]])
    assert bench_of(other).outputs(places) == pytest.approx(bench_of(stage).outputs(places))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"inputs": ["x1", "x9"]}, "its inputs have names that the playground does not know"),
        ({"inputs": ["x1", "x1"]}, "it names 1 input, and the network has 2"),
        ({"inputs": ["x1"]}, "it names 1 input, and the network has 2"),
        ({"inputs": [["x1"], "x2"]}, "its inputs have names that the playground does not know"),
        ({"data": "study", "axes": []}, "its inputs are scaled in another way"),
        ({"data": "own", "points": [[1, 2]]}, "its points or their units cannot be read"),
        ({"data": "own", "points": [[1, 2, float("nan")]]}, "its points or their units cannot"),
        ({"data": "own", "points": [[1, 99, 0]]}, "its points or their units cannot be read"),
        ({"data": "own", "points": "all"}, "its points or their units cannot be read"),
        ({"data": "own", "points": [[1, 2, 0]] * 3000}, "its points or their units cannot"),
        ({"data": "own", "axes": [{"name": 1}]}, "its points or their units cannot be read"),
        ({"data": "own", "axes": [1, 2]}, "its points or their units cannot be read"),
        ({"data": ["own"]}, ""),
        ({"data": "cars", "axes": []}, "its inputs have a scale, but it does not say of which"),
    ],
)
def test_a_file_that_says_something_else_is_refused_or_opened_as_it_is(
    change: dict[str, Any], words: str
) -> None:
    content = json.loads(saved(opened(data="moons"), "json")) | change
    stage = opened(data="moons").tell("network", json.dumps(content))
    assert stage.errors == []
    assert words in stage.text["networktold"]
    assert stage.text["networktold"].startswith("Nothing was changed" if words else "The network")


def test_a_network_for_other_data_is_opened_and_that_is_said() -> None:
    text = json.dumps(json.loads(saved(opened(data="moons"), "json")) | {"past": None})
    stage = opened(data="study").tell("network", text)
    assert "It was made for other data, whose inputs are not study and sleep." in stage.status
    assert "other data" not in opened(data="xor").tell("network", text).status


def test_a_hostile_name_stays_a_name() -> None:
    evil = '"""\\"\nimport os\nos.abort()\n"""'
    axes = (Axis(evil.replace("\n", " "), evil, 0, 1), Axis("\\", '"', 0, 1))
    own = Own(((0.0, 0.0, 1.0), (1.0, 1.0, 0.0)), Units(axes, (evil, '\\"'), None, is_table=True))
    stage = opened(own=write_points(own))
    code = saved(stage, "python")
    kinds = {type(node).__name__ for node in ast.parse(code).body}
    assert kinds == {"Import", "Assign", "FunctionDef"}
    table = f'"{evil.replace(chr(34), chr(34) * 2)}",y,kind\n1,2,a\n3,4,b'
    assert function_of(saved(opened().tell("table", table), "python"))([[1, 2]]).shape == (1, 1)
    named = opened().tell("table", f'x,y,kind\n1,2,"{"n" * 500}"\n3,4,b')
    assert len(named.text["tabletold"]) < 200


def test_points_keep_their_places_when_the_question_changes() -> None:
    stage = opened().tell("table", BUILD).change(data="own-heights")
    assert stage.errors == []
    assert "blue" not in stage.text["datawords"].lower()
    assert stage.act("epoch").change(data="own").errors == []
    stage = opened(data="own-heights").tell("table", PRICES).change(data="own")
    places = function_of(saved(stage, "python"))([[1, 20]])
    assert 0 <= places[0, 0] <= 1
    assert complaint(parse_points(stage.settings["own"])) == ""
