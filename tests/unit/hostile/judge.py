"""A call with a hostile value in it: what came of it, and whether that is right."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields, is_dataclass
from inspect import Parameter, signature
from itertools import chain
from typing import Any

import numpy as np

from pycore import Network
from tests.unit.hostile.values import BIG, FOREIGN, FREE, Hostile, hostile_values

MEMORY = 1_000_000_000
"""Bytes that a call may take at a time."""

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """A right call of a function.

    Attributes:
        function: Makes what is called, anew for each call.
        arguments: Makes the right value of each argument, anew too.
        then: What is made of the answer before it is compared; gets the arguments as well.
        takes: By argument, the labels of foreign values that are right for it, with the twin.
        spare: By argument, the labels of values not tried, since the work would never end.
        called: By argument, another name that a message may use for it.
        apart: Arguments that are for messages alone.
    """

    function: Callable[[], Callable[..., Any]]
    arguments: Callable[[], Arguments]
    then: Callable[[Any, Arguments], Any] | None = None
    takes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spare: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    apart: tuple[str, ...] = ()

    def missing(self) -> set[str]:
        """The arguments without a right value."""
        return set(signature(self.function()).parameters) - set(self.arguments()) - {*self.apart}

    def answer(self, **changed: Any) -> Any:
        """Make the call, with some arguments changed."""
        function, arguments = self.function(), self.arguments() | changed
        first = [
            arguments[name]
            for name, parameter in signature(function).parameters.items()
            if parameter.kind is Parameter.POSITIONAL_ONLY
        ]
        named = list(arguments.items())[len(first) :]
        answer = function(*first, **dict(named))
        if self.then is None:
            return answer
        try:
            return self.then(answer, arguments)
        except ValueError as error:  # what was made does not fit; the call itself was right
            return f"afterwards: {error}"


def always(value: Any) -> Callable[[], Any]:
    """A function that makes the same value, copied, each time."""
    return lambda: deepcopy(value)


def complaints(call: Call, seed: int | None = None, share: float = 1.0) -> Iterator[str]:
    """What is wrong with the answers to hostile values; with a seed, of a share of them."""
    rng = np.random.default_rng(seed)
    for argument, base in call.arguments().items():
        for hostile in hostile_values(base):
            tried = hostile.label not in call.spare.get(argument, ())
            if tried and (share == 1.0 or rng.random() < share):
                complaint = _complaint(call, argument, hostile)
                if complaint:
                    yield f"{argument} = {hostile.label}: {complaint}"


def _complaint(call: Call, argument: str, hostile: Hostile) -> str:
    try:
        result = _watched(call, argument, hostile.value)
    except (ValueError, TypeError) as error:
        names = {argument, call.called.get(argument, argument)}
        if hostile.twin is FREE or hostile.label == "network":  # what does not fit may be another's
            names |= set(call.arguments())
        named = re.search(rf"(?<!\w)({'|'.join(names)})(?!\w)", str(error))
        return "" if named else f"the message does not name it: {type(error).__name__}: {error}"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    taken = hostile.label in call.takes.get(argument, ())
    if hostile.twin is FREE or (hostile.twin is FOREIGN and taken):
        return ""
    if hostile.twin is FOREIGN:
        return f"taken, with the result {str(result)[:80]}"
    try:
        expected = call.answer(**{argument: deepcopy(hostile.twin)})
    except ValueError as error:
        return f"taken, although its twin is refused: {error}"
    return difference(result, expected)


def _watched(call: Call, argument: str, value: Any) -> Any:
    if not (isinstance(value, int) and value >= BIG):
        return call.answer(**{argument: value})
    tracemalloc.start()
    try:
        result = call.answer(**{argument: value})
        if tracemalloc.get_traced_memory()[1] > MEMORY:
            raise MemoryError(f"{tracemalloc.get_traced_memory()[1]:,} bytes")
        return result
    finally:
        tracemalloc.stop()


def difference(one: Any, other: Any, where: str = "the result") -> str:
    """Say where two results differ, in kind or in numbers; nothing if they do not."""
    if type(one) is not type(other):
        return f"{where} is of type {type(one).__name__}, not {type(other).__name__}"
    if isinstance(one, np.ndarray):
        same = one.dtype == other.dtype and one.shape == other.shape
        if same and one.dtype.kind in "fiub":
            same = np.allclose(one, other, rtol=1e-9, atol=1e-12, equal_nan=True)
        return "" if same else f"{where} differs: {one!r:.60} for {other!r:.60}"
    if isinstance(one, float):
        same = bool(one == other or np.isclose(one, other, rtol=1e-9, equal_nan=True))
        return "" if same else f"{where} is {one}, not {other}"
    if isinstance(one, int | str | bytes | None):
        return "" if one == other else f"{where} is {one!r:.60}, not {other!r:.60}"
    parts = zip(_parts(one), _parts(other), strict=False)
    return next(
        chain((text for (name, a), (_, b) in parts if (text := difference(a, b, name))), [""])
    )


def _parts(value: Any) -> list[tuple[str, Any]]:
    """What a result is made of, named; functions and generators count as alike."""
    if isinstance(value, Network):
        return [("form", value.form), ("parameters", value.parameters)]
    if isinstance(value, dict):
        return [(f"[{key!r}]", part) for key, part in value.items()]
    if isinstance(value, list | tuple):
        return [("length", len(value)), *((f"[{i}]", part) for i, part in enumerate(value))]
    if is_dataclass(value):
        return [(each.name, getattr(value, each.name)) for each in fields(value)]
    if callable(value) or isinstance(value, np.random.Generator):
        return []
    return list(vars(value).items()) if hasattr(value, "__dict__") else []
