"""Colours: tokens, mixtures, palettes."""

from __future__ import annotations

import numpy as np
import pytest

from kit.pen.colours import contrast, css, diverging, lit, mix, paint, parse
from tests.widgets.fake_stage import TOKENS


@pytest.mark.parametrize("text", ["rgb(1, 2, 3)", "rgba(1, 2, 3, 0.5)", "rgb(1,2,3)"])
def test_a_resolved_colour_is_read(text: str) -> None:
    assert parse(text) == (1, 2, 3)


@pytest.mark.parametrize("text", ["", "#010203", "light-dark(red, blue)", "rgb(1, 2)"])
def test_another_colour_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="must be a colour like"):
        parse(text)


def test_css_is_what_parse_reads() -> None:
    assert parse(css((9, 8, 7))) == (9, 8, 7)


def test_contrast_of_the_design_s_text_colours_passes_wcag_aa() -> None:
    for name in ("ink", "muted", "a", "b", "good", "bad", "live"):
        assert contrast(parse(TOKENS[name]), parse(TOKENS["card"])) >= 4.5


def test_the_diverging_palette_has_the_card_in_its_middle() -> None:
    palette = diverging(TOKENS)
    middle = palette[127:129].view(np.uint8).reshape(2, 4)[:, :3].astype(int)
    assert np.abs(middle - parse(TOKENS["card"])).max() <= 1


def test_the_diverging_palette_is_bluer_above_and_opaque_everywhere() -> None:
    pixels = diverging(TOKENS).view(np.uint8).reshape(256, 4).astype(int)
    assert pixels[-1, 2] > pixels[-1, 0]
    assert pixels[0, 0] > pixels[0, 2]
    assert (pixels[:, 3] == 255).all()
    assert mix((0, 0, 0), (10, 20, 30), 1) == (10, 20, 30)


def test_paint_gives_what_lies_outside_the_colour_of_the_nearer_end() -> None:
    palette = np.arange(256, dtype=np.uint32)
    shown = paint(palette, np.array([-9.0, -1.0, 0.0, 1.0, 9.0]))
    assert shown.tolist() == [0, 0, 128, 255, 255]


def test_a_value_has_the_colour_that_it_has_on_a_map() -> None:
    palette = diverging(TOKENS).view(np.uint8).reshape(256, 4)[:, :3].astype(int)
    for share, place in ((-1.0, 0), (1.0, 255)):
        assert lit(TOKENS, share) == tuple(palette[place].tolist())
    assert lit(TOKENS, 0.0) == parse(TOKENS["card"])
    assert lit(TOKENS, -9.0) == parse(TOKENS["b-map"])


def test_a_map_in_forced_colours_still_has_two_sides() -> None:
    """Both ends are the ground there, so side B takes something of the ink."""
    for ground, ink in (
        ("rgb(0, 0, 0)", "rgb(255, 255, 255)"),
        ("rgb(255, 255, 255)", "rgb(0, 0, 0)"),
    ):
        forced = dict.fromkeys(TOKENS, ground) | {"ink": ink}
        palette = diverging(forced).view(np.uint8).reshape(256, 4)[:, :3].astype(int)
        b, a = (tuple(palette[place].tolist()) for place in (0, 255))
        assert a == parse(ground)
        assert contrast(a, b) >= 3
