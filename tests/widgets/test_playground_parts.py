"""The playground's parts alone: tables of points, states as text, the layout, the doctor."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kit.network_layout import Spot
from kit.scales import Box
from tests.widgets.fake_stage import Fragment
from widgets.playground.doctor import examine
from widgets.playground.picture import MapLayout
from widgets.playground.points import dataset_of, parse_points, read_table, write_points
from widgets.playground.recipe import Recipe
from widgets.playground.sharing import LONGEST, from_text, to_text
from widgets.playground.workbench import Workbench

CLASSES, HEIGHTS = "classification", "regression"


def bench_of(epochs: int = 0, **chosen: Any) -> Workbench:
    settings = {**Fragment("playground").settings, **chosen}
    bench = Workbench(Recipe.of(settings), float(settings["rate"]), None)
    bench.run.train(epochs)
    return bench


@pytest.mark.parametrize(
    "text", ["1,2,0\n3,4,1", "1;2;0\n3;4;1", "1\t2\t0\n3\t4\t1", "x y t\n1 2 0\n\n3 4 1\n"]
)
def test_a_table_may_be_separated_as_it_likes(text: str) -> None:
    rows, _ = read_table(text, CLASSES)
    assert rows == ((1.0, 2.0, 0.0), (3.0, 4.0, 1.0))


@pytest.mark.parametrize(
    ("classes", "targets", "blue"),
    [
        ("blue orange", [1.0, 0.0], "blue"),
        ("Orange Blue", [0.0, 1.0], "Blue"),
        ("A B", [1.0, 0.0], "A"),
        ("1 0", [1.0, 0.0], "1"),
        ("1 -1", [1.0, 0.0], "1"),
        ("\N{MINUS SIGN}1 1", [0.0, 1.0], "1"),
        ("10 9", [1.0, 0.0], "10"),
        ("red orange", [1.0, 0.0], "red"),
        ("cat dog", [0.0, 1.0], "dog"),
    ],
)
def test_the_class_that_is_called_blue_is_blue(
    classes: str, targets: list[float], blue: str
) -> None:
    first, second = classes.split()
    rows, words = read_table(f"1 2 {first}\n-1 -1 {second}", CLASSES)
    assert [row[2] for row in rows] == targets
    assert words == f"2 points read. Blue circles are the class {blue}."


@pytest.mark.parametrize(("name", "target"), [("0", 0.0), ("orange", 0.0), ("blue", 1.0)])
def test_a_single_class_has_the_colour_of_its_name(name: str, target: float) -> None:
    rows, _ = read_table(f"1 2 {name}\n-1 -1 {name}", CLASSES)
    assert [row[2] for row in rows] == [target, target]


def test_a_table_with_large_numbers_is_stretched_over_the_plane_and_says_so() -> None:
    rows, words = read_table("0,1,a\n100,2,b\n50,3,a", CLASSES)
    assert [row[0] for row in rows] == [-5.0, 5.0, 0.0]
    assert [row[1] for row in rows] == [1.0, 2.0, 3.0]
    assert words.endswith("Scaled to fit the plane: 0 … 100 became −5 … 5.")


def test_heights_are_scaled_to_what_the_colours_can_show() -> None:
    rows, words = read_table("1,1,10\n2,2,20\n3,3,30", HEIGHTS)
    assert [row[2] for row in rows] == [-1.0, 0.0, 1.0]
    assert "Heights scaled: 10 … 30 became −1 … 1." in words


@pytest.mark.parametrize(
    ("text", "task", "words"),
    [
        ("", CLASSES, "There is no line with three values"),
        ("a,b,c", CLASSES, "There is no line with three values"),
        ("1,2,0\n1,2", CLASSES, "Line 2 cannot be read"),
        ("1,2,0\n1,inf,0", CLASSES, "Line 2 cannot be read"),
        ("1,2,0\n1,2,high", HEIGHTS, "Line 2 cannot be read"),
        ("1,2,a\n1,2,b\n1,2,c", CLASSES, "There are 3 classes"),
        ("1,2,a\n" * 1001, CLASSES, "There are 1001 lines; the playground takes 1000"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_in_words(text: str, task: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_table(text, task)


def test_points_survive_the_form_s_text_and_damage_is_left_out() -> None:
    rows = ((1.25, -2.5, 1.0), (0.0, 6.0, 0.0))
    assert parse_points(write_points(rows)) == rows
    assert parse_points("1*2*1_x*2*1_9*0*1__3*4_0*0*0") == ((1.0, 2.0, 1.0), (0.0, 0.0, 0.0))
    assert dataset_of(((0.0, 0.0, 0.7),), CLASSES).t.tolist() == [[1.0]]


def test_a_state_that_is_too_long_for_an_address_is_left_out() -> None:
    bench = bench_of(1, sizes="16-16-16-16-16-16", optimiser="adam")
    assert to_text(bench.run.state) == ""
    short = to_text(bench_of(1, optimiser="adam").run.state)
    assert 0 < len(short) <= LONGEST


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_a_state_with_any_part_missing_is_refused(cut: int) -> None:
    state = bench_of(1).run.state
    text = to_text(state)
    assert from_text(text, state).parameters.tolist() == state.parameters.tolist()
    for damaged in (text[:-cut], text[cut:], text[:20] + text[20 + cut :]):
        with pytest.raises(ValueError, match=r"damaged|another shape"):
            from_text(damaged, state)


def test_neurons_are_found_by_their_squares_and_biases_by_their_dots() -> None:
    layout = MapLayout(Box(0, 0, 500, 400), (2, 8, 8, 1))
    for spot in layout.neurons:
        assert layout.spot_at(*layout.neuron(spot.layer, spot.target)) == spot
    for spot in (Spot("b", 1, 3), Spot("b", 3, 0)):
        x, y = layout.bias(spot.layer, spot.target)
        assert layout.spot_at(x - 1, y + 1) == spot


def test_the_maps_of_all_neurons_are_the_network_s_own_answers() -> None:
    bench = bench_of(3, sizes="3")
    maps = bench.maps()
    assert maps.shape == (2 + 3 + 1, 32, 32)
    assert np.abs(maps).max() <= 1.0
    corners = np.array([[-6.0, 6.0], [6.0, -6.0]])  # the first row of a map is on top
    trace = bench.run.mlp.forward(corners)
    assert maps[2:5, 0, 0] == pytest.approx(trace.a[0][0])
    assert maps[5, -1, -1] == pytest.approx(2 * trace.y[1, 0] - 1)


@pytest.mark.parametrize(
    ("chosen", "epochs", "kind"),
    [
        ({"noise": 0.6, "count": 60.0, "share": 30.0, "optimiser": "adam"}, 100, "overfitting"),
        ({"data": "plane", "sizes": "", "rate": "0.1"}, 60, "unstable"),
        (
            {
                "data": "circles",
                "activation": "sigmoid",
                "sizes": "8-8-8-8-8-8",
                "optimiser": "plain",
            },
            60,
            "stalled",
        ),
    ],
)
def test_the_doctor_knows_what_each_failing_run_has(
    chosen: dict[str, Any], epochs: int, kind: str
) -> None:
    finding = examine(bench_of(epochs, **chosen))
    assert finding is not None
    assert (finding.kind, bool(finding.button), bool(finding.remedy)) == (kind, True, True)
    known = Fragment("playground")
    for name, value in finding.remedy.items():
        assert name in known.settings
        assert value in known.choices.get(name, [value])


def test_the_doctor_finds_saturated_neurons_where_the_weights_are_huge() -> None:
    bench = bench_of(data="circles", rate="0.0001", optimiser="plain")
    bench.run.edit(100 * bench.run.mlp.parameters)
    bench.run.train(45)
    finding = examine(bench)
    assert finding is not None
    assert finding.kind == "saturated"
    assert "where tanh is flat" in finding.words


@pytest.mark.parametrize("data", ["moons", "hills", "plane", "xor"])
def test_the_doctor_is_silent_about_a_run_that_is_well(data: str) -> None:
    bench = bench_of(data=data)
    for _ in range(10):
        assert examine(bench) is None
        bench.run.train(30)


@pytest.mark.parametrize("activation", ["tanh", "relu", "sigmoid"])
def test_the_doctor_says_whether_neurons_that_began_at_zero_learn(activation: str) -> None:
    bench = bench_of(3, start="zeros", activation=activation)
    finding = examine(bench)
    assert finding is not None
    assert finding.kind == "symmetry"
    moved = bool(bench.run.mlp.parameters[:-1].any())
    assert moved == (activation == "sigmoid")
    assert ("they learn alike, and work as one" in finding.words) == moved
    assert ("they learn nothing: only the last bias moves" in finding.words) != moved
