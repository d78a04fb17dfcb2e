"""Checks of arguments: bad input meets a sentence naming the argument, its value and the rule.

What is checked is also converted, to Python's own numbers and to plain arrays: use what these
functions return.

Longer than other files: all sentences about wrong arguments are made in one place.
"""

import math
import operator
from collections.abc import Collection, Sequence
from reprlib import Repr
from typing import Any, SupportsFloat, SupportsIndex, cast

import numpy as np
import numpy.typing as npt

from pycore.numerics import FLOATS, Array

MOST_NUMBERS = 100_000_000
"""Numbers in one array: 800 MB, and far more than can be worked with here."""

MOST_ENTRIES = 1_000_000
"""Entries of a list that are looked at one by one."""

_SHORT = Repr()  # does not write out a list of millions to show its beginning
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxset = _SHORT.maxfrozenset = _SHORT.maxdict = 40
_SHORT.maxstring = _SHORT.maxother = 200


def shown(value: object) -> str:
    """Return a short text of any value, fit for the middle of a sentence.

    >>> shown("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
    """
    try:
        text = " ".join(_SHORT.repr(value).split())
    except Exception:  # whatever goes wrong in a repr, and a number of thousands of digits
        text = f"something of type {type(value).__name__}"
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
        return str(value)
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


def function(name: str, value: object) -> None:
    """Refuse what cannot be called.

    Raises:
        ValueError: it cannot.

    >>> function("f", 5)
    Traceback (most recent call last):
    ValueError: f must be a function; not 5
    """
    if not callable(value):
        raise ValueError(f"{name} must be a function; not {shown(value)}")


def text(name: str, value: object) -> str:
    """Return `value` if it is a text.

    Raises:
        ValueError: it is none.

    >>> text("unit", 5)
    Traceback (most recent call last):
    ValueError: unit must be a text; not 5
    """
    instance(name, value, str, "a text")
    return str(value)


def truth(name: str, value: object) -> bool:
    """Return `value` if it is True or False.

    Raises:
        ValueError: it is neither; what only counts as one, such as 0, is refused.

    >>> truth("every", "no")
    Traceback (most recent call last):
    ValueError: every must be True or False; not 'no'
    """
    instance(name, value, (bool, np.bool_), "True or False")
    return bool(value)


def room(name: str, *lengths: int) -> None:
    """Refuse an argument that asks for an array of more numbers than there is room for.

    Raises:
        ValueError: the product of the lengths is above a hundred million.

    >>> room("z", 10**5, 10**5)
    Traceback (most recent call last):
    ValueError: z must ask for at most 100,000,000 numbers at a time, not 10,000,000,000
    """
    if (count := math.prod(lengths)) > MOST_NUMBERS:
        rule = f"{name} must ask for at most {MOST_NUMBERS:,} numbers at a time"
        raise ValueError(f"{rule}, not {count:,}")


def number(
    name: str,
    value: object,
    *,
    above: float | None = None,
    at_least: float | None = None,
    below: float | None = None,
    at_most: float | None = None,
    finite: bool = True,
) -> float:
    """Return `value` as a float within the bounds; it is finite unless `finite` is False.

    Raises:
        ValueError: not a number, not finite, or out of bounds.

    >>> number("learning_rate", -1, above=0)
    Traceback (most recent call last):
    ValueError: learning_rate must be a finite number above 0, not -1
    """
    result = _float(value)
    if (
        result is not None
        and (math.isfinite(result) or not finite)
        and (above is None or result > above)
        and (at_least is None or result >= at_least)
        and (below is None or result < below)
        and (at_most is None or result <= at_most)
    ):
        return result
    bounds = [("above", above), ("at least", at_least), ("below", below), ("at most", at_most)]
    rule = " and ".join(f"{word} {limit:g}" for word, limit in bounds if limit is not None)
    kind = "a finite number" if finite else "a number"
    raise ValueError(f"{name} must be {kind} {rule}".rstrip() + f", not {shown(value)}")


def _float(value: object) -> float | None:
    """Return `value` as a float; nothing when it is no real number (a bool or a text is none)."""
    if type(value) is float:
        return value
    if isinstance(value, np.ndarray | np.generic) and not _is_plain_number(value):
        return None
    if isinstance(value, bool) or not isinstance(value, SupportsFloat | SupportsIndex):
        return None
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _is_plain_number(value: np.ndarray[Any, Any] | np.generic) -> bool:
    """Whether a value of NumPy's is one real number: no truth, no text, no array of one."""
    return not hasattr(value, "mask") and value.ndim == 0 and value.dtype.kind in "fiu"


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
        unlike = type(value) is not int and (isinstance(value, bool) or hasattr(value, "mask"))
        result = None if unlike else operator.index(cast(SupportsIndex, value))
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
        ValueError: a text or no list, another number of entries, or over a million; the message
            has the `rule`.

    >>> entries("sizes", 5, "a list of whole numbers, as [2, 8, 1]")
    Traceback (most recent call last):
    ValueError: sizes must be a list of whole numbers, as [2, 8, 1]; not 5
    """
    is_array = isinstance(value, np.ndarray) and not hasattr(value, "mask")
    given = cast("np.ndarray[Any, Any]", value).tolist() if is_array else value
    is_list = isinstance(given, Sequence) and not isinstance(given, str | bytes | bytearray)
    listed = cast("Sequence[object]", given if is_list else range(MOST_ENTRIES + 1))
    if count in (None, len(listed)) and len(listed) <= MOST_ENTRIES:
        return list(listed)
    raise ValueError(f"{name} must be {rule}; not {shown(value)}")


def plain(name: str, value: object, rule: str) -> np.ndarray[Any, Any]:
    """Return `value` as a plain array of whatever it holds; the `rule` says what is wanted.

    Raises:
        ValueError: rows of several lengths; a masked array, some of whose numbers do not count.

    >>> plain("x", [[1], [1, 2]], rule="whole numbers")
    Traceback (most recent call last):
    ValueError: x must hold whole numbers, not [[1], [1, 2]]
    """
    if hasattr(value, "mask"):
        raise ValueError(f"{name} must be a plain array, not a masked one")
    try:
        return np.asarray(value)
    except Exception:  # whatever an object does that is asked to become an array
        raise ValueError(f"{name} must hold {rule}, not {shown(value)}") from None


def floats(name: str, value: npt.ArrayLike) -> Array:
    """Return `value` as a plain array of floats of any shape; inf and NaN are let through.

    Raises:
        ValueError: something in it is not a real number, its rows differ in length, or it is a
            masked array, some of whose numbers do not count.

    >>> floats("z", [1, 2])
    array([1., 2.])
    """
    if type(value) is np.ndarray and value.dtype == FLOATS:
        return value
    rule = "real numbers in rows of one length"
    array = plain(name, value, rule)
    if array.size > 0 and array.dtype.kind not in "fiub":
        raise ValueError(f"{name} must hold {rule}, not {shown(value)}")
    with np.errstate(all="ignore"):  # a longer float may become infinite
        return np.asarray(array, dtype=np.float64)


def vector(name: str, value: object, size: int) -> Array:
    """Return `value` if it is a plain vector (size,) of floats, of which views can be taken.

    Raises:
        ValueError: anything else, such as a list.

    >>> vector("vector", np.zeros(3), size=2)
    Traceback (most recent call last):
    ValueError: vector must have shape (2,), not (3,)
    """
    if type(value) is not np.ndarray or value.dtype != FLOATS:
        raise ValueError(f"{name} must be a NumPy array of floats, not {shown(value)}")
    if value.shape != (size,):
        raise ValueError(f"{name} must have shape ({size},), not {value.shape}")
    return value


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
