"""A reader's own points: checked one by one, and refused in a sentence that names the row."""

from collections.abc import Sequence
from typing import cast

import numpy as np

from pycore import checks
from pycore.datasets.dataset import CLASSIFICATION, TASKS, Dataset, Input

MOST_ROWS = 10_000
"""More points than fill any picture, and an epoch over them still ends soon."""

HUGE = 1e6
"""Networks here learn from numbers near 1; beyond this even their squares drown everything else."""


def from_points(
    rows: Sequence[Sequence[object]],
    task: str = CLASSIFICATION,
    *,
    names: Sequence[str] = ("x1", "x2"),
    classes: tuple[str, str] = ("A", "B"),
    name: str = "own points",
) -> Dataset:
    """Return the data set of a reader's own points.

    A row holds the inputs, one per name, and last the target: for classification the class as 0,
    1 or its name, for regression a number. One sample is enough and so is one class, since
    points are drawn one after another; `Dataset.counts` tells.

    Raises:
        ValueError: no rows, too many, a row of another length, a number that is missing, not
            finite or beyond a million, an unknown class; the message names the row, from 1.

    >>> from_points([[0, 0, "A"], [0, 1, "B"], [1, 0, 1]])
    own points: 3 samples of 2 inputs (x1, x2), classification: 1 A, 2 B
    >>> from_points([[0, 0, 0], [0, float("nan"), 1]])
    Traceback (most recent call last):
    ValueError: x2 in row 2 of rows must be a finite number, not nan
    """
    checks.choice("task", task, TASKS)
    names, classes = _checked_names(names), _checked_classes(classes)
    _check_rows(rows)
    x: list[list[float]] = []
    t: list[list[float]] = []
    for number, row in enumerate(rows, start=1):
        _check_row(number, row, names)
        *inputs, target = row
        x.append([_number(number, *pair) for pair in zip(names, inputs, strict=True)])
        is_class = task == CLASSIFICATION
        t.append([_class(number, target, classes) if is_class else _number(number, "t", target)])
    columns = zip(*x, strict=True)
    axes = tuple(_axis(label, column) for label, column in zip(names, columns, strict=True))
    return Dataset(
        name, np.array(x), np.array(t), axes, task, classes if task == CLASSIFICATION else ()
    )


def _checked_names(names: object) -> list[str]:
    rule = "different names, at least one"
    given = checks.entries("names", names, rule)
    if not given or not _are_different_names(given):
        raise ValueError(f"names must be {rule}; not {checks.shown(names)}")
    return [str(name) for name in given]


def _checked_classes(classes: object) -> tuple[str, str]:
    rule = "two different names"
    first, second = given = checks.entries("classes", classes, rule, count=2)
    if not _are_different_names(given):
        raise ValueError(f"classes must be {rule}; not {checks.shown(classes)}")
    return str(first), str(second)


def _are_different_names(given: list[object]) -> bool:
    return all(isinstance(name, str) for name in given) and len(set(given)) == len(given)


def _check_rows(rows: object) -> None:
    count = _length(rows)
    if count is None:
        raise ValueError(f"rows must be a list of points, not {checks.shown(rows)}")
    if not 1 <= count <= MOST_ROWS:
        raise ValueError(f"rows must hold from 1 to {MOST_ROWS} points, not {count}")


def _check_row(number: int, row: object, names: Sequence[str]) -> None:
    if _length(row) != len(names) + 1:
        rule = f"must hold {len(names) + 1} values ({', '.join(names)} and the target)"
        raise ValueError(f"row {number} of rows {rule}, not {checks.shown(row)}")


def _length(value: object) -> int | None:
    """Return how many things `value` holds in order; nothing for a text, or what has no order."""
    if isinstance(value, np.ndarray):
        return None if value.ndim == 0 or hasattr(value, "mask") else len(value)
    is_list = isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)
    return len(cast("Sequence[object]", value)) if is_list else None


def _number(number: int, name: str, value: object) -> float:
    result = checks.number(f"{name} in row {number} of rows", value)
    if abs(result) > HUGE:
        rule = f"must lie from -{HUGE:,.0f} to {HUGE:,.0f}"
        raise ValueError(f"{name} in row {number} of rows {rule}, not {checks.shown(value)}")
    return result


def _class(number: int, value: object, classes: tuple[str, str]) -> float:
    known = {0: 0.0, 1: 1.0} | dict(zip(classes, (0.0, 1.0), strict=True))
    try:
        return known[cast(str, value)]
    except (KeyError, TypeError):  # a list, say, cannot be a key
        rule = f"must be 0, 1, {' or '.join(classes)}"
        raise ValueError(
            f"the class in row {number} of rows {rule}, not {checks.shown(value)}"
        ) from None


def _axis(name: str, column: Sequence[float]) -> Input:
    """Return an axis that shows all values, with a tenth of their width (or 1) to spare."""
    low, high = min(column), max(column)
    spare = (high - low) / 10 or 1.0
    return Input(name, "", low - spare, high + spare)
