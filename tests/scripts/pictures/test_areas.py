"""Areas of a grid of values: closed outlines, holes, edges, fewer corners."""

from __future__ import annotations

import numpy as np
import pytest

from scripts.pictures.areas import Loop, areas, simplified

ALONG = np.linspace(-3.0, 3.0, 61)
X, Y = np.meshgrid(ALONG, ALONG)


def area(loop: Loop) -> float:
    """The area inside, negative for an outline in the other direction."""
    ends = zip(loop, [*loop[1:], loop[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in ends) / 2


def test_a_round_hill_has_a_round_outline() -> None:
    (loop,) = areas(4 - X**2 - Y**2, ALONG, ALONG, 0.0)
    assert {round(float(np.hypot(*at)), 2) for at in loop} == {2.0}
    assert abs(area(loop)) == pytest.approx(4 * np.pi, rel=0.01)


def test_a_hole_is_an_outline_in_the_other_direction() -> None:
    radius = np.hypot(X, Y)
    outer, inner = sorted(areas(1 - np.abs(radius - 1.5), ALONG, ALONG, 0.0), key=len)[::-1]
    assert area(outer) == pytest.approx(np.pi * 2.5**2, rel=0.02)
    assert area(inner) == pytest.approx(-np.pi * 0.5**2, rel=0.05)


def test_what_reaches_the_edge_ends_there() -> None:
    (loop,) = areas(X, ALONG, ALONG, 0.75)
    assert min(x for x, _ in loop) == pytest.approx(0.75)
    assert area(loop) == pytest.approx(2.25 * 6)


def test_two_hills_are_two_outlines() -> None:
    hills = np.exp(-((X - 1.5) ** 2) - Y**2) + np.exp(-((X + 1.5) ** 2) - Y**2)
    assert len(areas(hills, ALONG, ALONG, 0.5)) == 2


def test_at_a_saddle_the_corners_above_stay_apart() -> None:
    values = np.array([[1.0, -1.0], [-1.0, 1.0]])
    unit = np.array([0.0, 1.0])
    found = areas(values, unit, unit, 0.0)
    assert sorted(area(loop) for loop in found) == [0.125, 0.125]
    assert sorted(area(loop) for loop in areas(-values, unit, unit, 0.0)) == [0.125, 0.125]


def test_nothing_above_the_level_is_no_outline() -> None:
    assert areas(X, ALONG, ALONG, 3.5) == []


def test_above_and_below_share_out_the_whole_grid() -> None:
    waves = np.sin(2 * X) + np.cos(1.3 * Y + 0.4)
    above, below = areas(waves, ALONG, ALONG, 0.3), areas(-waves, ALONG, ALONG, -0.3)
    assert len(above) + len(below) > 4
    assert sum(map(area, [*above, *below])) == pytest.approx(36)


def test_the_outlines_of_noise_are_all_closed() -> None:
    values = np.random.default_rng(0).normal(size=(40, 30))
    loops = areas(values, np.arange(30.0), np.arange(40.0), 0.3)
    steps = [np.abs(np.subtract(loop, [*loop[1:], loop[0]])).max() for loop in loops]
    assert max(steps) <= 1  # from one edge of a cell to another, the last step too


def test_fewer_corners_stay_within_the_tolerance() -> None:
    circle = [(float(np.cos(t)), float(np.sin(t))) for t in np.linspace(0, 6.28, 200)]
    few = simplified(circle, 0.01)
    assert set(few) < set(circle)
    assert len(few) < 40
    assert area(few) == pytest.approx(np.pi, rel=0.02)


def test_a_plain_above_the_level_is_the_whole_grid() -> None:
    corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0)]
    assert areas(np.ones((2, 2)), np.array([0.0, 4.0]), np.array([0.0, 2.0]), 0.5) == [corners]


def test_a_corner_within_the_tolerance_is_dropped() -> None:
    corners = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    assert simplified([corners[0], (1.0, 0.1), *corners[1:]], 0.5) == corners
