"""Making a run again that a link or a file tells of, a few milliseconds at a time."""

from __future__ import annotations

from collections.abc import Callable

from kit.run.runs import Run
from kit.run.stops import Stop
from widgets.playground.run.story import Story, make


class Replay:
    """A run on its way to where its story ends, and then to the epoch that the reader was at.

    Attributes:
        story: As given.
        done: Whether the run is there.
    """

    def __init__(self, run: Run, story: Story, goal: int, within: int) -> None:
        """Begin with a run that stands where the story begins.

        It is to be at epoch `goal` in the end, and so many mini-batches further.
        """
        self.story, self.done = story, False
        self._run, self._goal, self._within = run, goal, within
        self._left = list(story.changes)

    def advance(self, seconds: float, clock: Callable[[], float]) -> None:
        """Train for about so many seconds by the clock; where the run diverges it ends."""
        end = clock() + seconds
        while not self.done and (left := end - clock()) > 0:
            self._make_changes()
            following = self._left[0].epoch if self._left else self.story.end
            if self._run.epoch >= following or self._run.divergence is not None:
                self._arrive()
            else:
                self._run.advance(left, clock, Stop(following))

    def _make_changes(self) -> None:
        while self._left and self._left[0].epoch <= self._run.epoch:
            make(self._run, self._left.pop(0))

    def _arrive(self) -> None:
        self._run.seek(self._goal)
        make_steps(self._run, self._within)
        self.done = True


def make_steps(run: Run, count: int) -> None:
    """Make mini-batches of one epoch."""
    for _ in range(min(count, run.batches - 1)):
        run.step()
