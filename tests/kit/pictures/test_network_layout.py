"""Names, places and neighbours of the parts of a network."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.pen.scales import Box
from kit.pictures.network_layout import NetworkLayout, Spot

SIZES = st.lists(st.integers(1, 8), min_size=2, max_size=8).map(tuple)
KEYS = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End")


def layout(*sizes: int) -> NetworkLayout:
    return NetworkLayout(Box(0, 0, 640, 320), sizes)


@pytest.mark.parametrize(
    ("name", "spot"),
    [
        ("n0.1", Spot("n", 0, 0)),
        ("b2.3", Spot("b", 2, 2)),
        ("w1.2.10", Spot("w", 1, 1, 9)),
    ],
)
def test_a_name_and_its_part(name: str, spot: Spot) -> None:
    assert Spot.of(name) == spot
    assert spot.name == name


@pytest.mark.parametrize("name", ["", "n1", "w1.2", "b1.2.3", "n-1.1", "<b>", "w1.2.3 "])
def test_other_texts_name_nothing(name: str) -> None:
    assert Spot.of(name) is None


@given(SIZES)
def test_the_parts_are_as_many_as_the_parameters_and_no_two_neurons_touch(
    sizes: tuple[int, ...],
) -> None:
    here = layout(*sizes)
    expected = sum(n * (m + 1) for m, n in pairwise(sizes))
    assert len(set(here.edges)) == expected
    centres = [here.neuron(spot.layer, spot.target) for spot in here.neurons]
    for one, other in combinations(centres, 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > 2 * here.radius
    for x, y in centres:
        assert here.radius <= x <= 640 - here.radius
        assert here.radius <= y <= 320 - here.radius


@given(SIZES)
def test_a_pointer_on_a_part_finds_it(sizes: tuple[int, ...]) -> None:
    here = layout(*sizes)
    for spot in here.neurons:
        assert here.spot_at(*here.neuron(spot.layer, spot.target)) == spot


def test_a_pointer_on_an_edge_finds_it_and_one_beside_everything_nothing() -> None:
    here = layout(2, 3, 1)
    for spot in here.edges:
        start, end = here.ends(spot)
        place = (start[0] + (end[0] - start[0]) * 0.2, start[1] + (end[1] - start[1]) * 0.2)
        assert here.spot_at(*place) == spot
    assert here.spot_at(320, 2) is None


def test_left_and_right_follow_the_signal_up_and_down_stay_in_the_column() -> None:
    here = layout(2, 3, 1)
    way = [here.neighbour(None, "ArrowRight")]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp"):
        way.append(here.neighbour(way[-1], key))
    names = [spot.name for spot in way if spot]
    assert names == ["n0.1", "w1.1.1", "n1.1", "n1.2", "w2.1.2", "n1.2", "n1.1"]
    assert here.neighbour(way[-1], "End") == Spot("n", 2, 0)
    assert here.neighbour(way[-1], "Escape") is None
    assert here.neighbour(Spot("w", 1, 0, 0), "ArrowUp") == Spot("b", 1, 0)


@given(SIZES, st.lists(st.sampled_from(KEYS), max_size=30))
def test_no_key_leads_out_of_the_network(sizes: tuple[int, ...], keys: list[str]) -> None:
    here = layout(*sizes)
    spot = None
    for key in keys:
        spot = here.neighbour(spot, key)
        assert here.has(spot)


@given(SIZES)
def test_the_keys_reach_every_part(sizes: tuple[int, ...]) -> None:
    here = layout(*sizes)
    found, open_ = {here.neurons[0]}, [here.neurons[0]]
    while open_:
        spot = open_.pop()
        for key in KEYS:
            other = here.neighbour(spot, key)
            assert other is not None
            if other not in found:
                found.add(other)
                open_.append(other)
    assert found == {*here.neurons, *here.edges}
