"""What a reader did to a run while it went on: each change with its epoch, setting and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RATE, WEIGHTS = "rate", "weights"
"""The learning rate; all weights and biases at once. One of them alone has its own name."""


@dataclass(frozen=True)
class Change:
    """A change at the end of an epoch, before the next one.

    Attributes:
        epoch: After how many epochs.
        setting: "rate", "weights", or the name of one weight or bias, such as "w1.0.1".
        value: What it became; of "weights" all of them, in the network's own order.
    """

    epoch: int
    setting: str
    value: float | tuple[float, ...]

    def replaces(self, other: Change) -> bool:
        """Whether nothing is left of another change once this one is made."""
        if other.epoch != self.epoch:
            return other.epoch > self.epoch
        of_all = self.setting == WEIGHTS and other.setting != RATE
        return of_all or other.setting == self.setting


def with_change(changes: Sequence[Change], change: Change) -> list[Change]:
    """The changes of a run after one more; what came later than it is gone.

    >>> made = with_change([Change(0, RATE, 0.03)], Change(4, RATE, 1.0))
    >>> [(c.epoch, c.value) for c in with_change(made, Change(4, RATE, 0.1))]
    [(0, 0.03), (4, 0.1)]
    """
    return [*(other for other in changes if not change.replaces(other)), change]
