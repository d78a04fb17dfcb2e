"""The backprop widget: four steps, every number in all views, and every step back to the bit.

Longer than other files: one tool, whose views are tested against each other.
"""

from __future__ import annotations

import copy
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.messages import Settings
from kit.pictures.diagram import SQUARE
from kit.pictures.network_layout import Spot
from kit.words.numbers import number
from pycore.analysis.gradient_check import check_backward
from tests.widgets.fake_stage import FakeStage
from tests.widgets.printed import numbers, read
from widgets.backprop.flights import layout_of
from widgets.backprop.picture import PULSE
from widgets.backprop.steps import Position
from widgets.backprop.widget import Backprop

SIZE = (620.0, 440.0)
QUICK = 2000.0  # milliseconds in a frame: tests need not see everything glide


def widget(stage: FakeStage) -> Backprop:
    """The widget behind a stage."""
    (found,) = stage._dispatcher._open.values()
    assert isinstance(found, Backprop)
    return found


def shown(stage: FakeStage) -> dict[str, Any]:
    """Everything that the page shows, without what a goal adds."""
    status = stage.status.removeprefix("✓ You have reached a goal. ")
    return copy.deepcopy({**stage.text, **stage.rows, "status": status})


def test_nothing_is_computed_before_it_is_asked_for() -> None:
    stage = FakeStage("backprop", SIZE)
    assert not stage.running
    assert [stage.text[f"{p}-result"] for p in ("forward", "loss", "backward", "update")] == [
        "–"
    ] * 4
    assert stage.words("network").count("?") == 1
    assert not any(word.startswith(("δ", "∂", "→")) for word in stage.words("network"))


def test_the_four_steps_follow_one_another_with_their_numbers() -> None:
    stage = FakeStage("backprop", SIZE, seed=8.0)
    results = {}
    for step in ("forward", "loss", "backward", "update"):
        stage.act(step).play(QUICK)
        results[step] = stage.text[f"{step}-result"]
        assert stage.attributes[f"{step}-step", "aria-current"] == "step"
    assert results["forward"] == "y ≈ 0.355"
    assert results["loss"] == "L ≈ 0.126"
    assert results["backward"].startswith("largest |∂| ≈ 0.163")
    assert results["update"].startswith("L now ≈ ")
    assert (stage.settings["cycle"], stage.settings["op"]) == (0, "13")
    assert stage.status.startswith("Cycle 1 complete.")
    stage.act("loss").play(QUICK)  # of the next cycle, with the forward pass on the way
    assert (stage.settings["cycle"], stage.settings["op"]) == (1, "4")
    stage.act("loss")  # pressed again, the step is shown again
    assert stage.running
    stage.play(QUICK)
    assert (stage.settings["cycle"], stage.settings["op"]) == (1, "4")


def test_a_step_that_lies_behind_is_gone_back_to() -> None:
    stage = FakeStage("backprop", SIZE).act("backward").play(QUICK)
    stage.act("forward").play(QUICK)
    assert (stage.settings["cycle"], stage.settings["op"]) == (0, "3")


def test_signals_are_seen_on_their_way_in_both_directions() -> None:
    stage = FakeStage("backprop", SIZE)

    def pulses() -> int:
        calls = stage.canvases["network"].context.calls
        start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
        sizes = {"arc": PULSE, "rect": 2 * (SQUARE * PULSE)}
        return sum(args[2] == sizes[name] for name, args, _ in calls[start:] if name in sizes)

    assert pulses() == 0
    stage.act("operation").tick(100)
    assert pulses() == 3  # two weights and the bias lead into h₁
    stage.play(QUICK)
    assert pulses() == 0
    stage.change(op="6").act("operation").tick(100)
    assert pulses() == 1  # δ of h₁: one path comes back from y
    stage.play(QUICK).act("operation").tick(100)
    assert pulses() == 6  # on each of three edges what came in meets δ


def test_with_reduced_motion_steps_jump() -> None:
    stage = FakeStage("backprop", SIZE, seed=8.0)
    stage._send(type="turn", still=True)
    stage.act("forward")
    assert not stage.running
    assert stage.text["forward-result"] == "y ≈ 0.355"


def test_the_buttons_go_as_far_as_they_say() -> None:
    stage = FakeStage("backprop", SIZE)
    places = []
    for action in ("operation", "cycle", "ten", "back", "back-cycle", "back-cycle", "start"):
        stage.act(action).play(QUICK)
        places.append(int(stage.settings["cycle"]) * 13 + int(stage.settings["op"]))
    assert places == [1, 13, 143, 142, 130, 117, 0]
    stage.act("play").tick(100)
    assert stage.text["play-word"] == "Pause"
    stage.act("play")
    assert not stage.running
    assert stage.text["play-word"] == "Play"


def test_back_during_a_glide_takes_back_only_what_is_under_way() -> None:
    stage = FakeStage("backprop", SIZE).change(op="5")
    stage.act("operation").tick(100)
    stage.act("back")
    assert not stage.running
    assert stage.settings["op"] == "5"


def test_the_loss_falls_and_the_curve_grows() -> None:
    stage = FakeStage("backprop", SIZE).change(cycle=100)
    first, last = numbers(stage.text["mean"])
    assert last < first / 5
    assert stage.ticks["half"] == "✓ done"
    calls = [name for name, *_ in stage.canvases["curve"].context.calls]
    assert calls.count("lineTo") > 90


@pytest.mark.parametrize(("rate", "cycles"), [(0.1, 3), (0.5, 3), (1.0, 3), (2.0, 2), (3.0, 1)])
def test_what_a_reader_sees_first_is_a_falling_loss(rate: float, cycles: int) -> None:
    stage = FakeStage("backprop", SIZE, rate=rate)
    losses = []
    for cycle in range(cycles + 1):
        stage.change(cycle=float(cycle), op="0")
        losses.append(numbers(stage.text["mean"])[-1])
    assert losses == sorted(losses, reverse=True)
    assert len(set(losses)) == cycles + 1


def test_a_cycle_that_makes_another_sample_worse_says_so_with_its_numbers() -> None:
    """Start 8: the first cycle raised the mean loss at every rate, without a word."""
    stage = FakeStage("backprop", SIZE, seed=8.0, op="13")
    run = widget(stage).run
    assert run is not None
    before, after = (run.each_loss(run.cycle(cycle).before) for cycle in (0, 1))
    worse = [i for i in (1, 2, 3) if after[i] > before[i]]
    assert worse == [1, 2]
    assert stage.status == (
        f"Cycle 1 complete. Mean loss ≈ 0.285, before it 0.275. The step made sample 2 worse "
        f"({number(before[1])} → {number(after[1])}) and sample 3 worse "
        f"({number(before[2])} → {number(after[2])}). Each step looks at one sample only, so "
        "the mean may rise."
    )


def test_a_step_that_harms_its_own_sample_is_called_too_long() -> None:
    stage = FakeStage("backprop", SIZE, rate=10.0, activation="linear", loss="binary_cross_entropy")
    found = []
    for cycle in range(60):
        stage.change(cycle=float(cycle), op="13")
        run = widget(stage).run
        assert run is not None
        one = run.cycle(cycle)
        rose = one.loss_after > one.loss and number(one.loss) != number(one.loss_after)
        assert ("too long even for its own sample" in stage.status) == rose, cycle
        found.append(rose)
    assert any(found)


@pytest.mark.parametrize("data", ["gaussians", "circles"])
def test_many_samples_that_got_worse_are_named_without_numbers(data: str) -> None:
    stage = FakeStage("backprop", SIZE, data=data, rate=10.0)
    told = [stage.change(cycle=float(c), op="13").status for c in range(40)]
    assert any(re.search(r"made samples \d, \d( and|, \d)", words) for words in told)


def test_a_wiped_picture_is_drawn_again() -> None:
    stage = FakeStage("backprop", SIZE)
    stage._send(type="turn", sizes={"curve": [*SIZE, 1.0]})
    calls = [name for name, *_ in stage.canvases["curve"].context.calls]
    assert calls.count("clearRect") == 2
    stage.act("operation")
    assert [n for n, *_ in stage.canvases["curve"].context.calls].count("clearRect") == 2


def test_a_tap_picks_an_edge_and_a_neuron_stands_for_its_bias() -> None:
    stage = FakeStage("backprop", SIZE)
    layout = layout_of(widget(stage).view.pens["network"], (2, 2, 1))
    start, end = layout.neuron(1, 1), layout.neuron(2, 0)
    stage.point("network", (start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    assert stage.settings["picked"] == "w2.1.2"
    stage.point("network", *layout.neuron(1, 0))
    assert stage.settings["picked"] == "b1.1"
    stage.point("network", *layout.neuron(0, 0)).point("network", 3, 3)
    assert stage.settings["picked"] == "b1.1"  # inputs and empty places pick nothing


def test_the_keys_walk_over_the_weights() -> None:
    stage = FakeStage("backprop", SIZE).press("network", "Focus").press("network", "End")
    assert stage.settings["picked"] == "w2.1.2"
    stage.press("network", "ArrowLeft").press("network", "Home")
    assert stage.settings["picked"] == "b1.1"
    stage.press("network", "ArrowDown")
    assert stage.settings["picked"] == "w1.1.1"


def test_what_is_picked_is_spoken_of_until_the_run_goes_on() -> None:
    stage = FakeStage("backprop", SIZE, seed=8.0).press("network", "Home")
    assert stage.status == "The bias of h₁ is 0; its gradient comes with the backward pass."
    stage.act("backward").play(QUICK).press("network", "ArrowDown")
    assert stage.status == "Weight x₁ → h₁ is −0.42, its gradient −0.0992."
    stage.press("network", "Focus")
    assert stage.status.startswith("Weight x₁ → h₁")
    stage.act("operation").play(QUICK)
    assert stage.status.startswith("Cycle 1, update")


def test_another_network_offers_its_own_weights() -> None:
    stage = FakeStage("backprop", SIZE, picked="w2.1.2").change(hidden="3-2")
    assert "w3.1.2" in stage.form.choices["picked"]
    assert len(stage.rows["parameters"]) == 3 * 3 + 4 * 2 + 3
    stage.change(picked="w3.1.2").change(hidden="1")
    assert stage.settings["picked"] == "w1.1.1"  # what is not there is picked no more
    assert not stage.errors


def test_sums_over_paths_are_shown_as_sums() -> None:
    stage = FakeStage("backprop", SIZE, hidden="2-2", picked="w1.1.1", op="20")
    words = stage.rows["factors"][0][2]
    assert words.startswith("sum over the paths through h₂₁, h₂₂")
    terms = words.partition("each: ")[2].split(" + ")
    assert len(terms) == 2
    assert stage.words("network").count("1") == 2  # the factor's number stands on both paths


def test_the_factors_are_numbered_in_the_picture_where_they_come_from() -> None:
    stage = FakeStage("backprop", SIZE)
    assert {"1", "2", "3"} <= set(stage.words("network"))
    assert [row[0][0] for row in stage.rows["factors"]] == ["①", "②", "③"]


def test_a_saturated_neuron_is_marked_where_the_signal_stops() -> None:
    stage = FakeStage("backprop", SIZE, cycle=60)
    assert "flat" in stage.words("network") or stage.text["flat"].startswith("None")
    stage.change(rate=10.0, cycle=40, op="13")
    assert "slope" in stage.text["flat"]
    assert "flat" in stage.words("network")


def test_a_rate_that_is_much_too_large_is_found() -> None:
    stage = FakeStage("backprop", SIZE, rate=8.0).change(cycle=39)
    assert stage.ticks["worse"] == ""  # too early to tell
    assert FakeStage("backprop", SIZE, rate=1.0, cycle=60).ticks["worse"] == ""
    assert stage.change(cycle=40).ticks["worse"] == "✓ done"


def test_a_weight_that_nothing_pulls_at_is_found() -> None:
    stage = FakeStage("backprop", SIZE, activation="relu", picked="w2.1.1")
    assert stage.ticks["stuck"] == ""
    stage.change(op="10")  # h₁ is ReLU(−0.77) = 0, so its weight to y gets no gradient
    assert stage.rows["factors"][2][1] == "0"
    assert stage.ticks["stuck"] == "✓ done"
    assert "nothing pulls at it" in stage.text["meaning"]


def test_an_unknown_action_is_reported() -> None:
    assert "'explode'" in FakeStage("backprop", SIZE).act("explode").errors[0]["message"]


def test_a_run_that_ends_says_so_and_goes_no_further() -> None:
    changed: Settings = {"activation": "linear", "loss": "binary_cross_entropy", "rate": 10.0}
    stage = FakeStage("backprop", SIZE, data="circles", hidden="4-3", seed=3, **changed)
    stage.change(cycle=300)
    assert stage.status.startswith("The run ends after ")
    assert not stage.errors


ACTIONS = ("forward", "loss", "backward", "update", "operation", "cycle", "ten", "back")
moves = st.one_of(
    st.sampled_from([*ACTIONS, "back-cycle", "start"]),
    st.fixed_dictionaries(
        {
            "data": st.sampled_from(["xor", "and", "gaussians", "circles"]),
            "hidden": st.sampled_from(["1", "2", "3", "2-2", "4-3", "2-2-2"]),
            "activation": st.sampled_from(["tanh", "sigmoid", "relu", "leaky_relu", "linear"]),
            "loss": st.sampled_from(["mse", "binary_cross_entropy"]),
            "rate": st.integers(1, 30).map(lambda n: n / 10),
            "seed": st.integers(0, 99),
        }
    ),
    st.tuples(st.integers(0, 40), st.integers(0, 60)),
    st.sampled_from(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]),
)


def make(stage: FakeStage, move: Any) -> None:
    """The reader does one thing."""
    if isinstance(move, dict):
        stage.change(**move)
    elif isinstance(move, tuple):
        stage.change(cycle=float(move[0]), op=str(move[1]))
    elif move.startswith(("Arrow", "Home", "End")):
        stage.press("network", move)
    else:
        stage.act(move).play(QUICK)


@settings(max_examples=30, deadline=None)
@given(st.lists(moves, min_size=1, max_size=6))
def test_picture_equation_and_table_agree_whatever_the_reader_does(sequence: list[Any]) -> None:
    stage = FakeStage("backprop", SIZE)
    for move in sequence:
        make(stage, move)
    assert not stage.errors
    stage.change(check=True)
    place = widget(stage).player.step
    run = widget(stage).run
    assert run is not None
    cycle = run.cycle(Position.at(place, run.sizes).cycle)
    equation = stage.text["chain-numbers"]
    picked = stage.settings["picked"]
    names = stage.form.choices["picked"]
    row = stage.rows["parameters"][names.index(picked)]
    spot = Spot.of(picked)
    assert spot is not None
    at = Position.at(place, run.sizes)
    factors, _, result = equation.removeprefix("= ").replace("≈", "=").rpartition("=")
    known = at.has("gradient", spot.layer, spot.target)
    assert known == bool(factors)
    if known:
        # The printed factors, multiplied, give the printed gradient to its printed digits.
        assert number(float(np.prod(numbers(factors)))) == row[4] == result.strip()
        assert [read(cells[1]) for cells in stage.rows["factors"]] == numbers(factors)
    shown_values = [cells[1] for cells in stage.rows["factors"]]
    assert ("–" in shown_values) != at.has("delta", spot.layer, spot.target)
    assert (stage.text["change"] == "–") != at.has("update", spot.layer, spot.target)
    assert (stage.text["meaning"] == "–") != known
    # Table and engine are the same network.
    network = cycle.before
    assert [r[1] for r in stage.rows["parameters"]] == [number(p) for p in network.parameters]
    assert [r[4] for r in stage.rows["parameters"]] == [number(g) for g in cycle.gradients.vector]
    assert [r[5] for r in stage.rows["parameters"]] == [number(p) for p in cycle.after.parameters]
    # The picture labels the picked edge with its weight, its gradient or its new value.
    label = next(w for w in stage.words("network") if _labels(w, row))
    assert label
    _check_measured(stage, cycle)


def _labels(word: str, row: list[str]) -> bool:
    sign, number = (word[0], word[2:]) if word[0] in "∂→" else ("", word)
    try:
        value = read(number)
    except ValueError:
        return False
    wanted = read(row[{"": 1, "∂": 4, "→": 5}[sign]])
    return abs(value - wanted) <= max(0.0051, 0.051 * abs(wanted))


def _check_measured(stage: FakeStage, cycle: Any) -> None:
    """Measured and claimed gradients agree to 1e-6, unless a kink lies within the nudge.

    Without a limit on the weights, as in a run that explodes, every nudge crosses a kink.
    """
    kinked = cycle.before.layers[0].activation.name in ("relu", "leaky_relu")
    if kinked and min(float(np.abs(z).min()) for z in cycle.trace.z[:-1]) < 1e-3:
        return
    if np.abs(cycle.before.parameters).max() > 100:
        return
    assert check_backward(cycle.before, cycle.x, cycle.t, cycle.config.loss).errors.max() <= 1e-6
    assert stage.text["check-all"].startswith("✓ All agree")
    assert all(read(r[7]) <= 1e-6 for r in stage.rows["parameters"])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 60), st.lists(st.sampled_from(ACTIONS[:7]), min_size=1, max_size=5))
def test_every_way_forward_can_be_taken_back_to_the_bit(start: int, sequence: list[str]) -> None:
    stage = FakeStage("backprop", SIZE).change(cycle=float(start // 13), op=str(start % 13))
    before, bits = shown(stage), _bits(stage)
    for action in sequence:
        stage.act(action).play(QUICK)
    while widget(stage).player.step > start:
        stage.act("back-cycle" if widget(stage).player.step - start > 13 else "back")
    while widget(stage).player.step < start:  # a step that lay behind was gone back to
        stage.act("operation").play(QUICK)
    assert shown(stage) == before
    assert _bits(stage) == bits


def _bits(stage: FakeStage) -> bytes:
    """The parameters of the present cycle."""
    run, step = widget(stage).run, widget(stage).player.step
    assert run is not None
    return run.cycle(max(step - 1, 0) // 13).before.parameters.tobytes()


def test_a_link_into_the_middle_shows_what_walking_there_shows() -> None:
    walked = FakeStage("backprop", SIZE)
    for _ in range(3):
        walked.act("cycle").play(QUICK)
    walked.act("backward").play(QUICK)
    linked = FakeStage("backprop", SIZE, cycle=3.0, op="10")
    assert shown(linked) == shown(walked)


def test_a_finished_step_keeps_all_its_lines() -> None:
    stage = FakeStage("backprop", SIZE).change(op="2")
    assert [row[0] for row in stage.rows["operation"]] == ["z of h₂", "h₂"]
    stage.change(op="3")
    names = ["z of h₁", "h₁", "z of h₂", "h₂", "z of y", "y"]
    assert [row[0] for row in stage.rows["operation"]] == names
    assert stage.text["operation-name"].startswith("Forward, the whole step")
    stage.change(op="4")
    assert [row[0] for row in stage.rows["operation"]] == ["loss L"]
    stage.change(op="10")
    gradients = [row for row in stage.rows["operation"] if row[0].startswith("∂L/∂(")]
    assert len(gradients) == 9
    stage.change(op="13")
    assert len(stage.rows["operation"]) == 9


def test_nothing_is_said_of_a_weight_before_it_is_computed() -> None:
    stage = FakeStage("backprop", SIZE, seed=8.0, picked="w2.1.1")
    values = []
    for done in ("0", "1", "4", "5", "6", "13"):
        stage.change(op=done)
        values.append([row[1] for row in stage.rows["factors"]])
    assert values[0] == ["–", "–", "–"]
    assert values[1] == values[2] == ["–", "–", "−0.647"]
    assert values[3] == ["0.71", "0.229", "−0.647"]
    assert "0.229" not in str(
        FakeStage("backprop", SIZE, seed=8.0, picked="w2.1.1").rows["factors"]
    )
    stage.change(op="5")
    assert stage.text["chain-numbers"] == "= 0.71 × 0.229 × (−0.647)"
    assert stage.text["change"] == stage.text["meaning"] == "–"
    stage.change(op="6")
    assert stage.text["chain-numbers"] == "= 0.71 × 0.229 × (−0.647) ≈ −0.105"
    assert stage.text["change"] == "–"
    assert stage.change(op="13").text["change"].startswith("1.05 − 1 × (−0.105")
