"""The activations widget: six curves at one z, slopes, flat zones, goals and the cross-hair.

Longer than other files: one tool, a sentence a test.
"""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.pen.scales import Box
from kit.words.numbers import number
from pycore.nn.activations import ACTIVATIONS
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import close, near, read
from widgets.activations.flat_zones import flat_zones, zones_in_words
from widgets.activations.picture import panels
from widgets.activations.readings import height

LABELS = [entry.label for entry in ACTIVATIONS.values()]

WINDOW = (-6.0, 6.0)


def test_the_start_is_worked_out_by_hand() -> None:
    stage = FakeStage("activations")
    height = 1 / (1 + math.exp(-1.3))
    slope = height * (1 - height)
    assert stage.text["value"] == f"f(1.3) ≈ {height:.3f}"
    assert stage.text["slope"] == f"f′(1.3) ≈ {slope:.3f}"
    pushed = 1 / (1 + math.exp(-1.4)) - height
    foretold = f"Push z up by 0.1 and f moves by {pushed:.4f}; the slope foretold {slope / 10:.4f}."
    assert stage.text["meaning"] == foretold
    assert stage.status == "sigmoid: z 1.3, f 0.786, slope 0.168, not saturated."


@pytest.mark.parametrize(
    ("name", "zones", "words"),
    [
        # a (1 − a) = 0.1 at a = (1 + √0.6) / 2, that is z = ln(a / (1 − a))
        ("sigmoid", [(-6, -2.063437), (2.063437, 6)], "from −2.063 downwards, and from 2.063 up"),
        # 1 − a² = 0.1 at z = artanh(√0.9)
        ("tanh", [(-6, -1.818446), (1.818446, 6)], "from −1.818 downwards, and from 1.818 up"),
        ("relu", [(-6, 0)], "from 0 downwards"),
        ("leaky_relu", [(-6, 0)], "from 0 downwards"),
        ("linear", [], "nowhere"),
        ("step", [(-6, 6)], "everywhere"),
    ],
)
def test_the_zones_are_where_the_slope_is_below_a_tenth(
    name: str, zones: list[tuple[float, float]], words: str
) -> None:
    found = flat_zones(ACTIVATIONS[name], WINDOW)
    assert len(found) == len(zones)
    for zone, expected in zip(found, zones, strict=True):
        assert zone == pytest.approx(expected, abs=1e-6)
    stage = FakeStage("activations", activation=name)
    assert stage.text["zones"].startswith(words)
    marked = [word for word in stage.words("graph") if word == "saturated"]
    assert len(marked) == len(zones)


def test_a_zone_in_the_middle_is_named_by_both_ends() -> None:
    assert zones_in_words(((-1.0, 2.5),), WINDOW) == "between −1 and 2.5"


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_only_the_formula_of_the_chosen_function_is_shown(name: str) -> None:
    stage = FakeStage("activations").change(activation=name)
    hidden = {other: stage.attributes[f"formula-{other}", "hidden"] for other in ACTIVATIONS}
    assert [other for other, is_hidden in hidden.items() if not is_hidden] == [name]
    assert stage.text["used-for"] == ACTIVATIONS[name].used_for
    assert stage.text["fails-when"] == ACTIVATIONS[name].fails_when


@pytest.mark.parametrize(
    ("name", "words"),
    [("relu", "corner, so no slope exists; the engine uses 0."),
     ("leaky_relu", "corner, so no slope exists; the engine uses 0.01."),
     ("step", "jump, so no slope exists; the engine uses 0."),
     ("tanh", "Not saturated: the slope, 1, is 0.1 or more.")],
)  # fmt: skip
def test_at_0_a_corner_is_admitted(name: str, words: str) -> None:
    assert words in FakeStage("activations", activation=name, z=0.0).text["state"]


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "step", "tanh"])
def test_a_corner_comes_before_what_a_slope_foretells(name: str) -> None:
    stage = FakeStage("activations", activation=name, z=0.0)
    broken = name != "tanh"
    assert stage.text["meaning"].startswith("There is a ") == broken
    assert ("is taken as" in stage.text["slope"]) == broken
    assert ("where the slope is taken as" in stage.status) == broken
    assert "taken as" not in stage.change(z=0.01).status


def test_a_leak_is_never_shown_as_0_nor_a_limit_as_reached() -> None:
    stage = FakeStage("activations").change(activation="leaky_relu", z=-0.01)
    assert stage.text["value"] == "f(−0.01) = −0.0001"
    assert stage.change(activation="tanh", z=6.0).text["value"] == "f(6) ≈ 0.9999877"
    assert stage.text["slope"] == "f′(6) ≈ 2.46 × 10⁻⁵"


def test_each_goal_is_ticked_by_its_own_deed_and_stays_ticked() -> None:
    stage = FakeStage("activations")
    goals = ["saturated", "steepest", "leak"]

    def done() -> list[bool]:
        return [stage.ticks[goal] == "✓ done" for goal in goals]

    assert not any(done())
    stage.change(z=5.0)  # saturated, but a sigmoid
    assert not any(done())
    stage.change(activation="tanh", z=1.81)
    assert not any(done())
    assert stage.change(z=1.82).status.startswith("✓ You have reached a goal.")
    assert done() == [True, False, False]
    stage.change(activation="sigmoid", z=0.01)
    assert done() == [True, False, False]
    stage.change(z=0.0)
    assert done() == [True, True, False]
    stage.change(activation="leaky_relu", z=-3.0)
    assert done() == [True, True, True]
    stage.change(activation="linear", z=1.0)
    assert done() == [True, True, True]


def test_the_cross_hair_follows_the_pointer_and_stays_in_the_graph() -> None:
    stage = FakeStage("activations")
    # 420 px wide: the frame runs from 40 to 408, so its middle is 224
    stage.point("graph", 224, 80)
    assert stage.settings["z"] == 0
    stage.point("graph", 224 + 46, 0, "move")
    assert stage.settings["z"] == 1.5
    assert stage.point("graph", 9999, 0, "move").settings["z"] == 6
    assert stage.point("graph", 0, 0, "up").settings["z"] == 6


def test_a_pointer_that_passes_over_only_peeks() -> None:
    stage = FakeStage("activations").point("graph", 224, 80, "hover")
    assert stage.settings["z"] == 1.3
    assert "z 0: f 0.5, f′ 0.25" in stage.words("graph")
    stage.point("graph", 224, 80, "leave")
    assert not any(word.startswith("z 0:") for word in stage.words("graph"))


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_each_small_graph_is_read_where_the_pointer_is(name: str) -> None:
    stage, activation = FakeStage("activations", size=(600.0, 300.0)), ACTIVATIONS[name]
    box = panels(Box(0, 0, 600, 300))[list(ACTIVATIONS).index(name)]
    before = stage.words("gallery")
    at = box.left + box.width * (6 - 2.25) / 12, box.top + 10
    words = stage.point("gallery", *at, "hover").words("gallery")
    said = [word for word in words if word not in before]
    slope = number(float(activation.derivative(-2.25)))
    assert said == [f"z −2.25: f {height(activation, -2.25)}", f"f′ {slope}"]
    assert stage.settings["z"] == 1.3
    assert stage.settings["activation"] == "sigmoid"
    assert stage.point("gallery", *at, "leave").words("gallery") == before


def test_a_small_graph_is_chosen_when_it_is_released_not_when_it_is_touched() -> None:
    stage = FakeStage("activations", size=(600.0, 300.0))
    stage.point("gallery", 300, 250)
    assert stage.settings["activation"] == "sigmoid"
    stage.point("gallery", 300, 250, "up")
    assert stage.settings["activation"] == "linear"  # the middle one of the lower row
    assert stage.text["value"] == "f(1.3) = 1.3"
    assert stage.point("gallery", -50, -50, "up").settings["activation"] == "linear"


@pytest.mark.parametrize(("size", "rows"), [((600.0, 300.0), 2), ((300.0, 300.0), 3)])
def test_six_small_graphs_fit_without_overlap(size: tuple[float, float], rows: int) -> None:
    stage = FakeStage("activations", size=size)
    boxes = panels(Box(0, 0, *size))
    assert len(boxes) == 6
    assert len({box.top for box in boxes}) == rows
    assert all(box.left >= 0 and box.right <= size[0] and box.bottom <= size[1] for box in boxes)
    names = [word.partition(":")[0] for word in stage.words("gallery")[::2]]
    assert names == LABELS


def test_the_derivative_is_drawn_when_it_is_asked_for() -> None:
    stage = FakeStage("activations")
    assert "f′" not in stage.words("graph")
    assert "f′" in stage.change(slope=True).words("graph")


@given(st.integers(-600, 600).map(lambda n: n / 100))
@example(-6.0)
def test_the_slope_follows_from_the_height_as_shown(z: float) -> None:
    """The pictures show the same texts, as the test below says."""
    rows = {row[0]: row for row in FakeStage("activations", z=z).rows["table"]}
    f, slope = read(rows["sigmoid"][1]), rows["sigmoid"][2]
    assert number(f * (1 - f)) == slope
    f, slope = read(rows["tanh"][1]), rows["tanh"][2]
    assert number(1 - f**2) == slope


moves = st.one_of(
    st.fixed_dictionaries({"z": st.integers(-600, 600).map(lambda n: n / 100)}),
    st.fixed_dictionaries({"activation": st.sampled_from(sorted(ACTIVATIONS))}),
    st.fixed_dictionaries({"slope": st.booleans()}),
    st.tuples(st.floats(-50, 500), st.floats(-50, 350), st.sampled_from(["down", "move", "hover"])),
)


@given(st.lists(moves, min_size=1, max_size=6))
def test_whatever_the_reader_does_all_views_agree_with_the_engine(steps: list[Any]) -> None:
    stage = FakeStage("activations")
    for step in steps:
        if isinstance(step, dict):
            stage.change(**step)
        else:
            stage.point("graph", *step)
    assert not stage.errors
    z, chosen = stage.settings["z"], ACTIVATIONS[stage.settings["activation"]]
    for activation, row in zip(ACTIVATIONS.values(), stage.rows["table"], strict=True):
        label, height, slope, saturated = row
        assert label == activation.label
        assert read(height) == close(float(activation.value(z)))
        assert read(slope) == near(float(activation.derivative(z)))
        assert (saturated == "yes") == (abs(float(activation.derivative(z))) < 0.1)
        assert f"{label}: {height}" in stage.words("gallery")
        assert f"slope {slope}" in stage.words("gallery")
        if activation is chosen:
            assert f"height {height}" in stage.words("graph")
            assert f"slope {slope}" in stage.words("graph")
            assert stage.text["value"].endswith(f" {height}")
            assert stage.text["slope"].endswith(f" {slope}")
            assert f"f {height}, " in stage.status
            assert re.search(rf"slope (is taken as )?{re.escape(slope)}[,.]", stage.status)
