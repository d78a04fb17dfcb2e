"""What a data set is: samples x with their targets t, and the words that go with them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pycore import checks
from pycore.numerics import Array

CLASSIFICATION = "classification"
REGRESSION = "regression"
TASKS = (CLASSIFICATION, REGRESSION)

_LISTED = 6
"""So many classes a data set names when it is printed; of more it tells the number."""


@dataclass(frozen=True)
class Input:
    """One input: its name, its unit ("" for a bare number), and the range to draw and to slide.

    Raises:
        ValueError: `low` or `high` is not finite, `low` is not below `high`, or a name is no text.

    >>> str(Input("sleep", "h", 3, 10))
    'sleep (h)'
    """

    name: str
    unit: str
    low: float
    high: float

    def __post_init__(self) -> None:
        high = checks.number("high", self.high)
        low = checks.number("low", self.low, below=high)
        name, unit = checks.text("name", self.name), checks.text("unit", self.unit)
        for field, value in (("name", name), ("unit", unit), ("low", low), ("high", high)):
            object.__setattr__(self, field, value)

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})" if self.unit else self.name


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples with their targets; it never changes.

    Attributes:
        name: Key in `DATASETS`, or the reader's own.
        x: Inputs: a table (n, d); or (n, ...), such as pictures (n, channels, h, w).
        t: Targets (n, 1): for classification the number of the class, from 0.0; for regression
            any numbers.
        inputs: One `Input` per column of a table; empty for pictures and sequences.
        task: "classification" or "regression".
        classes: Names of class 0, class 1 and so on, at least two; empty for regression.

    Raises:
        ValueError: arrays that are empty, not finite or do not fit together; an unknown task;
            targets of a classification that are no numbers of its classes; class names that are
            fewer than two or not different (for regression none).

    >>> x, t = np.array([[0.5], [-0.5]]), np.array([[1.0], [0.0]])
    >>> axis = Input("x1", "", -1, 1)
    >>> Dataset("mine", x, t, (axis,), "classification", classes=("low", "high"))
    mine: 2 samples of 1 input (x1), classification: 1 low, 1 high
    """

    name: str
    x: Array
    t: Array
    inputs: tuple[Input, ...]
    task: str
    classes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", checks.text("name", self.name))
        object.__setattr__(self, "inputs", _checked_inputs(self.inputs))
        x = checks.array("x", self.x, shape=("n", len(self.inputs)) if self.inputs else None)
        if x.ndim < 2:
            raise ValueError(f"x must have shape (n, ...), one entry per sample, not {x.shape}")
        t = checks.array("t", self.t, shape=(len(x), 1))
        _check_task(checks.choice("task", self.task, TASKS), t, self.classes)
        object.__setattr__(self, "task", str(self.task))
        object.__setattr__(self, "classes", tuple(map(str, self.classes)))
        object.__setattr__(self, "x", _locked_copy(x))
        object.__setattr__(self, "t", _locked_copy(t))

    def __len__(self) -> int:
        return len(self.x)

    def __repr__(self) -> str:
        names = ", ".join(str(entry) for entry in self.inputs)
        inputs = f"{len(self.inputs)} input{'s' * (len(self.inputs) > 1)} ({names})"
        kind = inputs if self.inputs else f"shape {self.x.shape[1:]}"
        samples = f"{len(self)} sample{'s' * (len(self) > 1)}"
        counts = ", ".join(f"{count} {name}" for name, count in self.counts().items())
        if len(self.classes) > _LISTED:
            counts = f"{len(self.classes)} classes"
        return f"{self.name}: {samples} of {kind}, {self.task}" + (counts and f": {counts}")

    def one_hot(self) -> Array:
        """Return the targets as rows (n, k): 1 in the column of the sample's class, else 0.

        Networks with one output per class learn from them (Bishop, "Pattern Recognition and
        Machine Learning", 2006, section 4.1.2).

        Raises:
            ValueError: there are no classes, as in regression.

        >>> from pycore.datasets import make
        >>> make("eight").take([0, 1]).one_hot().tolist()
        [[1.0, 0.0], [0.0, 1.0]]
        """
        if not self.classes:
            raise ValueError(f"task must be classification to have one-hot rows, not {self.task}")
        checks.room("classes", len(self), len(self.classes))
        each: Array = np.zeros((len(self), len(self.classes)))
        each[np.arange(len(self)), self.t[:, 0].astype(np.intp)] = 1.0
        return each

    def counts(self) -> dict[str, int]:
        """Return the number of samples of each class; nothing for regression.

        A count of 0 means that a network can learn only one answer from this set.

        >>> from pycore.datasets import make
        >>> make("eight").counts()
        {'A': 4, 'B': 4}
        """
        return {name: int((self.t == number).sum()) for number, name in enumerate(self.classes)}

    def take(self, rows: npt.ArrayLike) -> "Dataset":
        """Return the data set of some rows only, in the order given.

        Raises:
            ValueError: no row, or a row that is not there.

        >>> from pycore.datasets import make
        >>> len(make("eight").take([0, 3]))
        2
        """
        chosen = checks.plain("rows", rows, "whole numbers")
        if chosen.dtype.kind not in "iu" or chosen.ndim != 1 or chosen.size == 0:
            raise ValueError(f"rows must be whole numbers, at least one, not {checks.shown(rows)}")
        if chosen.min() < 0 or chosen.max() >= len(self):
            raise ValueError(f"rows must lie from 0 to {len(self) - 1}, not {checks.shown(rows)}")
        x, t = self.x[chosen], self.t[chosen]
        return Dataset(self.name, x, t, self.inputs, self.task, self.classes)


def _checked_inputs(inputs: object) -> tuple[Input, ...]:
    rule = "a list of Inputs, one per column of x, or none"
    given = checks.entries("inputs", inputs, rule)
    found = tuple(entry for entry in given if isinstance(entry, Input))
    if len(found) < len(given):
        raise ValueError(f"inputs must be {rule}; not {checks.shown(inputs)}")
    return found


def _check_task(task: str, t: Array, classes: tuple[str, ...]) -> None:
    least = 2 if task == CLASSIFICATION else 0
    given = checks.entries("classes", classes, f"{least} different names for {task}")
    count = max(least, len(given)) if least else 0
    names = {name for name in given if isinstance(name, str)}
    if len(given) != count or len(names) != count:
        rule = f"{count} different names for {task}"
        raise ValueError(f"classes must be {rule}; not {checks.shown(classes)}")
    if task == CLASSIFICATION:
        _check_numbers(t, count)


def _check_numbers(t: Array, count: int) -> None:
    """Refuse targets that are no numbers of `count` classes."""
    known = np.isin(t, range(count))
    if not known.all():
        rule = "0 or 1" if count == 2 else f"a whole number from 0 to {count - 1}"
        raise ValueError(f"t must be {rule} for classification, not {float(t[~known][0]):g}")


def _locked_copy(values: Array) -> Array:
    copy = values.copy()
    copy.flags.writeable = False
    return copy
