"""Words around numbers: sums and equations, letters with an index, places, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from operator import mul

from kit.numbers import DIGITS, MINUS, added, bracketed, number, worked

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def total(
    pairs: Sequence[tuple[float, float]], constant: float | None = None, digits: int = DIGITS
) -> str:
    """A sum of products with numbers in it, in as many digits as its printed result needs.

    >>> total([(0.8, 0.5), (-1.2, 0.25)], 0.1), total([(1 / 3, 3.0)])
    ('0.8 × 0.5 + (−1.2) × 0.25 + 0.1', '0.3333 × 3')
    """
    factors, rest = [value for pair in pairs for value in pair], [constant or 0.0]

    def compute(values: Sequence[float]) -> float:
        *known, last = values
        return added([*map(mul, known[::2], known[1::2]), last])

    *texts, last = map(bracketed, worked([*factors, *rest], compute, digits))
    terms = [f"{a} × {b}" for a, b in zip(texts[::2], texts[1::2], strict=True)]
    return " + ".join(terms if constant is None else [*terms, last])


def product(factors: Sequence[float], digits: int = DIGITS) -> str:
    """A product with numbers in it, in as many digits as its printed result needs.

    >>> product([-0.5, 0.25, 3.0])
    '(−0.5) × 0.25 × 3'
    """
    return " × ".join(map(bracketed, worked(factors, prod, digits)))


def stepped(before: float, rate: float, slope: float) -> str:
    """A step of descent in as many digits as its printed result needs: old, rate and slope.

    >>> stepped(1.0, 0.5, -0.2), stepped(1 / 3, 0.5, 1 / 6)
    ('1 − 0.5 × (−0.2)', '0.333 − 0.5 × 0.167')
    """

    def compute(values: Sequence[float]) -> float:
        return added([values[0], -values[1] * values[2]])

    value, *factors = worked([before, rate, slope], compute)
    return f"{value} − {' × '.join(map(bracketed, factors))}"


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


def named(letter: str, index: int) -> str:
    """A letter with its index as a subscript.

    >>> named("w", 12)
    'w₁₂'
    """
    return letter + str(index).translate(SUBSCRIPTS)


def point(coordinates: Iterable[float]) -> str:
    """A place as text.

    >>> point([-3, 2.5])
    '(−3, 2.5)'
    """
    return f"({', '.join(map(number, coordinates))})"


def counted(count: int, thing: str) -> str:
    """A count and its noun.

    >>> counted(1, "step"), counted(1200, "step")
    ('1 step', '1,200 steps')
    """
    return f"{count:,} {thing}" + ("" if count == 1 else "s")
