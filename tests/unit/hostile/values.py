"""Hostile values: what stands where an argument should, and what would be right about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from pycore import MLP

FREE = object()
"""In place of a twin: the value may be taken, if it is taken without an accident."""

FOREIGN = object()
"""In place of a twin: the value must be refused."""

BIG = 10**6
"""From this number on the memory is watched."""


@dataclass(frozen=True)
class Hostile:
    """A value with a name, and the plain value that must give the same result, if any may."""

    label: str
    value: Any
    twin: Any = FOREIGN


class Subclass(np.ndarray[Any, Any]):
    """An array with another name."""


def hostile_values(base: object) -> list[Hostile]:
    """Everything that is to be tried in place of a right value."""
    rejected = [Hostile(label, make()) for label, make in FOREIGNERS.items()]
    return [*rejected, *_numbers(base), *_alike(base)]


FOREIGNERS: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    "text": lambda: "hostile",
    "adam": lambda: "adam",
    "bytes": lambda: b"ab",
    "list": list,
    "dict": dict,
    "object": object,
    "complex": lambda: 1j,
    "complex numbers": lambda: np.array([1j, 2.0]),
    "function": lambda: lambda *_: None,
    "type": lambda: MLP,
    "network": lambda: MLP([3, 2]),
    "list of None": lambda: [None],
    "ragged": lambda: [[1.0], [1.0, 2.0]],
    "texts": lambda: np.array(["a", "b"]),
    "objects": lambda: np.array([object()]),
    "dates": lambda: np.array(["2000-01-01"], dtype="datetime64[D]"),
    "masked": lambda: np.ma.array([1.0, 2.0], mask=[True, False]),
    "masked number": lambda: np.ma.masked,
}
"""What is right for few arguments; a call's `takes` names those for which it is."""

NUMBERS = (3.5, -1, 0, BIG, 10**9, 10**400, np.nan, np.inf, -np.inf)


def _numbers(base: object) -> Iterator[Hostile]:
    """Numbers: foreign to a text or a function, and of another kind or without end to a number."""
    kind = _kind(base)
    for value in NUMBERS:
        whole, finite = isinstance(value, int), isinstance(value, int) or np.isfinite(value)
        free = {"whole": whole, "real": finite, "array": True}.get(kind, False)
        yield Hostile(str(value) if value != 10**400 else "huge", value, FREE if free else FOREIGN)
    for truth in (True, np.True_):
        twin = FREE if kind == "array" else bool(truth) if kind == "truth" else FOREIGN
        yield Hostile(type(truth).__name__, truth, twin)


def _kind(base: object) -> str:
    if isinstance(base, bool):
        return "truth"
    if isinstance(base, int):
        return "whole"
    if isinstance(base, float):
        return "real"
    return "array" if _is_numeric(base) else "other"


def _is_numeric(base: object) -> bool:
    if not isinstance(base, list | tuple | np.ndarray):
        return False
    try:
        return np.asarray(base).dtype.kind in "iufb" and np.size(base) > 0
    except ValueError:
        return False


def _alike(base: object) -> Iterator[Hostile]:
    """The right value in another dress: taken like the plain one, or refused."""
    kind = _kind(base)
    if kind in ("whole", "real"):
        yield from _dressed_number(base)
    elif kind == "array":
        yield from _dressed_array(base)
    elif isinstance(base, str):
        yield Hostile("NumPy's text", np.str_(base), base)
        yield Hostile("text in bytes", base.encode())
        yield Hostile("text in a list", [base], FREE)
    elif isinstance(base, list):
        yield Hostile("tuple", tuple(deepcopy(base)), base)
        yield Hostile("twice", base + deepcopy(base), FREE)
        yield Hostile("with a stranger", [*deepcopy(base), object()])


def _dressed_number(base: Any) -> Iterator[Hostile]:
    yield Hostile("Decimal", Decimal(base), base)
    yield Hostile("Fraction", Fraction(base), base)
    yield Hostile("0-d array", np.array(base), base)
    yield Hostile("NumPy's number", np.array(base)[()], base)
    yield Hostile("whole float" if isinstance(base, int) else "float32", np.float32(base), base)
    yield Hostile("0-d object", np.array(base, dtype=object), base)
    yield Hostile("array of one", np.array([base]))
    yield Hostile("matrix of one", np.matrix([[base]]))
    yield Hostile("masked 0-d", np.ma.array(base))
    yield Hostile("text of it", str(base))
    yield Hostile("0-d text", np.array(str(base)))
    yield Hostile("complex of it", np.complex128(base))


def _dressed_array(base: Any) -> Iterator[Hostile]:
    plain = np.asarray(base)
    twin = plain.tolist() if isinstance(base, list | tuple) else plain.copy()
    yield Hostile("list", plain.tolist(), twin)
    yield Hostile("array", plain.copy(), twin)
    yield Hostile("objects", plain.astype(object), twin)
    yield Hostile("Decimals", _each(Decimal, plain.tolist()), twin)
    yield Hostile("Fortran's order", np.array(plain, order="F"), twin)
    yield Hostile("turned twice", plain[::-1].copy()[::-1], twin)
    yield Hostile("other bytes", plain.astype(plain.dtype.newbyteorder()), twin)
    yield Hostile("subclass", plain.copy().view(Subclass), twin)
    yield Hostile("read-only", _locked(plain), twin)
    if plain.dtype.kind != "b" and (plain.astype(np.float32) == plain).all():
        yield Hostile("float32", plain.astype(np.float32), twin)
    if plain.ndim <= 2:
        yield Hostile("matrix", np.matrix(plain), np.asarray(np.matrix(plain)))
    first = np.arange(plain.size).reshape(plain.shape) < 1
    yield Hostile("masked", np.ma.array(plain.copy(), mask=first))
    yield Hostile("nowhere masked", np.ma.array(plain.copy()))
    yield Hostile("texts of it", plain.astype(str))
    yield Hostile("complex of it", plain.astype(complex))
    yield Hostile("one axis more", plain[..., None], FREE)
    yield Hostile("another axis more", plain[None], FREE)
    yield Hostile("cut", plain[:-1], FREE)
    yield Hostile("longer", np.concatenate([plain, plain]), FREE)
    yield Hostile("four axes", np.ones((2, 3, 4, 5)), FREE)
    yield Hostile("NaN", np.full(plain.shape, np.nan), FREE)
    yield Hostile("infinity", np.full(plain.shape, np.inf), FREE)
    yield Hostile("enormous", np.full(plain.shape, 1e300), FREE)


def _each(kind: Callable[[Any], Any], entries: Any) -> Any:
    return [_each(kind, one) for one in entries] if isinstance(entries, list) else kind(entries)


def _locked(values: Any) -> Any:
    copy = values.copy()
    copy.flags.writeable = False
    return copy
