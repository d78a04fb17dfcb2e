"""Words around numbers: equations, letters with an index, places, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.words.numbers import MINUS, number

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


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
