"""The vanishing widget: products of slopes and weights, layer by layer, and a real network's.

Longer than other files: one tool, a sentence a test.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.words.numbers import number
from pycore.analysis.gradient_check import numerical_gradient
from pycore.nn.activations import ACTIVATIONS
from pycore.nn.objective import mean_loss
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import near, read
from widgets.vanishing.backward_paths import COMPARED, chain, factors, network, start

GOALS = ["best", "millionth", "held", "exploded"]


def done(stage: FakeStage) -> list[bool]:
    return [stage.ticks[goal] == "✓ done" for goal in GOALS]


def test_the_start_is_worked_out_by_hand() -> None:
    stage = FakeStage("vanishing")
    a = 1 / (1 + math.exp(-1))
    slope = a * (1 - a)
    # with 0.197 the printed product would be 0.00151
    assert stage.text["product-sigmoid"] == f"(1 × {slope:.4f})⁴ ≈ {slope**4:.5f}"
    assert stage.text["product-relu"] == "(1 × 1)⁴ = 1"
    assert [row[1] for row in stage.rows["table"]] == ["0.00149", "0.0076", "0.0387", "0.197"]


def test_the_sigmoid_passes_a_quarter_at_best() -> None:
    assert chain("sigmoid", 0.0, 1.0, 10)[0] == 0.25**10
    assert chain("sigmoid", 0.0, 1.0, 10)[0] < 1e-6 < chain("sigmoid", 0.0, 1.0, 9)[0]


def test_each_goal_is_ticked_by_its_own_deed_and_stays_ticked() -> None:
    stage = FakeStage("vanishing")
    assert done(stage) == [False] * 4
    assert done(stage.change(z=0.0)) == [True, False, False, False]
    assert done(stage.change(depth=11.0)) == [True, False, False, False]  # not the smallest depth
    assert done(stage.change(depth=10.0)) == [True, True, False, False]
    assert done(stage.change(depth=4.0, w=4.0)) == [True, True, False, False]
    assert done(stage.change(depth=5.0)) == [True, True, True, False]
    stage.change(z=1.0, w=6.0, depth=8.0)  # 6⁸ = 1,679,616
    assert done(stage) == [True, True, True, True]
    assert stage.status.startswith("✓ You have reached a goal.")
    assert done(stage.change(z=1.0, w=1.0, depth=1.0)) == [True, True, True, True]


def test_the_goals_of_the_path_are_not_reached_by_a_network() -> None:
    stage = FakeStage("vanishing", source="network", z=0.0, w=1.0, depth=10.0)
    assert done(stage) == [False] * 4


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"depth": 1.0}, "After 1 layer: sigmoid keeps 0.197"),
        ({"depth": 20.0}, "sigmoid has vanished (7.45 × 10⁻¹⁵)"),
        ({"w": 6.0, "depth": 20.0}, "ReLU has exploded (3.66 × 10¹⁵)"),
        ({"z": -1.0}, "ReLU lets nothing pass (0)"),
        ({"z": 0.0}, "ReLU lets nothing pass (0)"),
        ({"z": 0.0, "depth": 1.0}, "ReLU lets nothing pass (0)"),
        ({"w": 2.0}, "ReLU grows to 16."),
        ({"w": 4.0, "z": 0.0}, "sigmoid keeps 1, tanh grows to 256"),
    ],
)
def test_the_outcome_is_said_in_words(settings: dict[str, float], words: str) -> None:
    assert words in FakeStage("vanishing").change(**settings).status


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"z": 0.1}, ""),
        ({"z": 0.0}, "z = 0 is ReLU’s corner; its slope there is taken as 0."),
        ({"z": -2.0}, "At a negative sum ReLU is silent: its slope is 0."),
        ({"z": -2.0, "scale": "log"}, "has no place on a logarithmic scale"),
        ({"w": 0.0, "scale": "log"}, "has no place on a logarithmic scale"),
        ({"w": 0.0, "scale": "plain"}, ""),
    ],
)
def test_what_could_mislead_is_explained(settings: dict[str, object], words: str) -> None:
    stage = FakeStage("vanishing").change(**settings)
    assert words in stage.text["notes"]
    assert bool(stage.text["notes"]) == bool(words)


def test_a_zero_is_written_where_a_logarithm_has_no_bar() -> None:
    stage = FakeStage("vanishing").change(z=-1.0, scale="log", depth=3.0)
    assert stage.words("bars").count("0") == 3 + 1  # three bars, and the share of layer 1
    assert "10⁻²" in stage.words("bars")


@pytest.mark.parametrize(
    ("source", "shown"), [("chain", [True, True, False]), ("network", [0, 0, 1])]
)
def test_only_the_controls_that_count_are_offered(source: str, shown: list[bool]) -> None:
    stage = FakeStage("vanishing").change(source=source)
    hidden = [stage.attributes[f"control-{name}", "hidden"] for name in ("z", "weight", "seed")]
    assert [not entry for entry in hidden] == [bool(entry) for entry in shown]


@pytest.mark.parametrize("name", COMPARED)
def test_the_network_s_shares_are_those_of_a_gradient_found_by_trying(name: str) -> None:
    """The deltas of a layer's biases, summed over samples, are the slopes that trying finds."""
    mlp, data = start(name, depth=2, seed=3)
    single = data.x[:1], data.t[:1]

    def loss(parameters: np.ndarray) -> float:
        return mean_loss(mlp.with_parameters(parameters), *single, "mse")

    slopes = numerical_gradient(loss, mlp.parameters)
    *hidden, output = (np.sqrt((block[:, -1] ** 2).mean()) for block in mlp.layout.blocks(slopes))
    shares = network(name, 2, 3, samples=1)
    assert shares == pytest.approx([size / output for size in hidden], rel=1e-6)


def test_the_layer_under_the_pointer_is_read_in_all_three_panels() -> None:
    stage = FakeStage("vanishing", size=(900.0, 400.0))
    assert "layer 1 gets 0.0311" in stage.words("bars")
    # the first frame is 804 / 3 px wide from 58 on: its third quarter is layer 3 of 4
    stage.point("bars", 58 + 268 * 0.6, 200, "hover")
    column = [row[1:] for row in stage.rows["table"]][2]
    assert [word for word in stage.words("bars") if word.startswith("layer 3 gets")] == [
        f"layer 3 gets {share}" for share in column
    ]
    assert "layer 1 gets 0.0311" in stage.point("bars", 58 + 268 + 6, 200, "hover").words("bars")
    stage.point("bars", 800, 200, "hover").point("bars", 800, 200, "leave")
    assert "layer 1 gets 0.0311" in stage.words("bars")


def test_a_layer_that_is_gone_is_not_read() -> None:
    stage = FakeStage("vanishing", size=(900.0, 400.0)).point("bars", 320, 200, "hover")
    assert any(word.startswith("layer 4 gets") for word in stage.words("bars"))
    assert not stage.change(depth=2.0).errors
    assert any(word.startswith("layer 1 gets") for word in stage.words("bars"))


def test_in_a_network_the_factors_differ_and_multiply_to_the_share() -> None:
    shares = network("tanh", 6, 2)
    steps = factors(shares)
    assert max(steps) > 1.2 * min(steps)
    assert math.prod(steps) == pytest.approx(shares[0], rel=1e-12)
    stage = FakeStage("vanishing", source="network", seed=2.0, depth=6.0)
    low, rest = stage.text["product-tanh"].removeprefix("factors from ").split(" to ")
    assert read(low) == near(min(steps))
    assert read(rest.split(";")[0]) == near(max(steps))
    assert read(rest.split("product ≈ ")[1]) == near(shares[0])


def test_a_share_of_0_gives_no_factor_after_it() -> None:
    assert factors((0.0, 0.0, 0.5)) == [0.0, 0.5]


def test_one_layer_has_one_factor() -> None:
    words = FakeStage("vanishing", source="network", depth=1.0).text["product-sigmoid"]
    assert words.startswith("one factor, ")


@pytest.mark.parametrize("seed", range(1, 21))
def test_what_the_page_says_of_networks_holds_for_every_start(seed: int) -> None:
    assert network("sigmoid", 10, seed)[0] < 1e-5
    assert network("tanh", 10, seed)[0] > 0.01


moves = st.fixed_dictionaries(
    {},
    optional={
        "depth": st.integers(1, 20).map(float),
        "z": st.integers(-60, 60).map(lambda n: n / 10),
        "w": st.integers(0, 60).map(lambda n: n / 10),
        "scale": st.sampled_from(["plain", "log"]),
        "source": st.sampled_from(["chain", "network"]),
        "seed": st.integers(1, 20).map(float),
    },
)


@given(st.lists(moves, min_size=1, max_size=4))
def test_whatever_the_reader_sets_picture_equation_and_table_agree(
    steps: list[dict[str, object]],
) -> None:
    stage = FakeStage("vanishing")
    for step in steps:
        stage.change(**step)
    assert not stage.errors
    now = stage.settings
    depth = int(now["depth"])
    assert [row[0] for row in stage.rows["table"]] == [str(n) for n in range(1, depth + 1)]
    for column, name in enumerate(COMPARED, start=1):
        first = stage.rows["table"][0][column]
        assert stage.text[f"product-{name}"].endswith(first)
        assert first in stage.status
        assert any(word.endswith(first.replace(" ", "")) for word in squeezed(stage))
        if now["source"] == "chain":
            weight, slope = stage.text[f"product-{name}"][1:].partition(")")[0].split(" × ", 1)
            printed = (read(weight) * read(slope.strip("()"))) ** depth
            assert number(printed) == first
            factor = now["w"] * float(ACTIVATIONS[name].derivative(now["z"]))
            for layer, row in enumerate(stage.rows["table"], start=1):
                assert read(row[column]) == near(factor ** (depth + 1 - layer))


def squeezed(stage: FakeStage) -> list[str]:
    """What the picture says, without the spaces that a narrow one leaves out."""
    return [word.replace(" ", "") for word in stage.words("bars")]
