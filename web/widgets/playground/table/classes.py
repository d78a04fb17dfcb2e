"""Classes out of a column of words: which spellings are one class, and which class is blue."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from widgets.playground.table.numbers import Marks

CLASS_NAMES = (
    ("blue", "orange"),
    ("a", "b"),
    ("yes", "no"),
    ("true", "false"),
    ("pass", "fail"),
    ("positive", "negative"),
    ("spam", "ham"),
    ("spam", "not spam"),
)
"""Names of classes that say which of them is blue."""


@dataclass(frozen=True)
class Classes:
    """The classes of a column.

    Attributes:
        names: Their names as they are written most often, in a fixed order.
        of: The class of each cell, as its place in `names`.
        spellings: Different spellings that count as one class, for each class that has some.
    """

    names: tuple[str, ...]
    of: tuple[int, ...]
    spellings: tuple[tuple[str, ...], ...] = ()


def key_of(cell: str, marks: Marks) -> str:
    """What two spellings of one class have in common: the number, or the word in any case.

    >>> key_of("Yes", Marks()) == key_of("yes ", Marks()), key_of("1.0", Marks())
    (True, '1.0')
    """
    value = marks.number(cell)
    if value is not None:
        return repr(value)
    return " ".join(unicodedata.normalize("NFKC", cell).casefold().split())


def classes_of(cells: Sequence[str], marks: Marks) -> Classes:
    """The classes of a column. Their order depends on the names only, not on case or rows.

    >>> classes_of(["Yes", "no", "yes", "Yes"], Marks())
    Classes(names=('no', 'Yes'), of=(1, 0, 1, 1), spellings=(('Yes', 'yes'),))
    """
    keys = {cell: key_of(cell, marks) for cell in set(cells)}
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for cell, count in Counter(cells).items():
        spelt[keys[cell]][cell] += count
    order = sorted(spelt, key=lambda key: _rank(key, marks))
    common = [sorted(spelt[key].items(), key=lambda pair: (-pair[1], pair[0])) for key in order]
    place = {key: index for index, key in enumerate(order)}
    spellings = [tuple(name for name, _ in names) for names in common if len(names) > 1]
    return Classes(
        tuple(names[0][0] for names in common),
        tuple(place[keys[cell]] for cell in cells),
        tuple(spellings),
    )


def blue_of(names: Sequence[str], marks: Marks) -> str:
    """The class that is drawn blue, of one or two in order; "" if it is orange.

    >>> blue_of(["blue", "orange"], Marks()), blue_of(["Fail", "pass"], Marks())
    ('blue', 'pass')
    >>> blue_of(["0", "1"], Marks()), blue_of(["−1"], Marks())
    ('1', '')
    """
    values = [marks.number(name) for name in names]
    if None not in values:
        largest = max(value for value in values if value is not None)
        return names[values.index(largest)] if len(names) == 2 or largest > 0 else ""
    keys = {key_of(name, marks): name for name in names}
    for blue, orange in CLASS_NAMES:
        if blue in keys:
            return keys[blue]
        if orange in keys:
            return next((name for key, name in keys.items() if key != orange), "")
    return names[-1]


def _rank(key: str, marks: Marks) -> tuple[bool, float, str]:
    """Numbers by their size, then words by the alphabet."""
    value = Marks().number(key)
    return value is None, value or 0.0, key
