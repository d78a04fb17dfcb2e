"""The hero: a network that trains before the reader's eyes, and shows nothing but what it computes.

Longer than other files: one widget, whose run, waves, ring and pictures are tested together.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from kit.pen.scales import Box
from kit.words.numbers import number, percent, signed
from pycore import MLP, Trainer, TrainingConfig
from pycore.datasets import make
from tests.widgets.fake_stage import FakeStage, runs
from widgets.hero.picture import layout_of, place_of, plane
from widgets.hero.training import BATCH, EDGE, EPOCHS, POINTS, RATE, SIZES, data, lens_maps
from widgets.hero.waves import FILL_MS, LIGHT_MS, STAND_MS, TRAVEL_MS, Wave, through

MOST_CALLS = 500
"""Of the canvas, in a frame: what a small computer draws in time."""

WIDE, PHONE = (714.0, 525.0), (358.0, 358.0)


def open_hero(size: tuple[float, float] = WIDE, **chosen: Any) -> FakeStage:
    """The hero when its lenses have filled."""
    stage = FakeStage("hero", size=size, **chosen).play()
    assert not stage.errors, stage.errors[0]["detail"]
    return stage


@cache
def engine(seed: int, epochs: int) -> tuple[MLP, Trainer]:
    """The same run, by the engine alone and its textbook step."""
    points, mlp = make("moons", n=POINTS, noise=0.2, seed=3), MLP(SIZES, seed=seed)
    config = TrainingConfig("binary_cross_entropy", RATE, "adam")
    trainer = Trainer(mlp, points.x, points.t, config, batch_size=BATCH, seed=seed, textbook=True)
    trainer.run(epochs)
    return mlp, trainer


def drawn(stage: FakeStage, part: str) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """The calls of the last drawing of a picture."""
    calls = stage.canvases[part].context.calls
    start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
    return calls[start:]


def test_the_first_run_begins_nearly_all_wrong_and_ends_all_right() -> None:
    mlp, trainer = engine(12, EPOCHS)
    first, last = trainer.history[0], trainer.history[-1]
    assert first.train_accuracy is not None
    assert first.train_accuracy < 0.2
    assert 0.004 < last.train_loss < 0.006
    assert last.train_accuracy == 1.0
    half_way = next(one.epoch for one in trainer.history if (one.train_accuracy or 0) > 0.98)
    assert 50 < half_way < 100, "the fall can be watched"
    stage = open_hero().act("play").play()
    assert stage.text["epoch"] == str(EPOCHS)
    assert stage.text["loss"] == number(last.train_loss)
    assert stage.text["right"] == "100 %"
    answer = float(mlp.predict([3.3, -1.1])[0])
    assert f"the output is {number(answer)}, which is {percent(answer)} for ● blue" in stage.status


@pytest.mark.parametrize(("seed", "epoch"), [(12, 0), (12, 37), (13, 150)])
def test_every_number_is_the_engine_s(seed: int, epoch: int) -> None:
    mlp, trainer = engine(seed, epoch)
    stage = open_hero(seed=float(seed), step=float(epoch), x1=-2.0, x2=1.5)
    record, trace = trainer.history[-1], mlp.forward(np.array([-2.0, 1.5]))
    assert stage.text["loss"] == number(record.train_loss)
    assert stage.text["right"] == percent(record.train_accuracy or 0.0)
    assert len(stage.rows["table"]) == sum(SIZES[1:])
    row = iter(stage.rows["table"])
    for layer, sums in zip(mlp.layers, trace.z, strict=True):
        for weights, bias, total in zip(layer.weights, layer.biases, sums[0], strict=True):
            _, shown, shown_bias, shown_sum, _ = next(row)
            assert shown == ", ".join(signed(float(weight), 2) for weight in weights)
            assert shown_bias == signed(float(bias), 2)
            assert shown_sum == number(float(total))
    assert stage.words("moving")[:2] == ["−2", "1.5"]


def test_it_counts_its_weights_and_biases() -> None:
    stage = open_hero()
    assert "None of the 31 weights and biases has learnt anything" in stage.text["key"]
    stage.act("step")
    assert "has changed all 31 weights and biases" in stage.text["key"]


def test_nothing_moves_after_the_lenses_have_filled_until_it_is_asked_for() -> None:
    stage = FakeStage("hero")
    assert runs(stage)
    for _ in range(10):
        stage.tick(4 * FILL_MS / 10)
    assert not runs(stage)
    assert stage.settings["step"] == 0


def test_lenses_fill_from_left_to_right() -> None:
    stage = FakeStage("hero", size=WIDE)
    dashed = [len(blanks(stage))]
    for _ in range(4):
        stage.tick(FILL_MS)
        dashed.append(len(blanks(stage)))
    assert dashed == [10, 8, 4, 1, 0]


def blanks(stage: FakeStage) -> list[tuple[Any, ...]]:
    """The lenses that are drawn as empty."""
    calls = drawn(stage, "network")
    dash = [
        i
        for i, (name, args, _) in enumerate(calls)
        if (name, args) == ("setLineDash", ([5.0, 4.0],))
    ]
    return [args for i in dash for args in arcs_before(calls, i)]


def arcs_before(calls: list[Any], end: int) -> list[tuple[Any, ...]]:
    start = max(i for i in range(end) if calls[i][0] == "beginPath")
    return [args for name, args, _ in calls[start:end] if name == "arc"]


def test_one_epoch_is_one_picture() -> None:
    stage = open_hero().act("play")
    before = len([c for c in stage.canvases["network"].context.calls if c[0] == "clearRect"])
    assert stage.text["epoch"] == "1", "the first one comes with the press"
    for epoch in range(2, 7):
        stage.tick(1000 / 60)
        assert stage.text["epoch"] == str(epoch)
    after = len([c for c in stage.canvases["network"].context.calls if c[0] == "clearRect"])
    assert after - before == 5


def shown(stage: FakeStage, part: str) -> bool:
    return not stage.attributes[part, "hidden"]


def test_what_is_next_is_offered_and_nothing_else() -> None:
    stage = open_hero()
    assert shown(stage, "play")
    assert not shown(stage, "forget")
    stage.act("play").tick(20.0)
    assert stage.text["play"] == "Pause"
    assert not shown(stage, "forget")
    stage.act("play")
    assert stage.text["play"] == "Go on"
    assert shown(stage, "forget")
    stage.act("play").play()
    assert not shown(stage, "play")


def test_forgetting_begins_with_another_start_number_and_trains() -> None:
    stage = open_hero(seed=98.0, step=150.0).act("forget")
    assert stage.settings["seed"] == 99
    assert stage.settings["step"] == 1
    assert runs(stage)
    stage.play().act("forget")
    assert stage.settings["seed"] == 1, "after the last comes the first"
    assert stage.play().text["epoch"] == str(EPOCHS)


def test_undo_leads_back_to_the_run_before() -> None:
    stage = open_hero(step=150.0)
    before, loss = stage.before(), stage.text["loss"]
    stage.act("forget").play()
    assert stage.text["loss"] != loss
    assert stage.undo(before).text["loss"] == loss


def test_a_point_that_is_sent_arrives_layer_by_layer() -> None:
    stage = open_hero(step=150.0).act("send")
    seen = []
    for _ in range(3):
        stage.tick(TRAVEL_MS / 2)
        seen.append((len(stage.words("moving")), len(signals(stage))))
        stage.tick(TRAVEL_MS / 2 + LIGHT_MS)
    assert seen == [(2, 8), (6, 12), (9, 3)]
    assert len(stage.words("moving")) == 10
    assert not runs(stage)
    assert not signals(stage)


def test_a_signal_is_as_large_as_what_it_carries_and_shaped_by_its_sign() -> None:
    mlp, _ = engine(12, 150)
    stage = open_hero(step=150.0).act("send").tick(350.0)
    carried = [
        weight * value
        for row in mlp.layers[0].weights
        for weight, value in zip(row, (3.3, -1.1), strict=True)
    ]
    found = signals(stage)
    assert [shape for shape, _ in found] == ["arc" if one >= 0 else "rect" for one in carried]
    circles = [size for shape, size in found if shape == "arc"]
    assert circles == pytest.approx([min(3 + 1.6 * one, 9) for one in carried if one >= 0])


def signals(stage: FakeStage) -> list[tuple[str, float]]:
    """Shape and size of what is under way: drawn before the ring, with a seam of 2 pixels."""
    found = []
    for name, args, style in drawn(stage, "moving"):
        if name in ("arc", "rect"):
            shape = (name, args[2])
        if name == "stroke" and style["lineWidth"] == 2:
            found.append(shape)
    return found


def test_whoever_wants_no_motion_sees_signals_stand_half_way_and_a_run_at_its_end() -> None:
    stage = FakeStage("hero", size=WIDE).prefer_stillness()
    assert not runs(stage), "the lenses are full at once"
    stage.act("play")
    assert not runs(stage)
    assert stage.text["epoch"] == str(EPOCHS)
    stage.act("send")
    assert len(signals(stage)) == 23
    assert len(stage.words("moving")) == 10
    stage.tick(STAND_MS)
    assert not signals(stage)
    assert not runs(stage)


def test_the_ring_is_dragged_and_moved_by_keys() -> None:
    stage = open_hero()
    box = Box(0, 0, *WIDE)
    axes = plane(box)
    x, y = axes.x, axes.y
    stage.point("points", x(1.0), y(2.0))
    assert (stage.settings["x1"], stage.settings["x2"]) == (1.0, 2.0)
    stage.point("points", x(5.5), y(-5.5), "move")
    assert (stage.settings["x1"], stage.settings["x2"]) == (4.6, -3.1), "it stays in the glass"
    stage.point("points", x(0.0), y(0.0), "up")
    assert stage.settings["x1"] == 4.6
    stage.press("network", "ArrowLeft").press("network", "ArrowUp", shift=True)
    assert (stage.settings["x1"], stage.settings["x2"]) == (4.1, -3.0)


def test_wherever_the_ring_may_be_it_is_in_the_glass_and_so_is_every_point() -> None:
    stage = open_hero()
    for size in (WIDE, PHONE):
        output = layout_of(Box(0, 0, *size)).lenses[-1]
        (middle, radius) = output
        ends = [stage.form.ends[name] for name in ("x1", "x2")]
        corners = [(x, y) for x in ends[0] for y in ends[1]]
        for point in [*corners, *data().x.tolist()]:
            x, y = place_of(output, (point[0], point[1]))
            assert np.hypot(x - middle[0], y - middle[1]) < radius


def test_a_lens_shows_what_its_neuron_answers() -> None:
    mlp, _ = engine(12, 40)
    inner, output = lens_maps(mlp, 9, 5)
    corner = mlp.forward(np.array([-EDGE, EDGE]))  # the top left of every map
    assert inner[2:6, 0, 0] == pytest.approx(corner.a[0][0])
    assert inner[6:9, 0, 0] == pytest.approx(corner.a[1][0])
    assert output[0, 0, 0] == pytest.approx(2 * corner.a[2][0, 0] - 1)
    assert inner[:2, 0, 0] == pytest.approx([-1, 1])


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_no_frame_costs_too_many_calls_and_no_word_is_too_small(size: tuple[float, float]) -> None:
    stage = open_hero(size)

    def cost(deed: Any) -> int:
        before = sum(len(canvas.context.calls) for canvas in stage.canvases.values())
        deed()
        return sum(len(canvas.context.calls) for canvas in stage.canvases.values()) - before

    assert cost(lambda: stage.change(x1=1.0)) < 120, "only the ring and the values are drawn"
    stage.act("play")
    assert max(cost(stage.tick) for _ in range(10)) <= MOST_CALLS
    stage.play().act("send")
    assert max(cost(lambda: stage.tick(50.0)) for _ in range(50)) <= MOST_CALLS
    for part in ("network", "moving"):
        for name, _, style in drawn(stage, part):
            if name == "fillText":
                assert float(style["font"].replace("600 ", "").split("px")[0]) >= 14


def test_a_size_that_comes_has_wiped_every_picture() -> None:
    stage = open_hero()
    counts = {part: wiped(stage, part) for part in stage.canvases}
    stage.resize(WIDE)
    assert {part: wiped(stage, part) - counts[part] for part in counts} == dict.fromkeys(counts, 1)


def wiped(stage: FakeStage, part: str) -> int:
    return sum(name == "clearRect" for name, *_ in stage.canvases[part].context.calls)


def test_a_wave_reaches_one_layer_after_another() -> None:
    wave = Wave(3, 700.0, 250.0)
    assert (wave.running, wave.lit(2), wave.on_the_way(1)) == (False, 1.0, None)
    wave.start()
    assert (wave.on_the_way(0), wave.on_the_way(1), wave.on_the_way(2)) == (None, 0.0, None)
    wave.tick(825.0)
    assert (wave.on_the_way(1), wave.lit(1), wave.lit(2)) == (None, 0.5, 0.0)
    wave.tick(825.0)
    assert wave.on_the_way(2) == through(1.0) or wave.lit(2) == 0.0
    wave.tick(250.0)
    assert not wave.running


def test_a_signal_never_goes_back() -> None:
    way = [through(step / 50) for step in range(51)]
    assert way == sorted(way)
    assert (way[0], way[-1]) == (0.0, 1.0)
