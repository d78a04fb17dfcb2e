"""What a run keeps of its past: records for a picture, states to return to; thinned as it grows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pycore.history import Checkpoint, Record

MOST_RECORDS = 1200
"""Points of a loss curve: more than any picture has pixels."""

MOST_STATES = 200
"""States to return to; between two of them a run of a day has a second of training."""

T = TypeVar("T")


@dataclass(frozen=True)
class Kept:
    """A state to return to, and the learning rate that was used from there."""

    state: Checkpoint
    rate: float
    firm: bool
    """Whether the reader made it: it cannot be trained again from the states before it."""

    @property
    def epoch(self) -> int:
        """The epoch at whose end the run was in this state."""
        return self.state.epoch


class Past:
    """The records and states of a run, each at most one an epoch, in order."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.states: list[Kept] = []

    @property
    def last(self) -> int:
        """The farthest epoch."""
        ends = [kept[-1].epoch for kept in (self.records, self.states) if kept]
        return max(ends, default=0)

    def near(self, epoch: int) -> Kept:
        """The last state at or before an epoch."""
        return self.states[bisect_right([kept.epoch for kept in self.states], epoch) - 1]

    def way(self, epoch: int) -> list[Checkpoint]:
        """The states that are kept up to an epoch, in order."""
        return [kept.state for kept in self.states if kept.epoch <= epoch]

    def keep(self, kept: Kept) -> None:
        """Keep a state in place of what was kept of its epoch and later."""
        self.states = [other for other in self.states if other.epoch < kept.epoch]
        self.states.append(kept)

    def record(self, record: Record) -> None:
        """Keep a record in place of what was kept of its epoch and later."""
        self.records = [other for other in self.records if other.epoch < record.epoch]
        if record.is_finite():
            self.records.append(record)

    def cut(self, epoch: int) -> None:
        """Forget what came after an epoch."""
        self.records = [record for record in self.records if record.epoch <= epoch]
        self.states = [kept for kept in self.states if kept.epoch <= epoch]

    def thin(self) -> None:
        """Drop every second entry where there are too many; what the reader made stays."""
        if len(self.records) > MOST_RECORDS:
            self.records = thinned(self.records, lambda record: record.epoch, lambda _: False)
        if len(self.states) > MOST_STATES:
            self.states = thinned(self.states, lambda kept: kept.epoch, lambda kept: kept.firm)


def thinned(entries: Sequence[T], place: Callable[[T], int], firm: Callable[[T], bool]) -> list[T]:
    """About half of the entries: those whose place is a multiple of twice the present stride.

    The first and the last entry stay, and those that are `firm`. The stride is a power of two, so
    what is left is evenly spaced however often it is thinned.

    >>> thinned([0, 1, 2, 3, 4, 5], place=lambda n: n, firm=lambda n: n == 3)
    [0, 2, 3, 4, 5]
    """
    loose = [place(entry) for entry in entries[1:-1] if not firm(entry)]
    stride = 2 * min((number & -number for number in loose), default=1)  # its power of two
    return [
        entry
        for index, entry in enumerate(entries)
        if index in (0, len(entries) - 1) or firm(entry) or place(entry) % stride == 0
    ]
