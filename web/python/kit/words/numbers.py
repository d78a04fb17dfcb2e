"""The one writer of numbers: what stands in words, tables and pictures goes through it.

The rule for digits:

- At most three decimals, and none that are not needed: 0.5, 0.333, 12.346.
- Below 0.1 three digits that count, so that no true number reads as 0: 0.00247.
- From 100 on five digits that count, but every whole digit: 123.46, 1234.6, 123457.
- Below 0.0001 and from a million on, a power of ten: 1.23 × 10⁻⁵, 3.21 × 10⁷.
- A half goes away from 0, as at school; a minus is a true one; there is no −0.
- A share in per cent has one decimal; only a true 0 or 1 is 0 % or 100 %.
- A limit that is only approached is not written as reached (`within`).

Numbers that stand together in a calculation are written by `calculations`, in as many digits
as it takes that who computes with them gets the printed result.

>>> [number(value) for value in (0.5, 1 / 3, 0.0024726, -2.0, 32.6255, 1234.56, 1.234e-5)]
['0.5', '0.333', '0.00247', '−2', '32.626', '1234.6', '1.23 × 10⁻⁵']
"""

from __future__ import annotations

from math import copysign, isfinite

DIGITS = 3
LONGEST = 17  # significant digits that tell any two numbers apart
RELIABLE = 10  # significant digits that binary fractions do not touch
SMALLEST, LARGEST = -4, 5  # powers of ten of the first digit of what is written without one
OVER_THE_HALF = 1 + 1e-12  # Python rounds a half to the even digit; so much more is not a half
MINUS = "\N{MINUS SIGN}"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = DIGITS) -> str:
    """A number by the rule of this module, with `digits` in place of its three.

    >>> number(-0.25, 1), number(1 / 3, 2), number(0.1 + 0.2), number(3.21e7)
    ('−0.3', '0.33', '0.3', '3.21 × 10⁷')
    """
    if not isfinite(value):
        return "too large to write" if abs(value) > 0 else "no number"
    if value == 0:
        return "0"
    figures, power = _figures(value, digits)
    sign = MINUS if value < 0 else ""
    if SMALLEST <= power <= LARGEST:
        return sign + _pointed(figures, power)
    return f"{sign}{_pointed(figures, 0)} × {power_of_ten(power)}"


def equals(value: float, digits: int = DIGITS) -> str:
    """A number after an equals sign, or after ≈ where digits were dropped.

    >>> equals(0.5), equals(1 / 3), equals(0.1 + 0.2)
    ('= 0.5', '≈ 0.333', '= 0.3')
    """
    return f"{'=' if is_short(value, digits) else '≈'} {number(value, digits)}"


def is_short(value: float, digits: int = DIGITS) -> bool:
    """Whether a number is printed whole.

    >>> is_short(0.5), is_short(1 / 3)
    (True, False)
    """
    return number(value, digits) == number(value, max(digits, RELIABLE - 2))


def factor(value: float) -> str:
    """A number inside a product.

    >>> factor(-0.5), factor(0.5)
    ('(−0.5)', '0.5')
    """
    return bracketed(number(value))


def signed(value: float, digits: int = DIGITS) -> str:
    """A number with its sign, whichever it is.

    >>> signed(0.5), signed(-0.5), signed(0)
    ('+0.5', '−0.5', '0')
    """
    return f"+{number(value, digits)}" if value > 0 else number(value, digits)


def bracketed(text: str) -> str:
    """A printed number inside a product: what has a sign or a power of ten stands in brackets.

    >>> bracketed("−0.5"), bracketed("0.5"), bracketed("2 × 10⁷")
    ('(−0.5)', '0.5', '(2 × 10⁷)')
    """
    return f"({text})" if text.startswith(MINUS) or "×" in text else text


def within(value: float, limits: tuple[float, float], digits: int = DIGITS) -> str:
    """A number between limits; one that it only approaches is never written as reached.

    >>> within(0.99997, (0, 1)), within(1, (0, 1)), within(-0.9999, (-1, 1)), within(2e-5, (0, 1))
    ('> 0.999', '1', '< −0.999', '2 × 10⁻⁵')
    """
    text, (low, high), last = number(value, digits), limits, 10.0**-digits
    if value > low and text == number(low):
        return f"< {number(low + last, digits)}"
    if value < high and text == number(high):
        return f"> {number(high - last, digits)}"
    return text


def compact(value: float, limits: tuple[float, float], digits: int = 2) -> str:
    """The same for a picture, where a number next to 0 has no room for a power of ten.

    >>> compact(0.997, (0, 1)), compact(2e-5, (0, 1)), compact(-2e-5, (-1, 1))
    ('> 0.99', '< 0.01', '> −0.01')
    """
    if 0 < abs(value) < 10.0**SMALLEST:
        return f"{'<' if value > 0 else '>'} {number(copysign(10.0**-digits, value), digits)}"
    return within(value, limits, digits)


def percent(share: float) -> str:
    """A share of one as a percentage; only a true 0 or 1 reads as 0 % or 100 %.

    >>> percent(0.5349), percent(0.9999), percent(1)
    ('53.5 %', 'more than 99.9 %', '100 %')
    """
    if share < 1 and number(100 * share, 1) == "100":
        return "more than 99.9 %"
    if 0 < share < 0.0005:
        return "less than 0.1 %"
    return f"{number(max(100 * share, 0.1) if share else 0, 1)} %"


def power_of_ten(exponent: int) -> str:
    """A power of ten.

    >>> power_of_ten(-12), power_of_ten(0)
    ('10⁻¹²', '1')
    """
    return f"10{raised(exponent)}" if exponent else "1"


def raised(exponent: int) -> str:
    """A whole number as an exponent.

    >>> raised(20)
    '²⁰'
    """
    return str(exponent).translate(RAISED)


def shown(value: float, digits: int = DIGITS) -> float:
    """What a reader takes a printed number for.

    >>> shown(1 / 3), shown(-98765.4), shown(0.012345)
    (0.333, -98765.0, 0.0123)
    """
    if value == 0 or not isfinite(value):
        return value
    figures, power = _figures(value, digits)
    return float(f"{'-' if value < 0 else ''}{figures}e{power - len(figures) + 1}")


def _figures(value: float, digits: int) -> tuple[str, int]:
    """The digits of a number by the rule, without zeros at the end, and the first one's power."""
    power = int(f"{abs(value):e}".partition("e")[2])
    count = digits
    if 0 <= power <= LARGEST:
        count = max(digits + min(power + 1, 2), power + 1)
    count = min(count, LONGEST)
    size = abs(value) * (OVER_THE_HALF if count <= RELIABLE and abs(value) < 1e307 else 1)
    mantissa, _, shifted = f"{size:.{count - 1}e}".partition("e")
    return mantissa.replace(".", "").rstrip("0"), int(shifted)


def _pointed(figures: str, power: int) -> str:
    """Digits with a decimal point after that of the power 0, and zeros where there are none."""
    if power < 0:
        return f"0.{'0' * (-power - 1)}{figures}"
    whole, decimals = figures[: power + 1].ljust(power + 1, "0"), figures[power + 1 :]
    return f"{whole}.{decimals}" if decimals else whole
