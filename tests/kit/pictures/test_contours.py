"""Contours: exact for planes, closed around hills, complete at saddles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kit.pictures.contours import contour

X = np.linspace(-2.0, 2.0, 21)
GRID = np.meshgrid(X, X)


@given(st.tuples(*[st.floats(-3, 3).map(lambda v: round(v, 2))] * 3))
def test_the_contour_of_a_plane_lies_on_its_line(weights: tuple[float, float, float]) -> None:
    w1, w2, b = weights
    segments = contour(w1 * GRID[0] + w2 * GRID[1] + b, X, X)
    for point in (p for segment in segments for p in segment):
        assert abs(w1 * point[0] + w2 * point[1] + b) < 1e-9


def test_a_line_through_the_grid_is_followed_from_edge_to_edge() -> None:
    segments = contour(GRID[0] - GRID[1], X, X)
    ends = np.array([p for segment in segments for p in segment])
    assert ends.min() == -2
    assert ends.max() == 2


def test_a_hill_has_a_closed_contour() -> None:
    segments = contour(1.1 - GRID[0] ** 2 - GRID[1] ** 2, X, X)  # meets no grid point
    ends = [tuple(np.round(p, 9)) for segment in segments for p in segment]
    assert all(ends.count(point) == 2 for point in ends)
    assert np.allclose(np.hypot(*np.array(ends).T), 1.1**0.5, atol=0.02)


def test_a_saddle_cell_has_two_segments() -> None:
    cell = np.array([[1.0, -1.0], [-1.0, 1.0]])
    assert len(contour(cell, np.array([0.0, 1.0]), np.array([0.0, 1.0]))) == 2


def test_a_plain_without_a_crossing_has_no_contour() -> None:
    assert contour(np.ones((5, 5)), np.arange(5.0), np.arange(5.0)) == []
