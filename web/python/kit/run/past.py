"""What a run keeps of its past: records for a picture, states to return to; thinned as it grows.

Beside them stand the changes that the reader made, which are never thinned: with them the run can
be told to somebody else and made again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kit.run.changes import Change, with_change
from pycore.training.history import Checkpoint, Record

MOST_RECORDS = 1200
"""Points of a loss curve: more than any picture has pixels."""

MOST_STATES = 200
"""States to return to; between two of them a run of a day has a second of training."""

MOST_NUMBERS = 50_000
"""Numbers in the states of a past that is put aside, 400 kB; of a large network fewer states."""

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

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return self.state.parameters.size + self.state.memory.rows.size


class Past:
    """The records and states of a run, each at most one an epoch, in order."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.states: list[Kept] = []
        self.changes: list[Change] = []

    @property
    def first(self) -> int:
        """The earliest epoch that is known."""
        return self.states[0].epoch

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

    def change(self, change: Change) -> None:
        """Write down what the reader did; what was done later is forgotten."""
        self.changes = with_change(self.changes, change)

    def copy(self) -> Past:
        """All of it to be put aside, with fewer states where they are large."""
        twin = Past()
        twin.records, twin.states, twin.changes = [*self.records], [*self.states], [*self.changes]
        while sum(kept.size for kept in twin.states) > MOST_NUMBERS:
            fewer = thinned(twin.states, lambda kept: kept.epoch, lambda kept: kept.firm)
            if len(fewer) == len(twin.states):
                break
            twin.states = fewer
        return twin

    def record(self, record: Record) -> None:
        """Keep a record in place of what was kept of its epoch and later."""
        self.records = [other for other in self.records if other.epoch < record.epoch]
        if record.is_finite():
            self.records.append(record)

    def cut(self, epoch: int) -> None:
        """Forget what came after an epoch."""
        self.records = [record for record in self.records if record.epoch <= epoch]
        self.states = [kept for kept in self.states if kept.epoch <= epoch]
        self.changes = [change for change in self.changes if change.epoch <= epoch]

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
