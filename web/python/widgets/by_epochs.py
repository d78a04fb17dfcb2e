"""What widgets with a run of fixed length share: a player over its epochs, and buttons."""

from __future__ import annotations

from kit.messages import Settings
from kit.players import Player
from kit.runs import Run
from kit.view import View
from kit.widget import Widget

ACTIONS = ("play", "step", "back", "start")


class ByEpochs(Widget):
    """A widget that plays something, one unit of its player at a time.

    The unit that is shown is a control of the form, `step`; so undo, reset and a link need nothing
    more.
    """

    def __init__(self, view: View, settings: Settings) -> None:
        """Start at the step of the settings."""
        super().__init__(view, settings)
        self.player = Player(length=1, step_ms=100.0)

    def act(self, action: str) -> None:
        """Play or pause, go a step on or back, return to the start."""
        if action not in ACTIONS:
            super().act(action)
        if action == "start":
            self.player.position = self.player.goal = 0.0
        elif action == "step":
            self.player.seek(self.player.step + 1)  # at once: there is nothing between two steps
        elif action == "play" and self.player.running:
            self.player.position = self.player.goal = float(self.player.step)
        else:
            self.player.act(action)
        self.keep()

    def tick(self, elapsed: float) -> None:
        """Let time pass while something is played."""
        self.player.tick(elapsed)
        self.keep()

    def keep(self) -> None:
        """Make the unit that is reached a setting of the form."""
        if self.player.step != self.place():
            self.go(self.player.step)

    def place(self) -> int:
        """The unit that the form names."""
        return int(self.settings["step"])

    def go(self, place: int) -> None:
        """Let the form name another unit."""
        self.set("step", float(place))

    def follow(self, length: int, step_ms: float) -> int:
        """The step to show, of `length`; what is played goes on."""
        player = self.player
        player.still, player.step_ms = False, step_ms
        player.resize(length)
        player.seek(min(self.place(), length))
        self.keep()
        self.view.running(player.running)
        self.view.text("play", "Pause" if player.running else "Train")
        for part, at_end in (("on", player.step >= length), ("back", player.position == 0)):
            self.view.attribute(part, "aria-disabled", str(at_end).lower())
        return player.step

    def set(self, control: str, value: float | str) -> None:
        """Move a control of the form, here and on the page."""
        self.settings[control] = value
        self.view.value(control, value)


def reach(run: Run, epoch: int) -> None:
    """Bring a run to an epoch: go back to it, or train as far as it takes."""
    if epoch > run.last:
        run.seek(run.last)
        run.train(epoch - run.last)
    run.seek(epoch)
