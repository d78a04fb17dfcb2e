"""The two-layers widget: linear layers merge, others do not, and ReLU solves XOR."""

from __future__ import annotations

import numpy as np
import pytest

from tests.widgets.fake_stage import FakeStage

WEIGHTS = {"w11": 2.0, "w12": -1.0, "w21": 0.5, "w22": 3.0, "v1": 1.5, "v2": -2.0}
BIASES = {"b1": 0.5, "b2": -1.0, "c": 0.3}


def test_the_merged_numbers_are_worked_out_by_hand() -> None:
    stage = FakeStage("two-layers").change(**WEIGHTS, **BIASES)
    # 1.5 × 2 − 2 × 0.5 = 2;  1.5 × (−1) − 2 × 3 = −7.5;  1.5 × 0.5 − 2 × (−1) + 0.3 = 3.05
    assert stage.text["one"] == "z = 2 x₁ − 7.5 x₂ + 3.05"
    assert stage.rows["merging"] == [
        ["weight of x₁", "1.5 × 2 + (−2) × 0.5", "2"],
        ["weight of x₂", "1.5 × (−1) + (−2) × 3", "−7.5"],
        ["bias", "1.5 × 0.5 + (−2) × (−1) + 0.3", "3.05"],
    ]


def test_two_linear_layers_are_one_neuron() -> None:
    stage = FakeStage("two-layers").change(**WEIGHTS, **BIASES)
    assert stage.text["difference"] == "0"
    assert "one neuron in disguise" in stage.text["verdict"]
    two, one = (stage.bitmap(part).pixels.view(np.uint8) for part in ("network", "single"))
    np.testing.assert_allclose(two, one, atol=1)  # rounding may choose the neighbouring shade


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "step"])
def test_an_activation_in_between_bends_the_map(activation: str) -> None:
    stage = FakeStage("two-layers").change(activation=activation)
    assert "no single linear neuron" in stage.text["verdict"]
    assert float(stage.text["difference"].replace("−", "-")) > 0.1


def test_the_start_fails_at_xor_and_one_change_solves_it() -> None:
    stage = FakeStage("two-layers")
    assert stage.status.startswith("XOR: ")
    stage.change(activation="relu")
    assert stage.status.startswith("✓ The network computes XOR")
    # Goodfellow, Bengio and Courville, "Deep Learning", 2016, section 6.1, less 0.5 at the output
    assert stage.rows["corners"] == [
        ["0", "0", "0", "0", "0", "−0.5", "0", "✓ yes"],
        ["0", "1", "1", "0", "1", "0.5", "1", "✓ yes"],
        ["1", "0", "1", "0", "1", "0.5", "1", "✓ yes"],
        ["1", "1", "2", "1", "0", "−0.5", "0", "✓ yes"],
    ]


def test_a_relu_that_never_bends_is_not_said_to_bend() -> None:
    stage = FakeStage("two-layers").change(activation="relu", b1=3.0, b2=3.0)
    assert "still straight" in stage.text["verdict"]
    assert stage.text["difference"] == "0"


def test_hidden_neurons_that_count_for_nothing_are_said_so() -> None:
    stage = FakeStage("two-layers").change(activation="sigmoid", v1=0.0, v2=0.0)
    assert "count for nothing" in stage.text["verdict"]


def test_the_formula_names_the_activation_only_when_there_is_one() -> None:
    stage = FakeStage("two-layers")
    assert stage.text["two"] == "z = 1 × (1 x₁ + 1 x₂ + 0) + (−2) × (1 x₁ + 1 x₂ − 1) − 0.5"
    assert "ReLU(1 x₁" in stage.change(activation="relu").text["two"]


def test_the_picture_shows_every_weight_and_every_bias() -> None:
    words = FakeStage("two-layers").change(**WEIGHTS, **BIASES).words("diagram")
    for weight in ("+2", "−1", "+0.5", "+3", "+1.5", "−2"):
        assert weight in words
    for bias in ("linear, bias 0.5", "linear, bias −1", "bias 0.3"):
        assert bias in words
