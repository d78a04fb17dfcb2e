"""Scales and boxes: data and pixels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.pen.scales import Box, Scale


def test_the_ends_of_the_domain_map_to_the_ends_of_the_range() -> None:
    scale = Scale(-2, 2, 300, 100)
    assert (scale(-2), scale(2)) == (300, 100)


def test_an_empty_domain_maps_to_the_middle_of_the_range() -> None:
    assert Scale(1, 1, 0, 10)(1) == 5


def test_an_empty_range_reads_as_the_middle_of_the_domain() -> None:
    assert Scale(0, 4, 7, 7).invert(7) == 2


@given(st.floats(-2, 2))
def test_invert_undoes_the_scale(value: float) -> None:
    scale = Scale(-2, 2, 300, 100)
    assert scale.invert(scale(value)) == pytest.approx(value, abs=1e-9)


def test_invert_stays_inside_the_domain() -> None:
    scale = Scale(0, 1, 0, 100)
    assert (scale.invert(-50), scale.invert(150)) == (0, 1)


def test_a_box_knows_its_far_edges() -> None:
    box = Box(10, 20, 30, 40)
    assert (box.right, box.bottom) == (40, 60)
