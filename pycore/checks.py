"""Checks of arguments: bad input meets a sentence naming the argument, its value and the rule.

Longer than other files: all sentences about wrong arguments are made in one place.
"""

import math
import operator
from collections.abc import Collection, Sequence
from typing import SupportsFloat, SupportsIndex, cast

import numpy as np
import numpy.typing as npt

from pycore.numerics import Array


def shown(value: object) -> str:
    """Return a short text of any value, fit for the middle of a sentence.

    >>> shown("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
    """
    text = " ".join(repr(value).split())
    return text if len(text) <= 40 else text[:37] + "..."


def choice(name: str, value: object, allowed: Collection[str]) -> str:
    """Return `value` if it is one of the `allowed` names.

    Raises:
        ValueError: it is not; the message lists the names.

    >>> choice("hidden", "relo", ["relu", "tanh"])
    Traceback (most recent call last):
    ValueError: hidden must be one of relu, tanh; not 'relo'
    """
    if isinstance(value, str) and value in allowed:
        return value
    raise ValueError(f"{name} must be one of {', '.join(allowed)}; not {shown(value)}")


def instance(name: str, value: object, kind: type | tuple[type, ...], rule: str) -> None:
    """Refuse a value that is not of this kind; the `rule` says what is wanted.

    Raises:
        ValueError: it is not.

    >>> instance("history", 5, list, "a list of records")
    Traceback (most recent call last):
    ValueError: history must be a list of records; not 5
    """
    if not isinstance(value, kind):
        raise ValueError(f"{name} must be {rule}; not {shown(value)}")


def number(
    name: str,
    value: object,
    *,
    above: float | None = None,
    at_least: float | None = None,
    below: float | None = None,
    at_most: float | None = None,
) -> float:
    """Return `value` as a finite float within the bounds.

    Raises:
        ValueError: not a number, not finite, or out of bounds.

    >>> number("learning_rate", -1, above=0)
    Traceback (most recent call last):
    ValueError: learning_rate must be a finite number above 0, not -1
    """
    limits = [
        ("above", above, operator.gt),
        ("at least", at_least, operator.ge),
        ("below", below, operator.lt),
        ("at most", at_most, operator.le),
    ]
    given = [(word, limit, holds) for word, limit, holds in limits if limit is not None]
    result = _float(value)
    if math.isfinite(result) and all(holds(result, limit) for _, limit, holds in given):
        return result
    rule = " and ".join(f"{word} {limit:g}" for word, limit, _ in given)
    raise ValueError(f"{name} must be a finite number {rule}".rstrip() + f", not {shown(value)}")


def _float(value: object) -> float:
    """Return `value` as a float, or NaN when it is not a real number (a bool or a text is none)."""
    if isinstance(value, bool | np.bool_ | str | bytes):
        return math.nan
    try:
        return float(cast(SupportsFloat, value))
    except (TypeError, ValueError, OverflowError):
        return math.nan


def integer(
    name: str, value: object, *, at_least: int | None = None, at_most: int | None = None
) -> int:
    """Return `value` as an int within the bounds (both inclusive).

    Raises:
        ValueError: not a whole number, or out of bounds.

    >>> integer("batch_size", 2.5, at_least=1)
    Traceback (most recent call last):
    ValueError: batch_size must be a whole number, at least 1, not 2.5
    """
    try:
        result = None if isinstance(value, bool) else operator.index(cast(SupportsIndex, value))
    except TypeError:
        result = None
    low_enough = result is not None and (at_most is None or result <= at_most)
    if result is not None and low_enough and (at_least is None or result >= at_least):
        return result
    bounds = [("at least", at_least), ("at most", at_most)]
    rule = "".join(f", {word} {limit}" for word, limit in bounds if limit is not None)
    raise ValueError(f"{name} must be a whole number{rule}, not {shown(value)}")


def entries(name: str, value: object, rule: str, count: int | None = None) -> list[object]:
    """Return the entries of a list, a tuple or an array; `count` of them, if that is given.

    Raises:
        ValueError: a text or no list, or another number of entries; the message has the `rule`.

    >>> entries("sizes", 5, "a list of whole numbers, as [2, 8, 1]")
    Traceback (most recent call last):
    ValueError: sizes must be a list of whole numbers, as [2, 8, 1]; not 5
    """
    given = value.tolist() if isinstance(value, np.ndarray) else value
    result = list(given) if isinstance(given, Sequence) and not isinstance(given, str) else None
    if result is not None and count in (None, len(result)):
        return result
    raise ValueError(f"{name} must be {rule}; not {shown(value)}")


def floats(name: str, value: npt.ArrayLike) -> Array:
    """Return `value` as an array of floats of any shape; inf and NaN are let through.

    Raises:
        ValueError: something in it is not a real number, or its rows differ in length.

    >>> floats("z", [1, 2])
    array([1., 2.])
    """
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value
    try:
        array = np.asarray(value)
        if array.size == 0 or array.dtype.kind in "fiub":
            return array.astype(np.float64)
    except (TypeError, ValueError):
        pass
    rule = "real numbers in rows of one length"
    raise ValueError(f"{name} must hold {rule}, not {shown(value)}") from None


def array(name: str, value: npt.ArrayLike, shape: Sequence[int | str] | None = None) -> Array:
    """Return `value` as an array of finite floats, not empty, of the given shape.

    A text in `shape` stands for any length and is used in the message: ("n", 2).

    Raises:
        ValueError: no real numbers, NaN or infinite, empty, or another shape.

    >>> array("x", [[1, 2, 3]], shape=("n", 2))
    Traceback (most recent call last):
    ValueError: x must have shape (n, 2), not (1, 3)
    """
    result = floats(name, value)
    if shape is not None and not _fits(result.shape, shape):
        wanted = ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "")
        raise ValueError(f"{name} must have shape ({wanted}), not {result.shape}")
    if result.size == 0:
        raise ValueError(f"{name} must hold at least one number, not an empty array")
    if not (finite := np.isfinite(result)).all():
        bad = float(result[~finite][0])
        raise ValueError(f"{name} must hold finite numbers only, not {bad}")
    return result


def _fits(actual: tuple[int, ...], wanted: Sequence[int | str]) -> bool:
    return len(actual) == len(wanted) and all(
        isinstance(want, str) or have == want for have, want in zip(actual, wanted, strict=True)
    )


def samples(name: str, value: npt.ArrayLike, width: int) -> Array:
    """Return one sample (width,) or many (n, width) as an array of shape (n, width).

    Raises:
        ValueError: another shape, empty, or numbers that are not finite.

    >>> samples("x", [0.5, 1.0], width=2)
    array([[0.5, 1. ]])
    """
    result = floats(name, value)
    if result.shape[-1:] != (width,) or result.ndim > 2:
        raise ValueError(f"{name} must have shape ({width},) or (n, {width}), not {result.shape}")
    return array(name, result.reshape(-1, width))


def generator(seed: int | np.random.Generator) -> np.random.Generator:
    """Return a random generator: the one given, or a new one started from a seed.

    Raises:
        ValueError: neither a generator nor a whole number from 0.

    >>> float(generator(0).random()) == float(generator(0).random())
    True
    """
    if isinstance(seed, np.random.Generator):
        return seed
    return np.random.default_rng(integer("seed", seed, at_least=0))
