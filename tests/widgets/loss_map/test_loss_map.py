"""The loss map: its heights are the network's losses, its ring can be dragged, its steps undone.

Longer than other files: one tool, whose views are tested against each other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.messages import Settings
from kit.pen.cividis import CIVIDIS
from kit.words.numbers import number
from pycore.analysis.gradient_check import check_backward
from pycore.nn.mlp import MLP
from pycore.nn.objective import mean_loss
from pycore.training.config import TrainingConfig
from pycore.training.trainer import Trainer
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import numbers, read
from widgets.loss_map.picture import MapPicture, _paint
from widgets.loss_map.run import LONGEST, MapRun, MapSetup, Slice
from widgets.loss_map.widget import LossMap

SIZE = (460.0, 440.0)
QUICK = 2000.0
XOR = MapSetup("two", "mse", 1.0, 8, ())


def widget(stage: FakeStage) -> LossMap:
    """The widget behind a stage."""
    (found,) = stage._dispatcher._open.values()
    assert isinstance(found, LossMap)
    return found


def picture(stage: FakeStage) -> MapPicture:
    """The scales of the map."""
    return MapPicture(widget(stage).view.pens["map"], stage.settings["reach"])


def test_the_start_is_worked_out_by_hand() -> None:
    stage = FakeStage("loss-map", SIZE)
    # z = −3 x + 3 is 9, 6, 4.5, 1.5, 0, −3; cross-entropy is ln(1 + e^z) − t z
    z = -3 * np.array([-2, -1, -0.5, 0.5, 1, 2]) + 3
    wanted = (np.log1p(np.exp(z)) - np.array([0, 0, 1, 0, 1, 1]) * z).mean()
    assert read(stage.text["loss-now"]) == pytest.approx(wanted, rel=5e-3)
    assert stage.text["place"] == "x₁ → y = −3, bias of y = 3"
    assert stage.text["size"].startswith("2, and both are on the map")
    assert stage.rows["steps"] == [["0", "−3", "3", "3.409", "0.861"]]


def test_a_run_is_plain_training_on_all_samples() -> None:
    run = MapRun(XOR)
    mlp = MLP([2, 2, 1], seed=8)
    mlp.parameters[:] = mlp.parameters.round(2)
    trainer = Trainer(mlp, run.x, run.t, TrainingConfig("mse", 1.0), batch_size=4, textbook=True)
    trainer.run(epochs=30)
    # The trainer shuffles, so it adds in another order.
    np.testing.assert_allclose(run.path(30)[-1], mlp.parameters, rtol=1e-12)


def test_the_gradient_beside_the_map_is_the_slope_of_its_heights() -> None:
    run = MapRun(XOR)
    network = run.at(7)
    assert check_backward(network, run.x, run.t, "mse").passed
    np.testing.assert_array_equal(
        run.gradient(network), check_backward(network, run.x, run.t, "mse").claimed
    )


@pytest.mark.parametrize("kind", ["weights", "random"])
def test_the_map_passes_through_the_present_network(kind: str) -> None:
    run = MapRun(XOR)
    network = run.at(25)
    part = (
        Slice.random(run, network, 8)
        if kind == "random"
        else Slice.through(network, 0, 7, ("a", "b"))
    )
    (place,) = part.coordinates([network.parameters])
    np.testing.assert_allclose(part.parameters(*place), network.parameters, atol=1e-12)
    again = Slice.random(run, run.at(26), 8) if kind == "random" else part
    np.testing.assert_allclose(again.plane.d1, part.plane.d1)  # the axes stay along a run


def test_the_share_of_a_move_is_its_length_in_the_map() -> None:
    part = Slice.through(MapRun(XOR).mlp, 0, 1, ("a", "b"))
    move = np.zeros(9)
    move[[0, 5]] = 3.0, 4.0
    assert part.share(move) == pytest.approx(0.6)
    assert part.share(np.zeros(9)) == 1.0


def test_low_is_dark_and_high_is_bright() -> None:
    stage = FakeStage("loss-map", SIZE)
    pixels = stage.bitmap("map").pixels
    side = len(pixels)
    run = MapRun(MapSetup("one", "binary_cross_entropy", 1.0, 8, (-3.0, 3.0)))
    low = run.path(LONGEST)[-1]

    def brightness(w: float, b: float) -> float:
        row, column = round((5 - b) / 10 * (side - 1)), round((w + 5) / 10 * (side - 1))
        red, green, blue, _ = pixels[row, column : column + 1].view(np.uint8).tolist()
        return float(red + green + blue)

    assert brightness(*low) < brightness(-3, 3) < brightness(-5, 4.9)
    assert set(np.unique(pixels)) & set(CIVIDIS.tolist())


def test_a_plain_at_the_height_of_a_line_is_no_line() -> None:
    """Blocks of ink covered it, wherever rounding came near to the height."""
    rng = np.random.default_rng(0)
    ramp = np.linspace(0.1, 0.5, 15).repeat(45).reshape(15, 45)
    plain = np.full((30, 45), 0.5) - 1e-9 * rng.random((30, 45))
    pixels = _paint(np.concatenate([ramp, plain]))
    level = pixels[: pixels.shape[0] * 25 // 45]  # the first row is on top
    assert np.isin(level, CIVIDIS).all(), "a height's own colour, without ink over it"
    assert not np.isin(pixels, CIVIDIS).all(), "on the ramp there are lines"


@pytest.mark.parametrize(
    ("chosen", "shown", "disabled"),
    [
        ({"net": "one", "plane": "random"}, False, False),
        ({"net": "four", "plane": "weights"}, True, False),
        ({"net": "two", "plane": "random"}, True, True),
    ],
)
def test_only_what_counts_can_be_chosen(chosen: Settings, shown: bool, disabled: bool) -> None:
    stage = FakeStage("loss-map", SIZE, **chosen)
    assert stage.attributes["shows", "hidden"] is not shown
    assert stage.attributes["across", "disabled"] is disabled
    assert stage.attributes["upwards", "disabled"] is disabled


def test_steps_go_forward_and_back_and_the_form_counts_them() -> None:
    stage = FakeStage("loss-map", SIZE)
    stage.act("ten").play(QUICK)
    assert stage.settings["step"] == 10
    assert [row[0] for row in stage.rows["steps"]] == ["5", "6", "7", "8", "9", "10"]
    stage.act("back").act("step").play(QUICK)
    assert stage.settings["step"] == 10
    stage.act("start")
    assert stage.settings["step"] == 0
    stage.act("play").tick(QUICK)
    assert stage.running
    stage.act("play")
    assert not stage.running


def test_with_reduced_motion_steps_jump() -> None:
    stage = FakeStage("loss-map", SIZE)
    stage._send(type="turn", still=True)
    stage.act("ten")
    assert not stage.running
    assert stage.settings["step"] == 10


def test_every_step_can_be_taken_back_to_the_bit() -> None:
    stage = FakeStage("loss-map", SIZE, net="two", step=20.0)
    before = dict(stage.text), stage.rows["steps"], widget(stage).run.at(20).parameters.tobytes()  # type: ignore[union-attr]
    stage.act("ten").play(QUICK)
    for _ in range(10):
        stage.act("back")
    run = widget(stage).run
    assert run is not None
    assert (stage.text, stage.rows["steps"], run.at(20).parameters.tobytes()) == before


def test_dragging_sets_the_two_weights_and_starts_a_new_run() -> None:
    stage = FakeStage("loss-map", SIZE, step=30.0)
    at = picture(stage).at(2.5, -1.5)
    stage.point("map", *at)
    assert stage.settings["weights"] == "2.5_-1.5"
    assert stage.settings["step"] == 0
    assert stage.text["place"] == "x₁ → y = 2.5, bias of y = −1.5"
    stage.point("map", 9000, -9000, "move")
    assert stage.settings["weights"] == "5_5"
    stage.point("map", 0, 0, "up")
    assert stage.settings["weights"] == "5_5"


def test_dragging_in_a_larger_network_leaves_the_other_weights_alone() -> None:
    stage = FakeStage("loss-map", SIZE, net="two", first="w2.1.1", second="w2.1.2")
    before = MapRun(MapSetup("two", "binary_cross_entropy", 1.0, 8, ())).mlp.parameters
    stage.point("map", *picture(stage).at(3, 4))
    after = [float(text) for text in stage.settings["weights"].split("_")]
    np.testing.assert_allclose(after[:6] + after[8:], np.r_[before[:6], before[8:]], rtol=1e-3)
    assert after[6:8] == pytest.approx([3, 4], abs=1e-3)


def test_the_arrow_keys_move_the_ring() -> None:
    stage = FakeStage("loss-map", SIZE)
    stage.press("map", "ArrowRight").press("map", "ArrowUp", shift=True)
    assert stage.settings["weights"] == "-2.9_3.02"
    stage.press("map", "Focus").press("map", "ArrowLeft").press("map", "ArrowDown")
    assert stage.settings["weights"] == "-3_2.92"


def test_random_directions_can_be_dragged_along() -> None:
    stage = FakeStage("loss-map", SIZE, net="four", plane="random")
    stage.point("map", *picture(stage).at(1.0, -2.0))
    assert not stage.errors
    u, v = numbers(stage.text["place"].replace("direction 1", "").replace("direction 2", ""))
    assert (u, v) == pytest.approx((1.0, -2.0), abs=0.01)
    assert stage.text["slope"].startswith("length")


def test_the_same_weight_twice_is_not_a_map() -> None:
    stage = FakeStage("loss-map", SIZE, first="w1.1.1", second="w1.1.1")
    assert not stage.errors
    assert stage.text["place"].startswith("x₁ → y = −3, bias of y")


def test_squared_error_has_a_plain_where_cross_entropy_is_steep() -> None:
    stage = FakeStage("loss-map", SIZE, loss="mse", weights="-5_0")
    assert stage.ticks["flat"] == "✓ done"
    stage = FakeStage("loss-map", SIZE, loss="binary_cross_entropy", weights="-5_0")
    assert read(stage.rows["steps"][0][4]) > 0.5
    assert stage.ticks["flat"] == ""


def test_cross_entropy_gets_away_from_the_start_faster() -> None:
    lost = {}
    for loss in ("mse", "binary_cross_entropy"):
        run = MapRun(MapSetup("one", loss, 1.0, 8, (-3.0, 3.0)))
        end = run.at(20).parameters
        lost[loss] = float(np.linalg.norm(end - run.path(0)[0]))
    assert lost["binary_cross_entropy"] > 2 * lost["mse"]


def test_half_of_the_loss_is_a_goal_and_so_is_a_step_out_of_the_map() -> None:
    stage = FakeStage("loss-map", SIZE).change(step=40.0)
    assert stage.ticks["down"] == "✓ done"
    assert stage.ticks["hidden"] == ""
    assert stage.text["within"].startswith("100 %")
    stage.change(net="four", step=40.0)
    assert stage.ticks["hidden"] == "✓ done"


def test_an_unknown_action_is_reported() -> None:
    assert "'explode'" in FakeStage("loss-map", SIZE).act("explode").errors[0]["message"]


changes = st.fixed_dictionaries(
    {
        "net": st.sampled_from(["one", "two", "four"]),
        "loss": st.sampled_from(["mse", "binary_cross_entropy"]),
        "plane": st.sampled_from(["weights", "random"]),
        "rate": st.integers(1, 100).map(lambda n: n / 10),
        "reach": st.integers(2, 24).map(lambda n: n / 2),
        "seed": st.integers(0, 99).map(float),
        "step": st.integers(0, 80).map(float),
    }
)
deeds = st.one_of(
    changes,
    st.tuples(st.floats(-20, 480), st.floats(-20, 460)),
    st.sampled_from(["step", "ten", "back", "start"]),
    st.sampled_from(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]),
)


def make(stage: FakeStage, deed: Any) -> None:
    """The reader does one thing."""
    if isinstance(deed, dict):
        stage.change(**deed)
    elif isinstance(deed, tuple):
        stage.point("map", *deed)
    elif deed.startswith("Arrow"):
        stage.press("map", deed)
    else:
        stage.act(deed).play(QUICK)


@settings(max_examples=30, deadline=None)
@given(st.lists(deeds, min_size=1, max_size=6))
def test_map_words_and_table_agree_whatever_the_reader_does(sequence: list[Any]) -> None:
    stage = FakeStage("loss-map", SIZE)
    for deed in sequence:
        make(stage, deed)
    assert not stage.errors
    run, step = widget(stage).run, widget(stage).player.step
    assert run is not None
    assert stage.settings["step"] == step or step == run.length
    network = run.at(step)
    loss = number(mean_loss(network, run.x, run.t, run.plan.loss))
    last = stage.rows["steps"][-1]
    assert stage.text["loss-now"] == loss == last[3]
    assert last[0] == str(step)
    assert f": {stage.text['place']}, loss {loss}," in stage.status
    across, up = (part.rpartition("= ")[2] for part in stage.text["place"].split(", "))
    assert last[1:3] == [across, up]
    assert last[4] == number(float(np.linalg.norm(run.gradient(network))))


def test_the_end_of_a_run_is_told_from_an_overflow() -> None:
    stage = FakeStage("loss-map", SIZE).change(step=float(LONGEST - 1))
    assert "The run ends" not in stage.status
    stage.change(step=float(LONGEST))
    assert stage.status.endswith("The run ends after 500 steps.")
    stage = FakeStage("loss-map", SIZE).change(step=3.0)
    run = widget(stage).run
    assert run is not None
    run.length = 3  # as after an overflow
    stage.change(reach=6.0)
    assert stage.status.endswith("The run ends here: the next numbers would be infinite.")


def test_the_slope_is_said_without_a_sign_and_level_ground_has_no_arrow() -> None:
    stage = FakeStage("loss-map", SIZE)
    run = MapRun(MapSetup("one", "binary_cross_entropy", 1.0, 8, (-3.0, 3.0)))
    across, up = run.gradient(run.mlp).tolist()
    assert across < 0 < up
    assert stage.text["slope"] == f"{number(-across)} to the left, {number(up)} upwards"
    assert _arrows(stage) == 1
    stage.change(weights="-3_-3")
    assert stage.text["slope"].endswith(" downwards")
    stage.change(weights="-3_3", step=float(LONGEST))
    assert _arrows(stage) == 0


def _arrows(stage: FakeStage) -> int:
    """Arrows in the last picture; each has two lines with a halo 5 pixels wide."""
    context = stage.canvases["map"].context
    start = max(i for i, (name, *_) in enumerate(context.calls) if name == "clearRect")
    wide = [state["lineWidth"] == 5 for n, _, state in context.calls[start:] if n == "stroke"]
    return len([one for one in wide if one]) // 2
