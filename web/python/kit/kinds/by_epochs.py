"""What widgets with a run of fixed length share: a player over its epochs, and buttons."""

from __future__ import annotations

from kit.kinds.played import Played
from kit.run.runs import Run


class ByEpochs(Played):
    """A widget that plays epochs, or what else has nothing between two steps."""

    def follow(self, length: int, step_ms: float) -> int:
        """Stand at the form's step, or at the last one where the form is beyond it."""
        super().follow(length, step_ms)
        self.player.still = True
        self.keep()
        return self.player.step


def bring_to(run: Run, epoch: int) -> None:
    """Bring a run to an epoch: go back to it, or train as far as it takes."""
    if epoch > run.last:
        run.seek(run.last)
        run.train(epoch - run.last)
    run.seek(epoch)
