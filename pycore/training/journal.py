"""What a training run keeps on its way, and when."""

from collections.abc import Callable

from pycore import checks
from pycore.training.evaluation import Judge
from pycore.training.history import Checkpoint, Record


class Journal:
    """The records and checkpoints of a run.

    Args:
        judge: Makes the records.
        record_every: Epochs between two records.
        checkpoint_every: Epochs between two checkpoints; 0 keeps the start only.

    Attributes:
        history: The records; all their losses are finite.
        checkpoints: The checkpoints.
    """

    def __init__(self, judge: Judge, record_every: int, checkpoint_every: int) -> None:
        self._judge = judge
        self._record_every = checks.integer("record_every", record_every, at_least=1)
        self._keep_every = checks.integer("checkpoint_every", checkpoint_every, at_least=0)
        self.history: list[Record] = []
        self.checkpoints: list[Checkpoint] = []

    def next_due(self, epoch: int) -> int:
        """Return the first epoch after this one at which something is to be kept."""
        every = [length for length in (self._record_every, self._keep_every) if length]
        return min((epoch // length + 1) * length for length in every)

    def record(self, epoch: int) -> bool:
        """Keep the network's present figures; if a loss is not finite return False instead."""
        record = self._judge.record(epoch)
        if record.is_finite():
            self.history.append(record)
        return record.is_finite()

    def keep(self, epoch: int, checkpoint: Callable[[], Checkpoint]) -> bool:
        """Keep what is due at the end of an epoch; False if a loss is not finite."""
        if epoch % self._record_every == 0 and not self.record(epoch):
            return False
        if self._keep_every and epoch % self._keep_every == 0:
            self.checkpoints.append(checkpoint())
        return True

    def cut(self, epoch: int) -> None:
        """Drop what came after this epoch."""
        self.history[:] = [record for record in self.history if record.epoch <= epoch]
        self.checkpoints[:] = [kept for kept in self.checkpoints if kept.epoch <= epoch]
