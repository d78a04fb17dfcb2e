"""When a run should pause by itself."""

from __future__ import annotations

from dataclasses import dataclass

from pycore.training.history import Record


@dataclass(frozen=True)
class Stop:
    """When a run should pause by itself: after an epoch, or below a training loss.

    >>> Stop(loss=0.1).met(Record(epoch=3, train_loss=0.05))
    True
    """

    epoch: int | None = None
    loss: float | None = None

    def met(self, record: Record) -> bool:
        """Whether a run with these latest figures should pause."""
        late = self.epoch is not None and record.epoch >= self.epoch
        return late or (self.loss is not None and record.train_loss < self.loss)


NEVER = Stop()
"""No stop at all."""
