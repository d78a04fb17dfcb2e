"""Parts of networks: what a sign looks like, and words that can be read on any light."""

from __future__ import annotations

import numpy as np
import pytest

from kit.pen.colours import contrast, parse
from kit.pictures.diagram import DASH, band, edge, light, node, sign_colour, unlit, weight_label
from tests.kit.drawn import Sheet

ENDS = (10.0, 10.0), (200.0, 100.0)


@pytest.mark.parametrize(
    ("weight", "fill", "dash"), [(0.5, "a-fill", ()), (-0.5, "b-fill", DASH), (0.0, "line", (2, 4))]
)
def test_an_edge_shows_its_sign_by_colour_and_dash(
    weight: float, fill: str, dash: tuple[int, ...]
) -> None:
    sheet = Sheet()
    edge(sheet.pen, *ENDS, weight, 1.0)
    (stroke,) = sheet.strokes()
    assert (stroke.colours, stroke.dash) == ({fill}, dash)


def test_an_edge_is_as_thick_as_its_weight_and_never_too_thin_to_see() -> None:
    widths = []
    for weight in (0.001, 0.5, 1.0, 7.0):
        sheet = Sheet()
        edge(sheet.pen, *ENDS, weight, 1.0)
        widths += [one.width for one in sheet.strokes()]
    assert widths == sorted(widths)
    assert widths[0] >= 1.2
    assert widths[-1] == widths[-2] == 9


@pytest.mark.parametrize(("weight", "colour"), [(0.8, "a"), (-0.8, "b")])
def test_a_weight_s_words_have_the_colour_of_words_on_a_plate(weight: float, colour: str) -> None:
    sheet = Sheet()
    weight_label(sheet.pen, *ENDS, weight)
    ((_, colours, _),) = sheet.words().values()
    assert colours == {colour} == {sign_colour(weight)}
    assert len(sheet.fills("card")) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_value_can_be_read_on_every_light(theme: str) -> None:
    for share in np.linspace(-1, 1, 201).tolist():
        sheet = Sheet(theme=theme)
        node(sheet.pen, (50, 50), 25, share, "0.5")
        calls = sheet.canvas.context.calls
        ground = next(style["fillStyle"] for name, _, style in calls if name == "fill")
        words = next(style["fillStyle"] for name, _, style in calls if name == "fillText")
        assert contrast(parse(ground), parse(words)) >= 4.5, share


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("share", "end"), [(1.0, "a-map"), (-1.0, "b-map")])
def test_a_neuron_with_a_full_value_has_the_full_colour(theme: str, share: float, end: str) -> None:
    sheet = Sheet(theme=theme)
    node(sheet.pen, (50, 50), 25, share, "1")
    assert len(sheet.fills(end)) == 1
    assert light(sheet.pen, share) == parse(sheet.pen.tokens[end])


def test_a_neuron_that_is_not_computed_is_a_dashed_rim() -> None:
    sheet = Sheet()
    unlit(sheet.pen, (50, 50), 20)
    (rim,) = sheet.strokes()
    assert rim.dash
    assert rim.colours == {"line"}


def test_a_picked_edge_lies_in_a_gap_of_a_yellow_band() -> None:
    sheet = Sheet()
    band(sheet.pen, *ENDS)
    edge(sheet.pen, *ENDS, 1.0, 1.0)
    drawn = [next(iter(one.colours - {"ink"})) for one in sheet.strokes()]
    assert drawn == ["mark-ink", "mark", "card", "a-fill"]
    widths = [one.width for one in sheet.strokes()]
    assert widths == sorted(widths, reverse=True)
    assert widths[2] - widths[3] >= 4, "the ground shows on both sides of the thickest edge"
