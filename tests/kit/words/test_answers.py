"""Typed numbers: what is understood, and what the others are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.words.answers import UnreadableError, parse
from kit.words.numbers import number

ACCEPTED = {
    "0.5": 0.5,
    ".5": 0.5,
    "0,5": 0.5,
    ",5": 0.5,
    "5.": 5.0,
    "5,": 5.0,
    "+0.5": 0.5,
    "-0.5": -0.5,
    "−0.5": -0.5,
    "\u20130,5": -0.5,  # a dash in place of a minus
    "\u2011.5": -0.5,  # a hyphen that does not break
    "\uff0d0.5": -0.5,  # a full-width minus
    "- 0.5": -0.5,
    " 0.5 ": 0.5,
    "\u202f0.5\u00a0": 0.5,
    "007": 7.0,
    "1.250": 1.25,
    "1,250": 1.25,
    "-0": 0.0,
    "\u0660\u066b\u0665": 0.5,  # Arabic digits
    "\uff10\uff0e\uff15": 0.5,  # full-width digits
}

REFUSED = {
    "": "Type a number first",
    "   ": "Type a number first",
    "z = 3": "after the equals sign",
    "=3": "after the equals sign",
    "50%": "50 % is 0.5",
    "50 %": "50 % is 0.5",
    "1/2": "1/2 is 0.5",
    "-1 / 2": "1/2 is 0.5",
    "½": "1/2 is 0.5",
    "1e3": "all digits",
    "5E-1": "all digits",
    "3×10^2": "all digits",
    "1,234.5": "thousands",
    "1.234,5": "thousands",
    "1 234": "thousands",
    "1’234": "thousands",
    "2*3": "only the result",
    "1+1": "only the result",
    "2 - 3": "only the result",
    "two": "in digits",
    "-": "in digits",
    ".": "in digits",
    "nan": "in digits",
    "inf": "in digits",
    "--1": "one number",
    "1.2.3": "one number",
    "0.5x": "one number",
    "1 2": "one number",
    "1_000": "one number",
    "0x1F": "one number",
}


@pytest.mark.parametrize("text", ACCEPTED)
def test_a_number_is_understood(text: str) -> None:
    assert parse(text) == ACCEPTED[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number_is_told_what_to_type(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(text)
    assert REFUSED[text] in str(caught.value)


def advice(text: str) -> str:
    """What a reader is told; nothing if the text is understood."""
    try:
        parse(text)
    except UnreadableError as error:
        return str(error)
    return ""


@given(st.text(max_size=16))
def test_any_text_is_either_a_number_or_advised(text: str) -> None:
    assert advice(text).startswith(("Type", "Write", "Leave", "Work")) or parse(text) <= 1e16


@given(st.integers(-99_999, 99_999))
def test_what_the_course_writes_can_be_typed_back(thousandths: int) -> None:
    assert parse(number(thousandths / 1000)) == thousandths / 1000
