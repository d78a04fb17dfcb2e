"""The neuron widget: every number it shows, its goals, and the ring on the plane.

Longer than other files: one tool, a sentence a test.
"""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.messages import Settings
from kit.words.calculations import added
from kit.words.numbers import number, percent
from pycore.nn.activations import ACTIVATIONS
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import evaluate, prints, read

SIGMOID_OF_051 = 1 / (1 + math.exp(-0.51))


def test_the_start_is_worked_out_by_hand() -> None:
    stage = FakeStage("neuron")
    # 0.8 × 1.2 + 1.5 × (−0.5) + 0.3 = 0.96 − 0.75 + 0.3 = 0.51
    assert stage.text["sum"] == "z = 0.8 × 1.2 + 1.5 × (−0.5) + 0.3 = 0.51"
    assert stage.text["output"] == f"y = sigmoid(0.51) ≈ {SIGMOID_OF_051:.3f}"
    assert stage.text["confidence"] == f"{100 * SIGMOID_OF_051:.1f} % positive (the output)"
    assert stage.text["decision"] == "positive ●"
    assert stage.rows["terms"] == [
        ["x₁", "1.2", "0.8", "0.96"],
        ["x₂", "−0.5", "1.5", "−0.75"],
        ["bias", "1", "0.3", "0.3"],
    ]
    assert stage.text["total"] == "0.51"


def test_a_sum_of_0_69_is_positive_with_67_percent() -> None:
    text = FakeStage("neuron", x1=0.9, x2=0.3, w1=1.2, w2=-0.8, b=-0.15).text
    assert text["sum"].endswith("= 0.69")
    assert round(read(text["output"].split()[-1]), 2) == 0.67
    assert round(read(text["confidence"].split()[0])) == 67
    assert text["decision"] == "positive ●"
    assert "squeezes the sum 0.69" in text["effect"]


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_each_curve_says_what_it_is_for(name: str) -> None:
    said = FakeStage("neuron", activation=name).text["used-for"]
    assert said == ACTIVATIONS[name].used_for


def test_picture_table_and_equation_show_the_same_numbers() -> None:
    stage = FakeStage("neuron").change(count="4", activation="tanh")
    words = stage.words("diagram")
    for name, value, weight, _ in stage.rows["terms"]:
        assert name in words
        assert value in words
        assert weight in words or f"+{weight}" in words
    assert stage.text["total"] in words
    assert stage.text["sum"].endswith(f"= {stage.text['total']}")


@pytest.mark.parametrize(
    ("count", "hidden"), [("2", [True, True]), ("3", [False, True]), ("4", [False, False])]
)
def test_only_the_chosen_inputs_are_offered(count: str, hidden: list[bool]) -> None:
    stage = FakeStage("neuron").change(count=count)
    assert [stage.attributes[f"input-{i}", "hidden"] for i in (3, 4)] == hidden
    assert [stage.attributes[f"weight-{i}", "hidden"] for i in (3, 4)] == hidden
    assert len(stage.rows["terms"]) == int(count) + 1
    assert bool(stage.text["slice"]) == (count != "2")


@pytest.mark.parametrize(
    ("activation", "b", "sentence"),
    [
        ("linear", -1.0, "The linear activation changes nothing: the output is the sum, −0.79."),
        ("relu", -1.0, "ReLU replaces the negative sum −0.79 by 0."),
        ("relu", 0.3, "ReLU lets a sum of 0 or more through: 0.51 stays 0.51."),
        (
            "leaky_relu",
            -1.0,
            "Leaky ReLU lets one hundredth of a negative sum leak: −0.79 becomes −0.0079.",
        ),
        ("step", 0.3, "The step sees only that the sum is 0 or more, and answers 1."),
        ("step", -1.0, "The step sees only that the sum is below 0, and answers 0."),
        ("tanh", 0.3, "The tanh squeezes the sum 0.51 into −1 … 1: 0.47."),
    ],
)
def test_one_sentence_says_what_the_activation_did(
    activation: str, b: float, sentence: str
) -> None:
    stage = FakeStage("neuron").change(activation=activation, b=b)
    assert stage.text["effect"] == sentence


def test_a_saturated_sigmoid_is_said_to_be_flat() -> None:
    stage = FakeStage("neuron").change(b=3.0)
    assert "almost flat" in stage.text["effect"]
    assert "almost flat" not in stage.change(b=0.0).text["effect"]


@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "linear"])
def test_an_output_without_a_limit_claims_no_confidence(activation: str) -> None:
    assert FakeStage("neuron").change(activation=activation).text["confidence"].startswith("none")


def test_each_goal_is_ticked_by_its_own_deed_and_stays_ticked() -> None:
    stage = FakeStage("neuron")
    goals = ["line", "useless", "certain"]
    assert [stage.ticks[goal] for goal in goals] == ["", "", ""]
    stage.change(b=-0.21)  # 0.96 − 0.75 − 0.21 = 0, but for the noise of binary fractions
    assert stage.status.startswith("✓ You have reached a goal.")
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "", ""]
    stage.change(w2=0.0)
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", ""]
    stage.change(w1=2.0, b=3.0)  # 2.4 + 3 = 5.4, sigmoid 0.9955
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", "✓ done"]
    stage.change(w1=0.5, b=1.0, w2=1.0)
    assert [stage.ticks[goal] for goal in goals] == ["✓ done", "✓ done", "✓ done"]


def test_a_neuron_that_ignores_everything_does_not_count_as_ignoring_one_input() -> None:
    assert FakeStage("neuron").change(w1=0.0, w2=0.0).ticks["useless"] == ""


def test_the_ring_follows_the_pointer_and_moves_the_sliders() -> None:
    stage = FakeStage("neuron", size=(300.0, 300.0))
    # A frame of 248 px starts at (40, 12); its middle is the input (0, 0).
    stage.point("plane", 40 + 124, 12 + 124)
    assert (stage.settings["x1"], stage.settings["x2"]) == (0, 0)
    assert stage.text["sum"].startswith("z = 0.8 × 0 + 1.5 × 0 + 0.3")
    stage.point("plane", 40 + 248, 12, "move")
    assert (stage.settings["x1"], stage.settings["x2"]) == (2, 2)


def test_a_pointer_outside_the_plane_stays_at_its_edge() -> None:
    stage = FakeStage("neuron").point("plane", -500, 9000)
    assert (stage.settings["x1"], stage.settings["x2"]) == (-2, -2)


def test_letting_go_moves_nothing() -> None:
    stage = FakeStage("neuron").point("plane", 0, 0, "up")
    assert stage.settings["x1"] == 1.2


def test_an_unknown_action_is_reported_with_its_name() -> None:
    stage = FakeStage("neuron").act("explode")
    assert "'explode'" in stage.errors[0]["message"]


def test_a_sum_of_zero_is_positive_whatever_binary_fractions_make_of_it() -> None:
    assert 0.8 * 1.2 + 1.5 * -0.5 - 0.21 < 0  # the noise that the reader must not see
    stage = FakeStage("neuron").change(b=-0.21, activation="step")
    assert stage.text["sum"].endswith("= 0")
    assert stage.text["decision"] == "positive ●"
    assert stage.text["output"] == "y = step(0) = 1"


@pytest.mark.parametrize(
    ("activation", "sign", "output", "drawn"),
    [
        ("sigmoid", 1, "> 0.999", "> 0.999"),
        ("sigmoid", -1, "≈ 5.83 × 10⁻⁵", "< 0.001"),
        ("tanh", -1, "< −0.999", "< −0.999"),
    ],
)
def test_a_limit_that_is_only_approached_is_not_written_as_reached(
    activation: str, sign: int, output: str, drawn: str
) -> None:
    stage = FakeStage("neuron").change(activation=activation, b=3.0 * sign, w1=3.0 * sign, x1=2.0)
    assert stage.text["output"].endswith(f") {output}")
    assert drawn in stage.words("diagram")


def test_a_small_relu_output_is_not_written_as_0() -> None:
    stage = FakeStage("neuron").change(activation="relu", b=0.0, w1=0.01, x1=0.03, w2=0.0)
    assert stage.text["output"] == "y = ReLU(0.0003) = 0.0003"
    assert "0.0003 stays 0.0003." in stage.text["effect"]


def test_a_plane_without_a_line_says_why() -> None:
    stage = FakeStage("neuron")
    assert stage.text["line"] == ""
    assert "both weights are 0" in stage.change(w1=0.0, w2=0.0).text["line"]
    assert "outside" in stage.change(w1=0.1, w2=0.1, b=3.0).text["line"]


def test_the_formula_of_the_activation_is_the_engine_s() -> None:
    assert FakeStage("neuron").text["formula"] == "f(z) = 1 / (1 + exp(−z))"


def test_only_changes_travel() -> None:
    stage = FakeStage("neuron")
    stage.change()
    assert set(stage.patches[-1]) == {"type", "id", "turn"}
    stage.change(b=0.4)
    assert "effect" in stage.patches[-1]["text"]
    assert "decision" not in stage.patches[-1]["text"]


settings = st.fixed_dictionaries(
    {"activation": st.sampled_from(sorted(ACTIVATIONS)), "count": st.sampled_from(["2", "3", "4"])}
    | {f"x{i}": st.integers(-20, 20).map(lambda n: n / 10) for i in range(1, 5)}
    | {name: st.integers(-30, 30).map(lambda n: n / 10) for name in ("w1", "w2", "w3", "w4", "b")}
)


@given(st.lists(settings, min_size=1, max_size=3))
def test_whatever_the_reader_sets_all_views_agree(steps: list[dict[str, object]]) -> None:
    stage = FakeStage("neuron")
    for step in steps:
        stage.change(**step)
    assert not stage.errors
    now = stage.settings
    indices = range(1, int(now["count"]) + 1)
    z = sum(now[f"x{i}"] * now[f"w{i}"] for i in indices) + now["b"]
    shown = float(stage.text["total"].replace("−", "-"))
    assert shown == pytest.approx(z, abs=6e-4)
    assert number(round(z, 9)) in stage.words("diagram")
    assert ("positive" in stage.text["decision"]) == (round(z, 9) >= 0)


odd = st.integers(-300, 300).map(lambda n: n / 100)  # a drag lands on hundredths


@given(st.sampled_from(sorted(ACTIVATIONS)), st.lists(odd, min_size=5, max_size=5))
def test_what_is_computed_from_shown_numbers_is_what_is_shown(
    name: str, values: list[float]
) -> None:
    now: Settings = dict(zip(("x1", "x2", "w1", "w2", "b"), values, strict=True))
    stage = FakeStage("neuron", activation=name, count="2", **now)
    activation, text = ACTIVATIONS[name], stage.text
    calculation, _, z = text["sum"].removeprefix("z = ").rpartition(" ")
    assert number(added([evaluate(calculation.rstrip("=≈ "))])) == z or z == "0"
    products = [read(row[3]) for row in stage.rows["terms"]]
    assert number(added(products)) == text["total"] == z
    inside, sign, a = re.findall(r"\((.+)\) ([=≈<>]) (.+)$", text["output"])[0]
    computed = float(activation.value(read(inside)))
    assert prints(computed, a) or sign in "<>"
    claimed = {"sigmoid": max(read(a), 1 - read(a)), "tanh": (1 + abs(read(a))) / 2}
    if name in claimed and sign in "=≈":
        assert text["confidence"].startswith(percent(claimed[name]))
