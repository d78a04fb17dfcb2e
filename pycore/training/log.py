"""What a training run keeps on its way, and when."""

from collections.abc import Callable

from pycore import checks
from pycore.training.history import Checkpoint, Record


class TrainingLog:
    """The records and checkpoints of a run.

    Args:
        record_every: Epochs between two records.
        checkpoint_every: Epochs between two checkpoints; 0 keeps the start only.

    Attributes:
        history: The records; all their losses are finite.
        checkpoints: The checkpoints.
    """

    def __init__(self, record_every: int = 1, checkpoint_every: int = 0) -> None:
        self._record_every = checks.integer("record_every", record_every, at_least=1)
        self._keep_every = checks.integer("checkpoint_every", checkpoint_every, at_least=0)
        self.history: list[Record] = []
        self.checkpoints: list[Checkpoint] = []

    def next_due(self, epoch: int) -> int:
        """Return the first epoch after this one at which something is to be kept."""
        every = [length for length in (self._record_every, self._keep_every) if length]
        return min((epoch // length + 1) * length for length in every)

    def keep(
        self, epoch: int, record: Callable[[], Record], checkpoint: Callable[[], Checkpoint]
    ) -> bool:
        """Keep what is due at the end of an epoch; False if a loss is not finite.

        The state before training, at epoch 0, is always kept.
        """
        if epoch == 0:
            self.checkpoints.append(checkpoint())
        if epoch % self._record_every == 0:
            figures = record()
            if not figures.is_finite():
                return False
            self.history.append(figures)
        if epoch and self._keep_every and epoch % self._keep_every == 0:
            self.checkpoints.append(checkpoint())
        return True

    def take(self) -> tuple[list[Record], list[Checkpoint]]:
        """Hand over what has been kept since the last time, and forget it here.

        >>> log = TrainingLog()
        >>> log.history.append(Record(0, train_loss=0.5))
        >>> len(log.take()[0]), len(log.history)
        (1, 0)
        """
        taken = self.history[:], self.checkpoints[:]
        self.history.clear()
        self.checkpoints.clear()
        return taken

    def cut(self, epoch: int) -> None:
        """Drop what came after this epoch."""
        self.history[:] = [record for record in self.history if record.epoch <= epoch]
        self.checkpoints[:] = [kept for kept in self.checkpoints if kept.epoch <= epoch]
