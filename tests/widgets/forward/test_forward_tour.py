"""The guided tour of the forward widget: its stops, its numbers, the reader's place."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from pycore import backward
from pycore.nn.mlp import MLP
from tests.widgets.fake_stage import FakeStage
from widgets.forward.network import build
from widgets.forward.tour import STOPS

SIZE = (860.0, 440.0)


def stage(**given: Any) -> FakeStage:
    return FakeStage("forward", SIZE, **given)


def loss_of(network: MLP, x: list[float]) -> float:
    return float(((network.predict(x) - 1.0) ** 2).mean())


def test_the_tour_leads_through_seven_stops_and_back_to_where_it_began() -> None:
    page = stage()
    hidden = ("tour", "hidden")
    assert page.attributes[hidden] is True
    page.act("tour-start")
    titles: list[str] = []
    for number, name in enumerate(STOPS, start=1):
        page.play(50)
        assert page.attributes[hidden] is False
        assert page.focus == "tour"
        assert page.status.endswith(f"Guided tour, stop {number} of 7: {name}.")
        titles.append(page.text["tour-title"])
        page.focus = ""
        last = page.text["tour-next"] == "Finish"
        assert last is (number == len(STOPS))
        page.act("tour-next")
    assert titles[0] == "Stop 1 of 7: Inputs"
    assert titles[-1] == "Stop 7 of 7: Backward"
    assert page.focus == "tour-start"
    assert page.attributes["tour", "hidden"] is True


def test_each_stop_shows_one_part_and_computes_what_it_speaks_of() -> None:
    page = stage()
    page.act("tour-start")
    seen = []
    for _ in STOPS:
        page.play(50)
        seen.append((page.settings["picked"], page.settings["step"]))
        page.act("tour-next")
    expected = [("n0.1", 0), ("w1.1.1", 0), ("b1.1", 0), ("n1.1", 1), ("n2.1", 2), ("n2.1", 2)]
    assert seen[:-1] == expected
    assert seen[-1][0].startswith("w")
    assert all(before[1] <= after[1] for before, after in pairwise(seen))


def test_going_back_and_leaving() -> None:
    page = stage().change(tour="4", step=1)
    page.act("tour-back")
    assert page.text["tour-title"] == "Stop 3 of 7: Bias"
    assert page.settings["step"] == 0
    assert not page.running
    page.act("tour-leave")
    assert page.settings["tour"] == "0"
    assert page.focus == "tour-start"
    page.act("tour-start")
    assert page.attributes["tour-back", "aria-disabled"] == "true"


def test_without_motion_the_tour_jumps() -> None:
    page = stage()
    page._send(type="turn", still=True)
    page.change(tour="3")
    page.act("tour-next")
    assert not page.running
    assert page.settings["step"] == 1
    page.change(tour="6")
    page.act("tour-next")
    assert not page.running
    assert page.settings["step"] == 2


def signals(page: FakeStage) -> list[float]:
    """How far from the left the dots and squares are that are under way."""
    calls = page.canvases["network"].context.calls
    start = max(i for i, (name, *_) in enumerate(calls) if name == "clearRect")
    dots = [args[0] for name, args, _ in calls[start:] if name == "arc" and args[2] < 12]
    squares = [a[0] + a[2] / 2 for name, a, _ in calls[start:] if name == "rect"]
    return sorted(dots + squares)


def test_at_the_last_stop_signals_run_back_through_all_layers_and_rest() -> None:
    page = stage(tour="6", step=2.0)
    page.act("tour-next")
    assert page.running
    page.tick(100)
    first = signals(page)
    assert len(first) == 3 + 1  # the weights and the bias of the output
    page.tick(500)
    assert sum(signals(page)) < sum(first)
    page.tick(600)
    assert len(signals(page)) == 6 + 3
    page.play(100)
    assert signals(page) == []
    page.act("tour-back").act("tour-next").act("tour-leave")
    assert not page.running


def test_the_numbers_of_the_tour() -> None:
    page = stage()
    words = [page.change(tour=str(number), step=2).text["tour-words"] for number in range(1, 7)]
    assert "x₁ = 1.2 and x₂ = −0.5" in words[0]
    assert "1.1 × 1.2 = 1.32" in words[1]
    assert "−0.6" in words[2]
    assert "exceed 0.6" in words[2]
    assert "the sum of h₁ is 0.62" in words[3]
    assert "y ≈ 0.638" in words[4]
    assert "0.131 here" in words[5]  # (0.638 − 1)² = 0.131


@pytest.mark.parametrize("sizes", ["2,3,1", "2,1", "3,6,6,6,6,2"])
@pytest.mark.parametrize("output", ["sigmoid", "linear"])
def test_the_last_stop_names_the_steepest_weight_and_lowers_the_loss(
    sizes: str, output: str
) -> None:
    page = stage(sizes=sizes, output=output, tour="6", step=5.0)
    page.act("tour-next")
    network = build(page.settings)
    x = [page.settings[f"x{i}"] for i in range(1, network.sizes[0] + 1)]
    trace = network.forward(x)
    slopes = backward(network, trace, np.ones((1, network.sizes[-1]))).blocks
    steepest = max(float(np.abs(block[:, :-1]).max()) for block in slopes)
    layer, target, source = (int(part) - 1 for part in page.settings["picked"][1:].split("."))
    assert abs(slopes[layer][target, source]) == pytest.approx(steepest)
    words = page.text["tour-words"]
    before, after = words.partition("the loss goes from ")[2].split(". Repeat")[0].split(" to ")
    assert float(before) == pytest.approx(loss_of(network, x), abs=1e-4)
    assert float(after) < float(before)


def test_a_network_that_learns_nothing_from_this_example_is_said_so() -> None:
    page = stage(edits="b2.1=3,w2.1.1=0,w2.1.2=0,w2.1.3=0", output="linear", step=2.0)
    page.change(picked="b2.1", weight=1.0, tour="7")  # the output is exactly the wanted 1
    assert "would teach the weights nothing" in page.text["tour-words"]


def test_every_stop_can_be_told_of_every_network() -> None:
    for sizes in ("2,1", "3,1,2", "2,6,6,6,6,2"):
        for number in range(1, 8):
            for activation in ("relu", "tanh", "linear"):
                page = stage(sizes=sizes, tour=str(number), activation=activation)
                assert not page.errors
                assert 60 < len(page.text["tour-words"]) < 480


def test_two_weights_that_count_alike_are_both_named() -> None:
    """Equal inputs make equal slopes; then no weight is the one that counts most."""
    told = []
    for seed in range(1, 40):
        page = stage(sizes="2,1,1", x1=3.0, x2=3.0, seed=str(seed), tour="7", output="sigmoid")
        network = build(page.settings)
        x = [3.0, 3.0]
        target = np.ones((1, 1))
        blocks = backward(network, network.forward([x]), target, "mse").blocks
        slopes = np.abs(np.concatenate([block[:, :-1].ravel() for block in blocks]))
        words = page.play(2000).text["tour-words"]
        tied = int((slopes > slopes.max() * (1 - 1e-9)).sum()) > 1 and slopes.max() > 0
        assert ("most strongly on x₁ → h₁ and x₂ → h₁, and equally on each" in words) == tied
        told.append(tied)
    assert True in told
    assert False in told
