"""Numbers as a reader writes them: a true minus sign, no needless digits, words for sums."""

from __future__ import annotations

from collections.abc import Sequence

MINUS = "\N{MINUS SIGN}"
NOISE = 1e-9  # what binary fractions add to a sum of decimal ones, and much more
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def number(value: float, digits: int = 3) -> str:
    """A number with at most `digits` decimals.

    >>> number(-0.5), number(2.0), number(1 / 3)
    ('−0.5', '2', '0.333')
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", "0"):
        return "0"
    return text.replace("-", MINUS)


def equals(value: float, digits: int = 3) -> str:
    """An equals sign and a number, or ≈ where digits had to be dropped.

    >>> equals(0.5), equals(1 / 3)
    ('= 0.5', '≈ 0.333')
    """
    text = number(value, digits)
    exact = abs(float(text.replace(MINUS, "-")) - value) < NOISE
    return f"{'=' if exact else '≈'} {text}"


def factor(value: float) -> str:
    """A number inside a product: a negative one stands in brackets.

    >>> factor(-0.5)
    '(−0.5)'
    """
    text = number(value)
    return f"({text})" if text.startswith(MINUS) else text


def total(terms: Sequence[tuple[float, float]], constant: float) -> str:
    """A weighted sum with numbers in it.

    >>> total([(0.8, 0.5), (-1.2, 0.25)], 0.1)
    '0.8 × 0.5 + (−1.2) × 0.25 + 0.1'
    """
    products = [f"{factor(weight)} × {factor(x)}" for weight, x in terms]
    return " + ".join([*products, factor(constant)])


def equation(weights: Sequence[float], bias: float) -> str:
    """A weighted sum with numbers for the weights and letters for the inputs.

    >>> equation([2, -1], 0.5)
    '2 x₁ − 1 x₂ + 0.5'
    """
    terms = [f"{number(w)} {named('x', i)}" for i, w in enumerate(weights, start=1)]
    return joined([*terms, number(bias)])


def joined(terms: Sequence[str]) -> str:
    """Terms added up; a negative one is taken away.

    >>> joined(["1", "−2", "3"])
    '1 − 2 + 3'
    """
    return " + ".join(terms).replace(f"+ {MINUS}", f"{MINUS} ")


def percent(share: float) -> str:
    """A share of one as a percentage; only a true 0 or 1 reads as 0 % or 100 %.

    >>> percent(0.5349), percent(0.9999), percent(1)
    ('53.5 %', 'more than 99.9 %', '100 %')
    """
    if 0.999 < share < 1:
        return "more than 99.9 %"
    if 0 < share < 0.001:
        return "less than 0.1 %"
    return f"{number(100 * share, 1)} %"


def named(letter: str, index: int) -> str:
    """A letter with its index as a subscript.

    >>> named("w", 12)
    'w₁₂'
    """
    return letter + str(index).translate(SUBSCRIPTS)
