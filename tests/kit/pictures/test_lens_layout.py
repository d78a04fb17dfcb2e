"""The layout of a network of lenses: nothing overlaps, and every edge ends clear of the glass."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import hypot

import pytest

from kit.pen.scales import Box
from kit.pictures.lens_layout import GAP, LensLayout, along
from kit.pictures.network_layout import Spot

SIZES = [(2, 4, 3, 1), (2, 1), (2, 8, 8, 1), (3, 4, 2)]
BOXES = [Box(0, 0, 714, 525), Box(0, 0, 358, 358), Box(0, 0, 420, 300), Box(0, 0, 288, 288)]


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("box", BOXES)
def test_lenses_are_inside_and_never_touch(box: Box, sizes: tuple[int, ...]) -> None:
    layout = LensLayout(box, sizes)
    for (x, y), radius in layout.lenses:
        assert box.left <= x - radius
        assert x + radius <= box.right
        assert box.top <= y - radius
        assert y + radius <= box.bottom
    for ((x0, y0), r0), ((x1, y1), r1) in combinations(layout.lenses, 2):
        assert hypot(x1 - x0, y1 - y0) > r0 + r1 + 2 * GAP


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("box", BOXES)
def test_an_edge_leads_from_glass_to_glass_and_touches_neither(
    box: Box, sizes: tuple[int, ...]
) -> None:
    layout = LensLayout(box, sizes)
    assert len(layout.edges) == sum(a * b for a, b in pairwise(sizes))
    for spot in layout.edges:
        start, first, second, end = layout.curve(spot)
        source, target = layout.lens(spot.layer - 1, spot.source), layout.lens(*place(spot))
        assert distance(start, source) == pytest.approx(GAP)
        assert distance(end, target) == pytest.approx(GAP)
        assert start[1] == first[1], "it leaves level"
        assert second[1] == end[1], "and it arrives level"
        assert start[0] < first[0] < end[0]
        assert start[0] < second[0] < end[0]


def test_edges_come_to_a_large_lens_side_by_side_and_to_a_small_one_at_one_place() -> None:
    layout = LensLayout(BOXES[0], (2, 4, 3, 1))
    ends = [layout.curve(Spot("w", 3, 0, source))[3] for source in range(3)]
    assert ends[0][1] < ends[1][1] < ends[2][1]
    assert ends[1][1] == layout.lens(3, 0)[0][1]
    assert len({layout.curve(Spot("w", 2, 1, source))[3] for source in range(4)}) == 1


def test_the_output_follows_from_the_width_alone_where_there_is_room() -> None:
    low, high = (LensLayout(Box(0, 0, 700, height), (2, 4, 3, 1)) for height in (500, 600))
    assert low.radius(3) == high.radius(3) == pytest.approx(0.176 * 700)
    assert low.lens(3, 0)[0][0] + low.radius(3) == pytest.approx(700 * 0.992)


def test_a_point_travels_from_the_start_of_a_curve_to_its_end() -> None:
    curve = LensLayout(BOXES[0], (2, 4, 3, 1)).curve(Spot("w", 1, 0, 1))
    assert along(curve, 0) == curve[0]
    assert along(curve, 1) == pytest.approx(curve[3])
    xs = [along(curve, share / 10)[0] for share in range(11)]
    assert xs == sorted(xs)


def place(spot: Spot) -> tuple[int, int]:
    return spot.layer, spot.target


def distance(point: tuple[float, float], lens: tuple[tuple[float, float], float]) -> float:
    (x, y), radius = lens
    return hypot(point[0] - x, point[1] - y) - radius
