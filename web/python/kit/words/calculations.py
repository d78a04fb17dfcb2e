"""Calculations whose printed result is true: who computes with the printed numbers gets it.

A result has the digits of `numbers`; its inputs are written in as many digits as that takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isclose, prod
from operator import mul

from kit.words.numbers import DIGITS, LONGEST, bracketed, number, shown

NOISE = 1e-12  # of the largest term: what binary fractions leave where a sum of terms is 0
DOUBT = 1e-10  # of a result: so near to a half, a calculator and binary fractions may disagree

Compute = Callable[[Sequence[float]], float | Sequence[float]]
"""What comes out of the inputs of a calculation: one number, or several."""


def added(terms: Sequence[float]) -> float:
    """A sum; 0 where terms cancel each other but for what binary fractions leave.

    >>> added([0.1, 0.2, -0.3]), added([1e-20])
    (0.0, 1e-20)
    """
    total = sum(terms)
    return total if abs(total) > NOISE * max(map(abs, terms), default=0.0) else 0.0


def worked(inputs: Sequence[float], compute: Compute, digits: int = DIGITS) -> list[str]:
    """The inputs of a calculation as text, in as many digits as the printed results need.

    Who computes with the printed inputs gets the results that `number` prints in `digits`.

    >>> worked([1 / 3, 3.0], prod)  # 0.333 × 3 would be 0.999, not 1
    ['0.3333', '3']
    """
    length = digits_needed(inputs, compute, digits)
    return [number(value, length) for value in inputs]


def digits_needed(inputs: Sequence[float], compute: Compute, digits: int = DIGITS) -> int:
    """In how many digits the inputs must be printed, so that they give the printed results.

    >>> digits_needed([1 / 3, 3.0], prod)
    4
    """
    wanted = _several(compute(inputs))
    for length in range(digits, LONGEST):
        found = _several(compute([shown(value, length) for value in inputs]))
        if all(_same(one, other, digits) for one, other in zip(found, wanted, strict=True)):
            return length
    return LONGEST


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

    >>> stepped(1.0, 0.5, -0.2), stepped(1 / 3, 0.5, 0.1)
    ('1 − 0.5 × (−0.2)', '0.333 − 0.5 × 0.1')
    """

    def compute(values: Sequence[float]) -> float:
        return added([values[0], -values[1] * values[2]])

    value, *factors = worked([before, rate, slope], compute)
    return f"{value} − {' × '.join(map(bracketed, factors))}"


def _several(results: float | Sequence[float]) -> Sequence[float]:
    return results if isinstance(results, Sequence) else [results]


def _same(found: float, wanted: float, digits: int) -> bool:
    """Whether a result prints as it should, without doubt which side of a half it is on."""
    if isclose(found, wanted, rel_tol=DOUBT):
        return number(found, digits) == number(wanted, digits)
    around = (found * (1 - DOUBT), found, found * (1 + DOUBT))
    return all(number(value, digits) == number(wanted, digits) for value in around)
