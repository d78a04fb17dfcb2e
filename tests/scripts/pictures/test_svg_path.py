"""Paths and attributes as SVG writes them, in as few signs as it takes."""

from __future__ import annotations

import pytest

from scripts.pictures.svg_path import Part, attributes, path_data, written


@pytest.mark.parametrize(
    ("number", "text"), [(12.04, "12"), (-0.26, "-.3"), (0.5, ".5"), (-0.01, "0")]
)
def test_a_number_is_in_tenths_without_what_says_nothing(number: float, text: str) -> None:
    assert written(number) == text


def test_attributes_stand_apart_and_their_signs_are_escaped() -> None:
    assert attributes({"x": 1.25, "fill": '"none"'}) == ' x="1.2" fill="&quot;none&quot;"'


@pytest.mark.parametrize(
    ("parts", "data"),
    [
        (
            [("M", (1, 2)), ("L", (4, 2)), ("L", (4.5, 1)), ("L", (4, 0)), ("Z", ())],
            "M1 2h3l.5-1-.5-1z",
        ),
        ([("M", (1, 2)), ("C", (2, 2, 3, 4, 5, 4))], "M1 2c1 0 2 2 4 2"),
        ([("O", (5, 5, 2))], "M3 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0"),
        ([("R", (1, 1, 3, 2, 0))], "M1 1h3v2h-3z"),
    ],
)
def test_a_path_goes_in_steps_and_repeats_no_letter(parts: list[Part], data: str) -> None:
    assert path_data(parts) == data
