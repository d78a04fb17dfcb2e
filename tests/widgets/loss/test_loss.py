"""The loss widget: both losses of the same predictions, and the goals."""

from __future__ import annotations

import re
from math import log

from hypothesis import given
from hypothesis import strategies as st

from kit.words.numbers import number
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import evaluate, prints, read

SIZE = (420.0, 300.0)


def test_the_start_is_worked_out_by_hand() -> None:
    stage = FakeStage("loss")
    # (0.2² + 0.4² + 0.4² + 0.1²) / 4 = (0.04 + 0.16 + 0.16 + 0.01) / 4
    assert stage.text["squared"] == "(0.04 + 0.16 + 0.16 + 0.01) / 4 = 0.0925"
    mean = -(log(0.8) + log(0.6) + log(0.6) + log(0.9)) / 4
    assert stage.text["entropy"].endswith(f"/ 4 ≈ {mean:.3f}")
    assert stage.text["accuracy"] == "4 of 4 right, 100 %"
    assert stage.text["one-squared"] == "(0.8 − 1)² = 0.04"
    assert stage.text["one-entropy"] == f"−ln 0.8 ≈ {-log(0.8):.3f}"
    # 2 (0.8 − 1) · 0.8 · 0.2 = −0.064, and 0.8 − 1 = −0.2
    assert stage.text["pull-squared"].endswith("= (−0.4) × 0.8 × 0.2 = −0.064")
    assert stage.text["pull-entropy"] == "y − t = 0.8 − 1 = −0.2"


def test_a_confident_mistake_costs_cross_entropy_much_more_and_keeps_its_pull() -> None:
    stage = FakeStage("loss").change(y1=0.01)
    row = stage.rows["samples"][0]
    assert row == ["y₁", "1", "0.01", "✗ no", "0.9801", "4.605"]
    assert abs(read(stage.text["pull-squared"].split("=")[-1].split("≈")[-1])) < 0.02
    assert read(stage.text["pull-entropy"].split("=")[-1]) == -0.99


def test_the_curves_follow_the_chosen_prediction() -> None:
    stage = FakeStage("loss").change(picked="3")
    assert stage.text["picked-name"] == "y₃, target 0"
    assert stage.text["one-entropy"].startswith("−ln(1 − 0.4)")
    assert "target 0" in stage.words("curve")


def test_a_half_counts_as_no() -> None:
    stage = FakeStage("loss").change(y1=0.5, y3=0.5)
    assert [row[3] for row in stage.rows["samples"]] == ["✗ no", "✓ yes", "✓ yes", "✓ yes"]


def test_a_ring_can_be_dragged_up_and_down() -> None:
    stage = FakeStage("loss", size=SIZE)
    # The frame goes from y = 26 to y = 180; its middle is 0.5. The third column is at x = 274.5.
    stage.point("points", 270, 103)
    assert (stage.settings["picked"], stage.settings["y3"]) == ("3", 0.5)
    stage.point("points", 60, 26, "move")  # sideways does not change the ring that is held
    assert stage.settings["y3"] == 0.99
    assert stage.settings["y1"] == 0.8
    stage.point("points", 60, 26, "up").point("points", 60, 100, "move")
    assert stage.settings["y1"] == 0.8


def test_a_press_on_the_bars_picks_a_mail_and_moves_nothing() -> None:
    stage = FakeStage("loss", size=SIZE).point("points", 370, 270)
    assert stage.settings["picked"] == "4"
    assert stage.settings["y4"] == 0.1


def test_the_curve_can_be_dragged_along() -> None:
    stage = FakeStage("loss", size=SIZE).point("curve", 48 + (420 - 62) / 2, 100)
    assert stage.settings["y1"] == 0.5


def test_a_kept_state_is_a_setting_and_stands_beside_the_present_one() -> None:
    stage = FakeStage("loss").act("keep")
    assert stage.settings["kept"] == "0.800_0.600_0.400_0.100"
    stage.change(y1=0.2)
    kept, now = stage.rows["comparison"]
    assert kept[:3] == ["kept", "0.8, 0.6, 0.4, 0.1", "100 %"]
    assert now[:3] == ["now", "0.2, 0.6, 0.4, 0.1", "75 %"]


def test_kept_predictions_outside_the_sliders_are_not_believed() -> None:
    stage = FakeStage("loss", kept="1.900_0.600_0.400_0.100")
    assert [row[0] for row in stage.rows["comparison"]] == ["now"]


def test_the_same_accuracy_with_another_loss_is_a_goal() -> None:
    stage = FakeStage("loss").change(y1=0.99, y2=0.99, y3=0.01, y4=0.01)
    assert stage.ticks["same"] == ""  # nothing is kept, so nothing is compared
    stage.act("keep")
    assert stage.ticks["same"] == ""
    stage.change(y1=0.6)
    assert stage.ticks["same"] == "✓ done"
    assert stage.status.startswith("✓ You have reached a goal.")


def test_a_lower_loss_with_a_lower_accuracy_is_a_goal() -> None:
    stage = FakeStage("loss").change(y1=0.51, y2=0.51, y3=0.49, y4=0.49).act("keep")
    stage.change(y1=0.99, y2=0.99, y3=0.01)  # all right still, and a lower loss
    assert stage.ticks["better"] == ""
    stage.change(y4=0.51)  # one is wrong now
    assert stage.ticks["better"] == "✓ done"


def test_one_mistake_that_is_nearly_the_whole_loss_is_a_goal() -> None:
    stage = FakeStage("loss").change(y1=0.01)
    assert stage.ticks["one"] == ""  # 4.6 of 5.7
    stage.change(y2=0.99, y3=0.01)
    assert stage.ticks["one"] == "✓ done"


def test_an_unknown_action_is_reported() -> None:
    assert "'explode'" in FakeStage("loss").act("explode").errors[0]["message"]


predictions = st.integers(1, 99).map(lambda n: n / 100)


@given(st.lists(predictions, min_size=4, max_size=4), st.sampled_from("1234"))
def test_whatever_the_reader_sets_all_views_agree(y: list[float], picked: str) -> None:
    moved = {f"y{i}": value for i, value in enumerate(y, start=1)}
    stage = FakeStage("loss").change(picked=picked, **moved)
    assert not stage.errors
    for part, column in (("squared", 4), ("entropy", 5)):
        each = [read(row[column]) for row in stage.rows["samples"]]
        words, mean = stage.text[part].replace("=", "≈").split("≈")
        terms = words.partition("/")[0].strip().removeprefix("(").removesuffix(")")
        assert number(evaluate(terms) / 4) == mean.strip()
        assert number(sum(each) / 4) == mean.strip()
    row = stage.rows["samples"][int(picked) - 1]
    target, prediction = read(row[1]), read(row[2])
    assert prints((prediction - target) ** 2, row[4])
    assert prints(-log(prediction if target else 1 - prediction), row[5])
    for part in ("one-squared", "pull-squared", "pull-entropy"):
        *_, calculation, result = re.split(" [=≈] ", stage.text[part])
        assert number(evaluate(calculation)) == result, part
    assert f"y{'₀₁₂₃₄'[int(picked)]} = {row[2]}" in stage.words("points")
