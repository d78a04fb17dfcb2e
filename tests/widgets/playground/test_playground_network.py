"""The picture of the playground's network: signs, thicknesses, and what is picked."""

from __future__ import annotations

import numpy as np

from kit.pictures.contours import Grid
from kit.pictures.diagram import DASH
from kit.pictures.network_layout import Spot
from pycore.nn.mlp import MLP
from tests.kit.drawn import Sheet
from widgets.playground.pictures.network import Highlight, draw_network, layout_of

NOTHING = Highlight(None, None)


def drawn(weights: list[float], highlight: Highlight = NOTHING, width: float = 600) -> Sheet:
    """A network of two inputs and an output."""
    network = MLP((2, 1))
    network.layers[0].block[0] = [*weights, 0.0]
    sheet = Sheet(width)
    maps: Grid = np.zeros((3, 8, 8))
    draw_network(sheet.pen, layout_of(sheet.pen, (2, 1)), network, ("x1", "x2"), maps, highlight)
    return sheet


def test_positive_weights_are_solid_and_negative_ones_dashed() -> None:
    sheet = drawn([1.0, -1.0])
    (positive,), (negative,) = sheet.strokes("a-fill"), sheet.strokes("b-fill")
    assert (positive.dash, negative.dash) == ((), DASH)
    assert positive.width == negative.width


def test_thickness_tells_weights_apart_however_large_they_are() -> None:
    for scale in (1.0, 10.0, 1e9):
        thin, thick = (one.width for one in drawn([scale, 3 * scale]).strokes("a-fill"))
        assert thin * 1.5 < thick
    assert drawn([float("inf"), 1.0]).strokes("a-fill")[-1].width > 5


def test_edges_are_thinner_where_layers_are_close_and_never_too_thin_to_see() -> None:
    wide, narrow = (drawn([3.0, 0.1], width=w).strokes("a-fill") for w in (600, 160))
    assert narrow[-1].width < wide[-1].width
    assert min(one.width for one in narrow) >= 1


def test_what_is_picked_has_a_yellow_ring_or_band() -> None:
    for spot in (Spot("n", 0, 1), Spot("w", 1, 0, 0), Spot("b", 1, 0)):
        assert drawn([1.0, -1.0], Highlight(None, spot)).strokes("mark"), spot.name
    assert not drawn([1.0, -1.0]).strokes("mark")
