"""The playground's loss map: what it measures, when it is made, how it is read.

Longer than other files: measuring, drawing and reading a map are tested on the same maps.
"""

from __future__ import annotations

import json
import re
from itertools import count
from typing import Any

import numpy as np
import pytest

from kit.messages import Settings
from kit.pictures.network_layout import Spot
from pycore.analysis.gradient_check import numerical_gradient
from pycore.nn.objective import mean_loss
from pycore.numerics import Array
from tests.widgets.fake_stage import FakeStage
from tests.widgets.playground.test_playground_parts import bench_of
from widgets.playground.pictures.survey import Survey, Window, chosen_axes, steepest
from widgets.playground.widget import Playground

SMALL: Settings = {"count": 40.0, "sizes": "3"}
AXES = {"across": "w1.2.1", "upwards": "b2.1"}


def open_map(**settings: Any) -> FakeStage:
    return rest(FakeStage("playground", **{"lossmap": True, **SMALL, **settings}))


def rest(stage: FakeStage) -> FakeStage:
    """Wait until the map is complete."""
    assert not stage.errors, stage.errors[0]["detail"]
    return stage.play()


def survey(stage: FakeStage) -> Survey:
    widget = stage._dispatcher._open["here"]
    assert isinstance(widget, Playground)
    shown = widget._lossmap._shown
    assert shown is not None
    return shown


def numbers(words: str) -> list[float]:
    found = re.findall(r"(?<![₀-₉\w])[−-]?\d+(?:\.\d+)?", words)
    return [float(number.replace("\N{MINUS SIGN}", "-")) for number in found]


def test_it_costs_nothing_while_it_is_closed() -> None:
    stage = FakeStage("playground").act("epoch")
    assert stage.attributes["lossmap", "hidden"] is True
    assert not stage.running
    assert stage.canvases["loss"].context.calls == []


def test_it_says_so_until_the_first_map_is_there_and_forgets_when_it_is_closed() -> None:
    stage = FakeStage("playground").change(lossmap=True)
    assert stage.text["losswords"] == "The map is being computed."
    assert rest(stage).text["losswords"].startswith("The ring is at ")
    assert stage.attributes["lossmap", "hidden"] is False
    stage.change(lossmap=False).change(lossmap=True)
    assert stage.running
    assert stage.text["losswords"] == "The map is being computed."
    assert not stage.change(lossmap=False).running


def test_every_number_of_the_map_is_the_loss_of_that_network() -> None:
    bench = bench_of(2, **SMALL)
    axes = Spot("w", 1, 1, 0), Spot("b", 2, 0)
    made = Survey(bench, axes)
    made.advance(1000.0, count().__next__)
    assert made.done
    layout = bench.run.mlp.layout
    first, second = layout.index(0, 1, 0), layout.index(1, 0, None)
    u, v = (made.window.along(axis, len(made.values)) for axis in (0, 1))
    for row, column in ((0, 0), (3, 40), (44, 44), (20, 7)):
        moved = bench.run.mlp.parameters.copy()
        moved[first], moved[second] = u[column], v[row]
        y = bench.run.mlp.with_parameters(moved).predict(bench.train.x)[:, 0]
        t = bench.train.t[:, 0]
        wanted = -(t * np.log(y) + (1 - t) * np.log(1 - y)).mean()
        assert made.values[row, column] == pytest.approx(wanted, rel=1e-9)
        assert made.loss_at((u[column], v[row])) == pytest.approx(wanted, rel=1e-9)
    assert made.loss == pytest.approx(bench.run.record.train_loss, rel=1e-12)


def complete(made: Survey) -> bool:
    return made.done


def test_the_map_is_made_in_pieces_and_belongs_to_the_moment_of_its_beginning() -> None:
    bench = bench_of(1, **SMALL)
    made = Survey(bench, (Spot("w", 1, 0, 0), Spot("w", 1, 0, 1)))
    made.advance(0.5, count().__next__)
    assert not complete(made)
    before = made.values.copy()
    bench.run.train(5)
    made.advance(1000.0, count().__next__)
    now = Survey(bench, made.axes)
    assert complete(made)
    assert (made.epoch, now.epoch) == (1, 6)
    filled = before != 0
    assert filled.any()
    assert not filled.all()
    assert (made.values[filled] == before[filled]).all()
    assert made.loss == pytest.approx(made.loss_at(made.place))
    assert made.loss != now.loss


def test_the_trail_is_the_way_of_the_run_up_to_where_it_is() -> None:
    stage = open_map(**AXES)
    for _ in range(4):
        rest(stage.act("epoch"))
    assert survey(stage).epochs == [0, 1, 2, 3, 4]
    rows = stage.rows["losstrail"]
    assert [row[0] for row in rows] == ["0", "1", "2", "3", "4"]
    assert rows[-1][3] == rows[-1][4], "where it is, the map shows the loss that it has"
    assert rows[0][3] != rows[0][4], "the other weights have moved since the start"
    kept = survey(stage).places[2].tolist()
    rest(stage.change(step=2.0))
    assert survey(stage).epochs == [0, 1, 2]
    assert list(survey(stage).place) == kept
    rest(stage.act("batch"))
    assert survey(stage).epochs == [0, 1, 2, 2], "the middle of an epoch is its own place"


def test_the_axes_are_the_steepest_weights_unless_the_reader_chooses() -> None:
    bench = bench_of(**SMALL)
    mlp = bench.run.mlp.with_parameters(bench.start)

    def loss(vector: Array) -> float:
        other = mlp.with_parameters(vector)
        return mean_loss(other, bench.train.x, bench.train.t, "binary_cross_entropy")

    slopes = np.abs(numerical_gradient(loss, bench.start))
    order = steepest(bench)
    weights = [spot for spot in order if spot.kind == "w"]
    assert order[: len(weights)] == weights
    sizes = [slopes[mlp.layout.index(w.layer - 1, w.target, w.source)] for w in weights]
    assert sizes == sorted(sizes, reverse=True)
    one, two = order[:2]
    assert chosen_axes(bench, ("", "")) == (one, two)
    assert chosen_axes(bench, ("", one.name)) == (two, one), "never one of them twice"
    assert chosen_axes(bench, ("b1.3", "b1.3")) == (Spot("b", 1, 2), one)
    assert chosen_axes(bench, ("w1.9.1", "n1.1")) == (one, two), "what is not there"


def test_a_picked_weight_becomes_an_axis_at_a_press() -> None:
    stage = open_map()
    stage.act("axis across")
    assert stage.status.startswith("First pick a weight or a bias")
    rest(stage.change(picked="w2.1.3").act("axis across"))
    rest(stage.change(picked="b1.2").act("axis upwards"))
    assert (stage.settings["across"], stage.settings["upwards"]) == ("w2.1.3", "b1.2")
    assert (stage.text["lossacross"], stage.text["lossup"]) == ("h₃ → y", "bias of h₂")
    assert rest(stage.change(sizes="2")).text["lossacross"] != "h₃ → y", "it is gone"


def test_it_is_read_by_keys_and_by_the_pointer() -> None:
    stage = open_map(**AXES, size=(464.0, 450.0))  # a square of 400 px from (52, 10)
    place, window = survey(stage).place, survey(stage).window
    stage.press("loss", "ArrowRight").press("loss", "ArrowUp", shift=True)
    u, v, loss = numbers(stage.text["lossreading"])
    assert (u, v) == pytest.approx(
        (place[0] + 0.05 * window.reach, place[1] + 0.01 * window.reach), abs=0.006
    )
    assert loss == pytest.approx(survey(stage).loss_at((u, v)), rel=0.02)
    stage.point("loss", 52 + 200, 10 + 200, "hover")
    assert numbers(stage.text["lossreading"])[:2] == pytest.approx(list(window.centre), abs=0.006)
    stage.point("loss", 0, 0, "leave").press("loss", "Blur")
    assert stage.text["lossreading"].startswith("Point at the loss map")
    stage.point("loss", 52, 10).point("loss", 0, 0, "leave")
    corner = (window.centre[0] - window.reach, window.centre[1] + window.reach)
    assert numbers(stage.text["lossreading"])[:2] == pytest.approx(corner, abs=0.006)


def test_a_press_of_a_key_says_what_is_read() -> None:
    status = open_map(**AXES).press("loss", "ArrowLeft").status
    assert status.startswith("With x₁ → h₂ = ")
    assert "the training loss is" in status


def test_while_it_trains_the_map_is_begun_a_few_times_a_second_at_most() -> None:
    stage = open_map(speed="ten").act("train")
    seen = [survey(stage)]
    for _ in range(100):
        shown = survey(stage.tick(20.0))
        seen += [shown] if shown is not seen[-1] else []
    assert 2 <= len(seen) <= 7, "in two seconds"
    assert not rest(stage.act("train")).running
    assert survey(stage).epoch == int(stage.text["epoch"])


def test_losses_that_overflow_are_drawn_and_said_without_infinity() -> None:
    stage = open_map(data="hills", sizes="2", activation="relu", **AXES)
    bench = survey(stage).bench
    bench.run.edit(np.full(bench.run.mlp.layout.size, 1e200))
    rest(stage.change(noise=0.1).press("loss", "ArrowUp"))
    shown = json.dumps([stage.text, stage.rows, stage.status, stage.words("loss")])
    assert "too large for a number" in shown
    assert not re.search(r"nan|inf|∞", shown.lower())


@pytest.mark.parametrize("far", [0.0, 0.7, 3.0, 55.0, 1e300])
def test_the_window_has_room_around_every_place(far: float) -> None:
    places = np.array([[0.0, 0.3], [far, -0.2]])
    window = Window.around(places)
    if far < 1e6:
        assert (np.abs(places - window.centre).max(axis=0) < window.reach).all()
    assert np.isfinite([*window.centre, window.reach]).all()


def test_a_large_network_gets_a_coarser_map() -> None:
    axes = Spot("w", 1, 0, 0), Spot("w", 1, 0, 1)
    large = bench_of(sizes="16-16-16-16-16-16", count=1000.0)
    assert len(Survey(bench_of(), axes).values) == 45
    assert 15 <= len(Survey(large, axes).values) < 30
