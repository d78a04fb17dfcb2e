"""Numbers as readers type them: which are understood, and what to type in place of the others."""

from __future__ import annotations

import re
import unicodedata

MINUSES = str.maketrans(dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d", "-"))
COMMAS = str.maketrans(dict.fromkeys("\u060c\u066b\uff0c", ","))  # of Arabic and Chinese keyboards
NUMBER = re.compile(r"([+-]?)(\d*)(?:[.,](\d*))?")
GROUPED = re.compile(r"([+-]?)(\d{1,3})(?:[., '’]\d{3})+(?:[.,]\d+)?")


class UnreadableError(ValueError):
    """What was typed is not a number; the message says what to type."""


def parse(text: str) -> float:
    """The number that was typed: 0.5, .5, 0,5, with any minus sign, and blanks around it.

    One point or comma is always the decimal one, so 1,250 is one and a quarter.

    Raises:
        UnreadableError: the text is not a number; the message tells the reader what to type.

    >>> parse(".5"), parse("−0,5"), parse("+ 2"), parse("3.")
    (0.5, -0.5, 2.0, 3.0)
    """
    plain = _plain(text)
    squeezed = re.sub(r"^([+-]) +", r"\1", plain)
    found = NUMBER.fullmatch(squeezed)
    if found is None or not (found[2] or found[3]):
        raise UnreadableError(_advice(squeezed))
    sign, whole, decimals = found.groups()
    return float(f"{sign}{whole or 0}.{decimals or 0}")


def _plain(text: str) -> str:
    """One form for every way of writing the same: minus signs, commas, blanks, digits."""
    plain = unicodedata.normalize("NFKC", text.translate(MINUSES)).translate(COMMAS)
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    return re.sub(r"\s+", " ", digits).strip()


def _advice(text: str) -> str:
    """What to type in place of a text that is not a number."""
    if not text:
        return "Type a number first, such as 0.5."
    if "=" in text:
        return "Type only the number that stands after the equals sign."
    if "%" in text:
        return "Type it as a plain number, without the percent sign: 50 % is 0.5."
    if re.fullmatch("[+-]? ?\\d+ ?[/:\u2044\u2215] ?\\d+", text):  # and ½, which is 1 over 2 by now
        return "Type the fraction as a decimal number: 1/2 is 0.5."
    if re.fullmatch(r"[+-]?[\d.,]+ ?(?:e|E|[x×*] ?10 ?\^).*", text):
        return "Write out all digits: 5e-1 is 0.5."
    if GROUPED.fullmatch(text):
        return "Leave out what separates the thousands: 1,234.5 is 1234.5."
    if re.search(r"\d.*[+*×·/^()-]", text):
        return "Work it out and type only the result, such as 0.5."
    if not any(c.isdecimal() for c in text):
        return "Type the number in digits, such as −0.5."
    return "Type one number with one decimal point or comma, such as −0.5, and nothing else."
