"""What the design says of its colours is computed, for the light page and for the dark one.

Text has a contrast of 4.5 on every ground that it stands on, lines and marks one of 3; the two
classes lie far apart in every colour vision, and on a grey print.

Longer than other files: the figures that the design states, and the pairs that check the measure,
are data.
"""

from __future__ import annotations

import re

import pytest

from tests.colour_science import SIGHTS, Colour, contrast, delta_e, difference, lab, lightness
from tests.tokens import tokens

THEMES = ("light", "dark")
TOKENS: dict[str, dict[str, Colour]] = {}
for _theme in THEMES:
    TOKENS[_theme] = {}
    for _name, _text in tokens(_theme).items():
        _red, _green, _blue = map(int, re.findall(r"\d+", _text))
        TOKENS[_theme][_name] = _red, _green, _blue

GROUNDS = ("bg", "card", "sunk")
TEXT, MARK = 4.5, 3.0
APART = 44.0
WORDS = ("ink", "muted", "a", "b", "live", "good", "bad")
PAIRS = (("a", "b"), ("a-fill", "b-fill"), ("a-map", "b-map"))

# Rows of numbers that the design states: what, on what, and the ratio in light and dark, if stated.
STATED = [
    ("ink", "bg", 15.4, 16.4),
    ("muted", "bg", 6.3, 9.3),
    ("muted", "sunk", 5.9, 7.5),
    ("line", "bg", 3.5, 5.1),
    ("line", "sunk", 3.3, 4.2),
    ("a", "bg", 8.0, None),
    ("a", "card", None, 9.8),
    ("b", "bg", 5.2, None),
    ("b", "card", None, 7.7),
    ("a-fill", "sunk", 5.2, None),
    ("a-fill", "card", None, 6.6),
    ("b-fill", "sunk", 3.0, 4.7),
    ("live", "sunk", 7.7, 8.3),
    ("mark-ink", "mark", 12.3, 13.0),
]
# ΔE00 as normal, protan, deutan and tritan eyes see the pair.
STATED_APART = [
    ("light", "a", "b", (47, 50, 56, 56)),
    ("light", "a-fill", "b-fill", (52, 57, 64, 63)),
    ("light", "a-map", "b-map", (54, 56, 64, 61)),
    ("dark", "a", "b", (44, 46, 49, 59)),
    ("dark", "a-fill", "b-fill", (50, 55, 58, 73)),
    ("dark", "a-map", "b-map", (49, 56, 56, 67)),
]
STATED_GREY = {"light": -23, "dark": 13}

# The pairs of Sharma, Wu and Dalal (2005), table 1, with which a CIEDE2000 is checked.
SHARMA = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, 2.8361, -74.0200), (50, 0, -82.7485), 3.4412),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, -1.1848, -84.8006), (50, 0, -82.7485), 1.0000),
    ((50, -0.9009, -85.5211), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, -1, 2), (50, 0, 0), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0010), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0012), 7.2195),
    ((50, -0.0010, 2.4900), (50, 0.0009, -2.4900), 4.8045),
    ((50, -0.0010, 2.4900), (50, 0.0010, -2.4900), 4.8045),
    ((50, -0.0010, 2.4900), (50, 0.0011, -2.4900), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((50, 2.5, 0), (56, -27, -3), 31.9030),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((50, 2.5, 0), (50, 3.1736, 0.5854), 1.0000),
    ((50, 2.5, 0), (50, 3.2972, 0), 1.0000),
    ((50, 2.5, 0), (50, 1.8634, 0.5757), 1.0000),
    ((50, 2.5, 0), (50, 3.2592, 0.3350), 1.0000),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((61.2901, 3.7196, -5.3901), (61.4292, 2.2480, -4.9620), 1.8731),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


def ratio(theme: str, one: str, other: str) -> float:
    """The contrast of two tokens."""
    return contrast(TOKENS[theme][one], TOKENS[theme][other])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_are_readable_on_every_ground(theme: str, ground: str, word: str) -> None:
    assert ratio(theme, word, ground) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("word", "ground"),
    [
        ("ink", "a-soft"),
        ("ink", "b-soft"),
        ("muted", "a-soft"),
        ("muted", "b-soft"),
        ("a", "a-soft"),
        ("b", "b-soft"),
        ("mark-ink", "mark"),
        ("card", "ink"),
        ("bg", "ink"),
        ("card", "a"),
        ("card", "b"),
        ("card", "live"),
        ("card", "good"),
        ("card", "bad"),
    ],
)
def test_words_are_readable_on_what_is_filled(theme: str, word: str, ground: str) -> None:
    assert ratio(theme, word, ground) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", ["line", "a-fill", "b-fill"])
def test_lines_edges_and_curves_stand_out_from_every_ground(
    theme: str, ground: str, mark: str
) -> None:
    assert ratio(theme, mark, ground) >= MARK


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("mark", ["a", "b", "ink", "good", "bad"])
def test_what_lies_on_a_map_stands_out_from_its_ring_of_card(theme: str, mark: str) -> None:
    """Points, the decision line and the signs of the students: a map may be of any strength."""
    assert ratio(theme, mark, "card") >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["card", "a-map", "b-map"])
def test_the_ring_of_what_is_picked_shows_on_figures_and_maps(theme: str, ground: str) -> None:
    """Marker yellow has a rim: one of the two stands out, whatever lies below."""
    assert max(ratio(theme, name, ground) for name in ("mark", "mark-ink")) >= MARK


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_classes_lie_apart_in_every_colour_vision(
    theme: str, sight: str, one: str, other: str
) -> None:
    assert difference(TOKENS[theme][one], TOKENS[theme][other], sight) >= APART


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_marker_yellow_is_taken_for_no_class(theme: str, sight: str) -> None:
    here = TOKENS[theme]
    assert round(difference(here["mark"], here["b-fill"], sight)) >= 21


@pytest.mark.parametrize(("mark", "ground", "light", "dark"), STATED)
def test_the_ratios_are_those_that_the_design_states(
    mark: str, ground: str, light: float | None, dark: float | None
) -> None:
    for theme, stated in zip(THEMES, (light, dark), strict=True):
        if stated is not None:
            assert ratio(theme, mark, ground) == pytest.approx(stated, abs=0.051)


@pytest.mark.parametrize(("theme", "one", "other", "stated"), STATED_APART)
def test_the_differences_are_those_that_the_design_states(
    theme: str, one: str, other: str, stated: tuple[int, ...]
) -> None:
    here = TOKENS[theme]
    assert tuple(round(difference(here[one], here[other], sight)) for sight in SIGHTS) == stated


@pytest.mark.parametrize("theme", THEMES)
def test_a_printed_map_keeps_its_sides(theme: str) -> None:
    here = TOKENS[theme]
    apart = lightness(here["a-map"]) - lightness(here["b-map"])
    assert round(apart) == STATED_GREY[theme]


@pytest.mark.parametrize("theme", THEMES)
def test_figures_are_brighter_than_the_page(theme: str) -> None:
    assert lightness(TOKENS[theme]["card"]) > lightness(TOKENS[theme]["bg"])


@pytest.mark.parametrize(("one", "other", "stated"), SHARMA)
def test_the_difference_of_colours_is_computed_as_published(
    one: tuple[float, float, float], other: tuple[float, float, float], stated: float
) -> None:
    assert delta_e(one, other) == pytest.approx(stated, abs=5e-5)
    assert delta_e(other, one) == pytest.approx(stated, abs=5e-5)


def test_contrast_and_lightness_reach_their_ends() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert [lightness(grey) for grey in ((0, 0, 0), (255, 255, 255))] == pytest.approx([0, 100])


@pytest.mark.parametrize("sight", SIGHTS)
def test_grey_stays_grey_in_every_colour_vision(sight: str) -> None:
    assert lab((128, 128, 128), sight) == pytest.approx(lab((128, 128, 128)), abs=0.02)
    assert lab((128, 128, 128))[1:] == pytest.approx((0, 0), abs=0.02)


def test_red_and_green_are_one_to_eyes_without_red_or_green_cones() -> None:
    """A planted pair: far apart for most, hard to tell for others."""
    red, green = (178, 76, 0), (107, 112, 0)
    assert difference(red, green) > 30
    assert difference(red, green, "deutan") < 15
