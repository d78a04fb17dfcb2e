"""The playground's parts alone: states as text, the layout, the doctor."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kit.pen.scales import Box
from kit.pictures.network_layout import Spot
from tests.hosts import host_here
from tests.widgets.fake_stage import FullForm
from widgets.playground.doctor.doctor import examine
from widgets.playground.pictures.network import MapLayout
from widgets.playground.recipe import Recipe
from widgets.playground.run.sharing import LONGEST, from_text, to_text
from widgets.playground.workbench import Workbench


def bench_of(epochs: int = 0, **chosen: Any) -> Workbench:
    settings = {**FullForm("playground").settings, **chosen}
    bench = Workbench(Recipe.of(settings), float(settings["rate"]), host_here())
    bench.run.train(epochs)
    return bench


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
    known = FullForm("playground")
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
